"""Questions about notes: promises, and what mattered; what was replaced is left out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from befriend.people.models import Person
from befriend.supervision.models import Note


def standing(notes: QuerySet[Note]) -> QuerySet[Note]:
    """Return those of `notes` that no other note replaced."""
    return notes.exclude(Exists(Note.objects.filter(replaces=OuterRef("pk"))))


def promises_of(people: Iterable[int]) -> list[Note]:
    """Return what was promised to or by these people (keys) and is not done, what is due first first.

    One query.
    """
    found = Note.objects.filter(
        person_id__in=list(people), kind=Note.Kind.PROMISED, done_on=None
    ).select_related("person")
    return sorted(standing(found), key=lambda one: (one.promised_for or date.max, one.written_at, one.pk))


def promises(person: Person) -> list[Note]:
    """Return what was promised to or by `person`, and is not done. One query."""
    return promises_of([person.pk])


def mattered(person: Person, most: int = 5) -> list[Note]:
    """Return the last notes of what mattered to `person`, the newest first. One query."""
    found = Note.objects.filter(person=person, kind=Note.Kind.MATTERED)
    return list(standing(found).order_by("-written_at", "-pk")[:most])
