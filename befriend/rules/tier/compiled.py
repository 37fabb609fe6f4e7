"""The tiers of many people, compiled from the same functions."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numba.extending import register_jitable
from numpy.typing import ArrayLike

from befriend.rules.kept import compiled
from befriend.rules.points import Ints
from befriend.rules.tier import axis, loops, points

# Compiled code that meets the plain function compiles that very function.
for _function in (
    points.rsr_points, points.protect, points.women_points, points.protect_total, points.need_points,
    points.change, points.change_total, points.protect_level, points.change_level, points.tier_of,
    points.tier,
    axis.place, axis.reoffending, axis.by_rows, axis.counts, axis.sexual_by_score,
    axis.sexual_by_contact, axis.sexual_by_either, axis.sexual, axis.csrp_counted, axis.steps,
    axis.without_scores, axis.tier,
    loops.facts_of, loops.axis_facts_of,
):  # fmt: skip
    register_jitable(_function)
_tiers = compiled(loops.tiers)
_axis_tiers = compiled(loops.axis_tiers)

YES_NO, FEW, SCORE = (0, 2), (0, 100), (-1, 2**53)
# What each column may hold, from and below; compiled code would read past a table without a word.
PROTECT_AND_CHANGE = (
    (0, 2**53), (0, 5), (0, 4), FEW, YES_NO, YES_NO, YES_NO, YES_NO, YES_NO, YES_NO,
    *[(0, 3)] * points.NEEDS, (0, 101), YES_NO, YES_NO,
)  # fmt: skip
AXIS = (
    YES_NO, SCORE, (0, 3), SCORE, (0, 3), SCORE, (0, 5), SCORE, (0, 5), (0, 5), YES_NO, YES_NO, (0, 4),
    YES_NO, YES_NO, YES_NO, YES_NO,
)  # fmt: skip


def tiers(figures: points.Figures, people: ArrayLike) -> Ints:
    """Return the number of the Tier of everybody; `people` is n x 23 as in `loops`.

    Raises ValueError naming the fact that is out of range.
    """
    answer: Ints = _tiers(figures, within(people, PROTECT_AND_CHANGE, points.Facts._fields))
    return answer


def axis_tiers(figures: axis.Figures, people: ArrayLike) -> Ints:
    """Return the number of the AxisTier of everybody, CONTRADICTS where a band contradicts its score."""
    answer: Ints = _axis_tiers(figures, within(people, AXIS, axis.Facts._fields))
    return answer


def within(people: ArrayLike, ranges: Sequence[tuple[int, int]], names: Sequence[str]) -> Ints:
    """Return `people` as whole numbers, every column in its range, or raise ValueError."""
    table = np.ascontiguousarray(people, np.int64)
    if table.ndim != 2 or table.shape[1] != len(ranges):
        raise ValueError(f"people should be rows of {len(ranges)} facts, not {table.shape}")
    if not len(table):
        return table
    low, high = np.array(ranges, np.int64).T
    wrong = np.flatnonzero((table.min(axis=0) < low) | (table.max(axis=0) >= high))
    if len(wrong):
        raise ValueError(f"column {wrong[0]} ({names[min(wrong[0], len(names) - 1)]} or after) leaves "
                         f"its range, {low[wrong[0]]} to {high[wrong[0]] - 1}")  # fmt: skip
    return table
