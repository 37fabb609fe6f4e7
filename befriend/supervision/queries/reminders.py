"""Questions about reminders: when one would go, what it says, whether it still may, and where to."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from befriend import periods
from befriend.outbox import actions as outbox
from befriend.outbox.letters import Answer, Words
from befriend.outbox.models import Message
from befriend.people.models import ContactDetail, Person
from befriend.rules import reminding
from befriend.supervision.models import Contact
from befriend.workforce import queries as workforce
from befriend.workforce.models import Exclusion

CODE = "appointment"
LANGUAGES = ("en", "cy")


class Planned(NamedTuple):
    """A reminder that is planned or was sent: of which appointment, by which channel, and how it stands."""

    contact: Contact
    channel: str
    state: str
    at: datetime | None


def hours(day: date) -> reminding.Hours:
    """Return the hours of reminders in force on a day."""
    book = workforce.policies_in_force()
    return reminding.Hours(
        *(int(book.on(day, f"reminders.{name}").value) for name in reminding.Hours._fields)
    )


def due(starts_at: datetime, now: datetime) -> datetime | None:
    """Return when somebody would be reminded of an appointment, or None where there is no time for it."""
    begins, known = timezone.localtime(starts_at), timezone.localtime(now)
    return reminding.due(begins, known, hours(known.date()))


def words(starts_at: datetime, language: str) -> Words:
    """Return what a reminder of an appointment says, in the language of whoever reads it."""
    language = language if language in LANGUAGES else "en"
    subject, text = reminding.wording(timezone.localtime(starts_at), language, settings.REMINDER_TELEPHONE)
    return Words(subject, text, language)


def answer(message: Message, now: datetime) -> Answer:
    """Say whether a reminder still goes: only for an appointment that still stands as it was booked.

    It was planned for outside the quiet hours, but may come to be sent within them; then it waits.
    """
    found = Contact.objects.filter(ref=message.values.get("contact"), outcome="").first()
    # Moments are compared, not their texts: one moment is written otherwise in summer time.
    if found is None or found.starts_at != datetime.fromisoformat(message.values["starts_at"]):
        return Answer()
    if is_closed_to(found, timezone.localdate(now)):
        return Answer()
    local = timezone.localtime(now)
    known = hours(local.date())
    at = reminding.after_quiet(local, known)
    if not reminding.in_time(timezone.localtime(found.starts_at), at, known):
        return Answer(problem=Message.Problem.TOO_LATE)
    if at > local:
        return Answer(later=at)
    return Answer(words(found.starts_at, message.detail.person.language))


def is_closed_to(contact: Contact, day: date) -> bool:
    """Say whether who is booked may not meet the person: nobody is reminded of that. One query."""
    closed = Exclusion.objects.filter(periods.on(day), person_id=contact.person_id)
    return closed.filter(practitioner_id=contact.practitioner_id).exists()


def details(person: Person) -> list[ContactDetail]:
    """Return where a person agreed to be reached and still is, wanted or not. One query."""
    return list(ContactDetail.objects.filter(person=person, ended_on=None).order_by("channel"))


def wanted(person: Person) -> list[ContactDetail]:
    """Return where reminders to a person go: agreed, not opted out, and by a channel that is set up."""
    return [one for one in details(person) if one.is_wanted and outbox.can_reach(one.channel)]


def messages(person: Person) -> QuerySet[Message]:
    """Return the reminders to a person."""
    return Message.objects.filter(detail__person=person, code=CODE)


def planned(person: Person, now: datetime) -> list[Planned]:
    """Return the reminders of a person's appointments to come, and how each stands. Two queries."""
    coming = Contact.objects.filter(person=person, outcome="", starts_at__gt=now).order_by("starts_at")
    contacts = {one.ref: one for one in coming}
    found = messages(person).filter(values__contact__in=list(contacts))
    rows = [
        Planned(contacts[one.values["contact"]], one.channel, one.state, one.next_try_at)
        for one in found
        if one.state != Message.State.WITHDRAWN
    ]
    return sorted(rows, key=lambda one: (one.contact.starts_at, one.channel))
