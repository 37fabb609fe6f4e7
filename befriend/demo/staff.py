"""The practitioners of the invented unit: who they are, and how much each of them has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

UNIT = "larkfield"
REGION = "heath-region"
NATION = "birdland"


@dataclass(frozen=True)
class Worker:
    """One practitioner of the roster.

    `people` is how many they have; `points`, where given, is what these should weigh;
    `has_room` is whether the week may give them somebody, so that nothing may take their time;
    `month` is the month of a trainee's programme, or since a newly qualified one qualified.
    """

    ref: str
    name: str
    grade: str
    people: int = 0
    hours: int | str = 37
    points: int = 0
    month: int = 0
    away: bool = False
    unit: str = UNIT
    languages: str = ""
    woman: bool | None = None
    has_room: bool = False


# Bunting, Sparrow and Crake have a little room; everybody else is full by points or by people.
OFFICERS = (
    Worker("o01", "Bunting, Ash", "officer", 43, points=2170, has_room=True, languages="cy", woman=True),
    Worker("o02", "Linnet, Aspen", "officer", 46, woman=False),
    Worker("o03", "Dipper, Beech", "officer", 45, woman=True),
    Worker("o04", "Lapwing, Larch", "officer", 43, languages="pl", woman=True),
    Worker("o05", "Curlew, Poplar", "officer", 48, woman=False),
    Worker("o06", "Redwing, Spruce", "officer", 45),
    Worker("o07", "Nuthatch, Laurel", "officer", 43, woman=True),
    Worker("o08", "Whinchat, Myrtle", "officer", 33, hours="29.6", woman=True),
    Worker("o09", "Dunnock, Olive", "officer", 25, hours="22.2", woman=True),
    Worker("o10", "Fieldfare, Hawthorn", "officer", 9, away=True),
    Worker("o11", "Sanderling, Fir", "officer", 43, woman=True),
    Worker("o12", "Shearwater, Pine", "officer", 45),
)
NEWLY_QUALIFIED = (
    Worker("n01", "Sparrow, Holly", "newly_qualified", 25, points=1765, has_room=True, month=4, woman=True),
    Worker("n02", "Siskin, Elder", "newly_qualified", 24, points=2030, month=6),
    Worker("n03", "Goldcrest, Quince", "newly_qualified", 24, points=1970, month=2, woman=False),
)
TRAINEES = (
    Worker("t01", "Stonechat, Medlar", "trainee", 7, month=2),
    Worker("t02", "Bluethroat, Damson", "trainee", 8, month=4, woman=True),
    Worker("t03", "Crake, Hazel", "trainee", 12, points=850, has_room=True, month=8, languages="cy"),
    Worker("t04", "Avocet, Bramble", "trainee", 24, month=14, woman=True),
    Worker("t05", "Egret, Sallow", "trainee", 30, month=20, woman=False),
)
PSOS = (
    Worker("s01", "Dunlin, Rowan", "pso", 65, points=2900, woman=False),
    Worker("s02", "Treecreeper, Fir", "pso", 44, points=2560, woman=True),
    Worker("s03", "Fulmar, Whitebeam", "pso", 44, points=2540),
    Worker("s04", "Turnstone, Oak", "pso", 44, points=2520, woman=True),
    Worker("s05", "Bittern, Osier", "pso", 44, points=2500, languages="pl"),
    Worker("s06", "Gannet, Spindle", "pso", 43, points=2480, woman=True),
    Worker("s07", "Tern, Tamarisk", "pso", 43, points=2460),
    Worker("s08", "Petrel, Sycamore", "pso", 43, points=2440, languages="cy", woman=True),
    Worker("s09", "Puffin, Hornbeam", "pso", 42, points=2420, woman=False),
    Worker("s10", "Wheatear, Sallow", "pso", 37, hours="29.6", points=2000, woman=True),
    Worker("s11", "Skua, Blackthorn", "pso", 28, hours="22.2", points=1560, woman=True),
    Worker("s12", "Razorbill, Buckthorn", "pso", 6, away=True),
)
LEADERS = (
    Worker("l01", "Robin, Willow", "senior"),
    Worker("l02", "Wren, Maple", "senior"),
    Worker("l03", "Kestrel, Juniper", "head"),
    Worker("l04", "Osprey, Cedar", "head", unit=REGION),
    Worker("l05", "Crane, Yew", "head", unit=NATION),
    Worker("l06", "Plover, Linden", "senior", unit=REGION),
    # They take nobody, so they are posted above the unit: its time is that of those who do.
    Worker("l07", "Heron, Hazel", "senior", unit=NATION),
    Worker("l08", "Siskin, Maple", "senior", unit=REGION),
    Worker("l09", "Linnet, Quince", "senior", unit=REGION),
    Worker("l10", "Skua, Medlar", "senior", unit=REGION),
    Worker("l11", "Tern, Bramble", "senior", unit=NATION),
)
# Two who left: people remember them as their practitioner before.
LEFT = (
    Worker("x01", "Guillemot, Birch", "officer"),
    Worker("x02", "Kittiwake, Alder", "pso"),
)
ROSTER = (*OFFICERS, *NEWLY_QUALIFIED, *TRAINEES, *PSOS)
OFFICES = (
    ("birdland-head", NATION, "head", "l05"),
    ("birdland-data", NATION, "data_protection", "l06"),
    ("heath-head", REGION, "head", "l04"),
    ("larkfield-head", UNIT, "head", "l03"),
    ("larkfield-senior-1", UNIT, "senior", "l01"),
    ("larkfield-senior-2", UNIT, "senior", "l02"),
    ("larkfield-representative", UNIT, "representative", "s02"),
    ("birdland-inspector", NATION, "inspector", "l07"),
    ("larkfield-court", UNIT, "court", "l08"),
    ("larkfield-victim-liaison", UNIT, "victim_liaison", "l09"),
    ("larkfield-admin", UNIT, "admin", "l10"),
    ("birdland-researcher", NATION, "researcher", "l11"),
)


LONG_AGO = 1500


def months_before(day: date, months: int) -> date:
    """Return the first day of the month that lies `months` before the month of `day`."""
    whole = day.year * 12 + day.month - 1 - months
    return date(whole // 12, whole % 12 + 1, 1)


def programme_start(monday: date, month: int) -> date:
    """Return the day on which a programme began whose month number `month` this Monday is in."""
    start = months_before(monday, month - 1)
    return start if month > 1 or start <= monday else monday - timedelta(days=7)


def first_day(worker: Worker, monday: date) -> date:
    """Return since when a worker has this grade."""
    if worker.grade == "trainee":
        return programme_start(monday, worker.month)
    if worker.grade == "newly_qualified":
        return months_before(monday, worker.month)
    return monday - timedelta(days=LONG_AGO)
