"""Writing notes and promises. Nothing written is changed: what was wrong is replaced, and both stand."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from befriend.audit import actions as audit
from befriend.people.models import Person
from befriend.supervision.models import Contact, Note
from befriend.workforce.actions.refused import refuse


@transaction.atomic
def write(
    *,
    person: Person,
    kind: str,
    text: str,
    contact: Contact | None = None,
    promised_by: str = "",
    promised_for: date | None = None,
    by: str,
    office: str = "",
    day: date,
    at: datetime,
) -> Note:
    """Write a note about a person, of a contact of theirs or of none."""
    if contact is not None and contact.person_id != person.pk:
        raise refuse("note_of_another")
    made = Note.objects.create(
        person=person, contact=contact, kind=kind, text=text, promised_by=promised_by,
        promised_for=promised_for, written_by=by, written_at=at,
    )  # fmt: skip
    say("wrote a note", made, by=by, office=office, day=day)
    return made


@transaction.atomic
def replace(*, note: Note, text: str, by: str, office: str = "", day: date, at: datetime) -> Note:
    """Write what should have stood in a note. The old one stays, and is shown as replaced."""
    note = Note.objects.select_for_update(of=("self",)).get(pk=note.pk)
    if Note.objects.filter(replaces=note).exists():
        raise refuse("note_is_replaced")
    made = Note.objects.create(
        person_id=note.person_id, contact_id=note.contact_id, kind=note.kind, text=text,
        promised_by=note.promised_by, promised_for=note.promised_for, done_on=note.done_on,
        done_by=note.done_by, written_by=by, written_at=at, replaces=note,
    )  # fmt: skip
    say("replaced a note", made, by=by, office=office, day=day)
    return made


@transaction.atomic
def keep_promise(*, note: Note, by: str, office: str = "", day: date) -> Note:
    """Note that what was promised is done. Said twice, the first day stands."""
    note = Note.objects.select_for_update(of=("self",)).get(pk=note.pk)
    if note.kind != Note.Kind.PROMISED:
        raise refuse("not_a_promise")
    if note.done_on is None:
        note.done_on, note.done_by = day, by
        note.save(update_fields=["done_on", "done_by"])
        say("kept a promise", note, by=by, office=office, day=day)
    return note


def say(did: str, note: Note, *, by: str, office: str, day: date) -> None:
    """Write the line of the audit: that a note was written, and never what it says."""
    what = f"note {note.pk}"
    audit.write(by=by, office=office, day=day, did=did, what=what, people=[note.person_id])
