"""What has to befall every run, and under which name its coming is counted."""

from weather import VERY_ROUGH

SERVER_FAULTS = {
    "kill": "server: kill -9", "stop": "server: stopped for a while", "outage": "wire: refused",
    "full": "server: a request met the full disk", "client_full": "client: a run met the full disk",
}
CLIENT_FAULTS = ["client: killed in mid-flight", "client: stopped for a while", "client: old folder put back"]
WAYS = [
    "bundles taken in", "bundles taken in a second time", "files fetched", "files checked on devices",
    "files checked on the server"]


def owed(world):
    """What should have come by the end of this run and has not."""
    names = [f"wire: {fault}" for fault in VERY_ROUGH.wire] + CLIENT_FAULTS + WAYS
    for fault, name in SERVER_FAULTS.items():
        disk = {"full": world.server_disk, "client_full": world.client_disk}.get(fault)
        if disk is None or disk.can_fill:
            names.append(name)
    if world.restores:
        names.append("server: old data put back")
    return [name for name in names if world.owes(name)]
