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


def search(words: str, within: Collection[int], *, beyond: bool = False) -> Found:
    """Return people called like `words`, and notes with them about people `within` (keys). Four queries.

    With `beyond`, people are looked for among everybody whom whoever asks may see.
    """
    people = find_people(words, None if beyond else within, MOST + 1)
    notes = find_notes(words, within, MOST + 1)
    return Found(people[:MOST], len(people) > MOST, notes[:MOST], len(notes) > MOST)


def find_people(words: str, within: Collection[int] | None, most: int) -> list[Person]:
    """Return people who are called like `words`, the nearest first. Two queries.

    Of those `within` (keys), or without it of everybody, only whom whoever asks may see.
    """
    keys = column("SELECT person FROM befriend_find_people(%s, %s, %s)", words, as_array(within), most)
    people = Person.objects.in_bulk(keys)
    return [people[key] for key in keys if key in people]


def find_notes(words: str, within: Collection[int], most: int) -> list[Note]:
    """Return notes with `words` about people `within` (keys), the newest first. Two queries."""
    if not within:
        return []
    keys = column("SELECT note FROM befriend_find_notes(%s, %s, %s)", words, list(within), most)
    notes = Note.objects.select_related("person").in_bulk(keys)
    return [notes[key] for key in keys if key in notes]


def as_array(keys: Collection[int] | None) -> list[int] | None:
    """Return keys as the database takes them."""
    return None if keys is None else list(keys)


def column(sql: str, *values: object) -> list[int]:
    """Return the one column that a question gives."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [key for (key,) in cursor.fetchall()]
