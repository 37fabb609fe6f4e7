"""The working week: Monday to Sunday; at a weekend, "the week" is the next one."""

from __future__ import annotations

from datetime import date, timedelta

WEEK = timedelta(days=7)
SATURDAY = 5


def week_of(day: date) -> date:
    """Return the Monday of the week that is planned on `day`."""
    monday = day - timedelta(days=day.weekday())
    return monday + WEEK if day.weekday() >= SATURDAY else monday


def planned_from(day: date) -> date:
    """Return the first day that a plan made on `day` concerns: `day`, or Monday at a weekend."""
    return max(day, week_of(day))


def last_day(monday: date) -> date:
    """Return the Sunday of the week of `monday`."""
    return monday + timedelta(days=6)


def planned_until(day: date) -> date:
    """Return the last day that a plan made on `day` concerns: the Sunday of the planned week."""
    return max(day, last_day(week_of(day)))
