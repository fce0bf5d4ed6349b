"""Whether a replica holds what its server shows, and where not: Protocol/README.md, section 13."""

import hashlib

MODULUS = 2**128
ASKS_MAX = 64
AGAIN_MAX = 64
REQUESTS_MAX = 64


def _one(data):
    return int.from_bytes(hashlib.sha256(data).digest()[:16], "big")


def _number(value):
    return value.to_bytes(8, "big")


def row_share(row_id, rev, line):
    """What one row adds to its compartment."""
    return _one(bytes.fromhex(row_id.replace("-", "")) + _number(rev) + line)


def named_share(name, count, total):
    """What a compartment adds to an audience, and an audience to the root."""
    return _one(name.encode("utf-8") + b"\0" + _number(count) + total.to_bytes(16, "big"))


def path(compartment):
    return written(_one(compartment.encode("utf-8")))


def written(total):
    return f"{total:032x}"


def add(sums):
    """How many, and their sum, of pairs of counts and sums."""
    sums = list(sums)
    return sum(count for count, _ in sums), sum(total for _, total in sums) % MODULUS


class Held:
    """The digests of what a replica holds: compartment → (audiences, count, sum)."""

    def __init__(self, compartments):
        self.compartments = compartments
        self.paths = {name: path(name) for name in compartments}

    def audiences(self):
        return {audience for audiences, _, _ in self.compartments.values() for audience in audiences}

    def below(self, audience, prefix):
        return [
            name
            for name, (audiences, _, _) in self.compartments.items()
            if audience in audiences and self.paths[name].startswith(prefix)
        ]

    def part(self, audience, prefix):
        """How many compartments are below a path of an audience, and their sum."""
        return add((1, named_share(name, *self.compartments[name][1:])) for name in self.below(audience, prefix))

    def root(self):
        parts = {audience: self.part(audience, "") for audience in self.audiences()}
        return written(add((1, named_share(name, *part)) for name, part in parts.items() if part[0])[1])


class Walk:
    """Compares with a server, from the sums of audiences down. `ask` sends parts and returns the nodes of the reply, and
    the parts that were not looked at."""

    def __init__(self, held, ask):
        self.held = held
        self.seen = {name: set(audiences) for name, (audiences, _, _) in held.compartments.items()}
        self.differing = set()
        self.is_lost = False
        self._run(ask)

    def _run(self, ask):
        server = {node["aud"]: _digest(node) for node in ask([])[0]}
        waiting = []
        for audience in sorted(self.held.audiences() | set(server)):
            self._compare(audience, "", server.get(audience, (0, 0)), waiting)
        requests = 1
        while waiting:
            if requests == REQUESTS_MAX:
                self.is_lost = True
                return
            asked, waiting = waiting[:ASKS_MAX], waiting[ASKS_MAX:]
            nodes, rest = ask([{"aud": audience, "at": prefix} for audience, prefix in asked])
            requests += 1
            for audience, prefix in asked:
                if {"aud": audience, "at": prefix} in rest:
                    waiting.append((audience, prefix))
                    continue
                self._take(audience, prefix, [node for node in nodes if node["aud"] == audience], waiting)

    def _compare(self, audience, prefix, server, waiting):
        if self.held.part(audience, prefix) == server:
            return
        if server[0] == 0:
            self._forget(audience, prefix, ())
        else:
            waiting.append((audience, prefix))

    def _take(self, audience, prefix, nodes, waiting):
        parts = {node["at"]: _digest(node) for node in nodes if "comp" not in node}
        parts = {at: part for at, part in parts.items() if at.startswith(prefix) and len(at) == len(prefix) + 1}
        if parts:
            for digit in "0123456789abcdef":
                self._compare(audience, prefix + digit, parts.get(prefix + digit, (0, 0)), waiting)
            return
        listed = {node["comp"]: _digest(node) for node in nodes if "comp" in node}
        listed = {name: digest for name, digest in listed.items() if path(name).startswith(prefix)}
        self._forget(audience, prefix, listed)
        for name, digest in listed.items():
            self.seen.setdefault(name, set()).add(audience)
            if self.held.compartments.get(name, ((), 0, 0))[1:] != digest:
                self.differing.add(name)

    def _forget(self, audience, prefix, named):
        for name in self.held.below(audience, prefix):
            if name not in named:
                self.seen[name].discard(audience)

    def again(self):
        """The compartments to take once more: those that differ, and those that nobody sees any more."""
        return sorted(self.differing | {name for name in self.held.compartments if not self.seen[name]})


def _digest(node):
    return node["count"], int(node["sum"], 16)
