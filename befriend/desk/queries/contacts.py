"""What kinds of contact, outcomes and notes are called on the pages, and whose notes are looked through."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from befriend import periods
from befriend.allocation.queries import own
from befriend.audit import access
from befriend.sentences.models import Case
from befriend.supervision.models import Contact, Note
from befriend.workforce.models import Practitioner

# Whoever answers for more people looks through the notes of a smaller unit, or of one person.
MOST_SEARCHED = 5000


def kind_words(kind: str) -> str:
    """Return what a kind of contact is called."""
    return {
        Contact.Kind.OFFICE: _("Office"),
        Contact.Kind.HOME_VISIT: _("Home visit"),
        Contact.Kind.TELEPHONE: _("Telephone"),
        Contact.Kind.VIDEO: _("Video"),
        Contact.Kind.THREE_WAY: _("Three-way meeting"),
        Contact.Kind.OTHER: _("Other"),
    }[Contact.Kind(kind)]


def outcome_words(of: Contact | str, known: str | None = None) -> str:
    """Return what came of a contact, in words; `known` is what of it was known on a past day."""
    contact = of if isinstance(of, Contact) else None
    outcome = contact.outcome if contact else str(of)
    if known is not None:
        outcome = known
    if not outcome:
        return _("Planned")
    by_person = contact is not None and contact.called_off_by == Contact.Side.PERSON
    if by_person and outcome in Contact.CALLED_OFF:
        return _("Moved at their wish") if outcome == Contact.Outcome.MOVED else _("Cancelled at their wish")
    return {
        Contact.Outcome.ATTENDED: _("Came"),
        Contact.Outcome.LATE: _("Came late"),
        Contact.Outcome.GOOD_REASON: _("Did not come, with a good reason"),
        Contact.Outcome.MISSED: _("Did not come"),
        Contact.Outcome.CANCELLED: _("Cancelled by the service"),
        Contact.Outcome.MOVED: _("Moved by the service"),
        Contact.Outcome.NO_TIME: _("Not done: no time"),
        Contact.Outcome.TALKED: _("Talked; nothing needs recording"),
    }[Contact.Outcome(outcome)]


def note_words(note: Note) -> str:
    """Return what a note is called."""
    if note.kind == Note.Kind.PROMISED:
        return _("They promised") if note.promised_by == Note.Side.PERSON else _("We promised")
    return _("What mattered") if note.kind == Note.Kind.MATTERED else _("Note")


def searched(practitioner: Practitioner, day: date) -> tuple[list[int], bool]:
    """Return the keys of those whose notes are looked through, and whether that is all of one's units.

    One's own people and, unless they are a whole region's, those of the units one's offices reach.
    """
    mine = [one.pk for one in own.own_people(practitioner, day)]
    now = access.current()
    units = now.units if now else ()
    open_cases = Case.objects.filter(periods.on(day), unit_id__in=units).order_by()
    of_units = list(open_cases.values_list("person_id", flat=True)[: MOST_SEARCHED + 1]) if units else []
    if len(of_units) > MOST_SEARCHED:
        return mine, False
    return sorted({*mine, *of_units}), True
