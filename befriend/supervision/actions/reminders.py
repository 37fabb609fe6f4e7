"""Reminders: planned when an appointment is booked, withdrawn when it is moved, called off or unwanted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from befriend.outbox import actions as outbox
from befriend.people.models import ContactDetail, Person
from befriend.supervision.models import Contact
from befriend.supervision.queries import midnight, reminders
from befriend.workforce.models import Practitioner

from .apart import excluded


def plan(contact: Contact, *, day: date, at: datetime) -> None:
    """Plan the reminders of an appointment, one to each address where they are wanted."""
    if not can_be_sent():
        return
    for detail in reminders.wanted(contact.person):
        plan_to(detail, [contact], day=day, at=at)


def plan_to(detail: ContactDetail, contacts: Iterable[Contact], *, day: date, at: datetime) -> None:
    """Plan reminders of appointments to one address; of those for which there is time."""
    for contact in contacts:
        due = reminders.due(contact.starts_at, at)
        if due is None:
            continue
        outbox.plan(
            detail=detail,
            code=reminders.CODE,
            values={
                "contact": contact.ref,
                "starts_at": contact.starts_at.isoformat(),
                "practitioner": contact.practitioner.ref,
            },
            answers=contact.practitioner,
            at=due,
            day=day,
        )


def withdraw(contact: Contact) -> None:
    """Hold back the reminders of an appointment that have not gone."""
    outbox.withdraw(reminders.messages(contact.person).filter(values__contact=contact.ref))


def hold_reminders(*, person: Person, practitioner: Practitioner, day: date) -> None:
    """Hold back the reminders of what is booked from `day` on with somebody who must not meet the person."""
    coming = Contact.objects.filter(
        person=person, practitioner=practitioner, outcome="", starts_at__gte=midnight(day)
    )
    for contact in coming:
        withdraw(contact)


def plan_again(person: Person, detail: ContactDetail, *, day: date, at: datetime) -> None:
    """Plan reminders of all that is to come to an address where they are wanted from now on.

    Of nothing that is booked with somebody who is excluded from the person.
    """
    coming = Contact.objects.filter(person=person, outcome="", starts_at__gt=at)
    apart = excluded(person, day)
    plan_to(detail, coming.exclude(practitioner__in=apart).select_related("practitioner"), day=day, at=at)


def can_be_sent() -> bool:
    """Say whether reminders leave at all, by whatever channel."""
    return any(outbox.can_reach(channel) for channel in ContactDetail.Channel.values)
