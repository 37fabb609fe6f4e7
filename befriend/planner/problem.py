"""The one door of the planner: a problem in, the best lawful plan out.

Hard limits: points and people of every candidate, lawful pairs only, one candidate each.
Who is served is decided by the signed order (class, longest waiting, reference) and never
falls out of the arithmetic. A plan made twice is the same plan: no clock, no dice, one
worker, and the order in which items and candidates are named changes nothing.
"""

import numpy as np

from befriend.planner import exact
from befriend.planner.canonical import WAITS, Canonical, canonical
from befriend.planner.values import Answer, Candidate, IntArray, Item, Problem

__all__ = ["Answer", "Candidate", "IntArray", "Item", "Problem", "plan"]


def plan(problem: Problem, *, effort: int = 4) -> Answer:
    """Make the plan. `effort` is how much work may be spent, never how much time."""
    sorted_problem = canonical(problem)
    return in_words(sorted_problem, exact.solve(sorted_problem, effort), "exact")


def in_words(problem: Canonical, found: exact.Found, method: str) -> Answer:
    """Name who is with whom, and who waits in the signed order."""
    where = found.where
    assigned = sorted(
        (problem.items[i].ref, problem.candidates[int(where[i])].ref)
        for i in np.flatnonzero(where != WAITS).tolist()
    )
    waiting = tuple(problem.items[i].ref for i in np.flatnonzero(where == WAITS).tolist())
    if found.bound > found.value:
        raise AssertionError(f"The bound {found.bound} is above the value {found.value}.")
    gap = (found.value - found.bound) / found.bound if found.value != found.bound else 0.0
    return Answer(tuple(assigned), waiting, found.value, found.bound, gap, found.proven, method)
