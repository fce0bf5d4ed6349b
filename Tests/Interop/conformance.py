#!/usr/bin/env python3
"""Plays the Python client against a built server: python3 conformance.py FOLDER_OF_PROGRAMS.

Ends with 1 when the vectors or a play fail.
"""

import os
import shutil
import sys
import tempfile
import traceback

import vectors
from tatua_client import Problem, Unreachable
from world import Faulty, World, cut, lose

FILING = {
    "ntbCategory": "2.8",
    "locationCountry": "UG",
    "place": "Malaba",
    "incidentOn": "2026-01-05",
    "description": "Trucks wait three days at the weighbridge.",
    "contact": "+254 700 000 001",
}
TRIPARTITE = ("ntb.tripartite", 2)


class Skipped(Exception):
    """The server does not have what the play is about."""


def expect(found, wanted, what=""):
    if found != wanted:
        raise AssertionError(f"{what}: {found!r} instead of {wanted!r}")


def file_complaint(client, **changes):
    case, opened = client.open_case(*TRIPARTITE, "open", {})
    client.act(case, "submit", "draft", {**FILING, **changes}, after=[opened])
    return case


def states(client):
    return [entry["state"] for entry in client.store.outbox()]


def last_code(client):
    return client.store.outbox()[-1]["outcome"]["problem"]["code"]


def a_complaint_is_filed_and_an_officer_registers_it(world):
    amina, kamau = world.client("amina"), world.client("kamau")
    case = file_complaint(amina)
    expect(amina.header(case), None, "nothing is predicted")
    amina.sync()
    expect(states(amina), ["settled", "settled"])
    expect(amina.header(case)["stage"], "submitted")
    kamau.sync()
    expect(kamau.header(case)["place"], "Malaba")
    kamau.add_note(case, "Checked with the dairy board.", "internal")
    kamau.act(case, "register", "submitted", {"imposingCountry": "UG", "policyOrRegulatory": False})
    kamau.sync()
    expect(states(kamau), ["settled", "settled"])
    amina.sync()
    expect(amina.header(case)["number"], kamau.header(case)["number"])
    expect(amina.header(case)["stage"], "transmitted")
    expect(any("dairy board" in row["f"].get("text", "") for row in amina.store.rows("note")), False, "an internal note")


def a_refused_command_stays_with_its_author_and_holds_up_nothing(world):
    amina = world.client("amina")
    case = file_complaint(amina)
    amina.sync()
    amina.act(case, "register", "submitted", {"imposingCountry": "UG"})
    amina.add_note(case, "After the refusal.")
    number = amina.command("case.fly", {"case": case})
    amina.add_note(case, "Rests on a refused one.")
    entry = amina.store.outbox()[-1]
    entry["envelope"]["after"] = [number]
    with amina.store:
        amina.store._put(entry)
    amina.sync()
    outbox = amina.store.outbox()[2:]
    codes = [(entry["outcome"] or {}).get("problem", {}).get("code") for entry in outbox]
    expect(codes, ["notPermitted", None, "unsupportedCommand", "dependencyRefused"])
    expect([entry["state"] for entry in outbox], ["attention", "settled", "attention", "attention"])
    amina.store.dismiss(outbox[0]["mid"])
    expect(len(amina.store.outbox()), 5)


def a_lost_reply_is_no_loss_and_no_double(world):
    connection = Faulty(world.url)
    amina = world.client("amina", connection=connection)
    case = file_complaint(amina)
    connection.faults = [("/sync/v1/push", lose)] * 2 + [("/sync/v1/pull", lose)]
    waits = []
    amina.sync_until_done(sleep=waits.append)
    expect(len(waits), 3)
    expect(states(amina), ["settled", "settled"])
    pushes = [body for path, body, _ in connection.asked if path == "/sync/v1/push"]
    expect(len(set(pushes)), 1, "the same bytes each time")
    expect(sum(row["f"].get("action") == "submit" for row in amina.store.rows("event", case)) > 0, True)
    header = [row for row in amina.store.rows("case") if row["id"] == case]
    expect(len(header), 1)


def a_cut_page_is_asked_for_again_and_many_small_pages_flip_at_once(world):
    connection = Faulty(world.url)
    amina = world.client("amina", connection=connection)
    amina.page_bytes = 600
    connection.faults = [("/sync/v1/pull", cut)]
    seen = []
    stage = amina.store.stage

    def watched(data, page):
        seen.append(len(amina.store.row_lines()))
        stage(data, page)

    amina.store.stage = watched
    amina.sync()
    expect(len(seen) > 3, True, "pages")
    expect(set(seen), {0}, "nothing shows before the flip")
    whole = world.client("amina", "amina-whole")
    whole.sync()
    expect(amina.store.row_lines() == whole.store.row_lines(), True, "small and large pages lead to the same bytes")


