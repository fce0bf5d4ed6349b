"""Makes requests that get past the door: the replica and the history that there are, files only where they may be."""

import os

import schemathesis

REPLICA = os.environ["TATUA_REPLICA"]
EPOCH = os.environ["TATUA_EPOCH"]
FILES = os.environ["TATUA_FILES"]


def known(body):
    """Two requests of three are of the replica that signed in, in the present history."""
    if not isinstance(body, dict):
        return body
    body = dict(body)
    if sum(map(ord, str(body))) % 3 and isinstance(body.get("replica"), str):
        body["replica"] = REPLICA
        if isinstance(body.get("epoch"), str):
            body["epoch"] = EPOCH
        if isinstance(body.get("pull"), dict) and isinstance(body["pull"].get("replica"), str):
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
