"""How a forecast is made for the register: the country of March 2026, lived on under drawn assumptions.

It is the country that `try` has as it is, under the same parameters and the same policies.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from hashlib import sha256
from importlib.metadata import version
from typing import Any, NamedTuple

import numpy as np
import yaml

from befriend import policies
from befriend.simulator import assumed, parameters, published, running, series
from befriend.simulator import country as countries
from befriend.simulator.countries import start_of
from befriend.simulator.forecasts import BANDS
from befriend.simulator.parameters import Parameters

COUNTRY = "march-2026"
# The series of the register, and which series of the country each is.
OF_COUNTRY = {"recalls": "recalls", "recall_stock": "recall_stock", "licence_stock_2026": "licence_stock",
              "prison_population": "prison_population"}  # fmt: skip
EDITIONS = 2
AT = {"low95": 2.5, "low80": 10, "low50": 25, "middle": 50, "high50": 75, "high80": 90, "high95": 97.5}


class Plain(yaml.SafeDumper):
    """Writes a day that stands twice twice, and not by a name."""

    def ignore_aliases(self, _: object) -> bool:
        """Return that nothing is named."""
        return True


class Wanted(NamedTuple):
    """A figure that is to come."""

    series: str
    day: date
    published_from: date


def editions(after: date, many: int = EDITIONS) -> list[date]:
    """Return the next days of the quarterly statistics: last Thursdays of January, April, July, October."""
    found: list[date] = []
    first = published.next_quarter(after - timedelta(days=92))
    while len(found) < many:
        last = published.next_quarter(first).replace(day=1)
        # The publisher's month is the first of the quarter.
        end = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        thursday = end - timedelta(days=(end.weekday() - 3) % 7)
        if thursday > after:
            found.append(thursday)
        first = last
    return found


def wanted(after: date) -> list[Wanted]:
    """Return the figures the next editions bring: the last quarter's recall stock, others a quarter older.

    The prison population is that of the bulletin of the last Monday of the quarter.
    """
    found = []
    for edition in editions(after):
        quarter = edition.replace(day=1)
        before = quarter - timedelta(days=1)
        earlier = published.next_quarter(before - timedelta(days=185))
        monday = before - timedelta(days=before.weekday())
        found += [
            Wanted("recalls", earlier, edition),
            Wanted("recall_stock", before, edition),
            Wanted("licence_stock_2026", published.next_quarter(earlier) - timedelta(days=1), edition),
            Wanted("prison_population", monday, monday),
        ]
    return [each for each in found if each.published_from > after]


def unsentenced(_: date) -> float:
    """Return who is in prison unsentenced: the last that was published, held level."""
    return float(sum(list(published.load()[name].values.values())[-1] for name in ("remand", "other")))


def made(runs: int, seed: int, lodged: date, *, smaller: int = 1,
         done: Callable[[int], None] = lambda _: None) -> dict[str, Any]:  # fmt: skip
    """Return what would be lodged on a day; each run has its own luck and assumptions."""
    to_come = wanted(lodged)
    days = {ours: [each.day for each in to_come if each.series == theirs]
            for theirs, ours in OF_COUNTRY.items()}  # fmt: skip
    start, _ = start_of(COUNTRY, parameters.load())
    last = max(max(each) for each in days.values()) + timedelta(days=92)
    every = []
    for run in range(runs):
        figures = assumed.drawn(parameters.load(), seed + run)
        every.append(
            lived(figures, seed + run, weeks=(last - start).days // 7 + 1, days=days, smaller=smaller)
        )
        done(run + 1)
    return {
        "lodged": lodged,
        "country": COUNTRY,
        "version": version("befriend"),
        "parameters": stamp(),
        "runs": runs,
        "seed": seed,
        "known": {name: max(published.load()[name].values) for name in OF_COUNTRY},
        "forecasts": [
            forecast(each, [run[OF_COUNTRY[each.series]][each.day] for run in every]) for each in to_come
        ],
    }


def lived(figures: Parameters, seed: int, *, weeks: int, days: Mapping[str, Sequence[date]],
          smaller: int = 1) -> dict[str, series.ByDay]:  # fmt: skip
    """Return what the country says of each series on its days."""
    country = countries.country(
        policies.load(), figures, seed=seed, weeks=weeks, name=COUNTRY,
        part=Fraction(1, smaller), units=None if smaller == 1 else 2,
    )  # fmt: skip
    return series.of(running.run(country), days, unsentenced, smaller)


def forecast(of: Wanted, values: Sequence[float]) -> dict[str, Any]:
    """Return one forecast: the bands of the runs, and no change from the last published figure."""
    at = {name: round(float(np.percentile(values, AT[name]))) for name in BANDS}
    return {**of._asdict(), **at, "no_change": list(published.load()[of.series].values.values())[-1]}


def stamp() -> str:
    """Return the SHA-256 of every parameter, so that it can be said which ones a forecast was made with."""
    files = sorted(parameters.FOLDER.glob("*.yaml"))
    told = b"".join(path.read_bytes() for path in files)
    return sha256(told).hexdigest()


def written(lodged: dict[str, Any]) -> str:
    """Return a file of the register."""
    return yaml.dump(lodged, Dumper=Plain, sort_keys=False, width=110)
