"""A country lives through its weeks: every unit by itself, on as many threads as are given."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from befriend.simulator import kernel
from befriend.simulator.country import Country
from befriend.simulator.shapes import Unit
from befriend.simulator.states import MEASURE, STATES, State
from befriend.simulator.turning import stay_anew

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


# While prisons answer to how full they are, it is looked at so often.
LOOKED_AT = 4  # weeks


def run(country: Country, *, threads: int = 1) -> Result:
    """Let every week pass, from the start; the country itself is left as it was.

    The answer is the same for any number of threads. Raises AssertionError if anybody was lost or doubled.
    """
    return summed(country, each(country, threads=threads))


def each(country: Country, *, threads: int = 1) -> list[Unit]:
    """Return every unit as it was lived through, as `run` does."""
    units = [fresh(unit) for unit in country.units]
    begun = sum((stocks(unit) for unit in units), np.zeros(STATES, np.int64))
    told, weeks = country.told, len(country.told.mondays)
    sides = [side._replace(rules=side.rules.copy()) for side in (country.before or told, told)]
    step = LOOKED_AT if told.prison else weeks
    edges = sorted({*range(0, weeks, step), country.first} - {weeks})
    prison = inside(begun)
    with ThreadPoolExecutor(threads) as pool:
        for first, last in zip(edges, [*edges[1:], weeks], strict=True):
            rules, table = sides[int(first >= country.first)][:2]
            if told.prison:
                rules["early"][:, first:last] = told.prison.early(prison, inside(begun))
            if 0 < first == country.first and country.stays:
                for unit in units:
                    stay_anew(told, unit.people)
            list(pool.map(partial(live, rules, table, country.seed, first, last), units))
            prison = inside(sum((stocks(unit) for unit in units), np.zeros(STATES, np.int64)))
    return units


def summed(country: Country, units: Sequence[Unit]) -> Result:
    """Return what all units together counted; AssertionError if anybody was lost or doubled."""
    begun = sum((stocks(unit) for unit in country.units), np.zeros(STATES, np.int64))
    result = Result(
        country.start,
        country.seed,
        sum((unit.measures for unit in units), np.zeros_like(units[0].measures)),
        sum((unit.moves for unit in units), np.zeros_like(units[0].moves)),
    )
    refuse_lost(begun, result)
    return result


def by_unit(country: Country, units: Sequence[Unit]) -> list[Result]:
    """Return what each unit counted."""
    return [Result(country.start, country.seed, unit.measures, unit.moves) for unit in units]


def live(rules: Array, laws: Array, seed: int, first: int, last: int, unit: Unit) -> None:
    """Let some weeks of a unit pass."""
    kernel.compiled_run(unit, rules, laws, seed, first, last)


def inside(stock: Array) -> int:
    """Return how many of a stock by state are in prison."""
    return int(stock[[State.CUSTODY, State.WITHOUT_END, State.FIXED_RECALL, State.STANDARD_RECALL]].sum())


def fresh(unit: Unit) -> Unit:
    """Return a unit to live through, with nothing in common with this one but what is told."""
    return unit._replace(
        **{name: getattr(unit, name).copy() for name in ("tally", "people", "officers", "free", "waiting")},
        **{name: np.zeros_like(getattr(unit, name))
           for name in ("who", "risk", "due", "flags", "measures", "moves")},
    )  # fmt: skip


def stocks(unit: Unit) -> Array:
    """Return how many stand in each state."""
    return np.bincount(unit.people["state"][: unit.tally["high"][0]], minlength=STATES)


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
