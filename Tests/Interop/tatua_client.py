"""A client of Tatua without prediction: Protocol/README.md. Standard library only."""

import hashlib
import http.client
import json
import random
import secrets
import time
import urllib.parse
import zlib

import tatua_digest
import tatua_json
import tatua_keys
from tatua_page import read_page, speak
from tatua_store import Store, new_id

DAMAGED_PAGES_MAX = 3
PROGRESS_SECONDS = 60
PACKED_BYTES_MIN = 200
ANSWER_BYTES_MAX = 8 * 1024 * 1024
# What a signature adds to a command, with its name and commas.
SIGNATURE_BYTES = 96


def hashed_text(envelope):
    """What the server's hash of a command covers."""
    return "{mid}\n{cmd}\n{v}\n{args}".format(**envelope)


def directive_bytes(directive):
    """What the server signs of an order to erase a replica (section 24)."""
    members = {name: directive[name] for name in ("user", "replica", "number", "issuedAt")}
    return b"tatua wipe directive 1\n" + tatua_json.canonical(members).encode("utf-8")


def order(reply, key, user, replicas):
    """The order in a server's answer that this replica has to obey; `None` for anything else, which changes nothing.

    `key`: `keys.signing` of the sign-in; `user`: whose replica it is; `replicas`: the id with which the device signed in,
    and the present one.
    """
    wipe = reply.get("wipe")
    signature = tatua_keys.from_base64url(wipe["signature"]) if wipe else None
    public = tatua_keys.from_base64url(key)
    if signature is None or public is None:
        return None
    directive = wipe["directive"]
    is_ours = directive["user"] == user and directive["replica"] in replicas and directive["number"] > 0
    if not is_ours or not tatua_keys.is_signature(public, signature, directive_bytes(directive)):
        return None
    return directive


def statement(server, person, envelope):
    """What a device signs of a command (section 7)."""
    digest = hashlib.sha256(hashed_text(envelope).encode("utf-8")).hexdigest()
    return "\n".join(("tatua-command-1", server, person, envelope["at"], digest))


class Problem(Exception):
    """What the server refused, as it was sent."""

    def __init__(self, status, members, seconds=0):
        super().__init__(members.get("message", ""))
        self.status = status
        self.seconds = seconds
        self.code = members["code"]
        self.allowed = members.get("allowed", [])
        self.members = members


class Unreachable(Exception):
    """No answer, or none of a server of ours: back off. `seconds`: the least to wait."""

    def __init__(self, reason, seconds=0):
        super().__init__(reason)
        self.seconds = seconds


class Damaged(Unreachable):
    """An answer that came cut short or changed."""


def pack(data):
    packer = zlib.compressobj(wbits=31)
    return packer.compress(data) + packer.flush()


def unpack(data):
    """One whole gzip member, or Damaged; never much more than ANSWER_BYTES_MAX in memory."""
    try:
        unpacker = zlib.decompressobj(wbits=31)
        whole = unpacker.decompress(data, ANSWER_BYTES_MAX)
    except zlib.error as error:
        raise Damaged(str(error)) from None
    if not unpacker.eof or unpacker.unused_data:
        raise Damaged("an answer in gzip that is cut short or too large")
    return whole


class Backoff:
    """How long to wait before the next try, in seconds."""

    def __init__(self, draw=random.random):
        self.failures = 0
        self.draw = draw

    def wait(self):
        bound = min(900, 2 * 2 ** min(self.failures, 16))
        self.failures += 1
        return self.draw() * bound

    def reset(self):
        self.failures = 0


class Connection:
    """HTTP with one server; one request at a time."""

    def __init__(self, server):
        parts = urllib.parse.urlsplit(server)
        if parts.scheme != "https" and parts.hostname not in ("localhost", "127.0.0.1", "::1"):
            raise ValueError("plain http is for this machine only")
        kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        self.open = lambda: kind(parts.hostname, parts.port, timeout=PROGRESS_SECONDS)
        self.token = None
        self.version = None
        # Whether the server takes requests in gzip.
        self.packs = False

    def ask(self, method, path, message=None, acked=None):
        """The body of the answer; None when there is none (204). Raises Problem or Unreachable.

        With `acked`, an answer without a body must name it: any machine on the way can send a 204."""
        body = None if message is None else json.dumps(message, ensure_ascii=False).encode("utf-8")
        headers = {"Accept-Encoding": "gzip"}
        if body is not None:
            headers["Content-Type"] = "application/json"
            if self.packs and len(body) > PACKED_BYTES_MIN:
                body = pack(body)
                headers["Content-Encoding"] = "gzip"
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        if self.version:
            headers["Sync-Proto"] = self.version
        status, fields, data = self.exchange(method, path, body, headers)
        if fields.get("Content-Encoding") == "gzip":
            data = unpack(data)
        if status == 204 and acked is not None and fields.get("Sync-Acked") != str(acked):
            raise Unreachable("a 204 that is not the server's", 0)
        if status < 400:
            return None if status == 204 else data
        try:
            members = tatua_json.parse(data)
            raise Problem(status, {**members, "code": members["code"] + ""}, _seconds(fields))
        except (tatua_json.Malformed, TypeError, KeyError):
            raise Unreachable(f"status {status} without a problem", _seconds(fields)) from None

    def exchange(self, method, path, body, headers):
        """Status, headers and body. A seam: tests lose and cut answers here."""
        connection = self.open()
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()
        except (OSError, http.client.HTTPException) as error:
            raise Unreachable(str(error) or type(error).__name__) from error
        finally:
            connection.close()


