"""Large plans: search, a proven bound, and a last repair that keeps the signed order."""

import numpy as np

from befriend.planner import bundles, greedy, market, pairs, search
from befriend.planner.canonical import WAITS, Canonical, Found, value_of
from befriend.planner.relaxed import Relaxed
from befriend.planner.repair import repair
from befriend.planner.values import IntArray

STEPS, STEPS_A_PERSON = 1_800_000, 300
ROUNDS = 10
# Temperatures, in the penalty of a point of the class in hand.
HOT, WARM, GENTLE, COLD = 2.0, 0.2, 0.05, 0.0005


def solve(problem: Canonical, effort: int) -> Found:
    """Make the plan: `effort` times 2.5 million changes tried, and as many rounds of bounding x 10.

    Penalties are by class, by points, and a little by how long somebody waits. Within a class
    the plan may serve a later person where an earlier one does not fit; between classes the
    signed order is kept in the sense of `repair`.
    """
    steps = effort * max(STEPS, STEPS_A_PERSON * len(problem.items))
    found = heated(problem, greedy.best_fit(problem), steps // 4, HOT)
    relaxed = relax(problem, found, effort * ROUNDS, steps // 4)
    # Repaired first: one early person left over would set the heat too high for all others.
    rounded = repair(problem, relaxed.where)
    plans = [found, heated(problem, rounded, steps, GENTLE if market.is_wanted(problem) else WARM)]
    best = min((repair(problem, plan) for plan in plans), key=lambda plan: value_of(problem, plan))
    value = value_of(problem, best)
    return Found(best, value, relaxed.bound, value == relaxed.bound, relaxed.proof)


def relax(problem: Canonical, where: IntArray, rounds: int, steps: int = 0) -> Relaxed:
    """Prove a bound by the means that suit the shape: bundles, a market, or a linear programme."""
    if bundles.are_within_reach(problem):
        return bundles.relax(problem, where, rounds)
    if market.is_wanted(problem):
        return market.relax(problem, steps=steps)
    return pairs.relax(problem, where, rounds)


def heated(problem: Canonical, where: IntArray, steps: int, heat: float) -> IntArray:
    """Anneal class by class, from the earliest in which somebody waits who could be served.

    Later classes stand aside meanwhile and then fill what is left: there are many of them,
    and they would clutter the rooms an earlier class is fitted into.
    """
    fought_over = problem.rank[(where == WAITS) & (np.diff(problem.start) > 0)]
    stages = np.unique(problem.rank[problem.rank >= fought_over.min()]).tolist() if len(fought_over) else []
    best = where
    for rank in stages:
        count = int(np.searchsorted(problem.rank, rank, side="right"))
        tried = np.full_like(where, WAITS)
        tried[:count] = one_class(up_to(problem, count), best[:count], steps // len(stages), heat)
        greedy.fill(problem, tried)
        best = min((best, tried), key=lambda plan: value_of(problem, plan))
    return best


def one_class(problem: Canonical, where: IntArray, steps: int, heat: float) -> IntArray:
    """Anneal at the temperatures of the last class there is."""
    last = len(problem.items) - 1
    point = float(problem.penalty[last]) / max(1, int(problem.points[last]))
    return search.anneal(problem, where, steps, heat * point, COLD * point)


def up_to(problem: Canonical, count: int) -> Canonical:
    """Give the problem of the first `count` items of the signed order alone."""
    pairs_of_them = int(problem.start[count])
    return problem._replace(
        items=problem.items[:count],
        points=problem.points[:count],
        rank=problem.rank[:count],
        penalty=problem.penalty[:count],
        start=problem.start[: count + 1],
        to=problem.to[:pairs_of_them],
        cost=problem.cost[:pairs_of_them],
    )
