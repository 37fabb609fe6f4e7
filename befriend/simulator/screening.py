"""Which assumptions matter most to what: the screening of Morris (1991) over what is not known for certain.

One assumption after another is moved by two thirds of its prior, from starts that follow from the seed, all
with the same luck. Of each measure `mu_star` is the mean size of the change: how much the assumption matters;
`sigma` how much that differs from start to start: whether it matters by itself, or together with others.

SALib draws the starts and reckons the effects. It is of the developers' packages: nothing that is served or
tried imports this module.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from SALib.analyze import morris as effects_of
from SALib.sample import morris as starts_of

from befriend import policies
from befriend.simulator import assumed, countries, measured, parameters, running
from befriend.simulator.country import country

Array = NDArray[Any]

# Every assumption stands at one of four places of its prior: its ends, and a third from either.
LEVELS = 4


class Effect(NamedTuple):
    """What one assumption does to one measure, in the unit of the measure."""

    mu_star: float
    sigma: float


def whole_priors(keys: Sequence[str]) -> dict[str, Any]:
    """Return the problem as SALib wants it: every assumption anywhere in its prior, from 0 to 1."""
    return {"num_vars": len(keys), "names": list(keys), "bounds": [[0, 1]] * len(keys)}


def walked(keys: Sequence[str], starts: int, seed: int) -> Array:
    """Return the points of so many random paths, one path after the other, each step along one key."""
    points: Array = starts_of.sample(whole_priors(keys), starts, num_levels=LEVELS, seed=seed)
    return points


def effects(keys: Sequence[str], points: Array, values: Array, seed: int) -> dict[str, Effect]:
    """Return the effect of each key on what had these values at these points, told for a whole prior."""
    found = effects_of.analyze(whole_priors(keys), points, values, num_levels=LEVELS, seed=seed)
    return {
        key: Effect(float(mu_star), float(sigma))
        for key, mu_star, sigma in zip(found["names"], found["mu_star"], found["sigma"], strict=True)
    }


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
    points = walked(keys, asked.starts, asked.seed)
    values = np.zeros((len(points), len(names)))
    for turn, point in enumerate(points):
        # SALib's places are floats: a third of a prior is a third of it.
        places = (Fraction(round(place * (LEVELS - 1)), LEVELS - 1) for place in point)
        found = lived(asked, dict(zip(keys, places, strict=True)))
        values[turn] = [found[name] for name in names]
        done(turn + 1, len(points))
    return {name: effects(keys, points, values[:, place], asked.seed) for place, name in enumerate(names)}
