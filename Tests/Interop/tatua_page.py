"""Pages of a pull and versions: Protocol/README.md, sections 4 and 9."""

from tatua_json import Malformed, is_compartment, parse, read_id

KNOWN_VERSIONS = [(1, 0), (1, 1)]


def speak(offered_min, offered_max, known=KNOWN_VERSIONS):
    """The version to speak with a server of this range, as text; None when there is none in common."""
    least, most = (tuple(map(int, text.split("."))) for text in (offered_min, offered_max))
    if least > max(known) or most < min(known):
        return None
    return "{}.{}".format(*min(max(known), most))


class Page:
    """What the lines do, in order, and the trailer."""

    def __init__(self, operations, trailer):
        self.operations = operations
        self.trailer = trailer


class Operation:
    """leave, enter, aud, row or gone, on a compartment; a row with its line as it came."""

    def __init__(self, word, compartment, members, line):
        self.word = word
        self.compartment = compartment
        self.members = members
        self.line = line

    def __str__(self):
        if self.word == "row":
            return f"row {self.members['id']} {self.members['rev']} {self.compartment}"
        return f"{self.word} {self.members['id']} {self.compartment}" if self.word == "gone" else f"{self.word} {self.compartment}"


def read_page(data):
    """The page in these bytes; None when it must be discarded and asked for again."""
    lines = data.split(b"\n")
    if lines[-1] == b"":
        lines.pop()
    try:
        if not lines:
            return None
        trailer = _trailer(parse(lines.pop()))
        if trailer["count"] != len(lines):
            return None
        operations = [operation for operation in map(_operation, lines) if operation]
        return Page(operations, trailer)
    except Malformed:
        return None


def _trailer(members):
    if not isinstance(members, dict) or members.get("op") != "end":
        raise Malformed("no trailer")
    for name, kind in (("next", str), ("complete", bool), ("count", int), ("last", int), ("out", list), ("asOf", str)):
        value = members.get(name)
        if not isinstance(value, kind) or isinstance(value, bool) != (kind is bool):
            raise Malformed(f"a trailer without {name}")
    return members


def _operation(line):
    members = parse(line)
    if not isinstance(members, dict):
        raise Malformed("not an object")
    word = members.get("op")
    if word == "end":
        raise Malformed("a trailer before the end")
    if word not in (None, "leave", "enter", "aud", "gone"):
        return None
    _need(is_compartment(members.get("comp")))
    if word == "aud":
        _need(isinstance(members.get("aud"), list))
    if word == "gone":
        _need(read_id(members.get("id")))
    if word is None:
        rev = members.get("rev")
        _need(read_id(members.get("id")) and isinstance(members.get("kind"), str) and isinstance(members.get("f"), dict))
        _need(isinstance(rev, int) and not isinstance(rev, bool) and rev >= 1)
    if "id" in members and word in (None, "gone"):
        members["id"] = read_id(members["id"])
    return Operation(word or "row", members["comp"], members, line)


def _need(fact):
    if not fact:
        raise Malformed("a line lacks what its operation calls for")
