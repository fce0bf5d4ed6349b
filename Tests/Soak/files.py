"""Files that people put on cases and get from them. Each holds its token, by which its bytes are found anywhere."""

import hashlib
import os

from words import a_case, a_class

#: All files of a run together have about so many bytes; then they are small ones. A long run must fit on a disk.
BYTES_MAX = 24_000_000
#: Above 200 KB a file of one's own waits for `sync --files`.
SIZES = [300, 300, 2_000, 20_000, 20_000, 60_000, 230_000]
SMALL = 300


def attach(device):
    if case := a_case(device):
        token = device.token()
        kind = device.dice.choice(list(KINDS))
        path = f"{device.world.folder}/files/{token}.{kind}"
        size = device.world.file_room(device.dice.choice(SIZES), SMALL)
        with open(path, "wb") as file:
            file.write(KINDS[kind](token.encode(), size, device.dice))
        device.run("attach", case, path, "--caption", f"What was seen {token}", *a_class(device), changes=token)
        os.remove(path)


def copy_for_the_public(device):
    """Of a picture that is on the case and here."""
    for case, item in listed(device):
        if item["mime"] == "image/jpeg" and item["here"] and item["publicCopyOf"] is None:
            token = device.token()
            device.run("attach", case, "--public-copy-of", str(item["n"]), "--caption", f"Copy {token}", changes=token)
            return


def fetch(device):
    """Whatever becomes of the run, a file that stands under the name has the bytes that the case tells of."""
    for case, item in listed(device)[:1]:
        path = f"{device.home}.fetched"
        run = device.run("fetch", case, str(item["n"]), "-o", path)
        if os.path.exists(path):
            with open(path, "rb") as file:
                if name_of(file.read()) != item["blob"]:
                    device.world.findings.violation(
                        "files", f"{device.name}: fetch left other bytes than {item['blob']}")
            device.world.findings.count("files fetched")
        elif run.status == 0:
            device.world.findings.violation("files", f"{device.name}: fetch wrote nothing for {item['blob']}")
        remove(path)


def listed(device):
    """(case, file) of one case, in any order."""
    case = a_case(device)
    run = device.run("evidence", case) if case else None
    items = run.answer.get("evidence", []) if run and run.status == 0 else []
    return [(case, item) for item in device.dice.sample(items, len(items))]


def remove(path):
    """A file, and the drafts that a killed run left beside it."""
    folder, name = os.path.split(path)
    for each in os.listdir(folder):
        if each == name or each.startswith(name + "."):
            os.remove(f"{folder}/{each}")


def name_of(content):
    return "sha256:" + hashlib.sha256(content).hexdigest()


def _text(token, size, dice):
    line = b"Weighed again at the bridge " + token + b"\n"
    return line * max(1, size // len(line)) + str(dice.random()).encode()


def _csv(token, size, dice):
    line = b"Malaba,second test," + token + b"\n"
    return b"place,what,word\n" + line * max(1, size // len(line)) + str(dice.random()).encode()


def _pdf(token, size, dice):
    return b"%PDF-1.4\n% " + token + b"\n" + dice.randbytes(size) + b"\n% " + token + b"\n%%EOF\n"


def _jpeg(token, size, dice):
    """By its parts a picture: tables, a frame and a scan, and beside them where it was taken (the token)."""

    def part(marker, content):
        return bytes([0xFF, marker]) + (len(content) + 2).to_bytes(2, "big") + content

    place = b"Exif\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0 taken at " + token
    coded = bytes(each % 255 for each in dice.randbytes(size))
    return b"".join([
        b"\xff\xd8", part(0xE1, place), part(0xFE, b"by the camera of " + token), part(0xDB, bytes(65)),
        part(0xC0, b"\x08\0\x08\0\x08\x01\x01\x11\0"), part(0xC4, bytes(19)), part(0xDA, b"\x01\x01\0\0\x3f\0"), coded,
        b"\xff\xd9"])


KINDS = {"txt": _text, "csv": _csv, "pdf": _pdf, "jpg": _jpeg}
