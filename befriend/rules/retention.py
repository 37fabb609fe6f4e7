"""How long what is known about somebody is kept, and what stands in the way of erasing it."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import NamedTuple

from befriend.policies import Book
from befriend.rules.values import Missing, Reason, reason

# Marks that belong to the longest period, which has its own source.
ABUSE = ("sexual_offence", "safeguarding")


class Hold(NamedTuple):
    """A reason not to erase: what kind, since when, until (not on) when, or open."""

    kind: str
    since: date
    until: date | None = None


class Kept(NamedTuple):
    """What the rule must know: whether a case is open, when the last one ended, marks ever made, holds."""

    open_case: bool
    last_ended: date | None
    marks: frozenset[str] = frozenset()
    holds: tuple[Hold, ...] = ()


class KeepUntil(NamedTuple):
    """The first day on which it may be erased (None: none can be named), whether it has come, and why."""

    day: date | None
    due: bool
    reasons: tuple[Reason, ...]


def keep_until(kept: Kept, book: Book, day: date) -> KeepUntil | Missing:
    """Return until (not on) which day everything about somebody is kept, as seen on `day`."""
    if kept.open_case:
        return KeepUntil(None, due=False, reasons=(reason("keep_open_case"),))
    if kept.last_ended is None:
        return Missing("the day on which the last case ended")
    months, mark = longest(kept.marks, book, day)
    until = months_after(kept.last_ended, months)
    why = reason("keep_period", since=kept.last_ended.isoformat(), kept_for=mark, years=months // 12,
                 until=until.isoformat())  # fmt: skip
    held = tuple(
        reason("keep_hold", hold=one.kind, since=one.since.isoformat())
        for one in kept.holds
        if one.since <= day and (one.until is None or day < one.until)
    )
    if held:
        return KeepUntil(None, due=False, reasons=(*held, why))
    return KeepUntil(until, due=until <= day, reasons=(why,))


def longest(marks: frozenset[str], book: Book, day: date) -> tuple[int, str]:
    """Return the longest period that any of the marks asks for, in months, and for which mark."""
    periods = [(int(book.on(day, "retention.ordinary_months").value), "ordinary")]
    by_mark = book.on(day, "retention.marked_months").value
    periods += [(int(by_mark[mark]), mark) for mark in sorted(marks) if mark in by_mark]
    abuse = int(book.on(day, "retention.abuse_months").value)
    periods += [(abuse, mark) for mark in ABUSE if mark in marks]
    return max(periods, key=lambda one: one[0])


def thing_until(thing: str, since: date, book: Book, day: date) -> date | Missing:
    """Return until (not on) which day a thing that is no part of a case is kept."""
    days = book.on(day, "retention.thing_days").value
    if thing not in days:
        return Missing(f"how long a thing of the kind {thing!r} is kept")
    return since + timedelta(days=int(days[thing]))


def months_after(day: date, months: int) -> date:
    """Return the same day of a later month, or its last day where that month is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
