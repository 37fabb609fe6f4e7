"""What it costs that somebody waits: by class, by points, and a little by how long."""

from typing import NamedTuple

import numpy as np

from befriend.planner.values import IntArray, Item

# A point of one class weighs as much as this many points of the next: more than the
# points anybody's work can push out of one room, so a class is never traded for a later.
CLASS_RATIO = 64
# Within a class the longest waiting weigh up to 8/64 more, never as much as a class.
BASE = 64
GROWTH = 8
# Every sum of penalties stays well inside 64-bit integers.
LARGEST_SUM = 2**61


class Weights(NamedTuple):
    """The class of each item as 0, 1, 2 ..., and its penalty if it waits."""

    rank: IntArray
    penalty: IntArray


def weigh(items: tuple[Item, ...], largest_cost: int) -> Weights:
    """Give what it costs that each item waits.

    The penalty is proportional to points, so that within a class size never decides: room
    used for one heavy person or for three light ones is worth the same. It is above any
    pair cost, so nobody waits because a pair is dear.
    """
    classes = sorted({item.order for item in items})
    rank_of = {order: rank for rank, order in enumerate(classes)}
    rank = np.array([rank_of[item.order] for item in items], dtype=np.int64)
    base = [
        max(1, item.points) * (BASE + growth) * (largest_cost + 1)
        for item, growth in zip(items, growths(items), strict=True)
    ]
    ratio = class_ratio(sum(base), len(classes))
    last = len(classes) - 1
    penalty = [one * ratio ** (last - int(k)) for one, k in zip(base, rank, strict=True)]
    return Weights(rank, np.array(penalty, dtype=np.int64))


def class_ratio(total: int, classes: int) -> int:
    """Give the largest ratio up to CLASS_RATIO with which every sum still fits."""
    ratio = CLASS_RATIO
    while ratio > 1 and total * ratio ** max(0, classes - 1) > LARGEST_SUM:
        ratio -= 1
    return ratio


def growths(items: tuple[Item, ...]) -> list[int]:
    """Give 0 to GROWTH for each item, by how long they wait beside the others."""
    if not items:
        return []
    newest = max(item.since for item in items)
    span = max(1, newest - min(item.since for item in items))
    return [(newest - item.since) * GROWTH // span for item in items]
