"""Ending a relationship: with it end its cover, the wait for cover, and what a plan proposed."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from befriend.allocation.models import PlannedAllocation, Relationship
from befriend.people.models import Person
from befriend.rules.values import WaitingFor
from befriend.supervision import actions as supervision

from . import handover
from .waiting import end_waiting


def end(relationship: Relationship, *, day: date, why: str, may_resume: bool = True) -> None:
    """End `relationship` on `day`, and everything that hung on it.

    Without `may_resume` (harm or a complaint ended it) no plan prefers the two to meet again.
    """
    for cover in relationship.covers.filter(Q(until_date__isnull=True) | Q(until_date__gt=day)):
        cover.until_date = max(day, cover.from_date)
        cover.save(update_fields=["until_date"])
        handover.end_cover(cover, day=day)
    relationship.until_date = max(day, relationship.from_date)
    relationship.why_changed = why
    relationship.may_resume = may_resume
    relationship.save(update_fields=["until_date", "why_changed", "may_resume"])
    if not may_resume:
        supervision.hold_reminders(
            person=relationship.person, practitioner=relationship.practitioner, day=day
        )
    end_waiting(person=relationship.person, waiting_for=WaitingFor.COVER, day=day)
    withdraw(relationship.person, WaitingFor.COVER, day)
    handover.begin_at_end(relationship, day=day, why=why)


def withdraw(person: Person, waiting_for: WaitingFor, day: date) -> None:
    """Withdraw what plans still propose for `person`, since it has been settled otherwise."""
    for planned in PlannedAllocation.objects.filter(
        person=person, waiting_for=waiting_for, state=PlannedAllocation.State.PROPOSED
    ):
        planned.state = PlannedAllocation.State.WITHDRAWN
        planned.decided_on = day
        planned.save(update_fields=["state", "decided_on"])
