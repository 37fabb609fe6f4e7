"""Closing a contact: what came of it, or that there was no time for it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from befriend.people.models import Person
from befriend.supervision.models import Contact, NoTime
from befriend.workforce.actions.refused import refuse
from befriend.workforce.models import Office, Practitioner

from .booking import check_length, clock, note
from .safety import heard_of

Outcome = Contact.Outcome
# What one button or the other says came of it. What was called off has pages of its own.
CLOSED_BY_HAND = (
    Outcome.ATTENDED, Outcome.LATE, Outcome.GOOD_REASON, Outcome.MISSED, Outcome.TALKED,
)  # fmt: skip


@transaction.atomic
def record(*, contact: Contact, outcome: str, by: str, office: str = "", day: date, at: datetime) -> Contact:
    """Keep what came of an appointment; said again, it is put right, and what stood before is history."""
    contact = Contact.objects.select_for_update(of=("self",)).get(pk=contact.pk)
    if contact.outcome and contact.outcome not in CLOSED_BY_HAND:
        raise refuse("appointment_is_over")
    if timezone.localdate(contact.starts_at) > day:
        raise refuse("appointment_not_yet")
    # Somebody may come before the hour; nobody has missed what has not begun.
    if outcome == Outcome.MISSED and contact.starts_at > at:
        raise refuse("missed_not_yet", begins=clock(contact.starts_at))
    if contact.outcome == outcome:
        return contact
    contact.outcome, contact.outcome_by, contact.outcome_at = outcome, by, at
    contact.save(update_fields=["outcome", "outcome_by", "outcome_at"])
    heard_of(contact, by=by, at=at)
    note(contact, "recorded what came of a contact", by=by, office=office, day=day)
    return contact


@transaction.atomic
def record_unplanned(
    *,
    person: Person,
    practitioner: Practitioner,
    kind: str,
    starts_at: datetime,
    minutes: int,
    outcome: str = Outcome.ATTENDED,
    by: str,
    office: str = "",
    day: date,
    at: datetime,
) -> Contact:
    """Keep a contact that nobody had booked: somebody rang, or came by."""
    if starts_at > at:
        raise refuse("contact_not_yet")
    check_length(minutes, day)
    made = Contact.objects.create(
        person=person, practitioner=practitioner, kind=kind, starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=minutes), made_by=by, made_at=at,
        outcome=outcome, outcome_by=by, outcome_at=at,
    )  # fmt: skip
    note(made, "recorded a contact", by=by, office=office, day=day)
    return made


@transaction.atomic
def close_for_no_time(
    *,
    contact: Contact,
    points: int,
    available_points: int,
    percent: int | None,
    owner: Office | None,
    by: str,
    office: str = "",
    day: date,
    at: datetime,
) -> NoTime:
    """Keep that there was no time for a contact, with the load of the day it was for and who owns the gap.

    It is the service's doing: it never counts against the person, and names no fault of the practitioner.
    """
    contact = Contact.objects.select_for_update(of=("self",)).get(pk=contact.pk)
    if not contact.is_planned:
        raise refuse("appointment_is_over")
    was_for = timezone.localdate(contact.starts_at)
    if was_for > day:
        raise refuse("no_time_not_yet")
    contact.outcome, contact.outcome_by, contact.outcome_at = Outcome.NO_TIME, by, at
    contact.save(update_fields=["outcome", "outcome_by", "outcome_at"])
    heard_of(contact, by=by, at=at)
    made = NoTime.objects.create(
        contact=contact, day=was_for, points=points, available_points=available_points, percent=percent,
        office=owner,
    )  # fmt: skip
    note(contact, "had no time for a contact", by=by, office=office, day=day)
    return made
