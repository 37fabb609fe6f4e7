"""The timeline of a person: contacts and notes in one order, a page at a time, as known on any day.

As far as whoever asks may see: row-level security is under every question. Nothing is counted, so a
page of a timeline of thousands reads no more rows than it shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from befriend.people.models import Person
from befriend.supervision.models import Contact, Note
from befriend.workforce.models import Practitioner

from .diary import midnight

EACH = 25
# The history of contacts, as it is kept by triggers.
ContactEvent: Any = Contact.pgh_event_model


class Filters(NamedTuple):
    """What of a timeline is asked for; `what` is a name of FILTERS, days are inclusive."""

    what: str = ""
    first: date | None = None
    last: date | None = None
    # As it was known at the end of this day; None: as it is known now.
    as_of: date | None = None


class Entry(NamedTuple):
    """One thing that happened: a contact with its notes, or a note of its own."""

    at: datetime
    contact: Contact | None
    notes: list[Note]
    outcome: str  # as known on the day that is asked about


class Mark(NamedTuple):
    """How far somebody has read: down to a moment, and so many of what is at that moment."""

    moment: datetime
    read: int


class Page(NamedTuple):
    """A page of a timeline, the newest first, and from where the next goes on."""

    entries: list[Entry]
    goes_on: Mark | None
    writers: dict[str, str]  # names by reference
    replaced: set[int]  # keys of notes that were replaced by then


# Which contacts and which notes of their own each filter shows; None: none at all.
FILTERS: dict[str, tuple[Q | None, Q | None]] = {
    "": (Q(), Q()),
    "contacts": (Q(), None),
    "missed": (Q(known_outcome__in=["missed", "good_reason"]), None),
    "service": (Q(known_outcome__in=["cancelled", "moved", "no_time"]), None),
    "notes": (None, Q()),
    "mattered": (None, Q(kind="mattered")),
    "promised": (None, Q(kind="promised")),
}


def timeline(person: Person, filters: Filters, *, after: Mark | None = None) -> Page:
    """Return a page of the timeline of `person`, from the newest on or from a mark. Five queries."""
    of_contacts, of_notes = FILTERS.get(filters.what, FILTERS[""])
    within = bounds(filters, after)
    contacts = read_contacts(person, filters, of_contacts, within)
    notes = read_notes(person, filters, of_notes, within)
    both: list[Contact | Note] = [*contacts, *notes]
    found = sorted(both, key=order, reverse=True)
    unread = [one for one in found if after is None or moment_of(one) < after.moment]
    if after is not None:
        unread = [one for one in found if moment_of(one) == after.moment][after.read :] + unread
    shown = unread[:EACH]
    attached = notes_of([one for one in shown if isinstance(one, Contact)], filters)
    entries = [entry(one, attached) for one in shown]
    every = [note for one in entries for note in one.notes]
    return Page(
        entries,
        goes_on=mark(shown, after) if len(unread) > EACH else None,
        writers=writers(entries),
        replaced=replaced(every, filters),
    )


def lately(person: Person, until: datetime, most: int, as_of: date | None = None) -> list[Entry]:
    """Return the newest entries up to a moment, at most so many, as known on `as_of`. Three queries."""
    filters = Filters(as_of=as_of)
    within = bounds(filters, Mark(until, 0))._replace(most=most)
    both: list[Contact | Note] = [
        *read_contacts(person, filters, Q(), within), *read_notes(person, filters, Q(), within)
    ]  # fmt: skip
    shown = sorted(both, key=order, reverse=True)[:most]
    attached = notes_of([one for one in shown if isinstance(one, Contact)], filters)
    return [entry(one, attached) for one in shown]


class Bounds(NamedTuple):
    """From when until (not at) when entries are asked for, after which mark, and how many at most."""

    first: datetime | None
    until: datetime | None
    after: Mark | None
    most: int = EACH + 1  # one more than a page holds


def bounds(filters: Filters, after: Mark | None) -> Bounds:
    """Return within what entries are asked for."""
    return Bounds(
        midnight(filters.first) if filters.first else None,
        midnight(filters.last + timedelta(days=1)) if filters.last else None,
        after,
    )


def mark(shown: Sequence[Contact | Note], after: Mark | None) -> Mark:
    """Return how far somebody has read who read these too."""
    moment = moment_of(shown[-1])
    read = sum(moment_of(one) == moment for one in shown)
    return Mark(moment, read + (after.read if after and after.moment == moment else 0))


def known_until(filters: Filters) -> datetime | None:
    """Return until (not at) when something had to be known."""
    return midnight(filters.as_of + timedelta(days=1)) if filters.as_of else None


def read_contacts(person: Person, filters: Filters, wanted: Q | None, within: Bounds) -> Sequence[Contact]:
    """Return the newest contacts that were known of."""
    if wanted is None:
        return []
    found = Contact.objects.filter(person=person).select_related("practitioner")
    known = known_until(filters)
    if known:
        found = found.filter(made_at__lt=known)
    found = found.annotate(known_outcome=outcome_before(known) if known else F("outcome"))
    return newest(found.filter(wanted), "starts_at", within)


def outcome_before(moment: datetime) -> Coalesce:
    """Return what was known before a moment of what came of a contact, whatever was put right since."""
    before = Q(outcome_at__isnull=True) | Q(outcome_at__lt=moment)
    kept = ContactEvent.objects.filter(before, pgh_obj=OuterRef("pk")).order_by("-pgh_id")
    # Where no history was kept, as of what was brought in from elsewhere, it is what is said now.
    now = Case(When(outcome_at__lt=moment, then=F("outcome")), default=Value(""))
    return Coalesce(Subquery(kept.values("outcome")[:1]), now)


def read_notes(person: Person, filters: Filters, wanted: Q | None, within: Bounds) -> Sequence[Note]:
    """Return the newest notes: those of no contact where all is asked for, else all of their kind."""
    if wanted is None:
        return []
    found = Note.objects.filter(wanted, person=person)
    if not filters.what:
        found = found.filter(contact=None)
    if known := known_until(filters):
        found = found.filter(written_at__lt=known)
    return newest(found, "written_at", within)


def newest(found: QuerySet[Any], by: str, within: Bounds) -> Sequence[Any]:
    """Return the newest rows between two moments."""
    if within.first is not None:
        found = found.filter(**{f"{by}__gte": within.first})
    if within.until is not None:
        found = found.filter(**{f"{by}__lt": within.until})
    if within.after is not None:
        found = found.filter(**{f"{by}__lte": within.after.moment})
    read = within.after.read if within.after else 0
    return list(found.order_by(f"-{by}", "-pk")[: within.most + read])


def moment_of(one: Contact | Note) -> datetime:
    """Return when something was."""
    return one.starts_at if isinstance(one, Contact) else one.written_at


def order(one: Contact | Note) -> tuple[datetime, bool, int]:
    """Return the key by which a timeline is ordered."""
    return moment_of(one), isinstance(one, Contact), one.pk


def notes_of(contacts: Sequence[Contact], filters: Filters) -> dict[int, list[Note]]:
    """Return the notes of contacts, by the key of the contact. One query."""
    if not contacts:
        return {}
    found = Note.objects.filter(contact__in=[one.pk for one in contacts])
    if known := known_until(filters):
        found = found.filter(written_at__lt=known)
    notes: dict[int, list[Note]] = {}
    for one in found.order_by("written_at", "pk"):
        notes.setdefault(one.contact_id, []).append(one)
    return notes


def entry(one: Contact | Note, notes: dict[int, list[Note]]) -> Entry:
    """Return an entry of the timeline; of a contact that `read_contacts` read."""
    if isinstance(one, Note):
        return Entry(one.written_at, None, [one], "")
    return Entry(one.starts_at, one, notes.get(one.pk, []), one.known_outcome)  # type: ignore[attr-defined]


def replaced(notes: Sequence[Note], filters: Filters) -> set[int]:
    """Return the keys of those notes that others had replaced by the day asked about. One query."""
    if not notes:
        return set()
    found = Note.objects.filter(replaces__in=[one.pk for one in notes])
    if known := known_until(filters):
        found = found.filter(written_at__lt=known)
    return set(found.values_list("replaces_id", flat=True))


def writers(entries: Sequence[Entry]) -> dict[str, str]:
    """Return the names of who wrote, made and closed, by their references. One query."""
    refs = {note.written_by for one in entries for note in one.notes}
    refs |= {ref for one in entries if one.contact for ref in (one.contact.made_by, one.contact.outcome_by)}
    if not refs:
        return {}
    return dict(Practitioner.objects.filter(ref__in=refs - {""}).values_list("ref", "name"))
