"""The invented unit, Larkfield: its rows, dates hung on the Monday of the week."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from befriend.demo import calendar, extras, names, people, weighing
from befriend.demo.caseload import WAITERS, deal
from befriend.demo.folder import Rows
from befriend.demo.mix import Drawn
from befriend.demo.staff import (
    LEADERS,
    LEFT,
    NATION,
    OFFICES,
    REGION,
    ROSTER,
    UNIT,
    Worker,
    first_day,
    months_before,
    programme_start,
)

# The shortage of officers alone gives this: 6,780 needed, 4,390 there (N2, N3).
WORK_PERCENT = 154
TYPICAL_POINTS = 73
TRIALS = 12
LEFT_DAYS = 240


def rows(monday: date, chance: Random) -> Rows:
    """Return every row of the unit; the work is 154% of the points available that week."""
    table = Rows()
    add_units(table, monday)
    for worker in (*ROSTER, *LEADERS, *LEFT):
        add_practitioner(table, worker, monday)
    plans = calendar.add(table, monday)
    weigh = weighing.scale(monday)
    available = weighing.available(ROSTER, plans, monday)
    goal = available * WORK_PERCENT // 100 - extras.report_points(monday)
    with_whom = until_full(goal - sum(weigh(w.work) for w in WAITERS), weigh, chance)
    called = names.people(sum(map(len, with_whom.values())) + len(WAITERS), chance)
    people.add(table, with_whom, called, monday, chance)
    return table


def until_full(goal: int, weigh: weighing.Scale, chance: Random) -> dict[str, list[Drawn]]:
    """Deal out as many people as together weigh nearest to `goal` points."""
    seed, count = chance.getrandbits(64), goal // TYPICAL_POINTS
    tried: dict[int, dict[str, list[Drawn]]] = {}
    for _ in range(TRIALS):
        # The dice of a game, not of a lock; the same ones each time.
        dealt = deal(count, weigh, Random(seed))  # nosec B311 # noqa: S311
        off = goal - sum(weigh(one) for some in dealt.values() for one in some)
        tried[abs(off)] = dealt
        if abs(off) <= TYPICAL_POINTS:
            break
        count += round(off / TYPICAL_POINTS)
    return tried[min(tried)]


def add_units(table: Rows, monday: date) -> None:
    """Add one nation, one region and one unit, with their offices."""
    since = months_before(monday, 60)
    for ref, name, kind, parent in (
        (NATION, "Birdland", "nation", None),
        (REGION, "Heath region", "region", NATION),
        (UNIT, "Larkfield", "unit", REGION),
    ):
        table.add("units", ref=ref, name=name, kind=kind, parent=parent, from_=since)
    for ref, unit, post, held_by in OFFICES:
        table.add("offices", ref=ref, unit=unit, post=post, held_by=held_by, from_=since)


def add_practitioner(table: Rows, worker: Worker, monday: date) -> None:
    """Add one practitioner with the dates of their programme."""
    started = programme_start(monday, worker.month) if worker.grade == "trainee" else None
    newly = worker.grade == "newly_qualified"
    qualified = months_before(monday, worker.month) if newly else None
    table.add(
        "practitioners",
        ref=worker.ref,
        name=worker.name,
        grade=worker.grade,
        unit=worker.unit,
        weekly_hours=worker.hours,
        from_=first_day(worker, monday),
        until=monday - timedelta(days=LEFT_DAYS) if worker in LEFT else None,
        programme_started=started,
        qualified_on=qualified,
        languages=worker.languages,
        patches=";".join(people.PATCHES[int(worker.ref[1:]) % 3 :: 3]),
        woman_officer={None: None, True: "yes", False: "no"}[worker.woman],
    )
