"""What is told to a person of what is stated about them, wherever they read it: on a page and on paper."""

from __future__ import annotations

from datetime import date

from befriend.people.models import Source, Statement
from befriend.policies import vocabulary

from .policies import in_force


def told_keys(day: date) -> tuple[str, ...]:
    """Return the keys of the vocabulary of which a person may read on `day` what is stated about them."""
    book = in_force()
    kinds = set(book.on(day, "portal.kinds_shown").value)
    never = set(book.on(day, "portal.keys_not_shown").value)
    return tuple(one.name for one in vocabulary.load().keys if one.kind in kinds and one.name not in never)


def told_of(statement: Statement) -> bool:
    """Say whether its source lets a statement be told to the person: as befriend_told_me of the database.

    Not what a victim said, whatever else was decided about it; nothing whose source is not written down,
    and nothing whose source whoever asks may not read.
    """
    try:
        source = statement.source
    except Source.DoesNotExist:
        return False
    told = source.shown in (Source.Shown.SHOWN, Source.Shown.GIST)
    return told and source.kind != Source.Kind.VICTIM
