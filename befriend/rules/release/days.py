"""On which day somebody leaves who is to leave on a day nothing is open, and how much sooner they may."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from befriend.policies import Book
from befriend.rules.release.law import bank_holidays, holiday_years
from befriend.rules.values import Missing, Reason, reason

WEEKEND = 5  # Saturday, counted from Monday 0


class Leaving(NamedTuple):
    """The day somebody leaves, the earliest to which it may be brought forward, and why."""

    day: date
    earliest: date
    reasons: tuple[Reason, ...]


def is_working(day: date, holidays: frozenset[date]) -> bool:
    """Return whether offices are open: no weekend, no bank holiday."""
    return day.weekday() < WEEKEND and day not in holidays


def working_day(day: date, holidays: frozenset[date]) -> date:
    """Return the day, or the last working day before it."""
    while not is_working(day, holidays):
        day -= timedelta(1)
    return day


def leaving(release: date, book: Book, day: date, *, days_served: int) -> Leaving | Missing:
    """Return on which day somebody leaves who is due on `release`, as the law stands on `day`.

    What is missing is a year of bank holidays that the book does not hold.
    Section 23 of the Criminal Justice Act 1961: a short sentence is not moved; from a day that is
    followed by one on which nothing is open they may leave sooner, as the Act of 2023 lets them.
    """
    holidays = bank_holidays(book)
    least = book.on(day, "release_days.least_term").value
    if days_served <= least:
        return Leaving(release, release, (reason("leaving_short_term", days=least),))
    moved = working_day(release, holidays)
    reasons = () if moved == release else (reason("leaving_not_a_working_day", day=moved.isoformat()),)
    earliest = brought_forward(moved, holidays, book.on(day, "release_days.brought_forward").value)
    years = {each.year for each in (earliest, release, moved + timedelta(1))}
    if unknown := sorted(years - holiday_years(book)):
        return Missing(f"the bank holidays of {unknown[0]}")
    if earliest < moved:
        reasons = (*reasons, reason("leaving_before_closed", day=earliest.isoformat()))
    return Leaving(moved, earliest, reasons)


def brought_forward(day: date, holidays: frozenset[date], most: int) -> date:
    """Return the nearest working day before that is followed by another, `most` working days back at most."""
    back, found = 0, day
    while back < most and not is_working(found + timedelta(1), holidays):
        found = working_day(found - timedelta(1), holidays)
        back += 1
    return found


def supervised_end(release: date, book: Book, day: date) -> tuple[date, Reason]:
    """Return how early the end of custody under supervision lets out on `day`, by its days at the time."""
    days = book.on(day, "release_days.supervised_end").value
    if not days:
        return release, reason("leaving_no_early_scheme")
    return release - timedelta(days), reason("leaving_early_scheme", days=days)
