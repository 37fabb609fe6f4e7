"""The people of the invented unit: their cases, and who is with them and was before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from befriend.demo import extras
from befriend.demo.caseload import WAITERS, Waiter
from befriend.demo.extras import Known
from befriend.demo.folder import Cell, Rows
from befriend.demo.mix import ORDERS, Drawn, shares
from befriend.demo.staff import LEFT, OFFICERS, PSOS, ROSTER, UNIT, Worker, months_before

PATCHES = ("Upper Lark", "Lower Lark", "Mill Side", "Heath End", "Station", "Fen Row")
FIRST_NAMED = ("Alder Finch", "Birch Teal")
LANGUAGES = {"": 92, "cy": 5, "pl": 3}
LEFT_DAYS = 240
AWAY_DAYS = {"o10": 70, "s12": 45}


def add(
    table: Rows, with_whom: dict[str, list[Drawn]], called: list[str], monday: date, chance: Random
) -> None:
    """Add everybody: first those who wait, then those with an officer."""
    called = [*FIRST_NAMED, *(name for name in called if name not in FIRST_NAMED)]
    # The order of references tells nothing about who waits.
    total = len(WAITERS) + sum(map(len, with_whom.values()))
    refs = [f"p{number:04}" for number in range(1, total + 1)]
    chance.shuffle(refs)
    languages = shares(total, LANGUAGES, chance)
    for ref, name, language in zip(refs, called, languages, strict=False):
        table.add("people", ref=ref, chosen_name=name, language=language, patch=chance.choice(PATCHES))
    for ref, waiter in zip(refs, WAITERS, strict=False):
        add_waiter(table, ref, waiter, monday)
    known = list(_known(refs[len(WAITERS) :], with_whom, monday, chance))
    due = extras.on_cases(known, monday)
    for one in known:
        add_known(table, one, due.get(one.ref, {}), monday, chance)
    extras.add(table, refs[: len(WAITERS)], known, monday)


def _known(
    refs: list[str], with_whom: dict[str, list[Drawn]], monday: date, chance: Random
) -> Iterator[Known]:
    """Give everybody with an officer a reference, a first day and, some, an officer before."""
    workers = {worker.ref: worker for worker in ROSTER}
    places = iter(refs)
    moved = {"o10": 32, "s12": 36}
    for ref, works in with_whom.items():
        worker = workers[ref]
        for work in works:
            yield _one(next(places), work, worker, moved, monday, chance)


def _one(ref: str, work: Drawn, worker: Worker, moved: dict[str, int], monday: date, chance: Random) -> Known:
    """Make one person with an officer; people of those away are moved to who may have them."""
    longest = (monday - _since(worker, monday)).days
    days = chance.randint(14, min(900, longest)) if longest > 14 else max(longest, 0)
    since = monday - timedelta(days=days)
    away = "s12" if worker in PSOS else "o10"
    here = worker in (*PSOS, *OFFICERS) and not worker.away and not worker.has_room
    if here and moved[away] and worker.ref != "s01" and chance.random() < 0.15:
        moved[away] -= 1
        since = monday - timedelta(days=AWAY_DAYS[away] - chance.randint(5, 25))
        return Known(ref, work, worker, since, away, "absent")
    if here and chance.random() < 0.15:
        before, why = _before(worker, chance)
        if why == "left":
            since = monday - timedelta(days=LEFT_DAYS - chance.randint(0, 20))
        return Known(ref, work, worker, since, before, why)
    return Known(ref, work, worker, since)


def _since(worker: Worker, monday: date) -> date:
    """Return since when a worker may have had people."""
    if worker.grade in ("trainee", "newly_qualified"):
        return months_before(monday, worker.month - (worker.grade == "trainee"))
    return monday - timedelta(days=1400)


def _before(worker: Worker, chance: Random) -> tuple[str, str]:
    """Choose who had a person before, and the kind of reason it changed."""
    why = chance.choice(("left", "left", "workload", "asked", "moved"))
    if why == "left":
        return LEFT[worker in PSOS].ref, why
    peers = PSOS if worker in PSOS else OFFICERS
    return chance.choice([w.ref for w in peers if w.ref != worker.ref and not w.away]), why


def add_known(table: Rows, one: Known, due: dict[str, Cell], monday: date, chance: Random) -> None:
    """Add the case and the relationships of one person with an officer."""
    begun = one.since - timedelta(days=chance.randint(0, 10))
    if one.before:
        begun = one.since - timedelta(days=chance.randint(40, 400))
        until = one.since
        if one.why == "left":
            until = monday - timedelta(days=LEFT_DAYS)
        table.add(
            "relationships",
            person=one.ref,
            practitioner=one.before,
            from_=begun,
            until=until,
            why_changed=one.why,
        )
    table.add("relationships", person=one.ref, practitioner=one.worker.ref, from_=one.since)
    cell = _marks(one.work) | {"order_type": _order(one.work, chance)} | due
    table.add("cases", ref=f"c{one.ref[1:]}", person=one.ref, unit=UNIT, from_=begun, **cell)


def add_waiter(table: Rows, ref: str, waiter: Waiter, monday: date) -> None:
    """Add somebody who waits, with the earlier order if somebody had them before."""
    since = monday - timedelta(days=waiter.days)
    if waiter.before:
        begun, ended = monday - timedelta(days=900), monday - timedelta(days=LEFT_DAYS + 60)
        earlier = _marks(waiter.work) | {"place": "community", "order_type": "community_order"}
        table.add("cases", ref=f"b{ref[1:]}", person=ref, unit=UNIT, from_=begun, until=ended, **earlier)
        table.add(
            "relationships",
            person=ref,
            practitioner=waiter.before,
            from_=begun,
            until=ended,
            why_changed="ended",
        )
    order = {"community": "community_order", "licence": "licence", "custody": "custodial"}
    cell = _marks(waiter.work) | {"order_type": order[waiter.work.place]}
    if waiter.released:
        cell |= {"release_on": monday, "release_notice_on": monday}
    table.add("cases", ref=f"c{ref[1:]}", person=ref, unit=UNIT, from_=since, **cell)


def _order(work: Drawn, chance: Random) -> str:
    """Return an order that puts a person where they are."""
    orders = ORDERS[work.place]
    return chance.choices(list(orders), weights=list(orders.values()))[0]


def _marks(work: Drawn) -> dict[str, Cell]:
    """Return the columns of a case that say what the work is."""
    flags = ("safeguarding", "sexual_offence", "domestic_abuse")
    marks: dict[str, Cell] = {name: "yes" if getattr(work, name) else "no" for name in flags}
    return marks | {"tier": work.tier, "place": work.place, "risk": work.risk, "mappa": work.mappa}
