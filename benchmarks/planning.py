"""How a plan is measured, for the benches of plans: seconds, proven gap, penalties, promises."""

import sys
import time
from collections.abc import Callable
from typing import TypeVar

import numpy as np
from ortools.sat.python import cp_model

from befriend.planner import Answer, Problem, plan
from befriend.planner.canonical import WAITS, Canonical, Found, canonical, value_of
from befriend.planner.check import Findings, check
from befriend.planner.greedy import best_fit
from befriend.planner.problem import in_words
from befriend.planner.values import IntArray
from benchmarks.row import Row, against

Made = TypeVar("Made")


def measured(name: str, problem: Problem) -> list[Row]:
    """Plan once unmeasured, so that numba has compiled; then measure the plan and its peers."""
    plan(problem, effort=1)
    answer, seconds = timed(lambda: plan(problem))
    one = canonical(problem)
    greedy, greedy_seconds = timed(lambda: best_fit(one))
    peers = {
        "greedy: signed order, best fit": greedy,
        "plain CP-SAT, the same seconds": plain_solver(one, greedy, seconds),
    }
    tell(f"{name}: ours", problem, answer)
    rows = [against(f"{name}, time", seconds, "s", peer="greedy", peer_value=greedy_seconds,
                    more_is_better=False)]  # fmt: skip
    for peer, where in peers.items():
        value = value_of(one, where)
        theirs = answer_of(one, where, answer.bound)
        tell(f"{name}: {peer}", problem, theirs)
        rows += [
            against(f"{name}, proven gap", percent(answer.value, answer.bound), "%", peer=peer,
                    peer_value=percent(value, answer.bound), more_is_better=False, limit=0.0),
            against(f"{name}, penalties and costs", answer.value, "value", peer=peer,
                    peer_value=value, more_is_better=False, limit=answer.bound),
            beside_hopeless(name, one, answer, peer, value),
        ]  # fmt: skip
    return rows


def timed(work: Callable[[], Made]) -> tuple[Made, float]:
    """Do the work; give what it made and the seconds it took."""
    began = time.perf_counter()
    made = work()
    return made, time.perf_counter() - began


def percent(value: int, bound: int) -> float:
    """Give the gap of a value to the bound, in percent; never 0, so that a ratio can be made."""
    return max(1e-9, 100 * (value - bound) / max(1, bound))


def beside_hopeless(name: str, one: Canonical, answer: Answer, peer: str, value: int) -> Row:
    """Give the gap without those who could go to nobody: their penalty is in value and bound alike."""
    hopeless = int(one.penalty[np.diff(one.start) == 0].sum())
    ours = percent(answer.value - hopeless, answer.bound - hopeless)
    theirs = percent(value - hopeless, answer.bound - hopeless)
    return against(f"{name}, gap of who could be served", ours, "%", peer=peer, peer_value=theirs,
                   more_is_better=False, limit=0.0)  # fmt: skip


def answer_of(one: Canonical, where: IntArray, bound: int) -> Answer:
    """Put a peer's plan in the words of ours."""
    return in_words(one, Found(where, value_of(one, where), bound, proven=False), "peer")


def tell(what: str, problem: Problem, answer: Answer) -> None:
    """Say on standard error whether limits, the signed order and continuity are kept."""
    found: Findings = check(problem, answer)
    waiting = set(answer.waiting)
    first = sum(item.first and item.ref in waiting for item in problem.items)
    points = sum(item.points for item in problem.items if item.ref in waiting)
    with_before, had_one = continuity(problem, answer)
    print(
        f"{what}: limits broken {len(found.broken)}, wait who fit {found.fits}, wait behind a later "
        f"class {found.behind}, waiting {len(waiting)} ({points} points, first order {first}), "
        f"with the practitioner before {with_before} of {had_one} served who had one",
        file=sys.stderr,
        flush=True,
    )


def continuity(problem: Problem, answer: Answer) -> tuple[int, int]:
    """Count who is with a practitioner from before (cost 0), of those served who had one to choose."""
    before = {
        (problem.items[i].ref, problem.candidates[j].ref)
        for i, j in zip(
            problem.pair_item[problem.pair_cost == 0].tolist(),
            problem.pair_candidate[problem.pair_cost == 0].tolist(),
            strict=True,
        )
    }
    had_one = {item for item, _ in before}
    served = [pair for pair in answer.assigned if pair[0] in had_one]
    return sum(pair in before for pair in served), len(served)


def plain_solver(one: Canonical, hint: IntArray, seconds: float) -> IntArray:
    """Let CP-SAT as it comes (both cores) minimise the same value from the greedy plan."""
    model = cp_model.CpModel()
    item, to = one.from_item.tolist(), one.to.tolist()
    choices = [model.new_bool_var("") for _ in item]
    by_item: dict[int, list[int]] = {}
    by_candidate: dict[int, list[int]] = {}
    for pair, (i, j) in enumerate(zip(item, to, strict=True)):
        by_item.setdefault(i, []).append(pair)
        by_candidate.setdefault(j, []).append(pair)
        model.add_hint(choices[pair], int(hint[i] == j))
    for pairs in by_item.values():
        model.add_at_most_one(choices[pair] for pair in pairs)
    for j, pairs in by_candidate.items():
        points = [int(one.points[item[pair]]) for pair in pairs]
        taken = [choices[pair] for pair in pairs]
        model.add(cp_model.LinearExpr.weighted_sum(taken, points) <= int(one.points_room[j]))
        model.add(cp_model.LinearExpr.sum(taken) <= int(one.people_room[j]))
    saving = (one.cost - one.penalty[one.from_item]).tolist()
    model.minimize(cp_model.LinearExpr.weighted_sum(choices, saving))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return hint
    where = np.full(len(one.items), WAITS, dtype=np.int64)
    for pair, choice in enumerate(choices):
        if solver.boolean_value(choice):
            where[item[pair]] = to[pair]
    return where
