"""The invariants, checked from the files after a round is healed and drained (sync.md §3.2)."""

import glob
import json
import os
import re

from device import copied

TOKEN = re.compile(rb"zq[0-9a-f]{14}")
HOME_FILES = re.compile(r"replica\.(sqlite(-wal|-shm)?|id(\.new)?|lock)$")


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
    for token, rows in server.notes_of_token.items():
        if len(rows) != 1:
            say("exactly once", f"the remark {token.decode()} stands {len(rows)} times")
    verified = world.tatuad("verify")
    if verified.returncode != 0:
        say("ledger", f"tatuad verify: {verified.stdout[-800:]}{verified.stderr[-400:]}")


def check_device(world, server, device, tokens_sent):
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
    _check_outbox(say, device, server, outbox, tokens_sent)
    _check_files(world, server, device, outbox, meta, words)
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


def _check_outbox(say, device, server, outbox, tokens_sent):
    name = device.name
    for mid in device.seen.keys() - outbox.keys():
        say("nothing lost", f"{name}: command {mid} is gone from the outbox")
    for mid, (pending, entry) in outbox.items():
        known = server.commands.get(mid)
        if pending:
            say("drained", f"{name}: command {mid} is still pending ({entry['state']})")
        if known is None:
            say("nothing lost", f"{name}: command {mid} ({entry['state']}) never reached the server")
            continue
        if known[3] != entry["envelope"]["args"].encode():
            say("exactly once", f"{name}: the server keeps other arguments for command {mid}")
        if not pending and entry["outcome"]["type"] != known[4]["type"]:
            say("same outcome", f"{name}: command {mid} is {entry['outcome']} here and {known[4]} there")
    for token in device.accepted:
        if tokens_sent.get(token.encode(), 0) != 1:
            say("exactly once", f"{name}: what was accepted with {token} is {tokens_sent.get(token.encode(), 0)} commands")
    for token in device.maybe:
        if tokens_sent.get(token.encode(), 0) > 1:
            say("exactly once", f"{name}: {token} became {tokens_sent[token.encode()]} commands")


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


def tokens_of_commands(server):
    """token → how many commands carry it, leaving out those that only say “sent again”."""
    count = {}
    for _, _, cmd, args, _ in server.commands.values():
        if cmd != "command.again":
            for token in set(TOKEN.findall(args)):
                count[token] = count.get(token, 0) + 1
    return count
