"""Weeks of a unit made by hand in which nothing happens but what a test writes into its tables."""

from __future__ import annotations

from datetime import date

import numpy as np

from befriend.rules.values import Risk
from befriend.simulator.shapes import Unit
from befriend.simulator.states import MEASURE, WAITS, State
from tests.simulator.handmade import Handmade

MONDAY = date(2026, 7, 6)
ALWAYS = 2**32 - 1  # luck is never above it


def quiet(weeks: int, *, laws: int = 1) -> Handmade:
    """Return a unit in which nothing happens, by one law, or by another from the second week on."""
    made = Handmade(MONDAY, weeks=weeks)
    table = made.told.table
    table["reset"][:], table["early_share"], table["ceilings"][:] = 0, 0, ALWAYS
    if laws > 1:
        made.told = made.told._replace(table=np.concatenate([table] * laws))
        made.told.rules["law_of"][0, 1:] = 1
    return made


def law(made: Handmade) -> np.ndarray:
    """Return the laws of a unit, to be written into."""
    return made.told.table


def kind(made: Handmade, risk: Risk = Risk.MEDIUM, **more: bool) -> int:
    """Return the first kind of people of a risk without a mark."""
    return next(
        place
        for place, each in enumerate(made.kinds)
        if each.risk is risk
        and each.mark == "none"
        and all(bool(made.told.table[name][0, place]) == so for name, so in more.items())
    )


def someone(made: Handmade, state: State, *, officer: int = WAITS, **values: int) -> int:
    """Let a person be there, with other values than those they would have."""
    place = made.person(values.pop("kind", kind(made)), state, officer=officer)
    for name, value in values.items():
        made.people[name][place] = value
    return place


def weekly(unit: Unit, name: str) -> list[int]:
    """Return one measure, week by week."""
    return [int(each) for each in unit.measures[:, MEASURE[name]]]


def went(unit: Unit, before: State, after: State) -> list[int]:
    """Return in which weeks somebody went from one state to another."""
    return [week for week, many in enumerate(unit.moves[:, before, after]) for _ in range(int(many))]
