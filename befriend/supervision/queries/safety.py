"""Questions about safety calls: which are overdue, and who is told next."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db.models import QuerySet

from befriend import periods
from befriend.audit import access
from befriend.rows import Question
from befriend.supervision.models import SafetyAlarm, SafetyCall
from befriend.workforce import queries as workforce
from befriend.workforce.models import Absence, Exclusion, Office, Practitioner, Unit

OnDuty = Callable[[Unit, date], Practitioner | None]


class Next(NamedTuple):
    """Who is told of an overdue call next, and as the how-manieth."""

    step: int
    to: Office | Practitioner
    who: Practitioner


class Overdue(NamedTuple):
    """An overdue call as those who are told of it see it: when they were, and who is told next."""

    call: SafetyCall
    alarms: list[SafetyAlarm]
    next: Next | None
    next_at: datetime | None


def overdue(at: datetime) -> list[SafetyCall]:
    """Return the calls that are due and not answered, the longest overdue first. One query."""
    found = SafetyCall.objects.filter(answered_at=None, due_at__lt=at)
    return list(found.select_related("practitioner", "contact").order_by("due_at", "pk"))


def running(practitioner: Practitioner) -> QuerySet[SafetyCall]:
    """Return the calls of a practitioner who is out and not heard of yet."""
    return SafetyCall.objects.filter(practitioner=practitioner, answered_at=None).order_by("due_at", "pk")


ALARMED = Question(
    """
    SELECT {c}, {p} FROM supervision_safetycall c JOIN workforce_practitioner p ON p.id = c.practitioner_id
    WHERE c.answered_at IS NULL AND EXISTS (
        SELECT FROM supervision_safetyalarm a
        WHERE a.call_id = c.id
          AND (a.practitioner_id = %(practitioner)s OR a.office_id = ANY(%(offices)s)))
    ORDER BY c.due_at, c.id
    """,
    c=SafetyCall,
    p=Practitioner,
)


def alarmed(practitioner: Practitioner, *, on_duty: OnDuty, day: date) -> list[Overdue]:
    """Return the overdue calls that were passed on to `practitioner` or an office of theirs."""
    offices = [one.pk for one in workforce.offices_of(practitioner, day)]
    found = []
    for call, visitor in ALARMED.ask(practitioner=practitioner.pk, offices=offices):
        call.practitioner = visitor
        found.append(shown(call, on_duty=on_duty, day=day))
    return found


def shown(call: SafetyCall, *, on_duty: OnDuty, day: date) -> Overdue:
    """Return an overdue call with who was told of it, and who is told next and when."""
    alarms = list(call.alarms.select_related("office__unit", "practitioner").order_by("step"))
    told = alarms[-1].step if alarms else 0
    # Who may be told depends on the person, who may be beyond the reach of whoever is told now.
    with access.service(by="", day=day):
        coming = next(steps(call, after=told, on_duty=on_duty, day=day), None)
    return Overdue(call, alarms, coming[0] if coming else None, call.due_at + coming[1] if coming else None)


def next_to_tell(call: SafetyCall, *, after: int, on_duty: OnDuty, day: date, at: datetime) -> Next | None:
    """Return who is told next of an overdue call; None while it is not time to, or where nobody is left."""
    coming = next(steps(call, after=after, on_duty=on_duty, day=day), None)
    if coming is None or at < call.due_at + coming[1]:
        return None
    return coming[0]


def steps(call: SafetyCall, *, after: int, on_duty: OnDuty, day: date) -> Iterator[tuple[Next, timedelta]]:
    """Yield who is told after so many were, in order, and how long after the call was due.

    Where nobody answers for a step, the next takes its time.
    """
    earliest: int | None = None
    told = set(call.alarms.values_list("practitioner_id", flat=True))
    for step, row in enumerate(rows(day), start=1):
        if step <= after:
            continue
        minutes = int(row["minutes"]) if earliest is None else min(earliest, int(row["minutes"]))
        found = answering(str(row["who"]), call, on_duty, day)
        if found is None or found[1].pk in told:
            earliest = minutes
            continue
        earliest = None
        yield Next(step, *found), timedelta(minutes=minutes)


def rows(day: date) -> Iterable[dict[str, str | int]]:
    """Return who answers, in order, as the policy in force says."""
    found: Iterable[dict[str, str | int]] = (
        workforce.policies_in_force().on(day, "contact.safety_answers").value
    )
    return found


def answering(
    who: str, call: SafetyCall, on_duty: OnDuty, day: date
) -> tuple[Office | Practitioner, Practitioner] | None:
    """Return who answers as `who`, and the person behind the office; None where nobody can."""
    posting = workforce.posting(call.practitioner, day)
    if posting is None:
        return None
    if who == "duty":
        officer = on_duty(posting.unit, day)
        return (officer, officer) if officer and can_answer(officer, call, day) else None
    units = workforce.above(posting.unit, day)
    if who == "region":
        units = units[1:]
    post = Office.Post.SENIOR if who == "senior" else Office.Post.HEAD
    for unit in units:
        for office in unit.offices.filter(post=post).order_by("ref"):
            holder = workforce.holder(office, day)
            if holder and can_answer(holder, call, day):
                return office, holder
    return None


def can_answer(who: Practitioner, call: SafetyCall, day: date) -> bool:
    """Say whether somebody can be told: they are not who is out, not away, and may know of the person."""
    if who.pk == call.practitioner_id or Absence.objects.filter(periods.on(day), practitioner=who).exists():
        return False
    person = call.contact.person_id
    return not Exclusion.objects.filter(periods.on(day), practitioner=who, person_id=person).exists()
