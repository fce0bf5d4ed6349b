"""The invariants, checked from the files after a round is healed and drained (sync.md §3.2)."""

import glob
import json
import os
import re

from conflicts import ServerConflicts, check_conflicts
from device import copied
from evidence import ServerEvidence, check_device_files, check_server_files, check_shown

TOKEN = re.compile(rb"zq[0-9a-f]{14}")
HOME_FILES = re.compile(r"(replica\.(sqlite(-wal|-shm)?|id(\.new)?|lock|reserve)|blobs/[^/]*)$")


class ServerFiles:
    """What the server's database says, read once from a copy."""

    def __init__(self, world):
        with copied(world.data, world.scratch("server"), "tatua.sqlite") as database:
            self.integrity = [row[0] for row in database.execute("PRAGMA integrity_check(5)")]
            self.dangling = database.execute("PRAGMA foreign_key_check").fetchmany(5)
            self.commands = {
                mid: (replica, n, cmd, bytes(args), json.loads(outcome))
                for mid, replica, n, cmd, args, outcome in database.execute(
                    "SELECT lower(hex(mid)), lower(hex(replica)), n, CAST(cmd AS TEXT), args, outcome FROM command")
            }
            self.replicas = dict(database.execute("SELECT lower(hex(id)), last FROM replica"))
            self.accounts = dict(database.execute("SELECT name, lower(hex(id)) FROM account"))
            self.head = database.execute("SELECT max(number), count(*) FROM commit_log").fetchone()
            #: account → the compartments that it may see now: by definition, from the two tables of intervals.
            self.seen_by = {user: set() for user in self.accounts.values()}
            for user, compartment in database.execute(
                    "SELECT lower(hex(m.user_id)), p.compartment_key FROM placement p "
                    "JOIN membership m ON m.audience = p.audience WHERE m.to_commit IS NULL AND p.to_commit IS NULL"):
                self.seen_by.setdefault(user, set()).add(compartment)
            self.rows = {}
            for id, compartment, body in database.execute(
                    "SELECT lower(hex(r.id)), r.compartment_key, v.bytes FROM row r "
                    "JOIN version v ON v.key = r.version_key WHERE v.bytes IS NOT NULL"):
                self.rows[id] = (compartment, bytes(body))
            self.evidence = ServerEvidence(database, world.data)
            self.conflicts = ServerConflicts(database)
            #: token → compartments of every version of a row that ever held it; and the rows of kind note.
            self.homes_of_token, self.notes_of_token = {}, {}
            for compartment, kind, row, body in database.execute(
                    "SELECT v.compartment_key, r.kind, r.key, v.bytes FROM version v JOIN row r ON r.key = v.row_key "
                    "WHERE v.bytes IS NOT NULL"):
                for token in TOKEN.findall(bytes(body)):
                    self.homes_of_token.setdefault(token, set()).add(compartment)
                    if kind == "note":
                        self.notes_of_token.setdefault(token, set()).add(row)

    def visible(self, person):
        return self.seen_by[self.accounts[person.name]]

    def rows_of(self, person):
        seen = self.visible(person)
        return {id: body for id, (compartment, body) in self.rows.items() if compartment in seen}


def check_server(world, server):
    say = world.findings.violation
    if server.integrity != ["ok"] or server.dangling:
        say("database", f"the server's database: {server.integrity} {server.dangling}")
    if server.head[0] != server.head[1]:
        say("dense", f"the ledger holds {server.head[1]} commits up to number {server.head[0]}")
    numbers = {}
    for replica, n, *_ in server.commands.values():
        numbers.setdefault(replica, []).append(n)
    for replica, last in server.replicas.items():
        if sorted(numbers.get(replica, [])) != list(range(1, last + 1)):
            say("dense", f"replica {replica}: numbers are not 1 to {last}")
    if set(numbers) - set(server.replicas):
        say("dense", "commands of a replica without a counter")
    commands = commands_of_tokens(server)
    for token, rows in server.notes_of_token.items():
        # What was filed as a note of something else, by its author or by whoever settled it, stands there as well.
        ((_, cmd), *others) = commands.get(token) or [(None, None)]
        if cmd == "note.add" and not others and len(rows) != 1:
            say("exactly once", f"the remark {token.decode()} stands {len(rows)} times")
    check_server_files(world, server)
    check_conflicts(world, server)
    verified = world.tatuad("verify")
    if verified.returncode != 0:
        say("ledger", f"tatuad verify: {verified.stdout[-800:]}{verified.stderr[-400:]}")


