"""Large plans: search, a proven bound, and a last repair that keeps the signed order."""

import numpy as np

from befriend.planner import bundles, greedy, pairs, search
from befriend.planner.canonical import WAITS, Canonical, Found, value_of
from befriend.planner.repair import repair
from befriend.planner.values import IntArray

STEPS = 2_500_000
ROUNDS = 10
# Temperatures, in the penalty of a point of the class that is being fought over (hot, warm)
# and of the last class (cold).
HOT, WARM, COLD = 2.0, 0.2, 0.005


def solve(problem: Canonical, effort: int) -> Found:
    """Make the plan: `effort` times 2.5 million changes tried, and as many rounds of bounding x 10.

    Penalties are by class, by points, and a little by how long somebody waits. Within a class
    the plan may serve a later person where an earlier one does not fit; between classes the
    signed order is kept in the sense of `repair`.
    """
    found = heated(problem, greedy.best_fit(problem), effort * STEPS // 4, HOT)
    relaxation = bundles if bundles.are_within_reach(problem) else pairs
    relaxed = relaxation.relax(problem, found, effort * ROUNDS)
    rounded = relaxed.where.copy()
    greedy.fill(problem, rounded)
    plans = [found, heated(problem, rounded, effort * STEPS, WARM)]
    best = min((repair(problem, plan) for plan in plans), key=lambda plan: value_of(problem, plan))
    value = value_of(problem, best)
    return Found(best, value, relaxed.bound, value == relaxed.bound)


def heated(problem: Canonical, where: IntArray, steps: int, heat: float) -> IntArray:
    """Anneal from a heat that suits the earliest class in which somebody waits in vain."""
    point = float(problem.point)
    cold = COLD * point
    fought_over = (where == WAITS) & (np.diff(problem.start) > 0)
    if not fought_over.any():
        return search.anneal(problem, where, steps, heat * point, cold)
    earliest = int(np.argmax(fought_over))
    hot = float(problem.penalty[earliest]) / max(1, int(problem.points[earliest]))
    return search.anneal(problem, where, steps, heat * hot, cold)
