"""The plain way, to measure against: in the signed order, each to the tightest room that fits."""

import numpy as np

from befriend.planner.canonical import WAITS, Canonical, room_left
from befriend.planner.values import IntArray


def best_fit(problem: Canonical) -> IntArray:
    """Serve in the signed order; nobody is moved again."""
    where = np.full(len(problem.items), WAITS, dtype=np.int64)
    fill(problem, where)
    return where


def fill(problem: Canonical, where: IntArray) -> None:
    """Give everybody who still waits, in the signed order, to the tightest room that fits."""
    points, people = room_left(problem, where)
    for i in np.flatnonzero(where == WAITS).tolist():
        row = slice(problem.start[i], problem.start[i + 1])
        to = problem.to[row]
        fits = (points[to] >= problem.points[i]) & (people[to] >= 1)
        if not fits.any():
            continue
        best = np.lexsort((to[fits], problem.cost[row][fits], points[to][fits]))[0]
        j = to[fits][best]
        where[i] = j
        points[j] -= problem.points[i]
        people[j] -= 1
