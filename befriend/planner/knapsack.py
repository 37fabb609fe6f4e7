"""The best bundle of people for each practitioner at given worths: knapsacks, compiled, exact."""

from typing import NamedTuple

import numpy as np

from befriend.planner.canonical import Canonical
from befriend.planner.values import IntArray
from befriend.rules.kept import compiled


class Turned(NamedTuple):
    """The pairs by candidate: those of candidate j are `start[j]` to `start[j + 1]`."""

    start: IntArray
    item: IntArray
    cost: IntArray


def turned(problem: Canonical) -> Turned:
    """Sort the pairs by candidate, then item."""
    order = np.lexsort((problem.from_item, problem.to))
    start = np.zeros(len(problem.candidates) + 1, dtype=np.int64)
    np.cumsum(np.bincount(problem.to, minlength=len(problem.candidates)), out=start[1:])
    return Turned(start, problem.from_item[order], problem.cost[order])


def best_bundles(
    problem: Canonical, pairs: Turned, worth: IntArray
) -> tuple[int, list[tuple[int, list[int]]]]:
    """Give what all best bundles together save, and each candidate's bundle (pair places)."""
    saved, taken = fill_all(  # type: ignore[no-untyped-call]
        problem.points, pairs.start, pairs.item, worth[pairs.item] - pairs.cost,
        problem.points_room, problem.people_room,
    )  # fmt: skip
    places = np.flatnonzero(taken)
    owner = np.searchsorted(pairs.start, places, side="right") - 1
    cuts = np.flatnonzero(np.diff(owner)) + 1
    groups = np.split(places, cuts) if len(places) else []
    return int(saved), [
        (int(np.searchsorted(pairs.start, group[0], side="right") - 1), group.tolist()) for group in groups
    ]


@compiled
def fill_all(points, start, item, gain, points_room, people_room):  # type: ignore[no-untyped-def]
    """Solve one knapsack a candidate; give the sum of gains and which pairs are taken."""
    taken = np.zeros(len(item), np.bool_)
    saved = 0
    for j in range(len(points_room)):
        if start[j + 1] > start[j]:
            saved += fill_one(  # type: ignore[no-untyped-call]
                points, start[j], start[j + 1], item, gain, points_room[j], people_room[j], taken
            )
    return saved, taken


@compiled
def fill_one(points, begin, end, item, gain, room, people, taken):  # type: ignore[no-untyped-def]
    """Solve one knapsack of points and people by dynamic programming; mark what it takes."""
    people = min(people, end - begin)
    best = np.zeros((people + 1, room + 1), np.int64)
    chosen = np.zeros((end - begin, people + 1, room + 1), np.bool_)
    for pair in range(begin, end):
        weight = points[item[pair]]
        if gain[pair] <= 0:
            continue
        for count in range(people, 0, -1):
            for space in range(room, weight - 1, -1):
                tried = best[count - 1, space - weight] + gain[pair]
                if tried > best[count, space]:
                    best[count, space] = tried
                    chosen[pair - begin, count, space] = True
    count, space = people, room
    for pair in range(end - 1, begin - 1, -1):
        if chosen[pair - begin, count, space]:
            taken[pair] = True
            count -= 1
            space -= points[item[pair]]
    return best[people, room]
