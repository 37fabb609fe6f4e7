"""What stands in the papers of a unit: workload statements, notices, slips."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Sum

from befriend.allocation import queries as allocation
from befriend.allocation.models import CapacityNotice, Waiting
from befriend.allocation.queries.statement import Statement, StatementDay
from befriend.policies import Value
from befriend.rules.availability import Available, Step
from befriend.rules.serving import ServingOrder, order
from befriend.rules.values import WaitingFor
from befriend.rules.week import planned_from
from befriend.workforce import queries as workforce
from befriend.workforce.models import Practitioner, Unit

DAY = timedelta(days=1)
# Steps of a week that are no reduction. Whatever else is taken off has a reason of its own.
SAID_ALWAYS = ("contracted", "away", "training", "duty", "unknown")


class Run(NamedTuple):
    """Days on end, all alike; `last` is included."""

    first: date
    last: date
    like: StatementDay


class WeekTime(NamedTuple):
    """The minutes of the weeks from Monday `first` to that of `last`, all alike, step by step."""

    first: date
    last: date
    minutes: int
    steps: tuple[Step, ...]


class StatementPaper(NamedTuple):
    """A workload statement as it is shown: `last` is the last day, included."""

    statement: Statement
    last: date
    runs: list[Run]
    weeks: list[WeekTime]
    names: dict[str, str]  # of those who decided, by reference
    with_reasons: bool


def statement(practitioner: Practitioner, first: date, until: date, *, reductions: bool) -> StatementPaper:
    """Return the statement over [first, until); the reasons of reductions only if `reductions`."""
    found = allocation.statement(practitioner, first, until)
    deciders = {one.decided_by for one in found.given}
    return StatementPaper(
        statement=found,
        last=until - DAY,
        runs=runs(found.days),
        weeks=weeks(found.weeks, with_reasons=reductions),
        names=dict(Practitioner.objects.filter(ref__in=deciders).values_list("ref", "name")),
        with_reasons=reductions,
    )


def runs(days: Iterable[StatementDay]) -> list[Run]:
    """Return days as runs of days on end that are alike in all but the day."""
    found: list[Run] = []
    for one in days:
        if found and found[-1].like[1:] == one[1:]:
            found[-1] = found[-1]._replace(last=one.day)
        else:
            found.append(Run(one.day, one.day, one))
    return found


def weeks(every: dict[date, Available], *, with_reasons: bool) -> list[WeekTime]:
    """Return weeks as runs that are alike, reductions added up unless their reasons are wanted."""
    found: list[WeekTime] = []
    for monday, time in sorted(every.items()):
        steps = time.steps if with_reasons else without_reasons(time.steps)
        if found and found[-1][2:] == (time.minutes, steps):
            found[-1] = found[-1]._replace(last=monday)
        else:
            found.append(WeekTime(monday, monday, time.minutes, steps))
    return found


def without_reasons(steps: Iterable[Step]) -> tuple[Step, ...]:
    """Return the steps with all reductions as one, which says how much and not what for."""
    steps = tuple(steps)
    said = [step for step in steps if step.code in SAID_ALWAYS]
    taken = sum(step.minutes for step in steps if step.code not in SAID_ALWAYS)
    return (*said, Step("reductions", taken)) if taken else tuple(said)


class Climb(NamedTuple):
    """When a notice goes to the office above, unless it is answered before."""

    unit: Unit
    day: date


class NoticePaper(NamedTuple):
    """A notice of no safe capacity: counts and reasons. It names nobody on probation."""

    notice: CapacityNotice
    answers: workforce.Answering
    people: int
    first_order: int
    reasons: list[tuple[str, int]]  # code and how many people, most first
    points: int
    sent_first: date
    climbs: list[Climb]
    serving_order: ServingOrder
    policies: list[Value]


def notice_paper(notice: CapacityNotice) -> NoticePaper:
    """Return what stands in a notice, by the policies of the day its plan was made."""
    book, day = workforce.policies_in_force(), notice.plan.day
    counts = notice.counts
    reasons = [
        (key.removeprefix("reason:"), count) for key, count in counts.items() if key.startswith("reason:")
    ]
    sent = first_sent(notice)
    days = book.on(day, "notices.climb_days").value
    return NoticePaper(
        notice=notice,
        answers=workforce.answering(notice.office, notice.day),
        people=counts.get("people", 0),
        first_order=counts.get("first_order", 0),
        reasons=sorted(reasons, key=lambda one: (-one[1], one[0])),
        points=notice.plan.waiting.aggregate(total=Sum("points", default=0))["total"],
        sent_first=sent,
        climbs=[
            Climb(unit, sent + timedelta(days=days[unit.kind]))
            for unit in workforce.above(notice.office.unit, notice.day)[1:]
            if unit.kind in days
        ],
        serving_order=order(book, day),
        policies=[book.on(day, key) for key in ("capacity.weighted_cap", "capacity.head_cap")],
    )


def first_sent(notice: CapacityNotice) -> date:
    """Return the day the first of a chain of notices was sent."""
    while notice.climbs_from is not None:
        notice = notice.climbs_from
    return notice.day


class Slip(NamedTuple):
    """What somebody who waits is handed: whom to ring today, and who answers for the wait."""

    day: date  # of the call: Monday, for a slip made at a weekend
    today: bool
    waiting: Waiting
    duty: Practitioner | None
    owner: workforce.Answering
    officer: Practitioner | None  # whom they keep, when it is cover they wait for


def slip(waiting: Waiting, day: date) -> Slip:
    """Return what stands in the slip of somebody who waits, made on `day`."""
    call = planned_from(day)
    owner = workforce.answering(waiting.owner, call)
    current = waiting.person.relationships.filter(until_date__isnull=True).select_related("practitioner")
    relationship = current.first() if waiting.waiting_for == WaitingFor.COVER else None
    return Slip(
        day=call,
        today=call == day,
        waiting=waiting,
        duty=allocation.on_duty(waiting.unit, call) or owner.held_by,
        owner=owner,
        officer=relationship.practitioner if relationship else None,
    )
