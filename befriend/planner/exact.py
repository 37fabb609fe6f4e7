"""The weekly plan, exactly: serve the signed order person by person, then cost least."""

from typing import NamedTuple

import numpy as np
from ortools.sat.python import cp_model

from befriend.planner.canonical import WAITS, Canonical, Found, room_left, value_of
from befriend.planner.values import IntArray, Proof

# The share of the effort one question gets: in full for the first few that stay
# unanswered, a little for those after, so that a hopelessly tight plan still ends soon.
QUESTION, SHORT_QUESTION, IN_FULL = 0.05, 0.002, 6

Choices = dict[tuple[int, int], cp_model.IntVar]


class Question(NamedTuple):
    """A CP-SAT model with one choice for each lawful pair of the people it serves."""

    model: cp_model.CpModel
    choices: Choices


def solve(problem: Canonical, effort: int) -> Found:
    """Serve the first if at all feasible, then the second given the first, and so on.

    `effort` is twenty times CP-SAT's deterministic seconds for a question. A question it
    cannot answer within that is taken as a no, and the plan is then not proven.
    """
    where, order_proven = serve_in_order(problem, effort)
    where, could_save, cost_proven = least_cost(problem, where, effort * QUESTION)
    value = value_of(problem, where)
    bound = value - could_save
    proof = Proof(searched=tuple(item.ref for item in problem.items), searched_bound=bound)
    return Found(where, value, bound, order_proven and cost_proven, proof)


def serve_in_order(problem: Canonical, effort: int) -> tuple[IntArray, bool]:
    """Find whom the signed order serves, with some assignment that serves them."""
    where = np.full(len(problem.items), WAITS, dtype=np.int64)
    refused: list[tuple[int, frozenset[int]]] = []
    unanswered = 0
    for i in range(len(problem.items)):
        lawful = options(problem, i)
        if not lawful or is_hopeless(int(problem.points[i]), lawful, refused):
            continue
        if insert(problem, where, i):
            continue
        share = QUESTION if unanswered < IN_FULL else SHORT_QUESTION
        status, changed = rearrange(problem, where, i, effort * share)
        if changed is not None:
            where = changed
            continue
        unanswered += status != cp_model.INFEASIBLE
        refused.append((int(problem.points[i]), lawful))
    return where, unanswered == 0


def options(problem: Canonical, i: int) -> frozenset[int]:
    """Give the candidates item i may go to."""
    return frozenset(problem.to[problem.start[i] : problem.start[i + 1]].tolist())


def is_hopeless(points: int, lawful: frozenset[int], refused: list[tuple[int, frozenset[int]]]) -> bool:
    """Say whether somebody no heavier, with no fewer choices, was refused already.

    The people served only grow in number, so what was refused once stays refused.
    """
    return any(points >= light and lawful <= choices for light, choices in refused)


def insert(problem: Canonical, where: IntArray, i: int) -> bool:
    """Put item i with the cheapest candidate who has room as things stand, if any."""
    row = slice(problem.start[i], problem.start[i + 1])
    to = problem.to[row]
    free_points, free_people = room_left(problem, where)
    fits = (free_points[to] >= problem.points[i]) & (free_people[to] >= 1)
    if not fits.any():
        return False
    # Cheapest, then the tightest fit, then the first reference.
    best = np.lexsort((to[fits], free_points[to][fits], problem.cost[row][fits]))[0]
    where[i] = to[fits][best]
    return True


def rearrange(problem: Canonical, where: IntArray, extra: int, work: float) -> tuple[int, IntArray | None]:
    """Ask whether everybody served and item `extra` fit together, moving only this plan's."""
    served = [*np.flatnonzero(where != WAITS).tolist(), extra]
    question = ask(problem, sorted(served), where)
    solver = new_solver(work)
    status = solver.solve(question.model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return int(status), None
    return int(status), read(question, solver, len(where))


def least_cost(problem: Canonical, where: IntArray, work: float) -> tuple[IntArray, int, bool]:
    """Among all assignments of the same people, find the one that costs least.

    Also say by how much, at most, it could still be cheaper, and whether that is nothing.
    """
    served = np.flatnonzero(where != WAITS).tolist()
    if not served:
        return where, 0, True
    question = ask(problem, served, where)
    pair_cost = cost_of_pairs(problem)
    question.model.minimize(sum(pair_cost[pair] * x for pair, x in question.choices.items()))
    solver = new_solver(work)
    status = solver.solve(question.model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        spent = sum(pair_cost[i, int(where[i])] for i in served)
        return where, spent, spent == 0
    open_cost = round(solver.objective_value) - int(np.ceil(solver.best_objective_bound - 1e-6))
    found = read(question, solver, len(where))
    return found, max(0, open_cost), status == cp_model.OPTIMAL


def cost_of_pairs(problem: Canonical) -> dict[tuple[int, int], int]:
    """Give the cost of every pair by item and candidate."""
    pairs = zip(problem.from_item.tolist(), problem.to.tolist(), strict=True)
    return dict(zip(pairs, problem.cost.tolist(), strict=True))


def ask(problem: Canonical, served: list[int], hint: IntArray) -> Question:
    """Write down: everybody served is with exactly one candidate, and no room is broken."""
    model = cp_model.CpModel()
    choices: Choices = {}
    of_candidate: dict[int, list[int]] = {}
    points = problem.points.tolist()
    for i in served:
        mine = problem.to[problem.start[i] : problem.start[i + 1]].tolist()
        for j in mine:
            choices[i, j] = model.new_bool_var("")
            model.add_hint(choices[i, j], int(hint[i] == j))
            of_candidate.setdefault(j, []).append(i)
        model.add_exactly_one([choices[i, j] for j in mine])
    for j, those in sorted(of_candidate.items()):
        taken = [choices[i, j] for i in those]
        weight = cp_model.LinearExpr.weighted_sum(taken, [points[i] for i in those])
        model.add(weight <= int(problem.points_room[j]))
        model.add(cp_model.LinearExpr.sum(taken) <= int(problem.people_room[j]))
    return Question(model, choices)


def new_solver(work: float) -> cp_model.CpSolver:
    """Make a solver that gives the same answer on every machine: no clock, one worker."""
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    solver.parameters.max_deterministic_time = work
    return solver


def read(question: Question, solver: cp_model.CpSolver, count: int) -> IntArray:
    """Read who is with whom out of a solved question."""
    where = np.full(count, WAITS, dtype=np.int64)
    for (i, j), choice in question.choices.items():
        if solver.boolean_value(choice):
            where[i] = j
    return where
