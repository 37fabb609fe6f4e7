"""How a plan is measured, for the benches of plans: seconds, proven gap, penalties, promises."""

import sys
import time
from collections.abc import Callable
from typing import TypeVar

import numpy as np
from ortools.sat.python import cp_model

from befriend.planner import Answer, Problem, Proof, plan
from befriend.planner.canonical import WAITS, Canonical, Found, canonical, value_of
from befriend.planner.check import Findings, check
from befriend.planner.greedy import best_fit
from befriend.planner.large import ROUNDS, relax
from befriend.planner.problem import in_words
from befriend.planner.values import IntArray
from benchmarks.row import Row, against

Made = TypeVar("Made")
GREEDY = "greedy: signed order, best fit"
# What `plan` spends unless told otherwise.
EFFORT = 4


def measured(name: str, problem: Problem, *, solver_seconds: float | None = None) -> list[Row]:
    """Plan once unmeasured, so that numba has compiled; then measure the plan and its peers.

    The plain solver has the same seconds as ours, or `solver_seconds`.
    """
    plan(problem, effort=1)
    answer, seconds = timed(lambda: plan(problem))
    one = canonical(problem)
    greedy, greedy_seconds = timed(lambda: best_fit(one))
    # Nobody proves a gap without a bound for every plan there is, however they plan.
    bound, bound_seconds = timed(lambda: relax(one, greedy, EFFORT * ROUNDS).bound)
    tell(f"{name}: ours", problem, answer)
    rows = [
        against(f"{name}, time", seconds, "s", peer=GREEDY, peer_value=greedy_seconds,
                more_is_better=False, limit=bound_seconds),
        in_the_order(name, answer, bound),
    ]  # fmt: skip
    allowed = solver_seconds or seconds
    rows += [
        row
        for peer, where in peers(one, greedy, allowed).items()
        for row in beside(name, problem, answer, bound, peer, where)
    ]
    return rows


def peers(one: Canonical, greedy: IntArray, seconds: float) -> dict[str, IntArray]:
    """Let the peers plan: one by one, and a plain solver that is given so many seconds."""
    solved = plain_solver(one, greedy, seconds)
    no_better = ": no better than its hint" if value_of(one, solved) >= value_of(one, greedy) else ""
    return {GREEDY: greedy, f"plain CP-SAT, {seconds:.2g} s{no_better}": solved}


def in_the_order(name: str, answer: Answer, bound: int) -> Row:
    """Give the gap among plans that keep the signed order as ours does, beside that among all plans.

    Where it is kept person by person the plan may cost far more than the best that only keeps
    classes: that is what the order costs, and no gap of the method.
    """
    return against(f"{name}, gap in the signed order", percent(answer.value, answer.bound), "%",
                   peer=f"the same plan among all plans ({answer.method})",
                   peer_value=percent(answer.value, bound), more_is_better=False, limit=0.0)  # fmt: skip


def beside(name: str, problem: Problem, answer: Answer, bound: int, peer: str, where: IntArray) -> list[Row]:
    """Give the rows about how good our plan is beside a peer's; no plan can be better than the bound."""
    one = canonical(problem)
    value = value_of(one, where)
    tell(f"{name}: {peer}", problem, answer_of(one, where, bound))
    return [
        against(f"{name}, proven gap", percent(answer.value, bound), "%", peer=peer,
                peer_value=percent(value, bound), more_is_better=False, limit=0.0),
        against(f"{name}, penalties and costs", answer.value, "value", peer=peer,
                peer_value=value, more_is_better=False, limit=bound),
        beside_hopeless(name, one, answer._replace(bound=bound), peer, value),
    ]  # fmt: skip


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
    return in_words(one, Found(where, value_of(one, where), bound, proven=False, proof=Proof()), "peer")


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
    """Let CP-SAT as it comes (both cores) minimise the same value from the greedy plan.

    Everybody waits or is with exactly one: written so, it finds better plans than when it may save
    by having people with at most one, whose savings are too large for it.
    """
    model = cp_model.CpModel()
    item, to = one.from_item.tolist(), one.to.tolist()
    chosen = [model.new_bool_var("") for _ in item]
    by_item: dict[int, list[int]] = {}
    by_candidate: dict[int, list[int]] = {}
    for pair, (i, j) in enumerate(zip(item, to, strict=True)):
        by_item.setdefault(i, []).append(pair)
        by_candidate.setdefault(j, []).append(pair)
        model.add_hint(chosen[pair], int(hint[i] == j))
    waits = {i: model.new_bool_var("") for i in by_item}
    for i, those in by_item.items():
        model.add_exactly_one([waits[i], *(chosen[pair] for pair in those)])
        model.add_hint(waits[i], int(hint[i] == WAITS))
    for j, those in by_candidate.items():
        points = [int(one.points[item[pair]]) for pair in those]
        taken = [chosen[pair] for pair in those]
        model.add(cp_model.LinearExpr.weighted_sum(taken, points) <= int(one.points_room[j]))
        model.add(cp_model.LinearExpr.sum(taken) <= int(one.people_room[j]))
    weights = one.cost.tolist() + [int(one.penalty[i]) for i in waits]
    model.minimize(cp_model.LinearExpr.weighted_sum([*chosen, *waits.values()], weights))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return hint
    where = np.full(len(one.items), WAITS, dtype=np.int64)
    for pair, choice in enumerate(chosen):
        if solver.boolean_value(choice):
            where[item[pair]] = to[pair]
    return where
