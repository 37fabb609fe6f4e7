"""The caseload of units on a day, as a country may start from it: counts and weeks, and nobody by name.

Of whom whoever asks may not see, the database tells how many there are of each tier in each place and who
holds them, as for every load; what else the start needs is then drawn.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from django.db import connection

from befriend import policies
from befriend.allocation.queries import load
from befriend.allocation.queries.standing import Desk, desks
from befriend.allocation.queries.work import moved_before
from befriend.audit import looking
from befriend.evidence.workers import Asked, holds, places_of, workers_of
from befriend.rows import Question
from befriend.rules import points
from befriend.rules.values import Place, Tier, WaitingFor
from befriend.rules.week import planned_from, planned_until, week_of
from befriend.sentences.models import Case
from befriend.simulator.caseload import UNTOLD, Live, LiveUnit, Somebody, plain
from befriend.simulator.states import NOT_YET, WAITS, State
from befriend.workforce import queries as workforce
from befriend.workforce.models import Unit

Order = Case.OrderType
AFTER_RELEASE = (Order.LICENCE, Order.POST_SENTENCE)


class Row(NamedTuple):
    """A person as the database tells of them: who holds them or in which unit they wait, and the case."""

    how: str
    whose: int
    person: int
    since: date
    order: str | None
    begun: date | None
    until: date | None
    release: date | None
    tier: int | None
    place: int | None
    risk: int | None
    mappa: int | None
    safeguarding: bool | None
    sexual_offence: bool | None
    domestic_abuse: bool | None
    stood: date | None


HELD, ALONE = "held", "alone"
# Who is held by these practitioners; who waits in these units; who has a case in them and neither.
EVERYBODY = Question(
    """
    WITH held AS (
        SELECT coalesce(c.practitioner_id, r.practitioner_id) AS whose, r.person_id, r.from_date
        FROM allocation_relationship r
        LEFT JOIN allocation_cover c ON c.relationship_id = r.id AND {on[c]}
        WHERE {on[r]} AND coalesce(c.practitioner_id, r.practitioner_id) = ANY(%(practitioners)s)
    ), waits AS (
        SELECT w.unit_id AS whose, w.person_id, w.from_date FROM allocation_waiting w
        WHERE w.unit_id = ANY(%(units)s) AND w.waiting_for = %(lacks)s AND w.from_date <= %(until)s
          AND (w.until_date IS NULL OR w.until_date > %(until)s)
          AND w.person_id NOT IN (SELECT person_id FROM held)
    ), alone AS (
        SELECT o.unit_id AS whose, o.person_id, o.from_date FROM sentences_case o
        WHERE o.unit_id = ANY(%(units)s) AND {on[o]}
          AND NOT EXISTS (SELECT FROM allocation_relationship r WHERE r.person_id = o.person_id AND {on[r]})
          AND o.person_id NOT IN (SELECT person_id FROM waits)
    ), everybody AS (
        SELECT 'held' AS how, held.* FROM held UNION ALL SELECT 'waits', waits.* FROM waits
        UNION ALL SELECT 'alone', alone.* FROM alone
    )
    SELECT e.how, e.whose, e.person_id, e.from_date, k.order_type, k.from_date, k.until_date, k.release_on,
           s.tier, s.place, s.risk, s.mappa, s.safeguarding, s.sexual_offence, s.domestic_abuse, s.from_date
    FROM everybody e
    LEFT JOIN sentences_case k ON k.person_id = e.person_id AND {on[k]}
    LEFT JOIN sentences_casestate s ON s.case_id = k.id AND {on[s]}
    ORDER BY e.how, e.person_id
    """
)


class Around(NamedTuple):
    """Where people are put, by key: practitioners, delivery units of units, places of practitioners."""

    staff: dict[int, Desk]
    tops: dict[int, Unit]
    places: dict[int, int]

    def top(self, row: Row) -> int:
        """Return the key of the delivery unit of whoever holds somebody, or of where they wait."""
        return self.tops[self.staff[row.whose].unit_id if row.how == HELD else row.whose].pk


def read(unit: Unit, on: date) -> Live:
    """Return the caseload of `unit` and below on a day, by delivery unit.

    Whoever is read is noted as looked at. Ask within one snapshot of the database: it takes several queries.
    """
    book, day = workforce.policies_in_force(), planned_from(on)
    asked = Asked(book, points.weights(book, day), day, week_of(day), planned_until(day))
    posted = list(workforce.posted(unit, day))
    work = load.carried(book, day, asked.until, {one.practitioner_id for one in posted})
    staff = {key: desk for key, desk in desks(book, day, posted, work).items() if holds(desk)}
    units = workforce.below(unit, day)
    tops = tops_of({one.unit_id for one in posted} | units, day)
    around = Around(staff, tops, places_of(staff, tops))
    rows = rows_of(asked, list(staff), list(units))
    unseen = [*out_of_sight(asked, around, rows, work), *unseen_waiting(asked, tops)]
    people: dict[int, list[Somebody]] = defaultdict(list)
    for top, one in [*in_sight(asked, around, rows), *unseen]:
        people[top].append(one)
    workers, on_leave = workers_of(asked, staff, tops, work, posted)
    found = tuple(
        LiveUnit(each.ref, each.name, tuple(workers[each.pk]), tuple(people[each.pk]))
        for each in sorted({one.pk: one for one in tops.values()}.values(), key=lambda one: one.name)
        if workers[each.pk] or people[each.pk]
    )
    overlay = () if book is policies.load() else plain(book)
    return Live(on, asked.start, found, len(unseen), on_leave, overlay)


def rows_of(asked: Asked, practitioners: list[int], units: list[int]) -> list[Row]:
    """Return everybody whom whoever asks may see, each of them noted as looked at."""
    rows = EVERYBODY.ask(practitioners=practitioners, units=units, lacks=int(WaitingFor.OFFICER),
                         day=asked.day, until=asked.until)  # fmt: skip
    found = [Row(*row) for row in rows]
    looking.note(*(row.person for row in found))
    return found


def in_sight(asked: Asked, around: Around, rows: Sequence[Row]) -> Iterable[tuple[int, Somebody]]:
    """Return everybody of these rows with the key of their unit."""
    moved = moved_before([row.person for row in rows], asked.day)
    for row in rows:
        officer = officer_of(asked, row, around.places)
        yield around.top(row), somebody(asked, row, officer, moved=row.person in moved)


def tops_of(units: Iterable[int], day: date) -> dict[int, Unit]:
    """Return the delivery unit to which each unit belongs, by key; itself where there is none above."""
    found = {}
    for key, unit in workforce.units_by_key(list(units)).items():
        chain = workforce.above(unit, day)
        found[key] = next((one for one in chain if one.kind == Unit.Kind.UNIT), unit)
    return found


def officer_of(asked: Asked, row: Row, places: dict[int, int]) -> int:
    """Return the place of whoever holds somebody, or why nobody does."""
    if row.how == HELD:
        return places[row.whose]
    # Who is in prison and waits for nobody needs nobody yet.
    return NOT_YET if row.how == ALONE and place_of(asked, row) is Place.CUSTODY else WAITS


def state_of(asked: Asked, row: Row) -> State:
    """Return how a person stands: where they are first, as their points go by that."""
    place = place_of(asked, row)
    if place is Place.LICENCE:
        return State.POST_SENTENCE if row.order == Order.POST_SENTENCE else State.LICENCE
    if place is Place.COMMUNITY:
        return State.SUSPENDED_ORDER if row.order == Order.SUSPENDED_SENTENCE else State.COMMUNITY_ORDER
    if row.order in AFTER_RELEASE:
        return State.FIXED_RECALL if row.release and row.release > asked.until else State.STANDARD_RECALL
    return State.CUSTODY


def place_of(asked: Asked, row: Row) -> Place:
    """Return where a person is; whoever is released by the end of the week is on licence."""
    place = Place(row.place or 0)
    if place is Place.CUSTODY and row.release is not None and row.release <= asked.until:
        return Place.LICENCE
    return place


def somebody(asked: Asked, row: Row, officer: int, *, moved: bool) -> Somebody:
    """Return a person in plain numbers."""
    state, tier, place = state_of(asked, row), Tier(row.tier or 0), place_of(asked, row)
    begun, until = times(asked, row, state)
    return Somebody(
        officer=officer,
        state=int(state),
        tier=int(seen_as(tier)),
        risk=row.risk or 0,
        mark=mark_of(row),
        points=points.case_points(asked.weights, tier, place),
        withdrawn=not tier.supervised,
        moved=moved,
        begun=begun,
        until=until,
        since=min(0, asked.week(row.since)),
    )


def seen_as(tier: Tier) -> Tier:
    """Return the tier somebody would have if contact with them were not withdrawn."""
    return tier if tier.supervised else Tier[tier.name.removesuffix("S")]


def mark_of(row: Row) -> str:
    """Return the mark of a person, of several the one that weighs most with who may take them."""
    if row.mappa or row.sexual_offence:
        return "mappa"
    return "safeguarding" if row.safeguarding else "domestic_abuse" if row.domestic_abuse else "none"


def times(asked: Asked, row: Row, state: State) -> tuple[int, int]:
    """Return when a state began and ends, as far as the record says."""
    begun, until = row.begun, row.until
    if state is State.CUSTODY:
        begun, until = (row.begun if row.order == Order.CUSTODIAL else None), row.release
    elif state in (State.FIXED_RECALL, State.STANDARD_RECALL):
        begun, until = None, row.release if state is State.FIXED_RECALL else None
    elif state is State.LICENCE:
        since = row.stood if row.order == Order.CUSTODIAL else row.begun
        begun = row.release if row.release and row.release <= asked.until else since
    return (
        UNTOLD if begun is None else min(0, asked.week(begun)),
        UNTOLD if until is None else asked.after(until),
    )


def out_of_sight(
    asked: Asked, around: Around, rows: Sequence[Row], work: load.Carried
) -> Iterable[tuple[int, Somebody]]:
    """Return those held whom whoever asks may not see, with the key of their unit.

    All who are carried, less those who are seen.
    """
    every = Counter(zip(work.practitioner.tolist(), work.tier.tolist(), work.place.tolist(), strict=True))
    held = [row for row in rows if row.how == HELD]
    every.subtract(Counter((row.whose, row.tier or 0, int(place_of(asked, row))) for row in held))
    for (key, tier, place), many in sorted(every.items()):
        for _ in range(many):
            top = around.tops[around.staff[key].unit_id].pk
            yield top, unseen_one(asked, around.places[key], tier, place)


def unseen_waiting(asked: Asked, tops: dict[int, Unit]) -> Iterable[tuple[int, Somebody]]:
    """Return those who wait whom whoever asks may not see, with the key of their unit."""
    if load.sees_everybody():
        return
    by_top: dict[int, list[int]] = defaultdict(list)
    for key, top in tops.items():
        by_top[top.pk].append(key)
    for top, keys in sorted(by_top.items()):
        with connection.cursor() as cursor:
            cursor.execute("SELECT waiting_for, tier, place, people FROM befriend_hidden_waiting(%s, %s, %s)",
                           [keys, asked.day, asked.until])  # fmt: skip
            rows = cursor.fetchall()
        for lacks, tier, place, people in rows:
            for _ in range(people if lacks == WaitingFor.OFFICER else 0):
                yield top, unseen_one(asked, WAITS, tier, place)


def unseen_one(asked: Asked, officer: int, tier: int, place: int) -> Somebody:
    """Return a person of whom nothing is known but tier, place and who holds them."""
    state = (State.COMMUNITY_ORDER, State.LICENCE, State.CUSTODY)[place]
    return Somebody(
        officer, int(state), int(seen_as(Tier(tier))), 0, "none",
        points.case_points(asked.weights, tier, place), not Tier(tier).supervised, False, UNTOLD, UNTOLD, 0,  # noqa: FBT003
    )  # fmt: skip
