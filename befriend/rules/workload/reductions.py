"""What a reduction takes off a practitioner's week, whether it is in force, and when it ends."""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple

from befriend.policies import Book
from befriend.rules.availability import add_months
from befriend.rules.values import Missing, Reason, reason

FULL = 100


class Asked(NamedTuple):
    """A reduction somebody asks for: named as policy names it, with minutes where those are free."""

    name: str
    start: date
    until: date | None
    minutes: int | None = None


class Granted(NamedTuple):
    """What it takes off a week of the contract, whether now, and until when (not on)."""

    minutes: int
    state: Literal["scheduled", "active", "ended"]
    until: date | None
    reasons: tuple[Reason, ...]


class Unknown(NamedTuple):
    """What is missing, and the most minutes it could be."""

    missing: Missing
    most: int


def reduction(asked: Asked, contract_minutes: int, book: Book, day: date) -> Granted | Unknown:
    """Return what a reduction comes to under the policies of `day`.

    One with a published allowance takes that, whatever is asked; one with a limit no more than it;
    any other what is agreed, at most the whole week. It ends when asked or, where policy gives it
    months, when they are over. Raises ValueError for a name policy does not have.
    """
    most = allowed(asked.name, contract_minutes, book, day)
    fixed = asked.name in book.on(day, "capacity.reductions").value
    if not fixed and asked.minutes is None:
        return Unknown(Missing(f"the minutes a week of the reduction {asked.name}"), most)
    minutes = most if fixed or asked.minutes is None else min(asked.minutes, most)
    until, by_policy = end(asked, book, day)
    reasons = [reason("reduction_of", minutes=minutes, contract=contract_minutes)]
    if asked.minutes is not None and asked.minutes != minutes:
        reasons.append(reason("reduction_differs", asked=asked.minutes, minutes=minutes))
    if by_policy:
        reasons.append(reason("reduction_looked_at", until=str(until)))
    return Granted(minutes, state(asked.start, until, day), until, tuple(reasons))


def allowed(name: str, contract_minutes: int, book: Book, day: date) -> int:
    """Return the most minutes that a reduction of this name may take: its allowance, limit or the week.

    Rounded up, as every percentage taken off time: no minute is counted that is not there.
    """
    allowances = book.on(day, "capacity.reductions").value
    limits = book.on(day, "capacity.reduction_limits").value
    free = book.on(day, "workload.free_reductions").value
    if name in free:
        return contract_minutes
    percent = {**allowances, **limits}.get(name)
    if percent is None:
        raise ValueError(f"{name!r} is not one of: {', '.join((*allowances, *limits, *free))}")
    return -(-contract_minutes * int(percent) // FULL)


def end(asked: Asked, book: Book, day: date) -> tuple[date | None, bool]:
    """Return the day it has ended, and whether that is because its months are over."""
    months = book.on(day, "capacity.reduction_months").value.get(asked.name)
    if months is None:
        return asked.until, False
    over = add_months(asked.start, months)
    by_policy = asked.until is None or over < asked.until
    return (over if by_policy else asked.until), by_policy


def state(start: date, until: date | None, day: date) -> Literal["scheduled", "active", "ended"]:
    """Return whether it is to come, in force or over on `day`."""
    if day < start:
        return "scheduled"
    return "active" if until is None or day < until else "ended"
