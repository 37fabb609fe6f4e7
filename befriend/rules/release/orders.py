"""When community orders, suspended sentences and their requirements end (Sentencing Code, Parts 9 and 10)."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from befriend.policies import Book
from befriend.rules.release.length import Length, end_of, months_on, on
from befriend.rules.values import Coded, Missing, Reason, reason


class Requirement(Coded):
    """A requirement of which Schedule 9 to the Sentencing Code says how long it lasts."""

    UNPAID_WORK = 1
    CURFEW = 2
    EXCLUSION = 3
    ALCOHOL = 4
    REHABILITATION_ACTIVITY = 5  # paragraph 4(3): as long as the order, or as its supervision
    RESIDENCE = 6  # paragraph 13, and those below: for a period that the order names
    MENTAL_HEALTH_TREATMENT = 7  # paragraph 16
    DRUG_REHABILITATION = 8  # paragraph 19
    ALCOHOL_TREATMENT = 9  # paragraph 23
    ELECTRONIC_COMPLIANCE_MONITORING = 10  # paragraph 29; or one its responsible officer determines


WITH_A_MOST = frozenset({Requirement.CURFEW, Requirement.EXCLUSION, Requirement.ALCOHOL})


class Ending(NamedTuple):
    """The last day, or None where none can be named, and why."""

    day: date | None
    reasons: tuple[Reason, ...]


def community(
    made: date, ends: date | None, hours_left: int | None, book: Book, day: date
) -> Ending | Missing:
    """Return when a community order ends: on the day it names, or once its unpaid work is done.

    `hours_left` is None without unpaid work. Raises ValueError for an end the law does not allow.
    """
    if ends is None:
        return Missing("the end date that the order names")
    latest = community_latest(made, book)
    if not made <= ends <= latest:
        raise ValueError(f"the order may end from {made} to {latest} (section 209), not on {ends}")
    named = reason("order_end_named", day=ends.isoformat())
    if hours_left and day > ends:
        return Ending(None, (reason("order_until_work_is_done", hours=hours_left), named))
    return Ending(ends, (named,))


def community_latest(made: date, book: Book) -> date:
    """Return the latest day a community order may name as its end (section 209)."""
    return months_on(made, book.on(made, "release_orders.community_months").value)


def suspended(made: date, months: int, supervised: int, book: Book) -> tuple[Ending, Ending]:
    """Return when a suspended sentence can no longer be activated, and when its supervision ends.

    Both periods begin on the day the order is made. Raises ValueError for a length the law does not allow.
    """
    bounds = book.on(made, "release_orders.suspended_months").value
    least, most = bounds["least"], bounds["most"]
    if not least <= months <= most:
        raise ValueError(f"a sentence is suspended for {least} to {most} months, not {months}")
    if supervised and not least <= supervised <= months:
        raise ValueError(f"supervision lasts from {least} to {months} months, not {supervised}")
    whole = ended(made, months, reason("order_suspended", months=months))
    if not supervised:
        return whole, Ending(None, ())
    return whole, ended(made, supervised, reason("order_supervised", months=supervised))


def ended(made: date, months: int, why: Reason) -> Ending:
    """Return the last day of a period of months that begins with `made` (section 288 of the Sentencing Code).

    It is the day before the same day of the last month; where that month has no such day, its last day.
    """
    return Ending(end_of(Length(months=months), made), (why,))


def requirement(
    kind: Requirement, since: date, length: int | None, book: Book, day: date, ends: date | None = None
) -> Ending | Missing:
    """Return the last day of a requirement that took effect on `since`, as the law stands on `day`.

    `length` is in months, of alcohol in days; unpaid work has none of its own. `ends` is told of the kinds
    without a longest length: the last day of the period that the order names, or of the order itself.
    Raises ValueError for a length the law does not allow.
    """
    if ends is not None and kind in {*WITH_A_MOST, Requirement.UNPAID_WORK}:
        raise ValueError(f"a requirement ({kind.code}) ends as the law says; leave out ends")
    if kind is Requirement.UNPAID_WORK:
        months = book.on(day, "release_orders.unpaid_work_months").value
        if not months:
            return Ending(None, (reason("order_work_open"),))
        return ended(since, months, reason("order_work_within", months=months))
    if kind not in WITH_A_MOST:
        return named(kind, since, length, ends)
    if length is None:
        return Missing(f"how long the requirement ({kind.code}) lasts")
    most = most_of(kind, since, book)
    if not 0 < length <= most:
        raise ValueError(f"a requirement ({kind.code}) lasts {most} at most, not {length}")
    if kind is Requirement.ALCOHOL:
        return Ending(on(since, length - 1), (reason("order_days", days=length),))
    return ended(since, length, reason("order_months", months=length))


def named(kind: Requirement, since: date, length: int | None, ends: date | None) -> Ending | Missing:
    """Return the end of a requirement that lasts as long as the order says, or as the order does.

    Raises ValueError for a length, of which the law has none for these, and for an end before the beginning.
    """
    if length is not None:
        raise ValueError(f"the law has no length for a requirement ({kind.code}); give ends, and not length")
    with_order = kind is Requirement.REHABILITATION_ACTIVITY
    if ends is None:
        return Missing("the last day of the order, of a suspended sentence of its supervision" if with_order
                       else f"the last day of the period that the order names ({kind.code})")  # fmt: skip
    if ends < since:
        raise ValueError("ends is before since; write the last day")
    day = ends.isoformat()
    why = reason("order_as_long", day=day) if with_order else reason("order_period_named", day=day)
    return Ending(ends, (why,))


def most_of(kind: Requirement, since: date, book: Book) -> int:
    """Return the longest a requirement may be, in its own unit."""
    keys = {
        Requirement.CURFEW: "release_orders.curfew_months",
        Requirement.EXCLUSION: "release_orders.exclusion_months",
        Requirement.ALCOHOL: "release_orders.alcohol_days",
    }
    return int(book.on(since, keys[kind]).value)
