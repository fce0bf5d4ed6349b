"""Makes requests that get past the door: the replica and the history that there are, files only where they may be."""

import os
import re

import schemathesis

REPLICA = os.environ["TATUA_REPLICA"]
EPOCH = os.environ["TATUA_EPOCH"]
FILES = os.environ["TATUA_FILES"]


# What does not even look like a replica stays as it is: it is to be refused.
WELL_FORMED = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def is_replica(value):
    return isinstance(value, str) and WELL_FORMED.fullmatch(value) is not None


def known(body):
    """Two requests of three are of the replica that signed in, in the present history."""
    if not isinstance(body, dict):
        return body
    body = dict(body)
    if sum(map(ord, str(body))) % 3 and is_replica(body.get("replica")):
        body["replica"] = REPLICA
        if isinstance(body.get("epoch"), str):
            body["epoch"] = EPOCH
        if isinstance(body.get("pull"), dict) and is_replica(body["pull"].get("replica")):
            body["pull"] = {**body["pull"], "replica": REPLICA}
    if sum(map(ord, str(body))) % 2 and isinstance(body.get("password"), str):
        body["password"] = "a long password"
        if isinstance(body.get("user"), str):
            body["user"] = "otieno"
    for name in ("to", "input", "output"):
        if isinstance(body.get(name), str):
            body[name] = FILES + "/" + body[name].replace("/", "_").replace("\0", "_")
    return body


@schemathesis.hook
def map_body(context, body):
    return known(body)
