"""Questions about notes: promises, and what mattered; what was replaced is left out."""

from __future__ import annotations

from collections.abc import Iterable

from befriend.people.models import Person
from befriend.rows import Question
from befriend.supervision.models import Note

PROMISED = Question(
    """
    SELECT {n}, {p} FROM supervision_note n JOIN people_person p ON p.id = n.person_id
    WHERE n.person_id = ANY(%(people)s) AND n.kind = %(kind)s AND n.done_on IS NULL
      AND NOT EXISTS (SELECT FROM supervision_note o WHERE o.replaces_id = n.id)
    ORDER BY n.promised_for NULLS LAST, n.written_at, n.id
    """,
    n=Note,
    p=Person,
)


def promises_of(people: Iterable[int]) -> list[Note]:
    """Return what was promised to or by these people (keys) and is not done, what is due first first.

    One query.
    """
    found: list[Note] = []
    for note, person in PROMISED.ask(people=list(people), kind=Note.Kind.PROMISED.value):
        note.person = person
        found.append(note)
    return found


def promises(person: Person) -> list[Note]:
    """Return what was promised to or by `person`, and is not done. One query."""
    return promises_of([person.pk])


MATTERED = Question(
    """
    SELECT {n} FROM supervision_note n WHERE n.person_id = %(person)s AND n.kind = %(kind)s
      AND NOT EXISTS (SELECT FROM supervision_note o WHERE o.replaces_id = n.id)
    ORDER BY n.written_at DESC, n.id DESC LIMIT %(most)s
    """,
    n=Note,
)


def mattered(person: Person, most: int = 5) -> list[Note]:
    """Return the last notes of what mattered to `person`, the newest first. One query."""
    found = MATTERED.ask(person=person.pk, kind=Note.Kind.MATTERED.value, most=most)
    return [note for (note,) in found]
