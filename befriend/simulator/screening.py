"""Which assumptions matter most to what: the screening of Morris (1991) over what is not known for certain.

One assumption after another is moved by two thirds of its prior, from starts that follow from the seed, all
with the same luck. Of each measure `mu_star` is the mean size of the change: how much the assumption matters;
`sigma` how much that differs from start to start: whether it matters by itself, or together with others.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from befriend import policies
from befriend.simulator import assumed, countries, measured, parameters, running
from befriend.simulator.country import country

Array = NDArray[Any]

# Every assumption stands at one of four places of its prior: its ends, and a third from either.
LEVELS, STEP = 4, 2


class Effect(NamedTuple):
    """What one assumption does to one measure, in the unit of the measure."""

    mu_star: float
    sigma: float


def paths(keys: Sequence[str], many: int, seed: int) -> Array:
    """Return `many` random paths by point and key, each step along one key (Morris).

    Whole numbers from 0 to LEVELS - 1; every key is moved once on a path, by STEP up or down.
    """
    found = np.zeros((many, len(keys) + 1, len(keys)), np.int64)
    for number, path in enumerate(found):
        path[:] = [int(assumed.part(seed, f"start/{number}/{key}") * LEVELS) for key in keys]
        luck = {place: assumed.part(seed, f"turn/{number}/{key}") for place, key in enumerate(keys)}
        for point, moved in enumerate(sorted(luck, key=luck.__getitem__), 1):
            up = path[point - 1, moved] < STEP
            path[point:, moved] += STEP if up else -STEP
    return found


def effects(walked: Array, values: Array) -> list[Effect]:
    """Return the effect of each dimension; `values` by path and point.

    A whole prior is LEVELS - 1 steps, so an effect is told for all of it.
    """
    steps = np.diff(walked, axis=1)
    moved = np.abs(steps).argmax(axis=2)
    change = np.diff(values, axis=1) / steps.sum(axis=2) * (LEVELS - 1)
    by_key = [change[moved == key] for key in range(walked.shape[2])]
    return [Effect(float(np.abs(each).mean()), float(each.std(ddof=1))) for each in by_key]


class Asked(NamedTuple):
    """On how large a part of which country, how long, from how many starts."""

    name: str = "march-2026"
    part: Fraction = Fraction(1, 50)
    units: int = 2
    months: int = 24
    starts: int = 4
    seed: int = 1


def lived(asked: Asked, places: Mapping[str, Fraction]) -> dict[str, float]:
    """Return each measure, on the mean of all months, with assumptions at these places of their priors."""
    book, figures = policies.load(), assumed.at(parameters.load(), places)
    weeks = sum(each for _, each in measured.months(countries.every()[asked.name].starts, asked.months))
    made = country(book, figures, seed=asked.seed, weeks=weeks, name=asked.name, part=asked.part,
                   units=asked.units)  # fmt: skip
    by_month = measured.monthly(measured.Lived(running.run(made), book, figures), asked.months)
    return {name: float(np.mean(months)) for name, months in by_month.items()}


def screened(
    asked: Asked, names: Sequence[str], done: Callable[[int, int], None] = lambda _one, _all: None
) -> dict[str, dict[str, Effect]]:
    """Return by measure what each assumption does to it; `done` is told how many runs are, of how many."""
    keys = assumed.open_keys(parameters.load())
    walked = paths(keys, asked.starts, asked.seed)
    values = np.zeros((*walked.shape[:2], len(names)))
    for turn, (path, point) in enumerate(np.ndindex(*walked.shape[:2]), 1):
        places = [Fraction(int(place), LEVELS - 1) for place in walked[path, point]]
        found = lived(asked, dict(zip(keys, places, strict=True)))
        values[path, point] = [found[name] for name in names]
        done(turn, values[..., 0].size)
    by_name = (effects(walked, values[..., place]) for place in range(len(names)))
    return {name: dict(zip(keys, each, strict=True)) for name, each in zip(names, by_name, strict=True)}
