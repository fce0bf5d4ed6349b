"""What a replica keeps, in SQLite: Protocol/README.md, sections 6, 7, 10, 11 and 12."""

import json
import os
import secrets
import sqlite3
import time

import tatua_json
from tatua_page import read_page

PENDING = ("queued", "sent")

SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS row (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, compartment TEXT NOT NULL, rev INTEGER NOT NULL, line BLOB NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS row_compartment ON row (compartment);
CREATE TABLE IF NOT EXISTS page (number INTEGER PRIMARY KEY, data BLOB NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS outbox (
    position INTEGER PRIMARY KEY, mid TEXT NOT NULL UNIQUE, replica TEXT NOT NULL, n INTEGER NOT NULL,
    envelope TEXT NOT NULL, state TEXT NOT NULL, outcome TEXT) STRICT;
"""


def new_id():
    return tatua_json.make_id(int(time.time() * 1000), secrets.token_bytes)


class DamagedStaging(Exception):
    """A page that was staged cannot be read back; cursor and staging were dropped."""


class Store:
    """One person's replica in `folder`; in memory when that is None."""

    def __init__(self, folder):
        self.folder = folder
        if folder:
            os.makedirs(folder, mode=0o700, exist_ok=True)
        self.db = sqlite3.connect(os.path.join(folder, "replica.db") if folder else ":memory:", isolation_level=None)
        self.db.execute("PRAGMA journal_mode = WAL")
        self.db.execute("PRAGMA synchronous = FULL")
        self.db.execute("PRAGMA secure_delete = ON")
        self.db.executescript(SCHEMA)
        with self:
            if self.meta("replica") is None:
                self._begin_as(new_id())
            elif folder and self._witness() != self.meta("replica"):
                self._renew()

    # One transaction, whole or not at all; inner ones belong to the outer one.
    depth = 0

    def __enter__(self):
        if self.depth == 0:
            self.db.execute("BEGIN IMMEDIATE")
        self.depth += 1
        return self

    def __exit__(self, kind, *_):
        self.depth -= 1
        if self.depth == 0:
            self.db.execute("ROLLBACK" if kind else "COMMIT")

    def close(self):
        self.db.close()

    def meta(self, name):
        found = self.db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return json.loads(found[0]) if found else None

    def set_meta(self, **values):
        for name, value in values.items():
            self.db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, json.dumps(value)))

    # Who the replica is (section 11).

    def _begin_as(self, replica):
        self.set_meta(replica=replica, next=1, acked=0, cursor=None, staged_cursor=None)
        self.db.execute("DELETE FROM page")
        if self.folder:
            path = os.path.join(self.folder, "replica-id")
            with open(path + ".new", "w", encoding="ascii") as file:
                file.write(replica)
                file.flush()
                os.fsync(file.fileno())
            os.replace(path + ".new", path)

    def _witness(self):
        try:
            with open(os.path.join(self.folder, "replica-id"), encoding="ascii") as file:
                return file.read()
        except FileNotFoundError:
            return None

    def renew(self):
        """Takes a new identity."""
        with self:
            self._renew()

    def _renew(self):
        pending = [entry for entry in self.outbox() if entry["state"] in PENDING]
        self._begin_as(new_id())
        numbers = {}
        for number, entry in enumerate(pending, 1):
            envelope = entry["envelope"]
            numbers[envelope["n"]] = number
            after = [numbers[n] for n in envelope.get("after", ()) if n in numbers and n != envelope["n"]]
            envelope.pop("after", None)
            if after:
                envelope["after"] = after
            envelope["n"] = number
            self._put(entry, replica=self.meta("replica"), state="queued")
        self.set_meta(next=len(pending) + 1)

    # The outbox (section 7).

    def queue(self, envelope, after=None):
        """Numbers the envelope and keeps it. Returns its number."""
        with self:
            number = self.meta("next")
            envelope = {**envelope, "n": number}
            if after:
                envelope["after"] = after
            self.db.execute(
                "INSERT INTO outbox (mid, replica, n, envelope, state) VALUES (?, ?, ?, ?, 'queued')",
                (envelope["mid"], self.meta("replica"), number, json.dumps(envelope)),
            )
            self.set_meta(next=number + 1)
            return number

    def outbox(self):
        """Every entry, in order of making."""
        columns = ("position", "mid", "replica", "envelope", "state", "outcome")
        found = self.db.execute(f"SELECT {', '.join(columns)} FROM outbox ORDER BY position").fetchall()
        entries = [dict(zip(columns, values)) for values in found]
        for entry in entries:
            entry["envelope"] = json.loads(entry["envelope"])
            entry["outcome"] = json.loads(entry["outcome"]) if entry["outcome"] else None
        return entries

    def _put(self, entry, **changes):
        entry.update(changes)
        self.db.execute(
            "UPDATE outbox SET replica = ?, n = ?, envelope = ?, state = ?, outcome = ? WHERE position = ?",
            (
                entry["replica"],
                entry["envelope"]["n"],
                json.dumps(entry["envelope"]),
                entry["state"],
                json.dumps(entry["outcome"]) if entry["outcome"] else None,
                entry["position"],
            ),
        )

    def batch(self, number, commands_max, bytes_max):
        """Envelopes to push, marked as sent: from the first pending one, or from `number` on, settled or not.

        None when the outbox does not reach back to `number`.
        """
        with self:
            own = [entry for entry in self.outbox() if entry["replica"] == self.meta("replica")]
            if number is None:
                own = [entry for entry in own if entry["state"] in PENDING]
            own = sorted(
                (entry for entry in own if entry["envelope"]["n"] >= (number or 1)), key=lambda entry: entry["envelope"]["n"]
            )
            if number is not None and number < self.meta("next") and (not own or own[0]["envelope"]["n"] != number):
                return None
            batch, size = [], 1024
            for entry in own:
                size += len(json.dumps(entry["envelope"], ensure_ascii=False).encode("utf-8")) + 1
                follows = not batch or batch[-1]["n"] + 1 == entry["envelope"]["n"]
                if not follows or len(batch) == commands_max or batch and size > bytes_max:
                    break
                batch.append(entry["envelope"])
                if entry["state"] == "queued":
                    self._put(entry, state="sent")
            return batch

    def dismiss(self, mid):
        """Takes an entry whose outcome is known off the list."""
        with self:
            self.db.execute("DELETE FROM outbox WHERE mid = ? AND state NOT IN ('queued', 'sent')", (mid,))

    # Pulling (sections 9, 10 and 12).

    def pull_cursor(self):
        return self.meta("staged_cursor") or self.meta("cursor")

    def adopt(self, epoch):
        with self:
            if self.meta("epoch") not in (None, epoch):
                self.drop_cursor()
            self.set_meta(epoch=epoch)

    def drop_cursor(self):
        """Forgets how far it has read: the next round holds everything."""
        with self:
            self.set_meta(cursor=None, staged_cursor=None)
            self.db.execute("DELETE FROM page")

    def stage(self, data, page):
        with self:
            self.db.execute("INSERT INTO page (data) VALUES (?)", (data,))
            self.set_meta(staged_cursor=page.trailer["next"])

    def is_round_staged(self):
        last = self.db.execute("SELECT data FROM page ORDER BY number DESC LIMIT 1").fetchone()
        page = read_page(last[0]) if last else None
        return bool(page and page.trailer["complete"])

    def flip(self):
        """Makes a complete round visible in one step. Returns whether the replica took a new identity."""
        pages = [read_page(data) for (data,) in self.db.execute("SELECT data FROM page ORDER BY number")]
        if None in pages or not pages or not pages[-1].trailer["complete"]:
            self.drop_cursor()
            raise DamagedStaging
        with self:
            if self.meta("cursor") is None:
                self.db.execute("DELETE FROM row")
            for page in pages:
                for operation in page.operations:
                    self._apply(operation)
            trailer = pages[-1].trailer
            self._settle(trailer)
            self.set_meta(cursor=trailer["next"], staged_cursor=None, acked=trailer["last"], as_of=trailer["asOf"])
            self.db.execute("DELETE FROM page")
            is_copy = trailer["last"] >= self.meta("next")
            if is_copy:
                self._renew()
        self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return is_copy

    def _apply(self, operation):
        if operation.word in ("leave", "enter"):
            self.db.execute("DELETE FROM row WHERE compartment = ?", (operation.compartment,))
        elif operation.word == "gone":
            self.db.execute(
                "DELETE FROM row WHERE id = ? AND compartment = ?", (operation.members["id"], operation.compartment)
            )
        else:
            row = operation.members
            self.db.execute(
                "INSERT OR REPLACE INTO row VALUES (?, ?, ?, ?, ?)",
                (row["id"], row["kind"], operation.compartment, row["rev"], operation.line),
            )

    def _settle(self, trailer):
        entries = {entry["mid"]: entry for entry in self.outbox()}
        for record in trailer["out"]:
            entry = entries.get(record["mid"])
            word = record["outcome"]["type"]
            if entry and entry["state"] in PENDING and word != "deferred":
                state = "settled" if word in ("applied", "merged") else "attention"
                self._put(entry, state=state, outcome=record["outcome"])
        if trailer["last"] < self.meta("acked"):
            for entry in entries.values():
                is_lost = entry["replica"] == self.meta("replica") and entry["envelope"]["n"] > trailer["last"]
                if is_lost and entry["state"] not in PENDING:
                    self._put(entry, state="sent", outcome=None)

    # Reading.

    def row_lines(self):
        """The bytes of every row, by id."""
        return [line for (line,) in self.db.execute("SELECT line FROM row ORDER BY id")]

    def rows(self, kind=None, case=None):
        found = [tatua_json.parse(line) for line in self.row_lines()]
        return [row for row in found if kind in (None, row["kind"]) and case in (None, row.get("case"))]
