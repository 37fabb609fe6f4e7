"""The last word on a large plan: nobody waits who fits, or behind somebody of a later class."""

import numpy as np

from befriend.planner import greedy
from befriend.planner.canonical import WAITS, Canonical, room_left
from befriend.planner.values import IntArray


def repair(problem: Canonical, where: IntArray) -> IntArray:
    """Change a lawful plan until both promises hold; give the new plan.

    (a) nobody waiting fits any lawful candidate as the plan stands; (b) nobody waiting could
    be served by taking only people of later classes from one candidate. Each step serves one
    more of a class without touching an earlier class, so it ends.
    """
    where = where.copy()
    while True:
        greedy.fill(problem, where)
        behind = first_behind(problem, where)
        if behind is None:
            return where
        i, candidates = behind
        make_way(problem, where, i, candidates)


def first_behind(problem: Canonical, where: IntArray) -> tuple[int, IntArray] | None:
    """Find the first who waits behind later classes, and the candidates they could go to."""
    free_points, free_people = room_left(problem, where)
    served = np.flatnonzero(where != WAITS)
    for rank in np.unique(problem.rank).tolist():
        later = served[problem.rank[served] > rank]
        points, people = free_points.copy(), free_people.copy()
        np.add.at(points, where[later], problem.points[later])
        np.add.at(people, where[later], 1)
        for i in np.flatnonzero((where == WAITS) & (problem.rank == rank)).tolist():
            to = problem.to[problem.start[i] : problem.start[i + 1]]
            could = to[(points[to] >= problem.points[i]) & (people[to] >= 1)]
            if len(could):
                return i, could
    return None


def make_way(problem: Canonical, where: IntArray, i: int, candidates: IntArray) -> None:
    """Serve item i where that puts the least penalty out of its place."""
    ways = [(out_of(problem, where, i, j), j) for j in candidates.tolist()]
    leaving, j = min(ways, key=lambda way: (int(problem.penalty[way[0]].sum()), way[1]))
    where[leaving] = WAITS
    where[i] = j


def out_of(problem: Canonical, where: IntArray, i: int, j: int) -> IntArray:
    """Choose who of later classes leaves candidate j so that item i fits, and nobody in vain."""
    free_points, free_people = room_left(problem, where)
    points, people = int(free_points[j]), int(free_people[j])
    later = np.flatnonzero((where == j) & (problem.rank > problem.rank[i]))
    leaving: list[int] = []
    for k in later[np.argsort(problem.penalty[later], kind="stable")].tolist():
        if points >= problem.points[i] and people >= 1:
            break
        leaving.append(k)
        points += int(problem.points[k])
        people += 1
    for k in sorted(leaving, key=lambda k: -int(problem.penalty[k])):
        if points - problem.points[k] >= problem.points[i] and people >= 2:
            leaving.remove(k)
            points -= int(problem.points[k])
            people -= 1
    return np.array(leaving, dtype=np.int64)
