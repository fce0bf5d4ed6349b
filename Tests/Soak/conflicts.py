"""What must hold of conflicts: whatever was written stays readable beside what stands, also once somebody decided."""

import json
import re

TOKEN = re.compile(rb"zq[0-9a-f]{14}")
#: Of a field, and of an act that came too late: what may never change once the row is there.
KEPT = (
    "about", "field", "base", "theirs", "mine", "group", "coupled", "action", "fields", "occurredOn", "from", "by", "madeAt")


class ServerConflicts:
    def __init__(self, database):
        #: row → its versions' fields, oldest first; `None` for one that was erased.
        self.versions = {}
        for row, body in database.execute(
                "SELECT lower(hex(r.id)), v.bytes FROM version v JOIN row r ON r.key = v.row_key "
                "WHERE r.kind = 'conflict' ORDER BY v.key"):
            self.versions.setdefault(row, []).append(json.loads(bytes(body))["f"] if body is not None else None)

    def words(self):
        text = json.dumps([versions[-1] for versions in self.versions.values()]).encode()
        return set(TOKEN.findall(text))


def check_conflicts(world, server):
    say = world.findings.violation
    for row, versions in server.conflicts.versions.items():
        first, last = versions[0], versions[-1]
        if first is None or last is None or any(first.get(name) != last.get(name) for name in KEPT):
            say("three versions", f"conflict {row} no longer holds what it held: {first} became {last}")
        elif last["about"] == "field" and "mine" not in last and "theirs" not in last:
            say("three versions", f"conflict {row} holds neither version: {last}")
        world.findings.most("conflicts", len(server.conflicts.versions))
        if last and last["state"] != "open":
            world.findings.count("settled conflicts read")
    kept = server.conflicts.words()
    for mid, (_, _, cmd, args, outcome) in server.commands.items():
        if outcome["type"] == "conflict" and cmd in ("case.edit", "case.act"):
            wanted = json.loads(args)["fields"]
            for token in TOKEN.findall(json.dumps(wanted).encode()):
                # What was not in conflict took effect and stands in a row.
                if token not in kept and token not in server.homes_of_token:
                    say("three versions", f"what {mid} wanted ({token.decode()}) is kept nowhere")
