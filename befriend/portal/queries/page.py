"""The first page: when and where next, who is my officer, what have I said I would do."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from django.utils import timezone

from befriend.people.models import Person
from befriend.supervision.models import Contact
from befriend.supervision.queries.plans import PlanSeen, StepSeen, plan_of

from .officers import Officer, OfficerPage, officer_page, practitioners, with_whom


class Next(NamedTuple):
    """An appointment: when, where, of what kind, and with whom."""

    kind: str
    starts_at: datetime
    minutes: int
    where: str
    whom: str


class Front(NamedTuple):
    """What the first page shows."""

    person: Person
    next: Next | None
    officers: OfficerPage
    plan: PlanSeen | None
    mine: list[StepSeen]  # what the person said they would do


def front(person: Person, at: datetime) -> Front:
    """Return the first page of a person at a moment; read as the person."""
    day = timezone.localdate(at)
    known = practitioners()
    plan = plan_of(person, day)
    steps = plan.next_steps if plan else []
    return Front(
        person=person,
        next=coming(person, at, known),
        officers=officer_page(day, known),
        plan=plan,
        mine=[one for one in steps if one.step.whose == one.step.Whose.PERSON],
    )


def coming(person: Person, at: datetime, known: list[Officer]) -> Next | None:
    """Return the next appointment, if there is one, with whom as far as `known` tells."""
    found = (
        Contact.objects.filter(person=person, outcome="", ends_at__gt=at).order_by("starts_at", "pk").first()
    )
    if found is None:
        return None
    day = timezone.localdate(found.starts_at)
    whom = with_whom([one for one in known if one.practitioner == found.practitioner_id], day)
    return Next(found.kind, found.starts_at, found.minutes, found.where, whom)
