"""When an absent practitioner's people need somebody by name in the meantime."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from befriend.policies import Book
from befriend.rules.values import Reason, reason


class CoverNeed(NamedTuple):
    """Whether cover is needed, else the duty rota serves; the working days; why."""

    needed: bool
    working_days: int
    reason: Reason


def working_days(start: date, until: date) -> int:
    """Return how many Mondays to Fridays lie from `start` until (not on) `until`."""
    weeks, rest = divmod(max(0, (until - start).days), 7)
    extra = [start + timedelta(days=i) for i in range(rest)]
    return weeks * 5 + sum(day.weekday() < 5 for day in extra)


def need(start: date, until: date | None, book: Book, day: date) -> CoverNeed:
    """Return whether an absence from `start` until (not on) `until` needs cover as seen on `day`.

    An absence with an end counts whole; one without counts what it has lasted, `day` included.
    One that is over by `day` needs none.
    """
    over = until is not None and until <= day
    days = working_days(start, until or day + timedelta(days=1))
    limit = int(book.on(day, "cover.absence_days").value)
    if days > limit and not over:
        return CoverNeed(needed=True, working_days=days,
                         reason=reason("absent_practitioner", days=days, limit=limit))  # fmt: skip
    return CoverNeed(needed=False, working_days=days,
                     reason=reason("duty_rota", days=days, limit=limit))  # fmt: skip


def reviewed_on(start: date, book: Book, day: date) -> date:
    """Return the day on which cover for an absence from `start` is looked at again, as seen on `day`."""
    return start + timedelta(days=int(book.on(day, "cover.reviewed_after").value))
