"""What people write and pick, drawn from a device's own dice."""

import datetime

from people import COUNTRIES

PLACES = ["Malaba", "Busia", "Namanga", "Mutukula", "Gatuna", "Rusumo", "Taveta"]
CATEGORIES = ["1.1", "2.3", "2.8", "5.3", "8.7"]
CODE_LISTS = {"ntb.tripartite.categories": CATEGORIES, "iso3166-1": COUNTRIES}
WORDS = "the truck waits at the border post while officers test every consignment a second time for a fee".split()


def text(device, token):
    length = device.dice.choice([3, 8, 30, 30, 300])
    words = [device.dice.choice(WORDS) for _ in range(length)]
    return " ".join(words + [token])


def a_case(device):
    return device.dice.choice(device.cases) if device.cases else None


def a_class(device):
    """Mostly the usual one."""
    return device.dice.choice([[], [], ["--class", "parties"], ["--class", "internal"]])


def day(offset=0):
    return (datetime.datetime.now(datetime.timezone.utc).date() + datetime.timedelta(days=offset)).isoformat()
