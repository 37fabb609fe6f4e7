"""The week of a unit: work against time, who takes whom, who waits, and who owns that."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import QuerySet

from befriend import periods
from befriend.allocation.models import (
    ExceedOrder,
    InheritedOverload,
    Plan,
    PlannedAllocation,
    Waiting,
)
from befriend.people.models import Person
from befriend.policies import Book
from befriend.rows import Question
from befriend.rules import capacity, contact_time, serving
from befriend.rules.values import Missing, Report, Work
from befriend.rules.week import planned_from, planned_until, week_of
from befriend.workforce import queries as workforce
from befriend.workforce.models import Practitioner, Unit

from . import load
from .reasons import in_words
from .standing import Desk
from .standing import desks as desks_of
from .work import works


class PractitionerWeek(NamedTuple):
    """One practitioner in the week: points now and with the plan, against their limit."""

    practitioner: Practitioner
    desk: Desk
    points_before: int
    points: int
    people: int
    available: int
    limit: int
    percent: int | None
    overload: InheritedOverload | None
    order: ExceedOrder | None


class WaitingPerson(NamedTuple):
    """One person who waits once the plan is done, why, and whose the gap is."""

    person: Person
    waiting: Waiting
    points: int
    first_order: bool
    since: date
    reason: dict[str, Any]  # the limit that binds, as data
    owner: workforce.Answering
    duty: Practitioner | None

    @property
    def code(self) -> str:
        """Return the code of the limit that binds."""
        return str(self.reason["code"])

    @property
    def text(self) -> str:
        """Return the limit that binds, in words."""
        return in_words(self.reason)


class Week(NamedTuple):
    """Everything that the page, the command and the API show of one week."""

    unit: Unit
    day: date
    week_start: date
    plan: Plan | None
    serving_order: serving.ServingOrder
    practitioners: list[PractitionerWeek]
    allocations: list[PlannedAllocation]
    room_gone: list[PlannedAllocation]
    waiting: list[WaitingPerson]
    work_points: int
    available_points: int
    waiting_points: int
    reports: list[Report]  # due from these practitioners, one entry a report
    minutes_a_person: int | None
    given_no_time: int
    # Of people whom whoever asks may not see; their work is counted all the same.
    hidden_waits: int
    hidden_proposed: int
    hidden_first_order: int

    @property
    def gap_percent(self) -> float:
        """Return waiting points of all work points, to one decimal; 0 without work."""
        return round(100 * self.waiting_points / self.work_points, 1) if self.work_points else 0.0

    @property
    def safe(self) -> bool:
        """Return whether nobody of the first order waits, whoever asks."""
        return not self.first_order

    @property
    def first_order(self) -> int:
        """Return how many of the first order wait."""
        return sum(one.first_order for one in self.waiting) + self.hidden_first_order

    @property
    def proposed(self) -> int:
        """Return for how many the plan proposes somebody."""
        return len(self.allocations) + self.hidden_proposed

    @property
    def left(self) -> int:
        """Return how many go on waiting once the plan is done."""
        return len(self.waiting) + self.hidden_waits

    @property
    def over_without_order(self) -> list[PractitionerWeek]:
        """Return those to whom the plan, as made, would give work over their limit: its room has gone.

        A live order to exceed is part of the limit.
        """
        named = {one.practitioner_id for one in self.room_gone}
        return [one for one in self.practitioners if one.practitioner.pk in named]


def week(unit: Unit, day: date) -> Week:
    """Return the week planned on `day` for `unit`. About twenty queries, whatever its size."""
    book, now = workforce.policies_in_force(), planned_from(day)
    plan = plan_in_force(unit, day)
    postings = workforce.posted(unit, now)
    # Read once, and it is much: for the desks, and for those whom the published set gives no time.
    carried = load.carried(book, now, planned_until(day), {one.practitioner_id for one in postings})
    desks = desks_of(book, now, postings, carried)
    beyond = load.hidden_plan(plan.pk, planned_until(day)) if plan else load.HiddenPlan({}, 0)
    proposed, gone = still_fitting(desks, list(proposals(plan)), beyond.proposed)
    people = who_waits(unit, day)
    work = works(book, now, [one.person_id for one in people])
    hidden = load.hidden_waiting(book, workforce.below(unit, day), now, planned_until(day))
    order = serving.order(book, now)
    over, reports = overloads(desks, now), reports_of(book, desks.keys(), now)
    practitioners = [
        practitioner_week(desk, proposed, over.get(key), beyond.proposed.get(key, NOTHING))
        for key, desk in desks.items()
    ]
    hidden_proposed = sum(one.people for one in beyond.proposed.values())
    hidden_points = sum(one.points for one in beyond.proposed.values())
    left = left_waiting(people, proposed, work, order, limits(plan, gone), now)
    waiting_for_officer = {one.person_id for one in people if one.waiting_for == 1}
    return Week(
        unit=unit,
        day=day,
        week_start=week_of(day),
        plan=plan,
        serving_order=order,
        practitioners=practitioners,
        allocations=proposed,
        room_gone=gone,
        waiting=left,
        work_points=sum(one.points_before for one in practitioners)
        + sum(work[person].points for person in waiting_for_officer)
        + hidden.officer_points,
        available_points=sum(one.available for one in practitioners),
        waiting_points=sum({one.person.pk: one.points for one in left}.values())
        + hidden.points
        - hidden_points,
        reports=reports,
        minutes_a_person=minutes_a_person(book, now, desks, reports),
        given_no_time=load.given_no_time(book, now, carried),
        hidden_waits=hidden.waits - hidden_proposed,
        hidden_proposed=hidden_proposed,
        hidden_first_order=beyond.first_order,
    )


def plan_in_force(unit: Unit, day: date) -> Plan | None:
    """Return the plan of the week of `day`, if one was made and not replaced."""
    return Plan.objects.filter(unit=unit, week_start=week_of(day)).exclude(state=Plan.State.REPLACED).first()


def proposals(plan: Plan | None) -> QuerySet[PlannedAllocation]:
    """Return what a plan still proposes, in order of name."""
    return (
        PlannedAllocation.objects.filter(plan=plan, state=PlannedAllocation.State.PROPOSED)
        .select_related("person", "practitioner")
        .prefetch_related("objections")
        .order_by("person__chosen_name", "person__ref")
    )


def waiting(unit: Unit, day: date) -> QuerySet[Waiting]:
    """Return the rows of everybody of `unit` and below who waits in the week planned on `day`.

    Longest first. Somebody to be released on Thursday waits already on Monday.
    """
    return Waiting.objects.filter(
        periods.on(planned_until(day)), unit_id__in=workforce.below(unit, day)
    ).order_by("from_date", "person__ref")


WHO_WAITS = Question(
    """
    SELECT {w}, {p} FROM allocation_waiting w JOIN people_person p ON p.id = w.person_id
    WHERE w.unit_id = ANY(%(units)s) AND {on[w]} ORDER BY w.from_date, p.ref
    """,
    w=Waiting,
    p=Person,
)


def who_waits(unit: Unit, day: date) -> list[Waiting]:
    """Return the same as `waiting`, each with the person, the unit and the office that owns it."""
    rows = WHO_WAITS.ask(units=list(workforce.below(unit, day)), day=planned_until(day))
    owners = workforce.offices_by_key({one.owner_id for one, _ in rows})
    units = workforce.units_by_key({one.unit_id for one, _ in rows})
    found: list[Waiting] = []
    for one, person in rows:
        one.person, one.unit, one.owner = person, units[one.unit_id], owners[one.owner_id]
        found.append(one)
    return found


OVERLOADS = Question(
    """
    SELECT {i} FROM allocation_inheritedoverload i
    WHERE i.practitioner_id = ANY(%(practitioners)s) AND {on[i]}
    """,
    i=InheritedOverload,
)


def overloads(desks: Iterable[int], day: date) -> dict[int, InheritedOverload]:
    """Return the overload that stands on `day`, by practitioner key."""
    standing = [one for (one,) in OVERLOADS.ask(practitioners=list(desks), day=day)]
    owners = workforce.offices_by_key({one.owner_id for one in standing})
    for one in standing:
        one.owner = owners[one.owner_id]
    return {one.practitioner_id: one for one in standing}


def practitioner_week(
    desk: Desk,
    proposed: Iterable[PlannedAllocation],
    overload: InheritedOverload | None,
    hidden: load.Held,
) -> PractitionerWeek:
    """Put one practitioner's week together; `hidden` is proposed to them of people one may not see."""
    named = [one for one in proposed if one.practitioner_id == desk.practitioner.pk]
    standing = desk.standing
    points = standing.points + sum(one.points for one in named) + hidden.points
    return PractitionerWeek(
        practitioner=desk.practitioner,
        desk=desk,
        points_before=standing.points,
        points=points,
        people=standing.people + len(named) + hidden.people,
        available=standing.available_points,
        limit=standing.limit_points,
        percent=capacity.percent(points, standing.available_points),
        overload=overload,
        order=desk.order,
    )