def a_round_that_was_interrupted_goes_on_after_a_restart(world):
    connection = Faulty(world.url)
    amina = world.client("amina", "amina-resumed", connection=connection)
    amina.page_bytes = 600
    connection.faults = [("/sync/v1/pull", lambda answer: answer), ("/sync/v1/pull", lambda answer: answer)]
    connection.faults.append(("/sync/v1/pull", lose))
    try:
        amina.sync()
        raise AssertionError("the answer was not lost")
    except Unreachable:
        pass
    cursor = amina.store.pull_cursor()
    amina.store.close()
    again = world.client("amina", "amina-resumed")
    expect(again.store.pull_cursor(), cursor)
    again.sync()
    whole = world.client("amina", "amina-whole")
    whole.sync()
    expect(again.store.row_lines() == whole.store.row_lines(), True)


def somebody_elses_cursor_is_dropped_and_nothing_with_it(world):
    amina, kamau = world.client("amina"), world.client("kamau")
    amina.sync()
    kamau.sync()
    before = amina.store.row_lines()
    with amina.store:
        amina.store.set_meta(cursor=kamau.store.meta("cursor"))
    note = amina.add_note(amina.store.rows("case")[0]["id"], "Kept through it all.")
    amina.sync()
    expect(set(before) <= set(amina.store.row_lines()), True)
    expect((states(amina)[-1], amina.store.outbox()[-1]["envelope"]["n"]), ("settled", note))
    with amina.store:
        amina.store.set_meta(cursor="bm9uc2Vuc2U")
    amina.sync()
    expect(set(before) <= set(amina.store.row_lines()), True)


def a_server_that_lost_its_last_minutes_is_told_again(world):
    amina = world.client("amina")
    case = file_complaint(amina)
    amina.sync()
    epoch = amina.store.meta("epoch")
    world.stop()
    backup = os.path.join(world.folder, "backup")
    shutil.copytree(world.data, backup)
    world.start(port=int(world.url.rsplit(":", 1)[1]))
    amina.add_note(case, "Lost by the server.")
    amina.sync()
    amina.add_note(case, "Also lost.")
    amina.sync()
    world.stop()
    shutil.rmtree(world.data)
    shutil.copytree(backup, world.data)
    world.program("tatuad", "restored", "--data", world.data)
    world.start(port=int(world.url.rsplit(":", 1)[1]))
    amina.add_note(case, "Made afterwards.")
    amina.sync_until_done(sleep=lambda _: None)
    expect(set(states(amina)), {"settled"})
    texts = {row["f"]["text"] for row in amina.store.rows("note", case)}
    expect(texts, {"Lost by the server.", "Also lost.", "Made afterwards."})
    expect(amina.store.meta("epoch") != epoch, True, "another history")


def a_gap_that_the_outbox_cannot_fill_leads_to_a_new_identity(world):
    amina = world.client("amina", "amina-gap")
    case = file_complaint(amina)
    with amina.store:
        amina.store.set_meta(next=9)
    first = amina.store.meta("replica")
    amina.add_note(case, "Numbered beyond what was sent.")
    amina.sync()
    expect(amina.store.meta("replica") != first, True)
    expect(states(amina), ["settled"] * 3)
    expect(len(amina.store.rows("note", case)), 1)


def a_clone_takes_an_identity_of_its_own_and_nothing_happens_twice(world):
    amina = world.client("amina", "amina-original")
    case = file_complaint(amina)
    amina.sync()
    amina.add_note(case, "Pending in both copies.")
    amina.store.close()
    original, copy = (os.path.join(world.folder, name) for name in ("amina-original", "amina-copy"))
    shutil.copytree(original, copy)
    amina, clone = world.client("amina", "amina-original"), world.client("amina", "amina-copy")
    expect(clone.store.meta("replica"), amina.store.meta("replica"), "a whole copy looks like the original")
    amina.sync()
    clone.add_note(case, "Only in the clone.")
    amina.add_note(case, "Only in the original.")
    amina.sync()
    try:
        clone.sync()
        raise AssertionError("the clone was not noticed")
    except Problem as problem:
        expect(problem.code, "mutationMismatch")
    clone.sync()
    amina.sync()
    expect(clone.store.meta("replica") != amina.store.meta("replica"), True)
    expect(set(states(amina) + states(clone)), {"settled"})
    texts = sorted(row["f"]["text"] for row in amina.store.rows("note", case))
    expect(texts, ["Only in the clone.", "Only in the original.", "Pending in both copies."])
    expect(amina.store.row_lines() == clone.store.row_lines(), True)


