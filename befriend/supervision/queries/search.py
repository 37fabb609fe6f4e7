"""Searching: people by name, as spelt or as it sounds, and notes by their words, within reach only."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from django.db import connection

from befriend.people.models import Person
from befriend.supervision.models import Note

MOST = 25


class Found(NamedTuple):
    """What was found, the nearest people and the newest notes first; `more` where that is not all."""

    people: list[Person]
    more_people: bool
    notes: list[Note]
    more_notes: bool


def search(words: str, within: Collection[int]) -> Found:
    """Return people called like `words`, and notes with them about people `within` (keys). Four queries."""
    people = find_people(words, MOST + 1)
    notes = find_notes(words, within, MOST + 1)
    return Found(people[:MOST], len(people) > MOST, notes[:MOST], len(notes) > MOST)


def find_people(words: str, most: int) -> list[Person]:
    """Return people within reach who are called like `words`, the nearest first. Two queries."""
    keys = column("SELECT person FROM befriend_find_people(%s, %s)", words, most)
    people = Person.objects.in_bulk(keys)
    return [people[key] for key in keys if key in people]


def find_notes(words: str, within: Collection[int], most: int) -> list[Note]:
    """Return notes with `words` about people `within` (keys), the newest first. Two queries."""
    if not within:
        return []
    keys = column("SELECT note FROM befriend_find_notes(%s, %s, %s)", words, list(within), most)
    notes = Note.objects.select_related("person").in_bulk(keys)
    return [notes[key] for key in keys if key in notes]


def column(sql: str, *values: object) -> list[int]:
    """Return the one column that a question gives."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [key for (key,) in cursor.fetchall()]