def still_fitting(
    desks: Mapping[int, Desk], proposed: list[PlannedAllocation], hidden: Mapping[int, load.Held]
) -> tuple[list[PlannedAllocation], list[PlannedAllocation]]:
    """Part the proposals that still fit, all together, from those whose room has gone since.

    What is proposed of `hidden` people takes its room first.
    """
    standing = {
        key: desk.standing._replace(
            points=desk.standing.points + hidden.get(key, NOTHING).points,
            people=desk.standing.people + hidden.get(key, NOTHING).people,
        )
        for key, desk in desks.items()
    }
    fitting, gone = [], []
    for one in proposed:
        now = standing.get(one.practitioner_id)
        if now is None or capacity.room(now) < one.points:
            gone.append(one)
            continue
        fitting.append(one)
        standing[one.practitioner_id] = now._replace(points=now.points + one.points, people=now.people + 1)
    return fitting, gone


NOTHING = load.Held(0, 0)
Limits = dict[tuple[int, int], dict[str, Any]]


def limits(plan: Plan | None, gone: Iterable[PlannedAllocation] = ()) -> Limits:
    """Return the limit that binds, as data, by person and what they wait for: as `plan` has it."""
    if plan is None:
        return {}
    found: Limits = {(one.person_id, one.waiting_for): one.reason for one in plan.waiting.all()}
    refused = plan.allocations.filter(state=PlannedAllocation.State.REFUSED)
    for code, those in (("refused_by_manager", refused), ("room_gone", gone)):
        found |= {(one.person_id, one.waiting_for): {"code": code, "values": {}} for one in those}
    return found


