"""Questions about the diary: whom a practitioner sees when, what waits to be closed, when they are busy."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils import timezone

from befriend.people.models import Person
from befriend.rows import Question
from befriend.supervision.models import Contact, Note, SafetyCall
from befriend.workforce.models import Practitioner

from .notes import promises_of


class Today(NamedTuple):
    """A practitioner's day: whom they see and what was promised, and what is still to be closed."""

    day: date
    appointments: list[Contact]
    to_close: list[Contact]  # of days before, the oldest first
    promised: dict[int, list[Note]]  # by me, to whom I see today, by the key of the person
    others: list[Note]  # by me, to whom I do not see today
    calls: dict[int, SafetyCall]  # running or answered, by the key of the contact


def midnight(day: date) -> datetime:
    """Return the moment a day begins in London."""
    return timezone.make_aware(datetime.combine(day, time.min))


def appointments(
    practitioner: Practitioner, first: date, until: date, *, called_off: bool = False
) -> QuerySet[Contact]:
    """Return the contacts of `practitioner` from `first` until (not on) `until`, in their order."""
    found = Contact.objects.filter(
        practitioner=practitioner, starts_at__gte=midnight(first), starts_at__lt=midnight(until)
    )
    if not called_off:
        found = found.exclude(outcome__in=Contact.CALLED_OFF)
    return found.select_related("person").order_by("starts_at", "pk")


def to_close(practitioner: Practitioner, before: date) -> QuerySet[Contact]:
    """Return the appointments of days before `before` of which nobody said what came of them."""
    found = Contact.objects.filter(practitioner=practitioner, outcome="", starts_at__lt=midnight(before))
    return found.select_related("person").order_by("starts_at", "pk")


def today(practitioner: Practitioner, day: date, *, mine: Collection[int]) -> Today:
    """Return the day of `practitioner`; `mine` are the keys of the people who are with them.

    Who is with whom stands above this app, so the page says it. Six queries.
    """
    seen = list(appointments(practitioner, day, day + timedelta(days=1)))
    promised: dict[int, list[Note]] = {}
    people = {one.person_id for one in seen}
    for note in promises_of({*people, *mine}):
        if note.promised_by == Note.Side.PRACTITIONER:
            promised.setdefault(note.person_id, []).append(note)
    calls = SafetyCall.objects.filter(contact__in=[one.pk for one in seen])
    return Today(
        day=day,
        appointments=seen,
        to_close=list(to_close(practitioner, day)[:MOST_TO_CLOSE]),
        promised=promised,
        others=[note for key, notes in promised.items() if key not in people for note in notes],
        calls={one.contact_id: one for one in calls},
    )


# So many are shown on one page; whoever has more closes these first.
MOST_TO_CLOSE = 50


NEXT = Question(
    """
    SELECT DISTINCT ON (c.person_id) {c}, {p} FROM supervision_contact c
    JOIN workforce_practitioner p ON p.id = c.practitioner_id
    WHERE c.person_id = ANY(%(people)s) AND c.outcome = '' AND c.ends_at > %(at)s
    ORDER BY c.person_id, c.starts_at, c.id
    """,
    c=Contact,
    p=Practitioner,
)


def next_appointments(people: Iterable[int], at: datetime) -> dict[int, Contact]:
    """Return the next appointment of each of these people (keys) from a moment on. One query."""
    found: dict[int, Contact] = {}
    for contact, practitioner in NEXT.ask(people=list(people), at=at):
        contact.practitioner = practitioner
        found[contact.person_id] = contact
    return found


def next_appointment(person: Person, at: datetime) -> Contact | None:
    """Return the next appointment of `person` from a moment on, if there is one. One query."""
    return next_appointments([person.pk], at).get(person.pk)


def busy(practitioner: Practitioner, first: date, until: date) -> list[tuple[datetime, datetime]]:
    """Return when `practitioner` has appointments: beginnings and ends, and nothing else. One query."""
    found = Contact.objects.filter(
        practitioner=practitioner, outcome="", starts_at__gte=midnight(first), starts_at__lt=midnight(until)
    )
    return list(found.order_by("starts_at").values_list("starts_at", "ends_at"))
