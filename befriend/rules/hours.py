"""Points as hours: what work takes of a week, and what it takes beyond the time there is."""

from __future__ import annotations

from datetime import date

from befriend.policies import Book


def minutes_of(points: int, book: Book, day: date) -> int:
    """Return the minutes of a week that so many points are, rounded up.

    The nominal points of a full week are its minutes; that a point is the same time for
    everybody is assumed by whoever uses this.
    """
    full_week = int(book.on(day, "capacity.full_week_minutes").value)
    return -(-points * full_week // int(book.on(day, "capacity.nominal_points").value))


def beyond(points: int, available_minutes: int, book: Book, day: date) -> int:
    """Return the minutes a week that the work would need beyond those available, never below 0."""
    return max(0, minutes_of(points, book, day) - available_minutes)