def a_restored_database_is_noticed_by_its_witness(world):
    amina = world.client("amina", "amina-restored")
    amina.sync()
    first = amina.store.meta("replica")
    amina.store.close()
    with open(os.path.join(world.folder, "amina-restored", "replica-id"), "w", encoding="ascii") as file:
        file.write("01934d5e-6f70-7003-8000-000000000003")
    again = world.client("amina", "amina-restored")
    expect(again.store.meta("replica") != first, True)
    again.sync()


def a_case_leaves_whom_it_is_taken_from(world):
    amina, kamau = world.client("amina"), world.client("kamau")
    case = file_complaint(amina, description="Zebra crossing closed to trucks.")
    amina.sync()
    kamau.sync()
    expect(kamau.header(case)["description"], "Zebra crossing closed to trucks.")
    others = [line for line in kamau.store.row_lines() if case.encode() not in line]
    kamau.add_note(case, "Written before it was taken away.", "internal")
    amina.edit(case, {"reportingCountry": "TZ"})
    amina.sync()
    expect(states(amina)[-1], "settled")
    kamau.sync()
    expect(kamau.store.rows(case=case), [])
    expect([line for line in others if line not in kamau.store.row_lines()], [])
    expect((states(kamau)[-1], last_code(kamau)), ("attention", "notFound"))
    for name in os.listdir(kamau.store.folder):
        with open(os.path.join(kamau.store.folder, name), "rb") as file:
            expect(b"Zebra crossing" in file.read(), False, f"what left is gone from {name}")


def two_edits_of_one_field_are_both_kept(world):
    amina, kamau = world.client("amina"), world.client("kamau")
    case = file_complaint(amina)
    amina.sync()
    kamau.sync()
    amina.edit(case, {"place": "Busia"})
    kamau.edit(case, {"place": "Namanga", "product": "Milk"})
    amina.sync()
    kamau.sync()
    expect((states(kamau)[-1], last_code(kamau)), ("attention", "fieldConflict"))
    expect((kamau.header(case)["place"], kamau.header(case)["product"]), ("Busia", "Milk"))
    kept = kamau.store.rows("conflict", case)[0]["f"]
    expect((kept["field"], kept["mine"], kept["theirs"], kept["state"]), ("place", "Namanga", "Busia", "open"))
    kamau.edit(case, {"place": "Namanga"})
    kamau.sync()
    expect(kamau.store.rows("conflict", case)[0]["f"]["state"], "settled")


def the_swift_client_and_this_one_converge_to_equal_bytes(world):
    amina = world.client("amina", "amina-python")
    world.terminal_login("amina", "amina-swift")
    case = file_complaint(amina, place="Busia")
    amina.sync()
    label = amina.header(case)["label"]
    world.terminal("amina", "amina-swift", "sync")
    world.terminal("amina", "amina-swift", "note", label, "Written by the Swift client.")
    amina.add_note(case, "Written by the Python client.")
    world.terminal("amina", "amina-swift", "sync")
    amina.sync()
    world.terminal("amina", "amina-swift", "sync")
    texts = {row["f"]["text"] for row in amina.store.rows("note", case)}
    expect(texts, {"Written by the Swift client.", "Written by the Python client."})
    theirs = world.terminal_rows("amina-swift")
    expect(len(theirs) > 0, True)
    expect(amina.store.row_lines() == theirs, True, "the same bytes")


def a_replica_that_was_damaged_is_found_out_and_mended(world):
    amina = world.client("amina")
    cases = [file_complaint(amina) for _ in range(3)]
    amina.sync()
    if "dig" not in amina.trailer:
        raise Skipped("this server gives no digests")
    whole = amina.store.row_lines()
    expect(amina.repaired, 0, "nothing differs")
    with amina.store:
        amina.store.db.execute("DELETE FROM row WHERE id = ?", (cases[0],))
        amina.store.db.execute("UPDATE row SET line = CAST(replace(CAST(line AS TEXT), 'Malaba', 'Busia!') AS BLOB) WHERE id = ?", (cases[1],))
    amina.add_note(cases[2], "Something new, so that a round comes.")
    amina.sync()
    expect(amina.repaired, 2, "compartments taken again")
    expect(set(whole) <= set(amina.store.row_lines()), True, "what was damaged is whole again")
    fresh = world.client("amina")
    fresh.sync()
    expect(fresh.store.row_lines() == amina.store.row_lines(), True, "the same bytes as a new replica")


