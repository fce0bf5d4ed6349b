"""The restricted JSON of the protocol, and the values inside it: Protocol/README.md, section 2. Standard library only."""

import datetime
import json
import re

DEPTH_MAX = 32
INT_MIN, INT_MAX = -(2**63), 2**63 - 1
_ID = re.compile(r"[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}")
_COMPARTMENT = re.compile(r"(shared|[0-9a-f-]{36})/(public|parties|internal|confidential|sealed)/.*", re.DOTALL)


class Malformed(ValueError):
    """What was read is not what the protocol says."""


def parse(text):
    """Reads a JSON value; raises Malformed for what the protocol does not allow."""
    try:
        if isinstance(text, bytes):
            text = text.decode("utf-8")
        value = json.loads(
            text, object_pairs_hook=_members, parse_float=_refuse, parse_constant=_refuse, parse_int=_integer, strict=True
        )
        _check(value, 1)
        return value
    except Malformed:
        raise
    except (ValueError, RecursionError) as error:
        raise Malformed(str(error)) from None


def _members(pairs):
    members = dict(pairs)
    if len(members) != len(pairs):
        raise Malformed("a name stands twice")
    return members


def _refuse(text):
    raise Malformed(f"{text} is not a whole number")


def _integer(text):
    # Long texts of digits are slow to read, and none of 64 bits has more than 20 characters.
    if len(text) > 20 or not INT_MIN <= int(text) <= INT_MAX:
        raise Malformed("a number beyond 64 bits")
    return int(text)


def _check(value, depth):
    if isinstance(value, str):
        value.encode("utf-8")  # half a surrogate pair raises
    elif isinstance(value, (list, dict)):
        if depth > DEPTH_MAX:
            raise Malformed("nested too deeply")
        for inner in value if isinstance(value, list) else value.values():
            _check(inner, depth + 1)
        for name in value if isinstance(value, dict) else ():
            name.encode("utf-8")


def canonical(value):
    """The one byte form of a value, as text."""
    if isinstance(value, dict):
        members = sorted(value.items(), key=lambda member: member[0].encode("utf-8"))
        return "{" + ",".join(_string(name) + ":" + canonical(inner) for name, inner in members) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ",".join(canonical(inner) for inner in value) + "]"
    if isinstance(value, str):
        return _string(value)
    if value is None or isinstance(value, (bool, int)):
        return json.dumps(value)
    raise Malformed(f"{type(value).__name__} has no place in JSON here")


_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_ESCAPED = re.compile(r'["\\\x00-\x1f]')


def _string(text):
    return '"' + _ESCAPED.sub(lambda match: _ESCAPES.get(match[0]) or f"\\u{ord(match[0]):04x}", text) + '"'


def read_id(text):
    """The id in lower case; None for what is none."""
    return text.lower() if isinstance(text, str) and _ID.fullmatch(text) else None


def make_id(milliseconds, random_bytes):
    """A new id (UUID version 7) from a moment and ten random bytes."""
    bits = (milliseconds & (2**48 - 1)) << 80 | int.from_bytes(random_bytes(10), "big")
    bits = bits & ~(0xF << 76) | 0x7 << 76
    bits = bits & ~(0x3 << 62) | 0x2 << 62
    return _written(bits)


def derived_id(mid, ordinal):
    """The id of the ordinal-th row that the command makes."""
    bits = int(mid.replace("-", ""), 16)
    low = 2**62 - 1
    return _written(bits & ~low | (bits + ordinal) & low)


def _written(bits):
    digits = f"{bits:032x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def is_compartment(text):
    if not isinstance(text, str) or not _COMPARTMENT.fullmatch(text):
        return False
    return text.startswith("shared/") or read_id(text[:36]) is not None and text[36] == "/"


_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_MOMENT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})([.][0-9]{3})?Z")


def read_day(text):
    """The day as written; None for what is none or does not exist."""
    match = _DAY.fullmatch(text)
    if not match:
        return None
    year, month, day = map(int, match.groups())
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    lengths = [31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return text if 1 <= month <= 12 and 1 <= day <= lengths[month - 1] else None


def read_partial(text):
    """A day, a month or a year as written; None for anything else."""
    if re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", text) is None:
        return None
    return text if read_day((text + "-01-01")[:10]) else None


def read_moment(text):
    """The moment with milliseconds; None for what is none."""
    match = _MOMENT.fullmatch(text)
    if not match or not read_day(match[1]) or int(match[2]) > 23 or int(match[3]) > 59 or int(match[4]) > 59:
        return None
    return f"{match[1]}T{match[2]}:{match[3]}:{match[4]}{match[5] or '.000'}Z"


def days_before(text, days):
    """The moment so many days before the moment `text`, as it is written."""
    at = datetime.datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ") - datetime.timedelta(days=days)
    return at.strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03d}Z"


def moment(milliseconds):
    """A moment after 1970 as it is written."""
    at = datetime.datetime.fromtimestamp(milliseconds // 1000, datetime.timezone.utc)
    return at.strftime("%Y-%m-%dT%H:%M:%S") + f".{milliseconds % 1000:03d}Z"


LABEL_LETTERS = "ACDEFGHJKMNPQRTUVWXY34679"


def label_code(replica):
    """The first four characters of the labels that a replica gives."""
    bits = int(replica.replace("-", ""), 16)
    high, low, mask = bits >> 64, bits & (2**64 - 1), 2**64 - 1
    mixed = low ^ (high << 7) & mask
    mixed = ((mixed ^ mixed >> 31) * 0x9E3779B97F4A7C15) & mask
    code = ""
    for _ in range(4):
        code += LABEL_LETTERS[mixed % 25]
        mixed //= 25
    return code


def folded(reference):
    """The form under which references are compared."""
    return reference.upper().translate(str.maketrans("OIL–—", "011--", " \t"))
