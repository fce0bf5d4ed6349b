"""Devices without a network: what they made goes to the server as a file, and what changed comes back as one."""

import json
import os

from files import remove
from server import CRASH_WORDS


def carry(device, harmless=False):
    """One way there and back. Answers (changes in the bundle, rows and outcomes that came), or in words where it was
    lost on the way."""
    world, dice, findings = device.world, device.dice, device.world.findings
    there, back = f"{world.folder}/sticks/{device.name}.there", f"{world.folder}/sticks/{device.name}.back"
    remove(there)
    remove(back)
    exported = device.run("bundle", "export", there, harmless=harmless)
    if exported.status != 0:
        if exported.status and os.path.exists(there):
            findings.violation("bundles", f"{device.name}: a bundle stands there though its export failed")
        return f"export: {exported.status} {exported.answer.get('problem')}"
    parts = ["--max-bytes", "20000"] if dice.random() < 0.3 else []
    # Taken in once, or twice and then answered, or answered at once: it comes to the same.
    for _ in range(dice.choice([0, 1, 2])):
        _there(world, "import", there)
    answer = _there(world, "exchange", there, back, *parts)
    if answer is None:
        return "the server could not answer"
    findings.count("bundles answered")
    if answer.get("problem"):
        findings.count(f"bundle problem {answer['problem'].get('code')}")
    moved = 0
    for file in answer["files"]:
        run = device.run("bundle", "import", file["path"], harmless=harmless)
        if run.status not in (0, 1) or "problem" in run.answer and "rows" not in run.answer:
            return f"import: {run.status} {run.answer.get('problem')}"
        if run.answer.get("isNew"):
            moved += run.answer["rows"] + len(run.answer["outcomes"])
            if run.answer["complete"]:
                findings.count("bundles taken in")
                _again(device, file["path"], harmless)
    return exported.answer["commands"], moved


def _again(device, path, harmless):
    """The same file once more changes nothing."""
    if device.dice.random() < 0.5:
        before = device.outbox()
        again = device.run("bundle", "import", path, harmless=harmless)
        # A disk that fails takes nothing in, and says so.
        is_taken = again.status in (0, 1) and "problem" not in again.answer and again.answer.get("isNew") is not False
        if is_taken or device.outbox() != before:
            device.world.findings.violation("bundles", f"{device.name}: a bundle was taken in twice: {again.answer}")
        device.world.findings.count("bundles taken in a second time")


def _there(world, verb, *words):
    """Runs a verb of the server on bundles, beside the running server or, where that is down, in its place."""
    done = world.tatuad_beside("bundle", verb, *words, "--json")
    if done.returncode not in (0, 1) or CRASH_WORDS.search(done.stderr):
        world.findings.violation(
            "no crash", f"tatuad bundle {verb} ended with {done.returncode}: {done.stderr[-600:]!r}")
    # Exit 1 with an answer: the commands were not taken, and the answer says why.
    try:
        return json.loads(done.stdout)
    except ValueError:
        world.findings.count(f"bundles that the server could not {verb}")
        return None
