"""Lengths of sentences and what they come to on the calendar (PSI 03/2015, 5.5)."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple


class Length(NamedTuple):
    """A length as a court says it; years and months by the calendar, weeks and days by number."""

    years: int = 0
    months: int = 0
    weeks: int = 0
    days: int = 0

    @property
    def by_calendar(self) -> Length:
        """Return the years and months."""
        return Length(self.years, self.months)

    @property
    def by_number(self) -> Length:
        """Return the weeks and days."""
        return Length(0, 0, self.weeks, self.days)

    def and_then(self, other: Length) -> Length:
        """Return both, unit by unit."""
        return Length(*(one + two for one, two in zip(self, other, strict=True)))


def end_of(length: Length, start: date) -> date:
    """Return the last day of a length that begins on `start`.

    A length of months that starts on the first of a month ends on the last of one, however long.
    """
    if start.day == 1 and (length.years or length.months):
        last = end_of_month(months_on(start, length.years * 12 + length.months - 1))
    else:
        last = months_on(months_on(start - timedelta(1), length.years * 12), length.months)
    return last + timedelta(weeks=length.weeks, days=length.days)


def days_of(length: Length, start: date) -> int:
    """Return how many days a length has that begins on `start`."""
    return (end_of(length, start) - start).days + 1


def chained_days(lengths: Iterable[Length], start: date) -> int:
    """Return the days of lengths one after the other: like units are first put together."""
    day = start
    for length in together(lengths):
        day += timedelta(days_of(length, day))
    return (day - start).days


def together(lengths: Iterable[Length]) -> list[Length]:
    """Return lengths with neighbours of like units (calendar or number) put together, in order."""
    found: list[Length] = []
    for length in lengths:
        for piece in (length.by_calendar, length.by_number):
            if not any(piece):
                continue
            if found and alike(found[-1], piece):
                found[-1] = found[-1].and_then(piece)
            else:
                found.append(piece)
    return found


def alike(one: Length, other: Length) -> bool:
    """Return whether both are by calendar, or both by number."""
    return any(one.by_calendar) == any(other.by_calendar)


def months_on(day: date, months: int) -> date:
    """Return the same day of another month, or its last day where that month is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def end_of_month(day: date) -> date:
    """Return the last day of the month of `day`."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def on(day: date, days: int) -> date:
    """Return the day that many days later (earlier where negative)."""
    return day + timedelta(days)


def share_of(days: int | Fraction, share: Fraction) -> int:
    """Return a share of days, a part of a day counting as a whole one."""
    return -((-days * share).__floor__())


def period(start: date, until: date) -> Length:
    """Return the years, months and days from `start` up to but not on `until`."""
    months = (until.year - start.year) * 12 + until.month - start.month
    days = until.day - start.day
    if months > 0 and days < 0:
        months -= 1
        days = (until - months_on(start, months)).days
    return Length(*divmod(months, 12), 0, days)


def age_on(born: date, day: date) -> int:
    """Return somebody's age in whole years; born on 29 February, they are a year older on 1 March."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
