"""Which office may order somebody to exceed the cap, for how long, and who may renew it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from befriend.policies import Book
from befriend.rules.values import Decision, Grade, Reason, reason

KINDS = ("team", "unit", "region", "nation")  # lowest first


class ExceedOrder(NamedTuple):
    """An order as asked for: by the office of what kind of unit, over what half-open period."""

    office: str
    start: date
    until: date
    grade: Grade


class LastOrder(NamedTuple):
    """The order before this one for the same practitioner."""

    office: str
    until: date


def may_order(order: ExceedOrder, last: LastOrder | None, book: Book, day: date) -> Decision:
    """Decide whether this office may give this order, and say every reason against.

    Raises ValueError for an office of no known kind of unit.
    """
    against = (
        *against_office(order, book, day),
        *against_length(order, book, day),
        *against_renewal(order, last, book, day),
    )
    if against:
        return Decision(allowed=False, reasons=against)
    return Decision(
        allowed=True,
        reasons=(reason("exceed_lawful", office=order.office, until=str(order.until)),),
    )


def rank(kind: str) -> int:
    """Return how high a kind of unit stands, 0 the lowest."""
    if kind not in KINDS:
        raise ValueError(f"{kind!r} is not one of: {', '.join(KINDS)}")
    return KINDS.index(kind)


def lifts_protection(office: str, book: Book, day: date) -> bool:
    """Return whether the office stands high enough to lift a trainee's protection."""
    return rank(office) >= rank(str(book.on(day, "exceed.trainee_lowest_office").value))


def against_office(order: ExceedOrder, book: Book, day: date) -> tuple[Reason, ...]:
    """Return why the office stands too low, if it does."""
    if order.grade is Grade.TRAINEE and not lifts_protection(order.office, book, day):
        lowest = str(book.on(day, "exceed.trainee_lowest_office").value)
        return (reason("exceed_trainee", office=order.office, lowest=lowest),)
    lowest = str(book.on(day, "exceed.lowest_office").value)
    if rank(order.office) < rank(lowest):
        return (reason("exceed_office", office=order.office, lowest=lowest),)
    return ()


def against_length(order: ExceedOrder, book: Book, day: date) -> tuple[Reason, ...]:
    """Return why the period begins on the wrong day, is too long, or is none."""
    days, most = (order.until - order.start).days, int(book.on(day, "exceed.most_days").value)
    if not day <= order.start <= day + timedelta(days=most):
        return (reason("exceed_begins", start=str(order.start), most=most),)
    if days < 1:
        return (reason("exceed_no_days", start=str(order.start), until=str(order.until)),)
    return (reason("exceed_days", days=days, most=most),) if days > most else ()


def is_renewal(order: ExceedOrder, last: LastOrder | None, book: Book, day: date) -> bool:
    """Return whether the order begins so soon after the last that it renews it."""
    gap = timedelta(days=int(book.on(day, "exceed.renewal_within").value))
    return last is not None and order.start <= last.until + gap


def against_renewal(order: ExceedOrder, last: LastOrder | None, book: Book, day: date) -> tuple[Reason, ...]:
    """Return why a renewal must come from higher up, if it must."""
    if last is None or not is_renewal(order, last, book, day):
        return ()
    lowest = rank(last.office) + int(book.on(day, "exceed.renewal_offices_higher").value)
    if lowest >= len(KINDS):
        return (reason("exceed_no_office_above", last=last.office),)
    if rank(order.office) < lowest:
        return (reason("exceed_renewal", office=order.office, last=last.office, lowest=KINDS[lowest]),)
    return ()
