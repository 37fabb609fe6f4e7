"""A unit of the made-up country made by hand, in which luck does nothing: weeks of it can be looked at."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np

from befriend.policies import Book
from befriend.simulator import draws, kernel, shapes
from befriend.simulator.kinds import kinds
from befriend.simulator.parameters import Parameters
from befriend.simulator.shapes import Unit
from befriend.simulator.states import (
    IN_POST,
    LONG_AGO,
    MEASURE,
    MEASURES,
    NEVER,
    NO_BAND,
    STATES,
    TERMS,
    TRAINEE,
    WAITS,
    State,
)
from tests.simulator.small import BOOK, ENFORCED

STILL = {
    "orders.to_custody": {"community_order": 0, "suspended_sentence_order": 0},
    "orders.ended_early": {"community_order": 0, "suspended_sentence_order": 0},
    "recall.factor": 0,
    "recall.standard_release": dict.fromkeys(TERMS, 0),
    "recall.new_sentence": 0,
    "custody.life_release": 0,
    "supervision.ended_early": 0,
    "staff.leaving": {"pso": 0, "newly_qualified": 0, "officer": 0},
    "staff.promoted": 0,
    "staff.withdrawing": 0,
    "staff.sick_days": 0,
    # The live service takes the time of who teaches trainees, and other duties, as it is written down.
    "staff.mentoring": 0,
    "staff.other_duties": 0,
    # Whoever may be under Reset is.
    "orders.activity": 100,
}
# A week in which nobody comes, goes, falls sick or is recalled.
QUIET = ENFORCED
for _key, _value in STILL.items():
    QUIET = QUIET.instead(_key, _value)
ROOM_FOR = 1_000


class Handmade:
    """Practitioners and people as a test says, and the step of one week, or of some."""

    def __init__(self, day: date, figures: Parameters = QUIET, book: Book = BOOK, weeks: int = 1) -> None:
        """Begin with nobody, on a Monday; nobody comes or joins but who is written into the two tables."""
        self.told, self.weeks = draws.told(book, figures, day, weeks), weeks
        self.arrivals, self.joiners = np.zeros((weeks, 3), np.int64), np.zeros((weeks, 2), np.int64)
        self.law: Any = self.told.table.view(np.recarray)[0]
        self.kinds = kinds(figures, day)
        self.people = np.zeros(ROOM_FOR, shapes.PERSON)
        self.officers = np.zeros(ROOM_FOR, shapes.PRACTITIONER)
        self.count = self.staff = 0

    def works(self, grade: int, begun: int, *, away: bool = False) -> int:
        """Let somebody work here, so many weeks (below 0) into their grade; return their place."""
        one = self.officers[self.staff]
        one["here"], one["grade"], one["begun"], one["who"] = IN_POST, grade, begun, self.staff
        one["course"] = 60 if grade == TRAINEE else NEVER
        one["back"], one["strain"] = 1 if away else 0, -1
        self.staff += 1
        return self.staff - 1

    def person(
        self,
        kind: int,
        state: State,
        *,
        officer: int = WAITS,
        begun: int = -10,
        since: int = 0,
        marks: int = 0,
    ) -> int:
        """Let a person be there, with the practitioner in a place or waiting; return their place."""
        me = self.people[self.count]
        released = begun if state == State.LICENCE else LONG_AGO
        values = {"who": self.count, "officer": officer, "begun": begun, "until": 60, "ends": 120,
                  "released": released, "withdraw": NEVER, "since": since,
                  "state": state, "marks": marks, "kind": kind, "band": NO_BAND}  # fmt: skip
        for name, value in values.items():
            me[name] = value
        self.count += 1
        return self.count - 1

    def unit(self) -> Unit:
        """Return the unit as it stands before its week."""
        tally = np.zeros(1, shapes.TALLY)
        tally["high"], tally["serial"], tally["staff"] = self.count, self.count, self.staff
        columns = {
            "who": np.uint32,
            "risk": np.uint32,
            "due": np.int16,
            "free": np.int32,
            "waiting": np.int32,
        }
        return Unit(
            tally=tally,
            people=self.people.copy(),
            officers=self.officers.copy(),
            **{name: np.zeros(ROOM_FOR, kind) for name, kind in columns.items()},
            flags=np.zeros(ROOM_FOR, np.uint8),
            arrivals=self.arrivals,
            joiners=self.joiners,
            measures=np.zeros((self.weeks, len(MEASURES)), np.int64),
            moves=np.zeros((self.weeks, STATES, STATES), np.int64),
        )

    def lived(self) -> Unit:
        """Return the unit once its weeks have passed, by the compiled step of the country; fields by name."""
        unit = self.unit()
        kernel.compiled_run(unit, self.told.rules, self.told.table, 1, 0, self.weeks)
        named = {name: getattr(unit, name).view(np.recarray) for name in ("tally", "people", "officers")}
        return unit._replace(**named)


def measured(unit: Unit, name: str) -> int:
    """Return what was counted in the week."""
    return int(unit.measures[0, MEASURE[name]])
