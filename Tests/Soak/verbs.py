"""What people do, a small function a verb: each takes a device and does one thing on it, as a person would."""

import json

from files import attach, copy_for_the_public, fetch
from mending import mend, settle
from people import COUNTRIES, PASSWORD
from sticks import carry
from words import CATEGORIES, CODE_LISTS, PLACES, a_case, a_class, day, text

#: Acts that end a case are rare, or there would soon be nothing to work on.
ENDINGS = {"reject", "withdraw", "transfer", "mergeDuplicate", "suspend", "abandon", "openDispute", "notAnNtb"}
#: The way of a case forward is taken more often than what stands beside it.
FORWARD = {"register", "acknowledge", "supplyInfo", "callBilateral", "enterMatrix", "proposeResolution", "confirm", "contest"}
BESIDE = {"unjoin", "joinCase", "dropRecurrence", "noteRecurrence"}

def login(device, url):
    return device.run(
        "login", url, "--user", device.person.name, "--password-stdin", stdin=PASSWORD + "\n", harmless=True)


#: Ways to sync → weight.
SYNCS = {(): 14, ("--files",): 4, ("--max-bytes", "1"): 1, ("--max-bytes", "6000"): 2, ("--estimate",): 1}


def sync(device):
    """Over the network, in one of its ways; a device that has none carries a stick, now and then."""
    if device.by_stick:
        if device.dice.random() < 0.4:
            carry(device)
    else:
        (way,) = device.dice.choices(list(SYNCS), list(SYNCS.values()))
        run = device.run("sync", *way)
        if run.status in (0, 1) and run.answer.get("complete"):
            device.world.findings.count("syncs completed")
        elif run.status == 0:
            kind = "syncs estimated" if "bytes" in run.answer else "syncs that ended at their budget"
            device.world.findings.count(kind)
    listed = device.run("list")
    if listed.status == 0:
        device.cases = [case["case"] for case in listed.answer["cases"]]


def first_sync(device):
    run = device.run("sync", harmless=True)
    device.cases = [case["case"] for case in device.run("list", harmless=True).answer["cases"]]
    return run


def file(device):
    token = device.token()
    dice = device.dice
    other = dice.choice([country for country in COUNTRIES if country != device.person.country])
    device.run(
        "file", "--set", f"ntbCategory={dice.choice(CATEGORIES)}", "--set", f"locationCountry={other}",
        "--set", f"place={dice.choice(PLACES)}", "--set", f"incidentOn={day(-dice.randrange(1, 90))}",
        "--set", f"description={text(device, token)}", "--set", f"product=maize {dice.randrange(1000)}",
        "--set", f"contact=+254 7{dice.randrange(10**8):08d}", changes=token)


def note(device):
    if case := a_case(device):
        token = device.token()
        if device.run("note", case, text(device, token), *a_class(device), changes=token).status == 0:
            read_your_write(device, case, token)


def read_your_write(device, case, token):
    """What was accepted is on the screen at once, before any server knows of it."""
    if device.dice.random() < 0.25:
        shown = device.run("show", case)
        if shown.status == 0 and token not in json.dumps(shown.answer):
            device.world.findings.violation("read your writes", f"{device.name}: {token} is not shown on {case}")


def edit(device):
    if case := a_case(device):
        token = device.token()
        field = device.dice.choice(["place", "product", "description"])
        device.run("edit", case, "--set", f"{field}={device.dice.choice(PLACES)} {token}", changes=token)


def assign(device):
    if case := a_case(device):
        people = [other.name for other in device.world.people if other.country == device.person.country]
        device.run("assign", case, device.dice.choice(people), changes="")


def act(device):
    case = a_case(device)
    if case is None:
        return
    offered = device.run("actions", case)
    moves = offered.answer.get("actions", []) if offered.status == 0 else []
    moves = [move for move in moves if move["action"] not in ENDINGS or device.dice.random() < 0.04]
    if not moves:
        return
    weights = [8 if move["action"] in FORWARD else 1 if move["action"] in BESIDE else 3 for move in moves]
    (move,) = device.dice.choices(moves, weights)
    token = device.token()
    fields = move["requires"] + [each for each in move["accepts"] if device.dice.random() < 0.2]
    words, carried = [], ""
    for each in fields:
        value = fill(device, each, token if not carried else "again")
        if value is None:
            continue
        if token in value:
            carried = token
        words += ["--set", f"{each['field']}={value}"]
    device.run("act", case, move["action"], *words, changes=carried)


def fill(device, field, token):
    """Something that the field would take; `None` where the soak knows nothing."""
    dice, kind = device.dice, field["type"]
    if field.get("choices"):
        return dice.choice(field["choices"])
    if kind == "text":
        return text(device, token)[-min(field.get("bytesMax", 200), 2000):]
    if kind == "date":
        return day(-dice.randrange(3) if field.get("past") else dice.randrange(20))
    if kind == "code":
        return dice.choice(CODE_LISTS[field["list"]]) if field.get("list") in CODE_LISTS else None
    if kind == "caseReference":
        return a_case(device)
    simple = {"bool": ["yes", "no"], "hsCode": ["0401.20"], "money": ["1200.50 USD"], "number": ["5"], "integer": ["5"]}
    return dice.choice(simple[kind]) if kind in simple else None


def back_up(device):
    """Somebody copies the folder while nothing runs."""
    device.back_up()


def restore(device):
    """Somebody puts an old copy of the folder back: what it lacks and the server has comes again, and nothing twice."""
    if device.has_backup and not device.world.may_be_full(device):
        device.restore()


def read(device):
    verb = device.dice.choice(["list", "inbox", "outbox", "search", "show", "why", "parties", "matrix"])
    if verb == "search":
        device.run("search", device.dice.choice(PLACES))
    elif verb in ("show", "why", "parties"):
        if case := a_case(device):
            device.run(verb, case)
    else:
        device.run(verb)


EVERYBODY = {
    sync: 32, read: 5, attach: 8, copy_for_the_public: 1.5, fetch: 5, settle: 4, mend: 9, back_up: 1.5, restore: 1}
FILERS = {file: 10, note: 16, edit: 18, act: 10, **EVERYBODY}
OFFICERS = {note: 16, edit: 16, act: 20, assign: 4, **EVERYBODY}


def something(device):
    """One thing that this person would do now."""
    habits = FILERS if device.person.files else OFFICERS
    (verb,) = device.dice.choices(list(habits), list(habits.values()))
    verb(device)
