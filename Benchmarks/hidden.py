#!/usr/bin/env python3
"""Whether the time of an answer tells that a hidden case or file exists.

    python3 -B Benchmarks/hidden.py FOLDER_OF_PROGRAMS [ASKED_OF_EACH]

A stranger asks of what somebody else filed and of what never was, in random order, over one connection. Of each kind it says
the two medians, and how often an answer about what exists took longer than one about what does not: 0.50 says nothing. An
estimate further from 0.50 than its 99 % interval is marked.
"""

import hashlib
import http.client
import json
import os
import random
import re
import statistics
import sys
import tempfile
import time
import urllib.parse

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "Tests", "Interop"))

from conformance import file_complaint  # noqa: E402
from tatua_store import new_id  # noqa: E402
from world import World  # noqa: E402


class Line:
    """One connection that stays open; the time from the request to the whole answer."""

    def __init__(self, client, url):
        self.headers = {
            "Authorization": f"Bearer {client.connection.token}",
            "Sync-Proto": client.connection.version,
            "Content-Type": "application/json",
        }
        parts = urllib.parse.urlsplit(url)
        self.connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=60)

    def ask(self, method, path, body=None):
        began = time.perf_counter()
        self.connection.request(method, path, body, self.headers)
        answer = self.connection.getresponse()
        data = answer.read()
        return time.perf_counter() - began, answer.status, data


def ranks(values):
    """The rank of each value, from 1; those that are alike share the mean of theirs."""
    order = sorted(range(len(values)), key=values.__getitem__)
    found = [0.0] * len(values)
    at = 0
    while at < len(order):
        end = at
        while end + 1 < len(order) and values[order[end + 1]] == values[order[at]]:
            end += 1
        for place in order[at : end + 1]:
            found[place] = (at + end) / 2 + 1
        at = end + 1
    return found


def compare(name, hidden, missing):
    """How often one of `hidden` is above one of `missing`, with what chance alone would give."""
    n, m = len(hidden), len(missing)
    above = (sum(ranks(hidden + missing)[:n]) - n * (n + 1) / 2) / (n * m)
    interval = 2.576 * ((n + m + 1) / (12 * n * m)) ** 0.5
    mark = "  <- tells" if abs(above - 0.5) > interval else ""
    print(
        f"{name:38} exists {statistics.median(hidden) * 1e3:6.3f} ms   does not {statistics.median(missing) * 1e3:6.3f} ms"
        f"   longer {above:.3f} (0.500 ± {interval:.3f}, {n} and {m}){mark}"
    )


def timed(name, count, ask):
    """Asks `count` times of each, in an order that nobody can foresee; `ask` takes whether it exists."""
    order = [True, False] * count
    random.shuffle(order)
    for exists in order[:20]:
        ask(exists)
    found = {True: [], False: []}
    answers = {True: set(), False: set()}
    for exists in order:
        seconds, answer = ask(exists)
        found[exists].append(seconds)
        answers[exists].add(answer)
    if answers[True] != answers[False] or len(answers[True]) != 1:
        raise SystemExit(f"{name}: the answers differ: {answers}")
    compare(name, found[True], found[False])


def pushes(world, stranger, line, command):
    """A push of one command that `command` queues for what is asked of: the id of a case, or its number."""

    def ask(case):
        number = command(case)
        message = {
            "replica": stranger.store.meta("replica"),
            "epoch": stranger.store.meta("epoch"),
            "acked": stranger.store.meta("acked"),
            "commands": [stranger._signed(envelope) for envelope in stranger.store.batch(number, 1, 100_000)],
        }
        body = json.dumps(message).encode("utf-8")
        seconds, status, data = line.ask("POST", "/sync/v1/push", body)
        if status != 200:
            raise SystemExit(f"a push was answered {status}: {data[:300]}")
        reply = json.loads(data.split(b"\n")[0])
        outcomes = [told["outcome"] for told in reply["out"] if told["n"] == number]
        text = re.sub(rf"\b{number}\b", "_", json.dumps(outcomes, ensure_ascii=False)).replace(case, "_")
        return seconds, text

    return ask


