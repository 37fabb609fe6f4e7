"""Booking, moving and calling off; the database holds that neither side is booked twice."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from befriend.audit import actions as audit
from befriend.people.models import Person
from befriend.supervision.models import Contact
from befriend.supervision.models.contacts import PERSON_TWICE, PRACTITIONER_TWICE
from befriend.workforce import queries as workforce
from befriend.workforce.actions.refused import RefusedError, refuse
from befriend.workforce.models import Practitioner

from . import reminders
from .apart import excluded

Outcome = Contact.Outcome


@transaction.atomic
def book(
    *,
    person: Person,
    practitioner: Practitioner,
    kind: str,
    starts_at: datetime,
    minutes: int,
    where: str = "",
    by: str,
    office: str = "",
    day: date,
    at: datetime,
) -> Contact:
    """Book an appointment, or raise RefusedError; a clash is told by its time and nothing else."""
    check_time(starts_at, minutes, day, at)
    check_may_meet(person.pk, practitioner.pk, starts_at, day)
    hold_diaries(practitioner.pk, person.pk)
    made = kept(
        Contact(
            person=person, practitioner=practitioner, kind=kind, starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=minutes), where=where, made_by=by, made_at=at,
        )
    )  # fmt: skip
    reminders.plan(made, day=day, at=at)
    note(made, "booked an appointment", by=by, office=office, day=day)
    return made


@transaction.atomic
def move(
    *,
    contact: Contact,
    starts_at: datetime,
    minutes: int,
    kind: str,
    where: str,
    side: str,
    by: str,
    office: str = "",
    day: date,
    at: datetime,
) -> Contact:
    """Call an appointment off because it was moved by `side`, and book the one that stands for it now."""
    contact = planned(contact)
    check_time(starts_at, minutes, day, at)
    check_may_meet(contact.person_id, contact.practitioner_id, starts_at, day)
    hold_diaries(contact.practitioner_id, contact.person_id)
    call_off(contact, Outcome.MOVED, side, by=by, at=at)
    made = kept(
        Contact(
            person_id=contact.person_id, practitioner_id=contact.practitioner_id, kind=kind,
            starts_at=starts_at, ends_at=starts_at + timedelta(minutes=minutes), where=where,
            made_by=by, made_at=at, instead_of=contact,
        )
    )  # fmt: skip
    reminders.plan(made, day=day, at=at)
    note(made, "moved an appointment", by=by, office=office, day=day)
    return made


@transaction.atomic
def cancel(*, contact: Contact, side: str, by: str, office: str = "", day: date, at: datetime) -> Contact:
    """Call an appointment off, by the service or by the person. It never counts as a failure to come."""
    contact = planned(contact)
    call_off(contact, Outcome.CANCELLED, side, by=by, at=at)
    note(contact, "cancelled an appointment", by=by, office=office, day=day)
    return contact


def check_time(starts_at: datetime, minutes: int, day: date, at: datetime) -> None:
    """Raise RefusedError for a time that has been, that is too far off, or that is too long."""
    book = workforce.policies_in_force()
    if starts_at < at:
        raise refuse("appointment_in_the_past")
    furthest = int(book.on(day, "contact.furthest").value)
    if starts_at > at + timedelta(days=furthest):
        raise refuse("appointment_too_far_off", days=furthest)
    check_length(minutes, day)


def check_may_meet(person: int, practitioner: int, starts_at: datetime, day: date) -> None:
    """Raise RefusedError for somebody who is excluded from the person between `day` and the appointment.

    In words that fit any reason: that it is an exclusion is for nobody to learn here.
    """
    if practitioner in excluded(person, day, timezone.localdate(starts_at)):
        raise refuse("cannot_be_booked")


def check_length(minutes: int, day: date) -> None:
    """Raise RefusedError for a contact that is longer than any, or has no length at all."""
    longest = int(workforce.policies_in_force().on(day, "contact.longest").value)
    if not 0 < minutes <= longest:
        raise refuse("appointment_too_long", minutes=longest)


def planned(contact: Contact) -> Contact:
    """Return an appointment that is still to come or to be closed, locked; else raise RefusedError."""
    found = Contact.objects.select_for_update(of=("self",)).get(pk=contact.pk)
    if not found.is_planned:
        raise refuse("appointment_is_over")
    return found


def call_off(contact: Contact, outcome: str, side: str, *, by: str, at: datetime) -> None:
    """Keep that an appointment does not take place, and whose doing that was; nobody is reminded of it."""
    contact.outcome, contact.called_off_by = outcome, side
    contact.outcome_by, contact.outcome_at = by, at
    contact.save(update_fields=["outcome", "called_off_by", "outcome_by", "outcome_at"])
    reminders.withdraw(contact)


def hold_diaries(practitioner: int, person: int) -> None:
    """Let nobody else book for either of them until this transaction ends.

    Two rows that meet, written at the same moment, would wait for each other, and PostgreSQL would end one
    of them as a deadlock instead of telling it of the clash. Locks come in one order: practitioner, person.
    """
    with connection.cursor() as cursor:
        for diary in (f"diary of practitioner {practitioner}", f"diary of person {person}"):
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [diary])


def kept(contact: Contact) -> Contact:
    """Keep an appointment, or raise RefusedError where somebody has another at that time.

    Asked of the database by trying: two who book at once are both told by the constraint, and whoever
    may not see the other appointment learns no more than that the time is taken.
    """
    try:
        with transaction.atomic():
            contact.save()
    except IntegrityError as error:
        raise clash(contact, error) from None
    return contact


def clash(contact: Contact, error: IntegrityError) -> RefusedError | IntegrityError:
    """Return the refusal for a double booking, or the error itself for anything else."""
    diagnosis = getattr(error.__cause__, "diag", None)
    broken = getattr(diagnosis, "constraint_name", None)
    times: dict[str, Any] = {"begins": clock(contact.starts_at), "ends": clock(contact.ends_at)}
    if broken == PRACTITIONER_TWICE:
        return refuse("practitioner_busy", **times)
    if broken == PERSON_TWICE:
        return refuse("person_busy", **times)
    return error


def clock(moment: datetime) -> str:
    """Return a time of day in London: 14:05."""
    return timezone.localtime(moment).strftime("%H:%M")


def note(contact: Contact, did: str, *, by: str, office: str, day: date) -> None:
    """Write the line of the audit."""
    audit.write(by=by, office=office, day=day, did=did, what=contact.ref, people=[contact.person_id])
