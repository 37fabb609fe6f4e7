"""People and practitioners of the plain country, one by one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from befriend.simulator.shapes import Unit
from befriend.simulator.states import (
    FOLLOWED,
    KEPT,
    LONG_AGO,
    MOVED,
    NEVER,
    NO_BAND,
    NOT_YET,
    OUT,
    SHORT,
    State,
)


@dataclass
class Person:
    """Somebody supervised."""

    who: int
    kind: int
    state: State
    begun: int
    until: int
    ends: int
    since: int
    term: int = SHORT
    released: int | None = None
    withdraw: int = NEVER
    officer: Practitioner | None = None
    needs_none: bool = False
    moved: bool = False
    followed: bool = False
    out: bool = False  # contact is withdrawn, says the record
    kept: bool = False  # it is not, says the record
    band: int = NO_BAND  # length of the sentence of prison, where it is known

    @property
    def waits(self) -> bool:
        """Say whether they lack a practitioner."""
        return self.officer is None and not self.needs_none


@dataclass
class Practitioner:
    """Somebody who supervises."""

    who: int
    grade: int
    begun: int
    course: int
    back: int
    strain: int | None = None
    time: int = 0  # beyond a full week, in parts of FULL
    reports: int = 0  # points
    load: int | None = None  # percent, this week
    people: list[Person] = field(default_factory=list)


def started(unit: Unit) -> tuple[list[Practitioner], list[Person]]:
    """Return the practitioners and people of a unit at its start."""
    staff = [practitioner(row) for row in unit.officers[: int(unit.tally["staff"][0])]]
    people = []
    for row in unit.people[: int(unit.tally["high"][0])]:
        person, one = somebody(row), int(row["officer"])
        if one >= 0:
            person.officer = staff[one]
            staff[one].people.append(person)
        people.append(person)
    return staff, people


def practitioner(row: Any) -> Practitioner:
    """Return somebody who supervises, with nobody yet."""
    who, grade, begun, course, back = (int(row[name]) for name in ("who", "grade", "begun", "course", "back"))
    strain = int(row["strain"])
    return Practitioner(who, grade, begun, course, back, None if strain < 0 else strain,
                        int(row["time"]), int(row["reports"]))  # fmt: skip


def somebody(row: Any) -> Person:
    """Return somebody supervised, without their practitioner."""
    who, kind, begun, until, ends, since, term = (
        int(row[name]) for name in ("who", "kind", "begun", "until", "ends", "since", "term")
    )
    released, marks = int(row["released"]), int(row["marks"])
    return Person(
        who, kind, State(int(row["state"])), begun, until, ends, since, term,
        released=None if released == LONG_AGO else released, needs_none=int(row["officer"]) == NOT_YET,
        moved=bool(marks & MOVED), followed=bool(marks & FOLLOWED), out=bool(marks & OUT),
        kept=bool(marks & KEPT), band=int(row["band"]),
    )  # fmt: skip
