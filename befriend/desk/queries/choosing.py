"""Whom a manager may choose for one person, and why not the others."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from befriend.allocation import queries as allocation
from befriend.allocation.queries.setting import Wanting, decisions, setting
from befriend.people.models import Person
from befriend.rules import capacity
from befriend.rules.values import Reason, WaitingFor
from befriend.rules.week import planned_from
from befriend.workforce import queries as workforce
from befriend.workforce.models import Practitioner, Unit


class Choice(NamedTuple):
    """One practitioner, whether the rules allow it, why (not), and the room left after in points."""

    practitioner: Practitioner
    allowed: bool
    reasons: tuple[Reason, ...]
    room_after: int


def choices(unit: Unit, person: Person, waiting_for: WaitingFor, day: date) -> list[Choice]:
    """Return every practitioner of `unit` as a choice for `person`, by name."""
    book, now = workforce.policies_in_force(), planned_from(day)
    work = allocation.works(book, now, [person.pk])[person.pk]
    one = Wanting(person, waiting_for, now, work)
    given = setting(book, unit, now, day, [one])
    verdicts = decisions(given, one)
    return [
        Choice(
            given.desks[key].practitioner,
            verdict.allowed,
            tuple(verdict.reasons),
            capacity.room(given.desks[key].standing) - work.points,
        )
        for key, verdict in verdicts.items()
    ]
