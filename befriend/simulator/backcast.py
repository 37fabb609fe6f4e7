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
from befriend.policies import Book, Value
from befriend.policies.form import DatedValue, Form, parse
from befriend.simulator import country as countries
from befriend.simulator import parameters, published, running, scoring, series
from befriend.simulator.country import Ground
from befriend.simulator.scoring import HELD_OUT_FROM, UNTIL, Score
from befriend.simulator.series import ByDay

COUNTRY = "january-2023"
FILE = Path(__file__).parent / "backcast.yaml"
MOST_SEED = 2**32 - 1
START = date(2023, 1, 2)
WEEKS = math.ceil(((UNTIL - START).days + 1) / 7)
# What must be shown, in percent; the others need only be better than no change, or are only told.
TARGETS = {"recalls": None, "recall_stock": 5.0, "licence_stock": 2.5}


class Held(NamedTuple):
    """One series: what was published, the mean of the runs, between which 95 of 100 lie, and the errors."""

    published: dict[date, int]
    simulated: ByDay
    low: ByDay
    high: ByDay
    score: Score

    def met(self, name: str) -> bool:
        """Return whether it is as near as was asked, and nearer than no change."""
        target = TARGETS.get(name)
        return self.score.held_out < self.score.naive and (target is None or self.score.held_out <= target)


class Backcast(NamedTuple):
    """Both tables, and of how many runs from which seed they are."""

    runs: int
    seed: int
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
    reached: DatedValue  # percent of people whom release at less than half reaches
    parameters: dict[str, dict[date, Any]] = Field(min_length=1, strict=False)


@lru_cache(maxsize=1)
def told() -> Told:
    """Return the file; PolicyError names the mistake."""
    return parse(Told, policies.read(FILE), FILE.name)


def book() -> Book:
    """Return the policies, where release at less than half reaches not everybody."""
    by_key = {entry.key: entry for entry in policies.load().every()}
    share = by_key["release.share"]
    by_key[share.key] = share._replace(values=tuple(reached(each) for each in share.values))
    return Book(by_key.values())


def reached(share: Value) -> Value:
    """Return the share served under release at less than half as it is over everybody, reached or not."""
    half, less = Fraction(1, 2), Fraction(share.value["standard"])
    if less >= half:
        return share
    part = Fraction(told().reached.value, 100)
    return share._replace(value={**share.value, "standard": str(half * (1 - part) + less * part)})


def ground(fed_until: date, smaller: int = 1) -> Ground:
    """Return the country, with releases fed up to a day; from the Monday before it on they are its own."""
    figures = parameters.load().with_changes(told().parameters, FILE.name)
    return countries.ground(
        book(), figures, weeks=WEEKS, name=COUNTRY, fed=releases_by_week(fed_until),
        part=Fraction(1, smaller), units=None if smaller == 1 else 2,
    )  # fmt: skip


def not_sentenced(day: date) -> float:
    """Return who is in prison unsentenced, as published up to the end of 2024 and held level from then on."""
    known = min(day, HELD_OUT_FROM - timedelta(days=1))
    remand = published.load()["remand"].values
    days = [each.toordinal() for each in remand]
    others = [value for each, value in published.load()["other"].values.items() if each <= known]
    return float(np.interp(known.toordinal(), days, list(remand.values()))) + others[-1]


def backcast(runs: int, seed: int, *, smaller: int = 1, threads: int = 1,
             done: Callable[[int], None] = lambda _: None) -> Backcast:  # fmt: skip
    """Return both tables, each the mean of `runs`; `done` is told how many runs are done.

    A country `smaller` by so much tells of nothing but the program. Raises PolicyError for what cannot be.
    """
    refuse_nonsense(runs, seed)
    days = {name: list(expected(name)) for name in series.SERIES}
    tables = []
    for table, until in enumerate((HELD_OUT_FROM, UNTIL + timedelta(days=1))):
        made, every = ground(until, smaller), []
        for run in range(runs):
            result = running.run(countries.built(made, seed + run), threads=threads)
            every.append(series.of(result, days, not_sentenced, smaller))
            done(table * runs + run + 1)
        tables.append({name: held(name, [each[name] for each in every]) for name in series.SERIES})
    return Backcast(runs, seed, *tables)


def refuse_nonsense(runs: int, seed: int) -> None:
    """Raise PolicyError for a number of runs or a seed that cannot be, before anything is lived through."""
    if runs < 1:
        raise policies.PolicyError(f"{runs} runs cannot be lived through. Give one or more.")
    if not 0 <= seed <= MOST_SEED:
        raise policies.PolicyError(f"{seed} is no seed. Give a whole number from 0 to {MOST_SEED:,}.")


def held(name: str, every: Sequence[Mapping[date, float]]) -> Held:
    """Hold the runs of one series against what was published."""
    of = expected(name)
    mean = {day: math.fsum(run[day] for run in every) / len(every) for day in of}
    low, high = (
        {day: float(np.percentile([run[day] for run in every], at)) for day in of} for at in (2.5, 97.5)
    )
    return Held(of, mean, low, high, scoring.score(mean, of))
