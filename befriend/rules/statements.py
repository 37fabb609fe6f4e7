"""When what is stated about somebody is stale, how its source begins, and when a contest is answered."""

from __future__ import annotations

from datetime import date

from befriend.policies import Book
from befriend.rules.retention import months_after

# Whose words put others at risk when it is told that they said them.
PROTECTED = ("family", "victim", "third_party")
WITHHELD, GIST, SHOWN = "withheld", "gist", "shown"
# How nothing is confirmed: copied again is not known again.
NOT_KNOWN_ANEW = ("carried", "unknown")


def age(known_on: date, day: date) -> int:
    """Return for how many days something has not been asked again."""
    return max((day - known_on).days, 0)


def is_stale(age_days: int, stale_after_days: int | None) -> bool:
    """Return whether something is to be asked again; None: it does not grow old."""
    return stale_after_days is not None and age_days > stale_after_days


def begins(source_kind: str) -> str:
    """Return how much of a source may be told before anybody has decided about it."""
    return WITHHELD if source_kind in PROTECTED else SHOWN


def answer_by(received_on: date, book: Book) -> date:
    """Return the day by which somebody who contests a statement has a decision."""
    months = int(book.on(received_on, "statements.answer_contest").value)
    return months_after(received_on, months)
