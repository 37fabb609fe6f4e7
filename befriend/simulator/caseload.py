"""A caseload as a record holds it, in plain tuples: what a country may start from instead of being made up.

No name, no reference, no day: only whole weeks, counted from the Monday of the start and below 0 before it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import Any, NamedTuple

from befriend.policies import Book
from befriend.policies.book import Entry
from befriend.simulator.states import WAITS

# Instead of a week that the record does not tell.
UNTOLD = -32_768
# The same tables as `kinds.kinds`, and what of a record comes first where it says several.
MARKS = ("mappa", "safeguarding", "domestic_abuse", "none")


class Worker(NamedTuple):
    """Somebody who holds people."""

    grade: int  # a place in `states.GRADES`
    begun: int  # week in which the grade began
    points: int  # available in a week without leave or training
    reports: int  # points of the reports they are to write
    back: int  # first week back at work; 0: at work; UNTOLD: away, and nobody knows how long


class Somebody(NamedTuple):
    """Somebody supervised."""

    officer: int  # place among the workers, WAITS or NOT_YET
    state: int
    tier: int  # of rules.values.Tier, as that of somebody whose contact is withdrawn is without it
    risk: int
    mark: str  # one of MARKS
    points: int  # by the product's rule, reports not counted
    withdrawn: bool  # contact with them
    moved: bool  # had another practitioner before
    begun: int  # first week of the order, of the sentence in prison, or after release; or UNTOLD
    until: int  # first week after it, or UNTOLD
    since: int  # first week with their practitioner, or of waiting


class LiveUnit(NamedTuple):
    """One unit of the service."""

    ref: str
    name: str
    workers: tuple[Worker, ...]
    people: tuple[Somebody, ...]

    @property
    def waiting(self) -> int:
        """Return how many wait for a practitioner."""
        return sum(one.officer == WAITS for one in self.people)


class Live(NamedTuple):
    """A caseload on a day, unit by unit."""

    day: date
    start: date  # a Monday
    units: tuple[LiveUnit, ...]
    hidden: int = 0  # people of whom whoever asked may know tier, place and practitioner alone
    on_leave: int = 0  # practitioners who are away for a part of the week, and counted as in any other
    policies: tuple[
        Entry, ...
    ] = ()  # those in force, where an operator laid some over what comes with Befriend

    @property
    def people(self) -> int:
        """Return how many people the record holds."""
        return sum(len(unit.people) for unit in self.units)

    @property
    def workers(self) -> int:
        """Return how many hold people."""
        return sum(len(unit.workers) for unit in self.units)

    @property
    def digest(self) -> str:
        """Return what tells this caseload from every other."""
        return sha256(repr(self._replace(policies=())).encode() + repr(self.policies).encode()).hexdigest()


def plain(book: Book) -> tuple[Entry, ...]:
    """Return policies so that they can be sent to other processes."""
    return tuple(
        entry._replace(values=tuple(one._replace(value=thawed(one.value)) for one in entry.values))
        for entry in book.every()
    )


def thawed(value: Any) -> Any:
    """Return a value with plain tables in it."""
    if isinstance(value, Mapping):
        return {key: thawed(each) for key, each in value.items()}
    return tuple(map(thawed, value)) if isinstance(value, tuple) else value