def what_is_no_message_is_refused_with_a_problem(world):
    connection = Faulty(world.url)
    amina = world.client("amina", connection=connection)
    amina.sync()
    questions = [
        ("POST", "/sync/v1/push", {"replica": "nope"}, "malformedBody"),
        ("POST", "/sync/v1/pull", {"replica": amina.store.meta("replica"), "acked": -1}, "malformedBody"),
        ("GET", "/sync/v1/nothing", None, "noRoute"),
        ("GET", "/metrics", None, "noRoute"),
    ]
    push = {"replica": amina.store.meta("replica"), "epoch": "another", "acked": 0, "commands": []}
    questions.append(("POST", "/sync/v1/push", push, "epochChanged"))
    for method, path, message, code in questions:
        expect(refusal(connection, method, path, message), code, path)
    connection.version = "9.0"
    expect(refusal(connection, "POST", "/sync/v1/push", push), "protocolUnsupported")
    connection.version = None
    expect(refusal(connection, "POST", "/sync/v1/push", push), "protocolMissing")
    connection.version, connection.token = "1.0", "bm9uZQ"
    expect(refusal(connection, "POST", "/sync/v1/push", push), "notSignedIn")
    kamau = world.client("kamau", "kamau-foreign")
    pull = {"replica": amina.store.meta("replica"), "acked": 0}
    kamau.sync()
    expect(refusal(kamau.connection, "POST", "/sync/v1/pull", pull), "replicaForeign")


def refusal(connection, method, path, message):
    try:
        connection.ask(method, path, message)
        return None
    except Problem as problem:
        return problem.code


PLAYS = [
    a_complaint_is_filed_and_an_officer_registers_it,
    a_refused_command_stays_with_its_author_and_holds_up_nothing,
    a_lost_reply_is_no_loss_and_no_double,
    a_cut_page_is_asked_for_again_and_many_small_pages_flip_at_once,
    a_round_that_was_interrupted_goes_on_after_a_restart,
    somebody_elses_cursor_is_dropped_and_nothing_with_it,
    a_server_that_lost_its_last_minutes_is_told_again,
    a_gap_that_the_outbox_cannot_fill_leads_to_a_new_identity,
    a_clone_takes_an_identity_of_its_own_and_nothing_happens_twice,
    a_restored_database_is_noticed_by_its_witness,
    a_case_leaves_whom_it_is_taken_from,
    two_edits_of_one_field_are_both_kept,
    the_swift_client_and_this_one_converge_to_equal_bytes,
    a_replica_that_was_damaged_is_found_out_and_mended,
    what_is_no_message_is_refused_with_a_problem,
]
PEOPLE = {"amina": "complainant:KE", "kamau": "focalPoint:KE", "nakato": "focalPoint:UG"}


def play(programs, wanted):
    """Returns the names of the plays that failed. Each has the same people and what the plays before it left."""
    failed = []
    folder = tempfile.mkdtemp(prefix="tatua-interop-")
    world = World(programs, folder)
    try:
        for name, role in PEOPLE.items():
            world.add_user(name, role)
        world.start()
        for one in wanted:
            try:
                if world.process is None:
                    world.start()
                one(world)
            except Skipped as reason:  # this server has everything that is played: what is missing is a defect
                failed.append(one.__name__)
                print(f"interop: {one.__name__.replace('_', ' ')}: not played, {reason}", file=sys.stderr)
            except Exception:  # one play that fails does not hide the others
                failed.append(one.__name__)
                print(f"interop: {one.__name__.replace('_', ' ')}: failed", file=sys.stderr)
                traceback.print_exc()
        world.stop()
        world.program("tatuad", "verify", "--data", world.data)
    finally:
        world.stop()
        shutil.rmtree(folder, ignore_errors=True)
    return failed


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    count, failures = vectors.run()
    for failure in failures:
        print(f"interop: {failure}", file=sys.stderr)
    wanted = [one for one in PLAYS if len(sys.argv) == 2 or one.__name__ in sys.argv[2:]]
    failed = play(os.path.abspath(sys.argv[1]), wanted)
    print(
        f"interop: {count} vectors, {len(failures)} failed; "
        f"{len(wanted)} plays of a Python client against tatuad, {len(failed)} failed"
    )
    sys.exit(1 if failures or failed else 0)


if __name__ == "__main__":
    main()
