"""The backcast: a country begun in January 2023, held against what was published since.

It is told what was known by December 2024: releases up to then, and policies by their dates. Nothing after
that day was fitted, and from 2025 on its releases are its own. A second table feeds releases to the end.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from pydantic import Field

from befriend import policies
from befriend.policies.form import Form, parse
from befriend.simulator import assumed, parameters, published, running, scoring, series
from befriend.simulator import country as countries
from befriend.simulator.country import Ground
from befriend.simulator.scoring import HELD_OUT_FROM, UNTIL, Score
from befriend.simulator.series import ByDay

COUNTRY = "january-2023"
FILE = Path(__file__).parent / "backcast.yaml"
MOST_SEED = 2**32 - 1
START = date(2023, 1, 2)
WEEKS = math.ceil(((UNTIL - START).days + 1) / 7)
BANDS = (50, 80, 95)
# What must be shown, in percent; the others need only be better than no change, or are only told.
TARGETS = {"recalls": None, "recall_stock": 5.0, "licence_stock": 2.5}


class Held(NamedTuple):
    """One series: what was published, the mean of the runs, between which 95 of 100 lie, and the errors.

    The mean is of assumptions as they stand; the bands are of those drawn, where any were.
    """

    published: dict[date, int]
    simulated: ByDay
    low: ByDay
    high: ByDay
    score: Score
    within: dict[int, int]  # held-out figures within the bands of 50, 80 and 95 of 100 runs

    def met(self, name: str) -> bool:
        """Return whether it is as near as was asked, and nearer than no change."""
        target = TARGETS.get(name)
        return self.score.held_out < self.score.naive and (target is None or self.score.held_out <= target)


class Backcast(NamedTuple):
    """Both tables, and of how many runs from which seed they are."""

    runs: int
    seed: int
    draws: int  # runs with assumptions drawn, of which the bands of `own` are; those of `fed` are of luck
    own: dict[str, Held]
    fed: dict[str, Held]


def expected(name: str) -> dict[date, int]:
    """Return the published figures a series is held against: from the first weeks to the last day."""
    return {day: value for day, value in published.load()[name].values.items() if START < day <= UNTIL
            or (name == "recalls" and day == date(2023, 1, 1))}  # fmt: skip


def releases_by_week(until: date) -> tuple[int, ...]:
    """Return first releases by week up to `until`, whole numbers that add up to what was published.

    Even over the days of a quarter, but for those released at once on a day. A week that `until` cuts is
    left out.
    """
    at_once = published.load()["released_at_once"].values
    by_day: dict[date, float] = {}
    for first, total in published.load()["releases"].values.items():
        last = published.next_quarter(first)
        bulk = {day: many for day, many in at_once.items() if first <= day < last}
        days = [first + timedelta(days=each) for each in range((last - first).days)]
        by_day |= {day: (total - sum(bulk.values())) / len(days) + bulk.get(day, 0) for day in days}
    weeks = (until - START).days // 7
    sums = np.cumsum([sum(by_day[START + timedelta(days=7 * week + day)] for day in range(7))
                      for week in range(weeks)])  # fmt: skip
    whole = [0, *(round(float(each)) for each in sums)]
    return tuple(after - before for before, after in pairwise(whole))


class Told(Form):
    """What the backcast is told beside its country; the file says where each figure comes from."""

    what: str = Field(min_length=1)
    parameters: dict[str, dict[date, Any]] = Field(min_length=1, strict=False)


@lru_cache(maxsize=1)
def told() -> Told:
    """Return the file; PolicyError names the mistake."""
    return parse(Told, policies.read(FILE), FILE.name)


def ground(fed_until: date, smaller: int = 1, drawn: int | None = None) -> Ground:
    """Return the country, with releases fed up to a day; from the Monday before it on they are its own.

    `drawn`: assumptions as they are drawn by this seed, and not as they stand.
    """
    figures = parameters.load().with_changes(told().parameters, FILE.name)
    return countries.ground(
        policies.load(), figures if drawn is None else assumed.drawn(figures, drawn), weeks=WEEKS,
        name=COUNTRY, fed=releases_by_week(fed_until),
        part=Fraction(1, smaller), units=None if smaller == 1 else 2,
    )  # fmt: skip


def not_sentenced(day: date) -> float:
    """Return who is in prison unsentenced, as published up to the end of 2024 and held level from then on."""
    known = min(day, HELD_OUT_FROM - timedelta(days=1))
    remand = published.load()["remand"].values
    days = [each.toordinal() for each in remand]
    others = [value for each, value in published.load()["other"].values.items() if each <= known]
    return float(np.interp(known.toordinal(), days, list(remand.values()))) + others[-1]


def backcast(runs: int, seed: int, *, draws: int = 0, smaller: int = 1, threads: int = 1,
             done: Callable[[int], None] = lambda _: None) -> Backcast:  # fmt: skip
    """Return both tables, each the mean of `runs`; `done` is told how many runs are done.

    `draws` more runs, each with other assumptions, make the bands of the first. A country `smaller` by so
    much tells of nothing but the program. Raises PolicyError for what cannot be.
    """
    refuse_nonsense(runs, seed, draws)
    days = {name: list(expected(name)) for name in series.SERIES}
    many = 0

    def lived(made: Ground, luck: int) -> dict[str, ByDay]:
        nonlocal many
        result = running.run(countries.built(made, luck), threads=threads)
        many += 1
        done(many)
        return series.of(result, days, not_sentenced, smaller)

    tables = []
    for table, until in enumerate((HELD_OUT_FROM, UNTIL + timedelta(days=1))):
        made = ground(until, smaller)
        every = [lived(made, seed + run) for run in range(runs)]
        drawn = [] if table else [lived(ground(until, smaller, seed + run), seed + run)
                                  for run in range(draws)]  # fmt: skip
        tables.append({
            name: held(name, [each[name] for each in every], [each[name] for each in drawn or every])
            for name in series.SERIES
        })  # fmt: skip
    return Backcast(runs, seed, draws, *tables)


def refuse_nonsense(runs: int, seed: int, draws: int = 0) -> None:
    """Raise PolicyError for a number of runs or a seed that cannot be, before anything is lived through."""
    if draws < 0:
        raise policies.PolicyError(f"{draws} draws cannot be lived through. Give none or more.")
    if runs < 1:
        raise policies.PolicyError(f"{runs} runs cannot be lived through. Give one or more.")
    if not 0 <= seed <= MOST_SEED:
        raise policies.PolicyError(f"{seed} is no seed. Give a whole number from 0 to {MOST_SEED:,}.")


def held(name: str, every: Sequence[Mapping[date, float]], banded: Sequence[Mapping[date, float]]) -> Held:
    """Hold the runs of one series against what was published; the bands are those of `banded`."""
    of = expected(name)
    mean = {day: math.fsum(run[day] for run in every) / len(every) for day in of}
    ends = {
        band: [{day: float(np.percentile([run[day] for run in banded], at)) for day in of}
               for at in (50 - band / 2, 50 + band / 2)]
        for band in BANDS
    }  # fmt: skip
    within = {
        band: sum(lower[day] <= of[day] <= upper[day] for day in of if day >= HELD_OUT_FROM)
        for band, (lower, upper) in ends.items()
    }
    low, high = ends[95]
    return Held(of, mean, low, high, scoring.score(mean, of), within)
