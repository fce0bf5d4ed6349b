"""What must hold of the bytes of files, on the server and on every device (sync.md I16)."""

import hashlib
import json
import os
import re

HASH = re.compile(r"[0-9a-f]{64}")
SHELF_FILES = re.compile(r"([0-9a-f]{64})(\.part|\.due|\.new)?$")
TOKEN = re.compile(rb"zq[0-9a-f]{14}")


class ServerEvidence:
    """What rows tell of files, who sent them, and the files themselves."""

    def __init__(self, database, data):
        #: (row, hash) → (author, whether it must say nothing of where it was taken) of the rows that stand.
        self.told = {}
        # Who sent them is not in the row itself where that keeps its author's name from its readers.
        for row, author, body in database.execute(
                "SELECT lower(hex(r.id)), lower(hex(b.author)), v.bytes FROM row r "
                "JOIN version v ON v.key = r.version_key LEFT JOIN blob_ref b ON b.row_key = r.key WHERE r.kind = 'evidence' AND v.bytes IS NOT NULL"):
            fields = json.loads(bytes(body))["f"]
            for name in ("blob", "thumb"):
                if name in fields:
                    self.told[row, hash_of(fields[name])] = (author, name == "thumb" or "publicCopyOf" in fields)
        self.sent = set(database.execute("SELECT lower(hex(hash)), lower(hex(user_id)) FROM blob_sent"))
        self.wrong, self.here, self.with_words = [], set(), set()
        for folder, _, names in os.walk(f"{data}/blobs"):
            for name in names:
                with open(f"{folder}/{name}", "rb") as file:
                    content = file.read()
                if os.path.basename(folder) == "partial":
                    continue
                self.here.add(name)
                if hashlib.sha256(content).hexdigest() != name:
                    self.wrong.append(name)
                if TOKEN.search(content):
                    self.with_words.add(name)

    def is_there(self, row, hash):
        """Whether all bytes of a file that a row tells of came from its author."""
        return (hash, self.told[row, hash][0]) in self.sent and hash in self.here


def hash_of(name):
    return name.removeprefix("sha256:")


def check_server_files(world, server):
    """Every file that a row tells of has come, is what its name says, and was not collected."""
    say, files = world.findings.violation, server.evidence
    for name in files.wrong:
        say("files", f"the server keeps other bytes under {name}")
    for (row, hash), (author, is_stripped) in files.told.items():
        if files.is_there(row, hash):
            world.findings.count("files checked on the server")
        elif hash in world.lost_files:
            world.findings.count("files lost with a folder that was put back")
        else:
            say("files", f"the server lacks the bytes {hash} of row {row}, whose author {author} has them")
        if is_stripped and hash in files.with_words:
            say("files", f"the public copy or thumbnail {hash} says where it was taken")
    if gone := world.kept_files - files.sent:
        say("files", f"the server forgot {len(gone)} files, such as {sorted(gone)[:2]}")
    world.kept_files |= files.sent


def check_device_files(world, server, device, rows, outbox):
    """What is here whole has the bytes of its name; what can be here is; nothing is here that nobody may see."""
    say, name, folder = world.findings.violation, device.name, f"{device.home}/blobs"
    told = set()
    for row, body in rows.items():
        if b'"kind":"evidence"' in body:
            fields = json.loads(body)["f"]
            told |= {(row, hash_of(fields[part])) for part in ("blob", "thumb") if part in fields}
    named = {hash for _, hash in told}
    held = os.listdir(folder) if os.path.isdir(folder) else []
    for _, entry in outbox.values():
        if entry["envelope"]["cmd"] == "evidence.add":
            # Own files stay as long as the command that attached them, for a server that is put back.
            named |= set(HASH.findall(entry["envelope"]["args"]))
    whole = set()
    for each in held:
        found = SHELF_FILES.match(each)
        if not found:
            say("junk", f"{name}: an unknown file {each}")
        elif found[1] not in named:
            say("no over-share", f"{name} keeps {each}, of which nothing tells that it may see")
        elif not found[2]:
            whole.add(each)
            with open(f"{folder}/{each}", "rb") as file:
                if hashlib.sha256(file.read()).hexdigest() != each:
                    say("files", f"{name} shows other bytes under {each}")
            world.findings.count("files checked on devices")
    for row, hash in told & server.evidence.told.keys():
        if hash not in whole and server.evidence.is_there(row, hash):
            say("files", f"{name} did not get {hash}, which it may see and the server has")
    return whole


def check_shown(device, whole, dice):
    """The screen shows a file as here where its bytes are, and nowhere else."""
    for case in dice.sample(device.cases, min(2, len(device.cases))):
        for item in device.run("evidence", case, harmless=True).answer.get("evidence", []):
            if item["here"] != (hash_of(item["blob"]) in whole):
                device.world.findings.violation("files", f"{device.name} shows {item['blob']} as here: {item['here']}")
