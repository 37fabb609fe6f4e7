"""A country lives through its weeks: every unit by itself, on as many threads as are given."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from befriend.simulator import kernel
from befriend.simulator.country import Country
from befriend.simulator.shapes import HIGH, Officers, People, Unit
from befriend.simulator.states import MEASURE, STATES

Array = NDArray[Any]


class Result(NamedTuple):
    """What was counted: whole numbers, so that adding up units in any order gives the same."""

    start: date
    seed: int
    measures: Array  # week, measure (states.MEASURES)
    moves: Array  # week, state from, state to

    def measure(self, name: str) -> Array:
        """Return one measure, week by week."""
        found: Array = self.measures[:, MEASURE[name]]
        return found

    @property
    def person_weeks(self) -> int:
        """Return how many weeks of people were lived through."""
        return int(self.measures[:, : STATES - 1].sum())


def run(country: Country, *, threads: int = 1) -> Result:
    """Let every week pass, from the start; the country itself is left as it was.

    The answer is the same for any number of threads. Raises AssertionError if anybody was lost or doubled.
    """
    units = [fresh(unit) for unit in country.units]
    begun = sum((stocks(unit) for unit in units), np.zeros(STATES, np.int64))
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(lambda each: kernel.compiled_run(each[1], country.told.rules, each[0], country.seed),
                      enumerate(units)))  # fmt: skip
    result = Result(
        country.start,
        country.seed,
        sum((unit.measures for unit in units), np.zeros_like(units[0].measures)),
        sum((unit.moves for unit in units), np.zeros_like(units[0].moves)),
    )
    refuse_lost(begun, result)
    return result


def fresh(unit: Unit) -> Unit:
    """Return a unit to live through, with nothing in common with this one but what is told."""
    return unit._replace(
        people=People(*(column.copy() for column in unit.people)),
        officers=Officers(*(column.copy() for column in unit.officers)),
        tally=unit.tally.copy(),
        free=unit.free.copy(),
        waiting=unit.waiting.copy(),
        room=unit.room.copy(),
        measures=np.zeros_like(unit.measures),
        moves=np.zeros_like(unit.moves),
    )


def stocks(unit: Unit) -> Array:
    """Return how many stand in each state."""
    return np.bincount(unit.people.state[: unit.tally[HIGH]], minlength=STATES)


def refuse_lost(begun: Array, result: Result) -> None:
    """Raise AssertionError unless each stock of each week is the last one, more who came, less who went.

    Stocks are counted person by person and moves as they happen, so neither makes the other true.
    """
    net = result.moves.sum(axis=1) - result.moves.sum(axis=2)
    expected = begun[1:] + np.cumsum(net[:, 1:], axis=0)
    counted = result.measures[:, : STATES - 1]
    if not (expected == counted).all():
        week, state = (int(first) for first in np.argwhere(expected != counted)[0])
        raise AssertionError(f"In week {week} {counted[week, state]} people stand in state {state + 1}, "
                             f"where {expected[week, state]} should")  # fmt: skip
