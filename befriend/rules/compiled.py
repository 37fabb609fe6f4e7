"""The loops of `points`, compiled from the same functions."""

from __future__ import annotations

import numpy as np
from numba.extending import register_jitable
from numpy.typing import ArrayLike

from befriend.rules import points
from befriend.rules.kept import compiled
from befriend.rules.points import Ints, Weights

# Compiled code that meets the plain function compiles that very function.
register_jitable(points.case_points)
_loop = compiled(points.load_by_practitioner)


def load_by_practitioner(
    owner_index: ArrayLike,
    tier: ArrayLike,
    place: ArrayLike,
    report_points: ArrayLike,
    weights: Weights,
    n: int,
    young: ArrayLike | None = None,
) -> tuple[Ints, Ints]:
    """Return points and people of each of `n` practitioners, as `points.load_by_practitioner`.

    Raises ValueError for arrays of unequal length or an index out of range, which compiled code
    would read past without a word.
    """
    owners, tiers = within(owner_index, -1, n, "owner"), within(tier, 0, len(weights.tiers), "tier")
    places, reports = within(place, 0, 3, "place"), np.ascontiguousarray(report_points, np.int64)
    if not len(owners) == len(tiers) == len(places) == len(reports):
        raise ValueError("owner, tier, place and report points differ in length")
    moving_on = None if young is None else within(young, 0, 2, "young")
    if moving_on is not None and len(moving_on) != len(owners):
        raise ValueError("owner and young differ in length")
    total, people = _loop(owners, tiers, places, reports, weights, n, moving_on)
    return total, people


def within(array: ArrayLike, low: int, high: int, name: str) -> Ints:
    """Return `array` as integers from `low` up to but not including `high`, or raise ValueError."""
    numbers = np.ascontiguousarray(array, np.int64)
    if len(numbers) and (numbers.min() < low or numbers.max() >= high):
        raise ValueError(f"{name} runs from {numbers.min()} to {numbers.max()}; "
                         f"it should stay from {low} to {high - 1}")  # fmt: skip
    return numbers
