#!/usr/bin/env python3
"""Runs the conformance vectors in vectors/ on the Python client."""

import hashlib
import json
import pathlib
import sys

import tatua_digest
import tatua_json
import tatua_keys
from tatua_client import directive_bytes, hashed_text, order, statement
from tatua_page import read_page, speak
from tatua_store import Store

FOLDER = pathlib.Path(__file__).resolve().parent / "vectors"


def load(name):
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def check(failures, name, found, wanted):
    if found != wanted:
        failures.append(f"{name}: {found!r} instead of {wanted!r}")


def canonical(text):
    try:
        return tatua_json.canonical(tatua_json.parse(text.encode("utf-8")))
    except tatua_json.Malformed:
        return None


def simple(failures):
    """Vectors of one question and one answer. Returns how many there were."""
    count = 0
    readers = {"moment": tatua_json.read_moment, "day": tatua_json.read_day, "partial": tatua_json.read_partial}
    questions = [
        ("canonical", "cases", lambda case: canonical(case["text"]), "canonical"),
        ("ids", "cases", lambda case: tatua_json.read_id(case["text"]), "id"),
        ("ids", "derived", lambda case: tatua_json.derived_id(case["mid"], case["ordinal"]), "id"),
        ("labels", "cases", lambda case: tatua_json.label_code(case["replica"]), "code"),
        ("labels", "references", lambda case: tatua_json.folded(case["text"]), "folded"),
        ("dates", "cases", lambda case: readers[case["type"]](case["text"]), "written"),
        ("versions", "cases", lambda case: speak(case["min"], case["max"]), "speak"),
        ("commands", "cases", lambda case: hashed_text(case["envelope"]), "hashed"),
        (
            "commands",
            "cases",
            lambda case: hashlib.sha256(hashed_text(case["envelope"]).encode("utf-8")).hexdigest(),
            "sha256",
        ),
        (
            "signatures",
            "cases",
            lambda case: statement(case["server"], case["person"], case["envelope"]),
            "statement",
        ),
        (
            "signatures",
            "cases",
            lambda case: tatua_keys.base64url(
                tatua_keys.sign(bytes.fromhex(case["seed"]), case["statement"].encode("utf-8"))
            ),
            "sig",
        ),
        (
            "signatures",
            "cases",
            lambda case: tatua_keys.base64url(tatua_keys.signing_public(bytes.fromhex(case["seed"]))),
            "key",
        ),
        (
            "directives",
            "cases",
            lambda case: directive_bytes(case["reply"]["wipe"]["directive"]).decode("utf-8"),
            "signed",
        ),
        (
            "directives",
            "cases",
            lambda case: order(case["reply"], case["key"], case["user"], case["replicas"]) is not None,
            "obeys",
        ),
    ]
    for name, cases, answer, member in questions:
        for case in load(name)[cases]:
            check(failures, f"{name} {json.dumps(case)[:60]}", answer(case), case.get(member))
            count += 1
    return count


def pages(failures):
    cases = load("pages")["cases"]
    for case in cases:
        page = read_page(case["page"].encode("utf-8"))
        check(failures, f"pages: {case['name']}", [str(op) for op in page.operations] if page else None, case.get("operations"))
    return len(cases)


def state(store, first, like):
    """What a vector looks at, as far as it does."""
    outbox = store.outbox()
    pending = [entry for entry in outbox if entry["state"] in ("queued", "sent")]
    found = {
        "rows": sorted(line.decode("utf-8") for line in store.row_lines()),
        "cursor": store.pull_cursor(),
        "acked": store.meta("acked"),
        "outbox": ["pending" if entry in pending else entry["state"] for entry in outbox],
        "renewed": store.meta("replica") != first,
        "numbers": [entry["envelope"]["n"] for entry in pending],
    }
    return {name: found[name] for name in like}


def rounds(failures):
    cases = load("rounds")["cases"]
    for case in cases:
        store = Store(None)
        first = store.meta("replica")
        for n in range(1, case["commands"] + 1):
            mid = f"01934d5e-6f70-7002-8000-{n:012d}"
            envelope = {"mid": mid, "cmd": "note.add", "v": 1, "at": "2026-11-21T07:02:09.250Z", "args": "{}"}
            store.queue(envelope)
        for index, step in enumerate(case["steps"]):
            if step.get("drop"):
                store.drop_cursor()
            data = step.get("page", "").encode("utf-8")
            page = read_page(data) if data else None
            if page:
                store.stage(data, page)
                if page.trailer["complete"]:
                    store.flip()
            check(failures, f"rounds: {case['name']} {index}", state(store, first, step["after"]), step["after"])
    return len(cases)


def digests(failures):
    """Sums of rows, compartments and audiences."""
    vectors = load("digests")
    for case in vectors["rows"]:
        share = tatua_digest.row_share(case["id"], case["rev"], case["line"].encode("utf-8"))
        check(failures, f"digests: {case['id']}", tatua_digest.written(share), case["share"])
    for case in vectors["compartments"]:
        share = tatua_digest.named_share(case["compartment"], case["count"], int(case["sum"], 16))
        found = tatua_digest.written(share), tatua_digest.path(case["compartment"])
        check(failures, f"digests: {case['compartment']}", found, (case["share"], case["path"]))
    for case in vectors["roots"]:
        held = {each["compartment"]: (each["aud"], each["count"], int(each["sum"], 16)) for each in case["compartments"]}
        check(failures, f"digests: {case['name']}", tatua_digest.Held(held).root(), case["root"])
    return sum(map(len, (vectors["rows"], vectors["compartments"], vectors["roots"])))


def run():
    """Returns how many vectors there were, and what failed."""
    failures = []
    return simple(failures) + pages(failures) + rounds(failures) + digests(failures), failures


if __name__ == "__main__":
    count, failures = run()
    print("\n".join(failures + [f"vectors: {count}, {len(failures)} failed"]))
    sys.exit(1 if failures else 0)
