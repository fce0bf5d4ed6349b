"""How rough a phase is: the chances of each fault, by name. Everything else asks the weather and decides nothing."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Weather:
    name: str
    #: Fault of the proxy → chance for one request; what is left over passes unharmed.
    wire: dict
    #: Chance that a run of `tatua` is killed (-9), and that it is stopped for a while.
    client_kill: float
    client_stop: float
    #: Seconds between two faults of the server: least and most.
    server_every: tuple
    #: Fault of the server → weight.
    server: dict


CALM = Weather("calm", {}, 0, 0, (1e9, 1e9), {})
BREEZE = Weather(
    "breeze", {"drop_reply": 0.03, "delay": 0.1, "twice": 0.05, "cut_reply": 0.02}, 0.02, 0.01, (8, 15),
    {"kill": 2, "stop": 1, "outage": 2})
ROUGH = Weather(
    "rough",
    {"drop_reply": 0.1, "cut_reply": 0.08, "cut_request": 0.08, "twice": 0.12, "delay": 0.2, "reset": 0.05,
     "portal": 0.03, "throttle": 0.05, "hang": 0.02},
    0.12, 0.06, (2, 10), {"kill": 5, "stop": 2, "outage": 2, "full": 3, "client_full": 3})
VERY_ROUGH = Weather(
    "very rough",
    {"drop_reply": 0.18, "cut_reply": 0.12, "cut_request": 0.12, "twice": 0.15, "delay": 0.15, "reset": 0.08,
     "portal": 0.05, "throttle": 0.04, "hang": 0.03},
    0.25, 0.1, (0.5, 5), {"kill": 6, "stop": 2, "outage": 2, "full": 3, "client_full": 3})

PHASES = [BREEZE, ROUGH, VERY_ROUGH, ROUGH]