def check_device(world, server, device, commands):
    say = world.findings.violation
    name, person = device.name, device.person
    with copied(device.home, world.scratch(name)) as database:
        if (state := [row[0] for row in database.execute("PRAGMA integrity_check(5)")]) != ["ok"]:
            say("database", f"{name}: {state}")
        held = {id: bytes(body) for id, body in database.execute("SELECT lower(hex(id)), bytes FROM s_row")}
        outbox = {
            mid: (pending, json.loads(entry))
            for mid, pending, entry in database.execute("SELECT lower(hex(mid)), pending, entry FROM outbox")
        }
        meta = json.loads(database.execute("SELECT value FROM meta").fetchone()[0])
        for table in ("staged_page", "p_row"):
            if (count := database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]) != 0:
                say("drained", f"{name}: {count} rows are left in {table}")
        database.execute("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, words, row)")
        words = {word.encode() for (word,) in database.execute("SELECT term FROM vocabulary WHERE term LIKE 'zq%'")}
        worded = {row for (row,) in database.execute("SELECT lower(hex(row_id)) FROM worded_row")}

    _check_rows(say, name, held, server.rows_of(person))
    if worded - held.keys():
        say("left over", f"{name}: {len(worded - held.keys())} rows are in the word index and nowhere else")
    _check_outbox(say, device, server, outbox, commands)
    whole = check_device_files(world, server, device, held, outbox)
    _check_files(world, server, device, outbox, meta, words)
    # Only now, for it opens the files that were looked at.
    check_shown(device, whole, device.dice)
    listed = device.run("outbox", harmless=True)
    waiting = {entry["mid"].replace("-", "") for entry in listed.answer.get("entries", []) if entry["arguments"]}
    attention = {mid for mid, (_, entry) in outbox.items() if entry["state"] == "attention"}
    if waiting != attention:
        say("nothing lost", f"{name}: the outbox shows {len(waiting)} changes that came back, and holds {len(attention)}")
    return held


def _check_rows(say, name, held, visible):
    for what, ids in (
        ("misses", visible.keys() - held.keys()),
        ("holds too much:", held.keys() - visible.keys()),
        ("holds others:", {id for id in held.keys() & visible.keys() if held[id] != visible[id]}),
    ):
        if ids:
            say("same rows", f"{name} {what} {len(ids)} of {len(visible)} rows, such as {sorted(ids)[:2]}")


def _check_outbox(say, device, server, outbox, commands):
    name = device.name
    for mid in device.seen.keys() - outbox.keys():
        say("nothing lost", f"{name}: command {mid} is gone from the outbox")
    for mid, (pending, entry) in outbox.items():
        known = server.commands.get(mid)
        if pending:
            say("drained", f"{name}: command {mid} is still pending ({entry['state']})")
        is_discarded = "discarded" in (entry.get("closing") or {})
        if is_discarded and mid not in device.discarded:
            say("asked twice", f"{name}: what was written for command {mid} was erased, and nobody meant it")
        if known is None:
            # A server that was put back to an earlier day gets again what stands; not what was dealt with otherwise.
            if entry["state"] != "closed" or device.world.owes("server: old data put back"):
                say("nothing lost", f"{name}: command {mid} ({entry['state']}) never reached the server")
            continue
        if is_discarded:
            device.world.findings.count("discarded commands that the server keeps")
        elif known[3] != entry["envelope"]["args"].encode():
            say("exactly once", f"{name}: the server keeps other arguments for command {mid}")
        if not pending and entry["outcome"]["type"] != known[4]["type"]:
            say("same outcome", f"{name}: command {mid} is {entry['outcome']} here and {known[4]} there")
    for token in [*device.accepted, *device.maybe]:
        mids = [mid for mid, _ in commands.get(token.encode(), [])]
        if len(mids) > 1 + device.made_again.get(token, 0):
            say("exactly once", f"{name}: {token} became {len(mids)} commands")
        mid = device.accepted.get(token)
        # Where it came back and was dealt with, a server that was put back may lack it: see above.
        if mid and mid not in mids and (mid in server.commands or outbox.get(mid, (0, {}))[1].get("state") != "closed"):
            say("exactly once", f"{name}: what was accepted with {token} is no command of the server's")


def _check_files(world, server, device, outbox, meta, words):
    """No word of a compartment that the person may not see, in any file of the home or in the index."""
    say, name = world.findings.violation, device.name
    seen = server.visible(device.person)
    own = {token for _, entry in outbox.values() for token in TOKEN.findall(entry["envelope"]["args"].encode())}
    found = set(words)
    for path in glob.glob(f"{device.home}/**", recursive=True):
        if os.path.isdir(path):
            continue
        if not HOME_FILES.search(path):
            say("junk", f"{name}: an unknown file {os.path.basename(path)}")
        with open(path, "rb") as file:
            found |= set(TOKEN.findall(file.read()))
    for token in found - own:
        homes = server.homes_of_token.get(token)
        if homes is None:
            # A run that was refused leaves nothing behind, and neither does anybody else's.
            say("no over-share", f"{name} holds {token.decode()}, which no row ever held")
        elif not homes & seen:
            say("no over-share", f"{name} holds {token.decode()}, of a compartment it may not see")
    world.findings.count("words checked for over-share", len(found))
    with open(f"{device.home}/replica.id", encoding="ascii") as witness:
        if witness.read().strip() != meta["replica"]:
            say("identity", f"{name}: its witness names another replica")


def commands_of_tokens(server):
    """token → (mid, name) of the commands that carry it, leaving out those that only say “sent again” and what an author
    had before the eyes while writing."""
    found = {}
    for mid, (_, _, cmd, args, _) in server.commands.items():
        if cmd != "command.again":
            if b'"seen"' in args:
                args = json.dumps({name: value for name, value in json.loads(args).items() if name != "seen"}).encode()
            for token in set(TOKEN.findall(args)):
                found.setdefault(token, []).append((mid, cmd))
    return found
