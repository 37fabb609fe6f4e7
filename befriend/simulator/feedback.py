"""What load does to people: tables by load in percent, bounded on purpose, in 1,024ths.

Nobody has measured these slopes for probation: they are assumptions with wide priors, switched off with
`feedback.loops`, and every statement says so. In all of them the load at which the country starts changes
nothing: there the published figures hold as they are.

- Contact: how good it is falls with load as 1 / (1 + exp(slope (load - half))); less from somebody new.
- Recall and breach: chances are multiplied by exp(effect (quality at the start - quality)).
- Sickness and leaving: multiplied by exp(slope (load - load at the start)), by load as it is felt: each week
  it comes nearer to the load of now, by one part of `feedback.felt_weeks`.
- No chance is multiplied by less than `feedback.least`, nor by more than `feedback.most`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal, localcontext
from typing import Any

import numpy as np
from numpy.typing import NDArray

from befriend.simulator import chance
from befriend.simulator.parameters import Parameters

Array = NDArray[Any]

ONE = 1_024
# How long the tables by load are, and no assumption: long before it every factor is at its bound.
MOST_LOAD = 400  # percent; a heavier load is taken for this one
LOADS = MOST_LOAD + 1
EXPERIENCED, NEW = range(2)


def on(figures: Parameters, day: date) -> bool:
    """Return whether load does anything at all."""
    return bool(figures.on(day, "feedback.loops").value)


def times(figures: Parameters, day: date, key: str) -> int:
    """Return a factor given in percent, in 1,024ths; without feedback it is one."""
    return int(figures.number(day, key) * ONE / 100) if on(figures, day) else ONE


def sickness(figures: Parameters, day: date) -> Array:
    """Return by load what the chance of falling sick is multiplied by."""
    return by_load(figures, day, sloped(figures, day, "feedback.sickness"))


def leaving(figures: Parameters, day: date) -> Array:
    """Return by load what the chance of leaving is multiplied by."""
    return by_load(figures, day, sloped(figures, day, "feedback.leaving"))


def recall(figures: Parameters, day: date) -> Array:
    """Return by experience and load what the chances of recall and of breach are multiplied by."""
    effect = decimal(figures, day, "feedback.recall")
    less = decimal(figures, day, "feedback.inexperience") / 100
    start = quality(figures, day, int(figures.number(day, "start.load")))

    def factor(load: int, kept: Decimal) -> Decimal:
        return (effect * (start - quality(figures, day, load) * kept)).exp()

    return np.stack([
        by_load(figures, day, lambda load: factor(load, Decimal(1))),
        by_load(figures, day, lambda load: factor(load, less)),
    ])  # fmt: skip


def quality(figures: Parameters, day: date, load: int) -> Decimal:
    """Return how good contact is at a load, from 0 to 1."""
    half, slope = (decimal(figures, day, f"feedback.{key}") for key in ("half", "slope"))
    return 1 / (1 + (slope * (load - half) / 100).exp())


def sloped(figures: Parameters, day: date, key: str) -> Callable[[int], Decimal]:
    """Return exp(slope (load - load at the start)) as a function of load in percent."""
    slope, start = decimal(figures, day, key), decimal(figures, day, "start.load")
    return lambda load: (slope * (load - start) / 100).exp()


def by_load(figures: Parameters, day: date, factor: Callable[[int], Decimal]) -> Array:
    """Return a factor at each load, bounded; without feedback it is one everywhere."""
    if not on(figures, day):
        return np.full(LOADS, ONE, np.int64)
    with localcontext() as exact:
        exact.prec = chance.DIGITS
        least, most = (decimal(figures, day, f"feedback.{key}") / 100 for key in ("least", "most"))
        return np.array([int(min(max(factor(load), least), most) * ONE) for load in range(LOADS)], np.int64)


def decimal(figures: Parameters, day: date, key: str) -> Decimal:
    """Return a parameter as a decimal."""
    return chance.decimal(figures.number(day, key))
