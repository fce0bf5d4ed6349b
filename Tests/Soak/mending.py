"""What people do about what came back and what is in conflict."""

import json
import os
import re

from files import remove
from words import PLACES, a_case

TOKEN = re.compile(r"zq[0-9a-f]{14}")


def settle(device):
    for _ in range(4):
        case = a_case(device)
        conflicts = device.run("settle", case).answer.get("conflicts", []) if case else []
        if conflicts:
            break
    else:
        return
    conflict, token = device.dice.choice(conflicts), device.token()
    ways = [["--take", "discard"], ["--take", "note"]]
    if conflict["about"] == "field":
        ways = [["--take", "theirs"], ["--take", "mine"], ["--value", f"{device.dice.choice(PLACES)} {token}"]]
    device.run(
        "settle", case, str(conflict["number"]), *device.dice.choice(ways), "--reason", f"Decided by {token}",
        changes=token)


def mend(device):
    """Deals with one change that came back."""
    entries = device.run("outbox").answer.get("entries", [])
    back = [entry for entry in entries if entry["state"] in ("conflict", "rejected")]
    if back:
        change = device.dice.choice(back)
        way = device.dice.choices([_retry, _note, _edit, _export, _discard, _dismiss], [3, 3, 2, 2, 3, 1])[0]
        device.world.findings.count(f"mended: {way.__name__[1:]}")
        way(device, str(change["n"]), change)


def _retry(device, number, change):
    _note_made_again(device, change)
    device.run("outbox", "retry", number, changes="")


def _note(device, number, change):
    _note_made_again(device, change)
    device.run("outbox", "note", number, changes="")


def _edit(device, number, change):
    token = device.token()
    fields = (change["arguments"].get("fields") or {}).keys()
    ways = {"note.add": ["--text", f"Put otherwise {token}"]}
    for field in ("place", "product", "description", "reason"):
        if field in fields:
            ways.setdefault(change["command"], ["--set", f"{field}=Put otherwise {token}"])
    if change["command"] in ways:
        _note_made_again(device, change)
        device.run("outbox", "edit", number, *ways[change["command"]], changes=token)


def _export(device, number, change):
    """A file that stands under the name holds all that was written, for its author's eyes."""
    path = f"{device.home}.export"
    run = device.run("outbox", "export", number, path)
    if os.path.exists(path):
        with open(path, encoding="utf-8", errors="replace") as file:
            text = file.read()
        try:
            json.loads(text)
        except ValueError:
            device.world.findings.violation("nothing lost", f"{device.name}: half an export stands under its name")
        else:
            if tokens_of(change) - set(TOKEN.findall(text)) or os.stat(path).st_mode & 0o077:
                device.world.findings.violation("nothing lost", f"{device.name}: #{number} was exported in part")
    elif run.status == 0:
        device.world.findings.violation("nothing lost", f"{device.name}: #{number} was exported to nowhere")
    remove(path)


def _discard(device, number, change):
    """Asked for twice: unasked it does not happen, and a second thought leaves everything as it is."""
    asked = device.dice.random() < 0.5
    if asked:
        said = device.converse(["outbox", "discard", number], "y\nno\n")
        if said is not None and "Nothing was discarded" not in said:
            device.world.findings.violation("asked twice", f"{device.name}: a second thought said {said[-300:]!r}")
    elif device.run("outbox", "discard", number).status == 0:
        device.world.findings.violation("asked twice", f"{device.name}: #{number} was discarded without a question")
    if device.outbox()[change["mid"].replace("-", "")][2]["state"] != "attention":
        device.world.findings.violation("asked twice", f"{device.name}: #{number} was gone before it was meant")
        return
    device.discarded.add(change["mid"].replace("-", ""))
    if asked and device.dice.random() < 0.5:
        device.converse(["outbox", "discard", number], f"y\n{number}\n")
    else:
        device.run("outbox", "discard", number, "--really")


def _dismiss(device, number, change):
    device.run("outbox", "list", "--dismiss", number)


def tokens_of(change):
    """The words that its author wrote; not those that the author had before the eyes while writing."""
    arguments = {name: value for name, value in change["arguments"].items() if name != "seen"}
    return set(TOKEN.findall(json.dumps(arguments)))


def _note_made_again(device, change):
    """From now on its words may stand in one command more."""
    for token in tokens_of(change):
        device.made_again[token] = device.made_again.get(token, 0) + 1
