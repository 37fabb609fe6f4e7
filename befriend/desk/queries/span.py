"""What a senior answers for: how many, never how well."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from django.db.models import Q, QuerySet

from befriend import periods
from befriend.allocation.models import Objection, PlannedAllocation, SupervisorRequest
from befriend.allocation.queries.week import Week
from befriend.rules.values import Grade
from befriend.workforce import queries as workforce
from befriend.workforce.models import Absence, OfficeHolding, Practitioner, Unit

TAKE_NOBODY = {Grade.SENIOR, Grade.HEAD}


class Span(NamedTuple):
    """Counts of one unit: who works there, who is with them, and what waits for a decision."""

    practitioners: int
    trainees: int
    newly_qualified: int
    away: int
    people: int
    seniors: list[Practitioner]
    proposals: int
    objections: int
    requests: int
    waiting: int

    @property
    def decisions(self) -> int:
        """Return how many decisions wait."""
        return self.proposals + self.objections + self.requests


def span(week: Week) -> Span:
    """Return what whoever answers for the unit of `week` answers for."""
    unit, day = week.unit, week.day
    at_work = [one for one in week.practitioners if one.desk.grade not in TAKE_NOBODY]
    away = Absence.objects.filter(
        periods.on(day), practitioner__in=[one.practitioner for one in at_work]
    ).count()
    return Span(
        practitioners=len(at_work),
        trainees=sum(one.desk.grade is Grade.TRAINEE for one in at_work),
        newly_qualified=sum(one.desk.grade is Grade.NEWLY_QUALIFIED for one in at_work),
        away=away,
        people=sum(one.desk.standing.people for one in at_work),
        seniors=seniors(unit, day),
        proposals=len(week.allocations),
        objections=unanswered_objections(unit, day).count(),
        requests=unanswered_requests(unit, day).count(),
        waiting=len(week.waiting),
    )


def seniors(unit: Unit, day: date) -> list[Practitioner]:
    """Return who holds a senior's office of `unit` on `day`, by name."""
    held = OfficeHolding.objects.filter(periods.on(day), office__unit=unit, office__post="senior")
    return [one.practitioner for one in held.select_related("practitioner").order_by("practitioner__name")]


def unanswered_objections(unit: Unit, day: date) -> QuerySet[Objection]:
    """Return the objections of `unit` and below that nobody has answered, oldest first."""
    units = workforce.below(unit, day)
    in_force = Q(planned__plan__unit_id__in=units, planned__state=PlannedAllocation.State.PROPOSED) & ~Q(
        planned__plan__state="replaced"
    )
    return (
        Objection.objects.filter(in_force | Q(case__unit_id__in=units), answered_on__isnull=True)
        .select_related("practitioner", "planned__person", "case__person")
        .order_by("day", "pk")
    )


def unanswered_requests(unit: Unit, day: date) -> QuerySet[SupervisorRequest]:
    """Return the requests about who supervises them, of people of `unit`, not yet answered."""
    return (
        SupervisorRequest.objects.filter(
            periods.on(day, "person__cases__"),
            granted__isnull=True,
            person__cases__unit_id__in=workforce.below(unit, day),
        )
        .select_related("person", "practitioner")
        .order_by("made_on", "pk")
        .distinct()
    )