NOT_YET = {"code": "not_yet_planned", "values": {}}


def left_waiting(
    people: Iterable[Waiting],
    proposed: Iterable[PlannedAllocation],
    work: dict[int, Work],
    order: serving.ServingOrder,
    binding: Limits,
    day: date,
) -> list[WaitingPerson]:
    """Return those whom the plan does not serve, in the signed order."""
    served = {(one.person_id, one.waiting_for) for one in proposed}
    rows = [one for one in people if (one.person_id, one.waiting_for) not in served]
    rows.sort(key=lambda one: serving.order_key(order, work[one.person_id], one.from_date, one.person.ref))
    # Asked once an office and once a unit, however many people wait.
    owners = {key: workforce.answering(one, day) for key, one in {r.owner_id: r.owner for r in rows}.items()}
    duty = {key: on_duty(one, day) for key, one in {r.unit_id: r.unit for r in rows}.items()}
    return [
        WaitingPerson(
            person=one.person,
            waiting=one,
            points=work[one.person_id].points,
            first_order=serving.first_order(order, work[one.person_id]),
            since=one.from_date,
            reason=binding.get((one.person_id, one.waiting_for), NOT_YET),
            owner=owners[one.owner_id],
            duty=duty[one.unit_id] or owners[one.owner_id].held_by,
        )
        for one in rows
    ]


CASE_UNIT = Question(
    """
    SELECT {u} FROM sentences_case k JOIN workforce_unit u ON u.id = k.unit_id
    WHERE k.person_id = %(person)s AND {on[k]} ORDER BY k.id LIMIT 1
    """,
    u=Unit,
)


def on_whose_unit(person: Person, day: date) -> Unit | None:
    """Return the unit that has the person's case on `day`, or in the week planned on it."""
    for when in dict.fromkeys((day, planned_from(day))):
        for (unit,) in CASE_UNIT.ask(person=person.pk, day=when):
            found: Unit = unit
            return found
    return None


ON_DUTY = Question(
    """
    SELECT {p} FROM allocation_dutyrota d JOIN workforce_practitioner p ON p.id = d.practitioner_id
    WHERE d.day = %(day)s AND d.unit_id = ANY(%(units)s)
    ORDER BY array_position(%(units)s::bigint[], d.unit_id), p.ref LIMIT 1
    """,
    p=Practitioner,
)


def on_duty(unit: Unit, day: date) -> Practitioner | None:
    """Return who is on the duty rota of `unit` on `day`, or of the nearest unit above."""
    units = [one.pk for one in workforce.above(unit, day)]
    found = ON_DUTY.ask(units=units, day=day)
    return found[0][0] if found else None


def minutes_a_person(book: Book, day: date, desks: dict[int, Desk], reports: list[Report]) -> int | None:
    """Return the minutes a week left for each person after reports and meetings, over all."""
    people = sum(desk.standing.people for desk in desks.values())
    minutes = sum(desk.time.minutes for desk in desks.values() if desk.standing.people)
    answer = contact_time.minutes_a_person(minutes, people, reports, book, day)
    return None if isinstance(answer, Missing) else answer.minutes


def reports_of(book: Book, practitioners: Iterable[int], day: date) -> list[Report]:
    """Return the kinds of the reports due from these practitioners, one entry a report."""
    before = day + timedelta(days=int(book.on(day, "case_points.report_days").value))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT kind, reports FROM befriend_reports_due(%s, %s, %s)", [list(practitioners), day, before]
        )
        return [Report.from_code(kind) for kind, count in cursor.fetchall() for _ in range(count)]