ROLES = (
    ("amina", "complainant:KE"),
    ("baraka", "complainant:KE"),
    ("kamau", "focalPoint:KE"),
    ("zuri", "complainant:TZ"),
    ("mussa", "focalPoint:TZ"),
)


def main():
    programs, count = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1_000
    with tempfile.TemporaryDirectory() as folder:
        world = World(os.path.abspath(programs), folder)
        for name, role in ROLES:
            world.add_user(name, role)
        world.start()
        try:
            measure(world, count)
        finally:
            world.stop()


def measure(world, count):
    amina, baraka = world.client("amina"), world.client("baraka")
    hidden = [file_complaint(amina) for _ in range(20)]
    amina.sync()
    bytes_sent = b"what the scales said"
    digest = hashlib.sha256(bytes_sent).hexdigest()
    amina.command(
        "evidence.add",
        {
            "case": hidden[0], "evidence": new_id(), "blob": f"sha256:{digest}", "bytes": len(bytes_sent),
            "mime": "text/plain", "name": "a.txt", "class": "parties",
        },
    )
    amina.sync()
    sender = Line(amina, world.url)
    sender.headers |= {"Upload-Offset": "0", "Upload-Length": str(len(bytes_sent)), "Content-Type": "application/octet-stream"}
    _, status, data = sender.ask("PATCH", f"/sync/v1/blobs/{digest}", bytes_sent)
    if status != 204:
        raise SystemExit(f"the file did not go up: {status} {data[:300]}")
    baraka.sync()
    line = Line(baraka, world.url)

    def case(exists):
        return random.choice(hidden) if exists else new_id()

    def blob(method):
        def ask(exists):
            name = digest if exists else hashlib.sha256(os.urandom(8)).hexdigest()
            seconds, status, data = line.ask(method, f"/sync/v1/blobs/{name}")
            members = json.loads(data) if data else {}
            return seconds, f"{status} {members.get('code')} {members.get('message')}"

        return ask

    timed("a file, read (GET)", count, blob("GET"))
    timed("a file, how far it came (HEAD)", count, blob("HEAD"))
    note = pushes(world, baraka, line, lambda case: baraka.add_note(case, "Is anybody there?"))
    timed("a remark on a case (push)", count, lambda exists: note(case(exists)))
    act = pushes(world, baraka, line, lambda case: baraka.act(case, "withdraw", "submitted", {}))
    timed("an act on a case (push)", count, lambda exists: act(case(exists)))
    by_number(world, count, amina)


def by_number(world, count, amina):
    """Kenya's focal point names, on a case of theirs, cases between two other countries by numbers that can be guessed."""
    kamau, zuri, mussa = world.client("kamau"), world.client("zuri"), world.client("mussa")
    own = file_complaint(amina)
    others = [file_complaint(zuri, locationCountry="RW") for _ in range(20)]
    amina.sync()
    zuri.sync()
    for officer, cases, country in ((kamau, [own], "UG"), (mussa, others, "RW")):
        officer.sync()
        for case in cases:
            officer.act(case, "register", "submitted", {"imposingCountry": country, "policyOrRegulatory": False})
        officer.sync()
    numbers = [mussa.header(case)["number"] for case in others]
    if not all(numbers) or any(kamau.header(case) for case in others):
        raise SystemExit(f"the cases of the others are not as they should be: {numbers}")
    stem, _, last = numbers[0].rpartition("-")
    line = Line(kamau, world.url)
    stage = kamau.header(own)["stage"]
    join = pushes(
        world, kamau, line, lambda number: kamau.act(own, "joinCase", stage, {"otherCase": number, "reason": "Alike."})
    )

    def number(exists):
        return random.choice(numbers) if exists else f"{stem}-{random.randrange(5_000, 9_999):0{len(last)}}"

    timed("a case by its number, in an act (push)", count, lambda exists: join(number(exists)))


if __name__ == "__main__":
    main()
