"""Contact in the invented unit: what has been, the next appointment, notes and promises of each person.

Written straight into the tables and not by the import: no other system's file has them yet.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import groupby

from django.utils import timezone

from befriend import periods
from befriend.allocation.models import Relationship
from befriend.audit import access
from befriend.supervision.models import Contact, Note

SLOTS = (time(9, 30), time(10, 15), time(11, 0), time(11, 45), time(13, 30), time(14, 15), time(15, 0))
LENGTH = timedelta(minutes=30)
# How many days before the next appointment the last ones were.
BEFORE = (14, 28, 49)
KINDS = ("office", "office", "home_visit", "office", "telephone", "office", "video")
OUTCOMES = (
    *("attended", "attended", "late", "attended", "talked", "attended", "missed"),
    *("attended", "good_reason", "attended", "moved", "attended", "no_time", "attended"),
)
PLACES = {"office": "Larkfield, room {}", "home_visit": "{} Invented Way"}
NOTES = (
    "Came from the early shift. The rota changes again in spring.",
    "Talked about the letter from the council; we read it together.",
    "Is back at the allotment on Sundays and sleeps better for it.",
    "Quiet today. Wants to think about the course before saying yes.",
    "The phone was cut off for a week; has a new contract now.",
    "Went through the plan. Two steps are done, the third waits for the landlord.",
    "Saw a doctor at last. The appointment for the tests is booked.",
    "Worried about money before the holidays; we made a list.",
)
MATTERED = (
    "Seeing the children every other weekend.",
    "The dog is too old to be left alone for long.",
    "Getting the forklift licence back.",
    "That nobody at work is told.",
    "Sunday dinners at my sister's.",
)
PROMISED = (
    ("practitioner", "Ring the housing team and say what they answered."),
    ("person", "Bring the letter from the bank."),
    ("practitioner", "Find out when the course begins."),
    ("person", "Ask at work about Friday mornings."),
)


def add(day: date) -> None:
    """Write a small set for everybody with a practitioner: the same for the same day and people."""
    with access.service(by="befriend", day=day):
        contacts = list(contacts_of(day))
        Contact.objects.bulk_create(contacts)
        Note.objects.bulk_create(notes_of(contacts))


def contacts_of(day: date) -> Iterator[Contact]:
    """Yield the contacts of everybody: three that have been, and one to come."""
    held = (
        Relationship.objects.filter(periods.on(day))
        .select_related("practitioner")
        .order_by("practitioner__ref", "person__ref")
    )
    number = 0
    for _practitioner, theirs in groupby(held, key=lambda one: one.practitioner_id):
        for place, one in enumerate(theirs):
            coming = moment(day, place)
            for back in BEFORE:
                if (begins := coming - timedelta(days=back)).date() >= one.from_date:
                    yield past(one, begins, number)
                number += 1
            yield contact(one, coming, number)


def moment(day: date, place: int) -> datetime:
    """Return when a practitioner sees the `place`th of their people: today first, then on days of work."""
    after, slot = divmod(place, len(SLOTS))
    on = day
    for _ in range(after):
        on += timedelta(days=1)
        while on.weekday() > 4:
            on += timedelta(days=1)
    return timezone.make_aware(datetime.combine(on, SLOTS[slot]))


def contact(held: Relationship, begins: datetime, number: int) -> Contact:
    """Return an appointment that is still to come."""
    kind = KINDS[number % len(KINDS)]
    return Contact(
        ref=f"k-invented-{number:06}", person_id=held.person_id, practitioner=held.practitioner, kind=kind,
        starts_at=begins, ends_at=begins + LENGTH, where=PLACES.get(kind, "").format(number % 9 + 1),
        made_by=held.practitioner.ref, made_at=begins - timedelta(days=13),
    )  # fmt: skip


def past(held: Relationship, begins: datetime, number: int) -> Contact:
    """Return a contact that has been, with what came of it."""
    made = contact(held, begins, number)
    made.ref = f"k-invented-past-{number:06}"
    made.outcome = OUTCOMES[number % len(OUTCOMES)]
    made.outcome_by, made.outcome_at = held.practitioner.ref, begins + LENGTH
    if made.outcome == Contact.Outcome.MOVED:
        made.called_off_by = Contact.Side.SERVICE
    return made


def notes_of(contacts: list[Contact]) -> Iterator[Note]:
    """Yield what was written about those who came."""
    for number, one in enumerate(contacts):
        if one.outcome not in (Contact.Outcome.ATTENDED, Contact.Outcome.LATE):
            continue
        yield note(one, Note.Kind.NOTE, NOTES[number % len(NOTES)])
        if number % 3 == 0:
            yield note(one, Note.Kind.MATTERED, MATTERED[number % len(MATTERED)])
        if number % 2 == 1:
            side, text = PROMISED[number // 2 % len(PROMISED)]
            made = note(one, Note.Kind.PROMISED, text)
            made.promised_by = side
            # Of the older promises most are done.
            if number % 4 != 1:
                made.done_on, made.done_by = one.starts_at.date() + timedelta(days=3), one.made_by
            yield made


def note(of: Contact, kind: str, text: str) -> Note:
    """Return a note of a contact."""
    return Note(
        person_id=of.person_id, contact=of, kind=kind, text=text, written_by=of.made_by,
        written_at=of.starts_at + LENGTH,
    )  # fmt: skip
