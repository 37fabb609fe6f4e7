"""What people say is not right, as whoever works with them reads it where their day begins."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from django.utils.translation import get_language

from befriend.people import queries as people
from befriend.people.models import Contest
from befriend.policies import vocabulary


class Contested(NamedTuple):
    """Something that is contested and not decided: what it is about, and whether its answer is late.

    `over` is whether what it is about stands no longer; an answer is owed all the same.
    """

    contest: Contest
    label: str
    late: bool
    over: bool


def contested(keys: Collection[int], day: date) -> list[Contested]:
    """Return what those people contest and nobody has decided, what is due first first. One query."""
    words, language = vocabulary.load(), get_language() or "en"
    found = people.open_contests().filter(statement__person_id__in=keys)
    return [
        Contested(
            contest=one,
            label=words.read(one.statement.key).label.in_language(language),
            late=one.answer_by < day,
            over=one.statement.stood_until is not None and one.statement.stood_until <= day,
        )
        for one in found
    ]
