"""What a replica keeps, in SQLite: Protocol/README.md, sections 6, 7, 10, 11 and 12."""

import json
import os
import secrets
import sqlite3
import time

import tatua_digest
import tatua_json
from tatua_page import read_page

PENDING = ("queued", "sent")
ARCHIVE_DAYS = 90

SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS row (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, compartment TEXT NOT NULL, rev INTEGER NOT NULL, line BLOB NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS row_compartment ON row (compartment);
CREATE TABLE IF NOT EXISTS compartment (name TEXT PRIMARY KEY, audiences TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS page (number INTEGER PRIMARY KEY, data BLOB NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS outbox (
    position INTEGER PRIMARY KEY, mid TEXT NOT NULL UNIQUE, replica TEXT NOT NULL, n INTEGER NOT NULL,
    envelope TEXT NOT NULL, state TEXT NOT NULL, outcome TEXT, settled TEXT,
    dismissed INTEGER NOT NULL DEFAULT 0) STRICT;
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
        self.set_meta(replica=replica, next=1, acked=0, staged_cursor=None)
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
            envelope, earlier = entry["envelope"], entry["replica"]
            after = [numbers[earlier, n] for n in envelope.get("after", ()) if (earlier, n) in numbers]
            numbers[earlier, envelope["n"]] = number
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
        """Every entry that was not dismissed, in order of making."""
        return [entry for entry in self.archive() if not entry["dismissed"]]

    def archive(self):
        """Every entry, in order of making."""
        columns = ("position", "mid", "replica", "envelope", "state", "outcome", "settled", "dismissed")
        found = self.db.execute(f"SELECT {', '.join(columns)} FROM outbox ORDER BY position").fetchall()
        entries = [dict(zip(columns, values)) for values in found]
        for entry in entries:
            entry["envelope"] = json.loads(entry["envelope"])
            entry["outcome"] = json.loads(entry["outcome"]) if entry["outcome"] else None
        return entries

    def _put(self, entry, **changes):
        entry.update(changes)
        self.db.execute(
            "UPDATE outbox SET replica = ?, n = ?, envelope = ?, state = ?, outcome = ?, settled = ? WHERE position = ?",
            (
                entry["replica"],
                entry["envelope"]["n"],
                json.dumps(entry["envelope"]),
                entry["state"],
                json.dumps(entry["outcome"]) if entry["outcome"] else None,
                entry["settled"],
                entry["position"],
            ),
        )

    def batch(self, number, commands_max, bytes_max):
        """Envelopes to push, marked as sent: from the first pending one, or from `number` on, settled or not.

        None when the outbox does not reach back to `number` or has a hole: what there is waits again then, for a new
        identity.
        """
        with self:
            own = [entry for entry in self.archive() if entry["replica"] == self.meta("replica")]
            if number is None:
                own = [entry for entry in own if entry["state"] in PENDING]
            own = sorted(
                (entry for entry in own if entry["envelope"]["n"] >= (number or 1)), key=lambda entry: entry["envelope"]["n"]
            )
            if number is not None and number < self.meta("next"):
                numbers = [entry["envelope"]["n"] for entry in own]
                if numbers != list(range(number, self.meta("next"))) or any(entry["dismissed"] for entry in own):
                    self._reopen(own)
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

    def _reopen(self, entries):
        """Makes what the server lost wait for an outcome again, except what was dismissed."""
        for entry in entries:
            if entry["state"] not in PENDING and not entry["dismissed"]:
                self._put(entry, state="sent", outcome=None, settled=None)

    def dismiss(self, mid):
        """Takes an entry whose outcome is known off the list; the archive keeps it."""
        with self:
            self.db.execute("UPDATE outbox SET dismissed = 1 WHERE mid = ? AND state = 'attention'", (mid,))

    def _trim(self, now):
        """Forgets what was settled more than 90 days before the moment `now` of the server's."""
        oldest = tatua_json.days_before(now, ARCHIVE_DAYS)
        self.db.execute("DELETE FROM outbox WHERE settled < ? AND (state = 'settled' OR dismissed)", (oldest,))

    # Pulling (sections 9, 10 and 12).

    def pull_cursor(self):
        return self.meta("staged_cursor") or self.meta("cursor")

    def adopt(self, epoch):
        with self:
            is_other = self.meta("epoch") not in (None, epoch)
            self.set_meta(epoch=epoch)
            if not is_other:
                return
            self.drop_cursor()
            entries = self.archive()
            if any(entry["replica"] != self.meta("replica") and entry["state"] not in PENDING for entry in entries):
                self._reopen(entries)
                self._renew()

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
        """Makes a complete round visible in one step. Returns its trailer."""
        pages = [read_page(data) for (data,) in self.db.execute("SELECT data FROM page ORDER BY number")]
        if None in pages or not pages or not pages[-1].trailer["complete"]:
            self.drop_cursor()
            raise DamagedStaging
        with self:
            if self.meta("cursor") is None:
                self.db.execute("DELETE FROM row")
                self.db.execute("DELETE FROM compartment")
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
        return trailer

    def _apply(self, operation):
        if operation.word in ("leave", "enter"):
            self.db.execute("DELETE FROM row WHERE compartment = ?", (operation.compartment,))
        if operation.word == "leave":
            self.db.execute("DELETE FROM compartment WHERE name = ?", (operation.compartment,))
        elif operation.word in ("enter", "aud"):
            self.set_audiences(operation.compartment, operation.members.get("aud", []))
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
                self._put(entry, state=state, outcome=record["outcome"], settled=trailer["asOf"])
        self._trim(trailer["asOf"])
        if trailer["last"] < self.meta("acked"):
            own = [entry for entry in self.archive() if entry["replica"] == self.meta("replica")]
            self._reopen(entry for entry in own if entry["envelope"]["n"] > trailer["last"])

    # Digests (section 13).

    def set_audiences(self, compartment, audiences):
        self.db.execute("INSERT OR REPLACE INTO compartment VALUES (?, ?)", (compartment, json.dumps(sorted(audiences))))

    def digests(self):
        """What is held, counted from the bytes."""
        found = {name: (json.loads(text), 0, 0) for name, text in self.db.execute("SELECT name, audiences FROM compartment")}
        for row_id, name, rev, line in self.db.execute("SELECT id, compartment, rev, line FROM row"):
            audiences, count, total = found.get(name, ([], 0, 0))
            total = (total + tatua_digest.row_share(row_id, rev, line)) % tatua_digest.MODULUS
            found[name] = (audiences, count + 1, total)
        return tatua_digest.Held(found)

    # Reading.

    def row_lines(self):
        """The bytes of every row, by id."""
        return [line for (line,) in self.db.execute("SELECT line FROM row ORDER BY id")]

    def rows(self, kind=None, case=None):
        found = [tatua_json.parse(line) for line in self.row_lines()]
        return [row for row in found if kind in (None, row["kind"]) and case in (None, row.get("case"))]
