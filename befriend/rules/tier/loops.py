"""Many people at once: the loops, plain. `compiled` compiles these very functions."""

from __future__ import annotations

import numpy as np

from befriend.rules.points import Ints
from befriend.rules.tier import axis, points

# One row a person, one column a fact in the order of `Facts`; the ten needs stand from their place on.
PROTECT_AND_CHANGE = len(points.Facts._fields) + points.NEEDS - 1
AXIS = len(axis.Facts._fields)


def facts_of(row: Ints) -> points.Facts:
    """Return the facts of one row for protect and change."""
    return points.Facts(
        row[0],
        row[1],
        row[2],
        row[3],
        row[4] > 0,
        row[5] > 0,
        row[6] > 0,
        row[7] > 0,
        row[8] > 0,
        row[9] > 0,
        (row[10], row[11], row[12], row[13], row[14], row[15], row[16], row[17], row[18], row[19]),
        row[20],
        row[21] > 0,
        row[22] > 0,
    )


def axis_facts_of(row: Ints) -> axis.Facts:
    """Return the facts of one row for the single axis."""
    return axis.Facts(
        row[0] > 0,
        row[1],
        row[2],
        row[3],
        row[4],
        row[5],
        row[6],
        row[7],
        row[8],
        row[9],
        row[10] > 0,
        row[11] > 0,
        row[12],
        row[13] > 0,
        row[14] > 0,
        row[15] > 0,
        row[16] > 0,
    )


def tiers(figures: points.Figures, people: Ints) -> Ints:
    """Return the number of the Tier of everybody."""
    answer = np.zeros(len(people), np.int64)
    for i in range(len(people)):
        answer[i] = points.tier(figures, facts_of(people[i]))
    return answer


def axis_tiers(figures: axis.Figures, people: Ints) -> Ints:
    """Return the number of the AxisTier of everybody, or CONTRADICTS."""
    answer = np.zeros(len(people), np.int64)
    for i in range(len(people)):
        answer[i] = axis.tier(figures, axis_facts_of(people[i]))
    return answer