def _seconds(fields):
    text = fields.get("Retry-After") or "0"
    return int(text) if text.isdigit() else 0


class Client:
    """One person's replica and its way to the server."""

    def __init__(self, server, folder, connection=None):
        self.store = Store(folder)
        self.connection = connection or Connection(server)
        self.connection.token = self.store.meta("token")

    # Sessions (section 5).

    def login(self, user, password):
        if self.store.meta("keys") is None:
            with self.store:
                self.store.set_meta(keys=[secrets.token_hex(32), secrets.token_hex(32)])
        signing, agreement = (bytes.fromhex(seed) for seed in self.store.meta("keys"))
        message = {
            "user": user,
            "password": password,
            "replica": self.store.meta("replica"),
            "signingKey": tatua_keys.base64url(tatua_keys.signing_public(signing)),
            "agreementKey": tatua_keys.base64url(tatua_keys.agreement_public(agreement)),
            "signs": True,
        }
        reply = tatua_json.parse(self.connection.ask("POST", "/v1/login", message))
        with self.store:
            if self.store.meta("owner") not in (None, reply["user"]):
                raise ValueError("this replica is another person's")
            # The first key is believed; another one would be another server.
            ledger = self.store.meta("ledger") or reply.get("keys", {}).get("ledger")
            self.store.set_meta(owner=reply["user"], token=reply["token"], ledger=ledger)
        self.connection.token = reply["token"]
        return reply

    def logout(self):
        self.connection.ask("POST", "/v1/logout")
        with self.store:
            self.store.set_meta(token=None)
        self.connection.token = None

    # Commands (section 16).

    def command(self, name, arguments, after=None):
        """Queues a command. Returns its number."""
        given = {member: value for member, value in arguments.items() if value is not None}
        envelope = {
            "mid": new_id(),
            "cmd": name,
            "v": 1,
            "at": tatua_json.moment(int(time.time() * 1000)),
            "args": tatua_json.canonical(given),
        }
        return self.store.queue(envelope, after)

    def open_case(self, procedure, version, action, fields):
        """Opens a case under a label of its own. Returns its id and the number of the command."""
        with self.store:
            counter = (self.store.meta("label_counter") or 0) + 1
            self.store.set_meta(label_counter=counter)
            label = f"{tatua_json.label_code(self.store.meta('replica'))}-{counter}"
            case = new_id()
            arguments = {"case": case, "procedure": procedure, "version": version, "action": action, "label": label}
            return case, self.command("case.open", {**arguments, "fields": fields})

    def act(self, case, action, stage, fields, after=None):
        return self.command("case.act", {"case": case, "action": action, "from": stage, "fields": fields}, after)

    def edit(self, case, fields):
        """Changes fields against the revs that are held."""
        base = {name: self.field_rev(case, name) for name in fields}
        return self.command("case.edit", {"case": case, "fields": fields, "base": base})

    def add_note(self, case, text, confidentiality="parties"):
        arguments = {"case": case, "note": new_id(), "text": text, "class": confidentiality}
        return self.command("note.add", arguments)

    # Reading.

    def header(self, case):
        """The fields of a case; None when it is not held."""
        rows = self.store.rows("case", case)
        return rows[0]["f"] if rows else None

    def field_rev(self, case, name):
        row = self.store.rows("case", case)[0]
        return row.get("fr", {}).get(name, 1 if name in row["f"] else 0)

    # A sync, step by step (section 20).

    def sync(self):
        """Sends what is pending and takes in what changed. Raises Problem or Unreachable; the next call goes on."""
        if self.store.is_round_staged():
            self.store.flip()
        once = set()
        self._greet()
        self._remedied(once, self._push)
        if self._remedied(once, self._pull):
            self._compare(self.store.flip(), once)

    def sync_until_done(self, tries=20, sleep=time.sleep, backoff=None):
        """Syncs, waiting as section 19 says between tries."""
        backoff = backoff or Backoff()
        for attempt in range(tries):
            try:
                return self.sync()
            except Unreachable as failure:
                least = failure.seconds
            except Problem as problem:
                if problem.status not in (429, 500, 502, 503, 504):
                    raise
                least = problem.seconds
            if attempt + 1 < tries:
                sleep(max(least, backoff.wait()))
        raise Unreachable("too many tries")

    def _greet(self):
        self.hello = tatua_json.parse(self.connection.ask("GET", "/sync/v1/hello"))
        version = speak(self.hello["proto"]["min"], self.hello["proto"]["max"])
        if version is None:
            raise Problem(426, {"code": "protocolUnsupported", "message": "No version in common."})
        self.connection.version = version
        self.connection.packs = "gzip" in self.hello["features"]
        self.store.adopt(self.hello["epoch"])

    def _remedied(self, once, work):
        """Does `work`, with each remedy tried once per sync."""
        while True:
            try:
                return work(once)
            except Problem as problem:
                remedies = {
                    "epochChanged": self._greet,
                    "cursorInvalid": self.store.drop_cursor,
                    "cursorForeign": self.store.drop_cursor,
                }
                remedy = remedies.get(problem.code)
                if remedy is None or remedy in once:
                    raise
                once.add(remedy)
                remedy()

    def _push(self, once):
        number = None
        limits = self.hello["limits"]
        while True:
            room = limits["bodyBytesMax"] - SIGNATURE_BYTES * limits["pushCommandsMax"]
            batch = self.store.batch(number, limits["pushCommandsMax"], room)
            if batch is None:
                self._renew(once, Problem(409, {"code": "gap", "message": "The outbox does not reach back so far."}))
                number = None
                continue
            if not batch:
                return
            message = {
                "replica": self.store.meta("replica"),
                "epoch": self.store.meta("epoch"),
                "acked": self.store.meta("acked"),
                "commands": [self._signed(envelope) for envelope in batch],
            }
            try:
                reply = tatua_json.parse(self.connection.ask("POST", "/sync/v1/push", message))
            except Problem as problem:
                if problem.code == "gap" and problem.allowed and int(problem.allowed[0]) != number:
                    number = int(problem.allowed[0])
                    continue
                if problem.code == "mutationMismatch":
                    self._renew(once, problem)
                raise
            # The reply is a hint: the outbox is settled by the pull alone.
            if reply["last"] < batch[-1]["n"]:
                return
            number = batch[-1]["n"] + 1

    def _signed(self, envelope):
        """The command with this device's signature, made anew each time it is sent (section 7)."""
        keys, server = self.store.meta("keys"), self.store.meta("ledger")
        if keys is None or server is None:
            return envelope
        text = statement(server, self.store.meta("owner"), envelope)
        signature = tatua_keys.sign(bytes.fromhex(keys[0]), text.encode("utf-8"))
        return {**envelope, "sig": tatua_keys.base64url(signature)}

    def _renew(self, once, problem):
        if "renew" in once:
            raise problem
        once.add("renew")
        self.store.renew()

    # The trailer of the last round.
    trailer = None
    # Whether what is held was not what the server shows, in the last sync: how many compartments were taken again.
    repaired = 0

    def _compare(self, trailer, once):
        """Compares the root, and takes again what differs (section 13). Once per sync."""
        self.repaired = 0
        self.trailer = trailer
        held = self.store.digests()
        if trailer.get("dig") in (None, held.root()) or "repair" in once:
            return
        once.add("repair")
        walk = tatua_digest.Walk(held, self._digests)
        with self.store:
            for name, audiences in walk.seen.items():
                self.store.set_audiences(name, audiences)
        again = walk.again()
        self.repaired = len(again)
        if walk.is_lost or len(again) * 2 > len(held.compartments):
            self.store.drop_cursor()
            again = []
        for start in range(0, max(1, len(again)), tatua_digest.AGAIN_MAX):
            self._pull(once, again[start : start + tatua_digest.AGAIN_MAX])
            self.store.flip()

    def _digests(self, ask):
        message = {"replica": self.store.meta("replica"), "epoch": self.store.meta("epoch"), "ask": ask}
        reply = tatua_json.parse(self.connection.ask("POST", "/sync/v1/digest", message))
        return reply["nodes"], reply.get("rest", [])

    def _pull(self, once, again=()):
        """Returns whether a complete round is staged; no when there is nothing new."""
        damaged, previous = 0, None
        while True:
            message = {"replica": self.store.meta("replica"), "acked": self.store.meta("acked")}
            if self.store.pull_cursor():
                message["cursor"] = self.store.pull_cursor()
            if again:
                message["again"] = list(again)
            if self.page_bytes:
                message["pageBytes"] = self.page_bytes
            try:
                data = self.connection.ask("POST", "/sync/v1/pull", message, message["acked"])
            except Damaged:
                data = b""
            if data is None:
                return False
            page = read_page(data)
            if page is None:
                damaged += 1
                if damaged > DAMAGED_PAGES_MAX:
                    raise Unreachable("pages keep coming damaged")
                continue
            if not page.trailer["complete"] and page.trailer["next"] == previous:
                raise Unreachable("the pull makes no progress")
            previous = page.trailer["next"]
            damaged = 0
            self.store.stage(data, page)
            if page.trailer["complete"]:
                return True

    # The page size to ask for on thin links, in bytes.
    page_bytes = None
