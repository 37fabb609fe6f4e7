"""Load over the cap: since when, and whether it was brought in or rose."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from befriend.rules.values import Reason, reason

CAUSES = ("tier", "release", "absence", "report", "order")


class DayLoad(NamedTuple):
    """What somebody carried on a day, and their limit then."""

    day: date
    points: int
    limit: int


class Change(NamedTuple):
    """Something that raised load or lowered a limit on a day, by so many points."""

    day: date
    cause: str
    points: int


class Overload(NamedTuple):
    """Load over the limit: by how much, since when, how many days, and why."""

    over_by: int
    since: date
    days: int
    inherited: bool
    reasons: tuple[Reason, ...]


def overload(
    loads: Sequence[DayLoad], changes: Sequence[Change], imported_on: date, day: date
) -> Overload | None:
    """Return the overload that lasts on `day`, or None if the last load is within its limit.

    `loads` are oldest first, at least one. Over the limit since the first load known, or since
    the day of the import: inherited. Else it rose, by the changes of the day it began.
    """
    latest = loads[-1]
    if latest.points <= latest.limit:
        return None
    since = began(loads)
    inherited = since == loads[0].day or since <= imported_on
    reasons = (reason("inherited_overload", since=str(since)),) if inherited else risen(changes, since)
    return Overload(latest.points - latest.limit, since, (day - since).days, inherited, reasons)


def began(loads: Sequence[DayLoad]) -> date:
    """Return the first day of the run over the limit that ends the series."""
    since = loads[-1].day
    for load in reversed(loads):
        if load.points <= load.limit:
            break
        since = load.day
    return since


def risen(changes: Sequence[Change], since: date) -> tuple[Reason, ...]:
    """Return what raised the load that day, the largest first; `risen_unknown` if nothing is known.

    Raises ValueError for a cause that is none of CAUSES.
    """
    that_day = sorted((c for c in changes if c.day == since), key=lambda c: (-c.points, c.cause))
    for change in that_day:
        if change.cause not in CAUSES:
            raise ValueError(f"{change.cause!r} is not one of: {', '.join(CAUSES)}")
    if not that_day:
        return (reason("risen_unknown", since=str(since)),)
    return tuple(
        reason("risen", cause=change.cause, points=change.points, since=str(since)) for change in that_day
    )
