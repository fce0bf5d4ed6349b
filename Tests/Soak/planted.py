"""Does the soak see what it is for? Damage is done to the files after a green check, one kind at a time, and each kind
must be found under its own name. A check that finds nothing here would find nothing in a real run either."""

import os
import shutil
import sqlite3

import checks
from device import files_in
from journal import Findings


class NothingToDamage(Exception):
    """What would be damaged did not come about in this run."""


def plant_all(world, server):
    """Answers which plants were not found."""
    findings = world.findings
    try:
        return _plant_all(world, server)
    finally:
        world.findings = world.server.findings = findings


def _plant_all(world, server):
    missed = []
    findings = world.findings
    able = [each for each in world.devices if each.accepted]
    device = _first([each for each in able if files_in(each.home)] or able)
    other = next(each for each in world.devices if not each.person.files and each.person.country == "UG")
    for plant, rule in PLANTS.items():
        backup = f"{world.folder}/backup"
        places = [world.data, device.home, other.home]
        for index, place in enumerate(places):
            shutil.copytree(place, f"{backup}/{index}")
        world.findings = Findings(lambda text: None)
        world.server.findings = world.findings
        world.kept_files = set(server.evidence.sent)
        try:
            files = plant(world, server, device, other) or server
        except NothingToDamage:
            # In a short run there may be no conflict, or no secret of others: then this check had nothing to do either.
            findings.count(f"nothing to damage: {plant.__name__}")
            shutil.rmtree(backup)
            continue
        sent = checks.commands_of_tokens(files)
        checks.check_server(world, files)
        for each in (device, other):
            checks.check_device(world, files, each, sent)
        findings.count("plants", 1)
        found = world.findings.violations
        if rule not in {each for each, _ in found}:
            missed.append(f"{plant.__name__} was found as {found[:4]}, not as “{rule}”")
        for index, place in enumerate(places):
            shutil.rmtree(place)
            shutil.copytree(f"{backup}/{index}", place)
        shutil.rmtree(backup)
    return missed


def _change(home, statement, *values, name="replica.sqlite"):
    database = sqlite3.connect(f"{home}/{name}")
    with database:
        changed = database.execute(statement, values).rowcount
    database.close()
    if changed == 0:
        raise NothingToDamage(statement)


def _first(found):
    for each in found:
        return each
    raise NothingToDamage


def a_row_is_missing(world, server, device, other):
    _change(device.home, "DELETE FROM s_row WHERE id IN (SELECT id FROM s_row LIMIT 1)")


def a_row_is_old(world, server, device, other):
    _change(device.home, "UPDATE s_row SET bytes = CAST(replace(CAST(bytes AS TEXT), '\"rev\":', '\"rev\":9') AS BLOB) "
            "WHERE id IN (SELECT id FROM s_row LIMIT 1)")


def an_accepted_command_is_gone(world, server, device, other):
    _change(device.home, "DELETE FROM outbox WHERE position = (SELECT min(position) FROM outbox)")


def a_command_is_stuck(world, server, device, other):
    _change(device.home, "UPDATE outbox SET pending = 1 WHERE position = (SELECT min(position) FROM outbox)")


def the_server_forgot_a_command(world, server, device, other):
    mid = _first(device.seen)
    _change(world.data, "DELETE FROM command WHERE mid = ?", bytes.fromhex(mid), name="tatua.sqlite")
    return checks.ServerFiles(world)


def the_server_did_it_twice(world, server, device, other):
    # Of a command that its author did not make again: two of such are nothing to wonder at.
    known = checks.commands_of_tokens(server)
    twice = _first(
        mid for token, mid in device.accepted.items()
        if not device.made_again.get(token, 0) and [each for each, _ in known.get(token.encode(), [])] == [mid])
    _change(
        world.data, "INSERT INTO command SELECT (SELECT max(key) + 1 FROM command), replica, (SELECT max(n) + 1 FROM command), randomblob(16), "
        "hash, cmd, v, args, claimed_at, received_at, outcome, NULL FROM command WHERE mid = ?",
        bytes.fromhex(twice), name="tatua.sqlite")
    return checks.ServerFiles(world)


def another_outcome(world, server, device, other):
    _change(
        device.home, "UPDATE outbox SET entry = CAST(replace(CAST(entry AS TEXT), '\"outcome\":{', "
        "'\"outcome\":{\"type\":\"never\"},\"was\":{') AS BLOB)")


