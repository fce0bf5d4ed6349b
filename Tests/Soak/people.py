"""Who takes part: people of different roles and countries, some with several devices."""

from dataclasses import dataclass

PASSWORD = "a long password of the soak"


@dataclass(frozen=True)
class Person:
    name: str
    role: str
    country: str
    devices: int
    files: bool = False


#: In the order in which they join: 20 devices in all.
CAST = [
    Person("kamau", "focalPoint:KE", "KE", 3),
    Person("amina", "complainant:KE", "KE", 2, files=True),
    Person("nakato", "focalPoint:UG", "UG", 2),
    Person("okello", "complainant:UG", "UG", 2, files=True),
    Person("achieng", "recOfficer:EAC", "EAC", 2),
    Person("wanjiku", "nmcMember:KE/chair", "KE", 1),
    Person("neema", "strTrader:TZ", "TZ", 1, files=True),
    Person("juma", "focalPoint:TZ", "TZ", 2),
    Person("uwase", "complainant:RW", "RW", 1, files=True),
    Person("mugisha", "focalPoint:RW", "RW", 1),
    Person("njeri", "focalPoint:KE", "KE", 1),
    Person("otim", "nmcMember:UG/chair", "UG", 1),
    Person("legal", "ministryLegal:KE", "KE", 1),
]
COUNTRIES = ["KE", "UG", "TZ", "RW"]


def devices(count):
    """The first `count` devices as (person, ordinal); past the cast, further devices of the same people."""
    seats = [(person, ordinal) for person in CAST for ordinal in range(1, person.devices + 1)]
    while len(seats) < count:
        seats += [(person, ordinal + person.devices) for person, ordinal in seats[: count - len(seats)]]
    return seats[:count]