def a_word_leaked_into_a_file(world, server, device, other):
    seen = server.visible(other.person)
    secret = _first(token for token, homes in server.homes_of_token.items() if not homes & seen)
    with open(f"{other.home}/replica.sqlite-wal", "ab") as file:
        file.write(secret)


def a_word_leaked_into_the_index(world, server, device, other):
    seen = server.visible(other.person)
    secret = _first(token for token, homes in server.homes_of_token.items() if not homes & seen)
    _change(other.home, "INSERT INTO words (tokens) VALUES (?)", secret.decode())


def a_page_is_left(world, server, device, other):
    _change(device.home, "INSERT INTO staged_page VALUES (0, x'00')")


def a_forged_ledger(world, server, device, other):
    _change(world.data, "UPDATE version SET leaf = randomblob(32) WHERE key = (SELECT min(key) FROM version)",
            name="tatua.sqlite")


def a_stray_file(world, server, device, other):
    with open(f"{device.home}/replica.sqlite.part", "wb") as file:
        file.write(b"half")


def another_witness(world, server, device, other):
    with open(f"{device.home}/replica.id", "w", encoding="ascii") as file:
        file.write("01a1ff49-061a-7023-b94f-d56412f9b196\n")


def a_file_is_damaged(world, server, device, other):
    name = _a_file(device.home, server)
    with open(f"{device.home}/blobs/{name}", "r+b") as file:
        file.write(b"?")


def half_a_file_has_its_name(world, server, device, other):
    path = f"{device.home}/blobs/{_a_file(device.home, server)}"
    os.truncate(path, os.path.getsize(path) // 2)


def a_file_did_not_come(world, server, device, other):
    os.remove(f"{device.home}/blobs/{_a_file(device.home, server)}")


def a_file_of_others_is_here(world, server, device, other):
    with open(f"{other.home}/blobs/{'0' * 64}", "wb") as file:
        file.write(b"of a case that is not theirs")


def the_server_collected_a_file(world, server, device, other):
    # Not one whose author's folder was put back: of those the check says nothing, there or not.
    hash = _first(
        hash for row, hash in server.evidence.told
        if server.evidence.is_there(row, hash) and hash not in world.lost_files)
    os.remove(f"{world.data}/blobs/{hash[:2]}/{hash}")
    return checks.ServerFiles(world)


def the_server_forgot_who_sent(world, server, device, other):
    _change(world.data, "DELETE FROM blob_sent", name="tatua.sqlite")
    return checks.ServerFiles(world)


def a_version_of_a_conflict_is_gone(world, server, device, other):
    _change(
        world.data, "UPDATE version SET bytes = CAST(replace(replace(CAST(bytes AS TEXT), '\"mine\":', '\"mind\":'), "
        "'\"theirs\":', '\"others\":') AS BLOB) WHERE key = (SELECT max(r.version_key) FROM row r JOIN version v "
        "ON v.key = r.version_key WHERE r.kind = 'conflict' AND CAST(v.bytes AS TEXT) LIKE '%\"mine\":%')",
        name="tatua.sqlite")
    return checks.ServerFiles(world)


def words_were_erased_unasked(world, server, device, other):
    _change(
        device.home, "UPDATE outbox SET entry = CAST(json_set(CAST(entry AS TEXT), '$.state', 'closed', "
        "'$.closing', json('{\"discarded\":{}}')) AS BLOB) WHERE mid = ?",
        bytes.fromhex(_first(mid for mid in device.seen if mid not in device.discarded)))


def _a_file(home, server):
    """One that came with a row."""
    told = {hash for row, hash in server.evidence.told if server.evidence.is_there(row, hash)}
    return _first(sorted(files_in(home) & told))


PLANTS = {
    a_row_is_missing: "same rows",
    a_row_is_old: "same rows",
    an_accepted_command_is_gone: "nothing lost",
    a_command_is_stuck: "drained",
    the_server_forgot_a_command: "nothing lost",
    the_server_did_it_twice: "exactly once",
    another_outcome: "same outcome",
    a_word_leaked_into_a_file: "no over-share",
    a_word_leaked_into_the_index: "no over-share",
    a_page_is_left: "drained",
    a_forged_ledger: "ledger",
    a_stray_file: "junk",
    another_witness: "identity",
    a_file_is_damaged: "files",
    half_a_file_has_its_name: "files",
    a_file_did_not_come: "files",
    a_file_of_others_is_here: "no over-share",
    the_server_collected_a_file: "files",
    the_server_forgot_who_sent: "files",
    a_version_of_a_conflict_is_gone: "three versions",
    words_were_erased_unasked: "asked twice",
}
