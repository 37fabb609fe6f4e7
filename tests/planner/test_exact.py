"""The weekly plan: the signed order person by person, then the least cost."""

import itertools
import random

from hypothesis import given, settings
from hypothesis import strategies as st

from befriend.planner import Candidate, Problem, plan
from tests.planner.problems import person, problem, problems, served_vector, shuffled


def test_the_first_in_the_signed_order_is_served_first():
    late = person("ali", 50, order=0, since=10)
    early = person("bo", 50, order=1, since=1)
    one = problem([early, late], [Candidate("sam", 60, 9)], [(0, 0, 0), (1, 0, 9)])

    answer = plan(one)

    assert answer.assigned == (("ali", "sam"),)
    assert answer.waiting == ("bo",)


def test_this_weeks_people_are_rearranged_so_that_one_more_is_served():
    ali, bo = person("ali", 50, since=1), person("bo", 50, since=2)
    one = problem(
        [ali, bo],
        [Candidate("kit", 50, 1), Candidate("sam", 50, 1)],
        [(0, 0, 0), (0, 1, 5), (1, 0, 0)],
    )

    answer = plan(one)

    assert answer.assigned == (("ali", "sam"), ("bo", "kit"))
    assert answer.proven


def test_nobody_lawful_means_everybody_waits():
    answer = plan(problem([person("ali", 50)], [Candidate("sam", 100, 9)], []))

    assert answer.waiting == ("ali",)
    assert answer.gap == 0.0


@given(problems())
@settings(deadline=None, max_examples=60)
def test_the_exact_plan_is_the_best_of_all_plans(one: Problem):
    answer = plan(one)

    assert answer.method == "exact"
    assert answer.proven
    assert (served_vector(one, answer), -cost(one, answer.assigned)) == best_of_all(one)


@given(problems(items=7), st.integers(0, 99))
@settings(deadline=None, max_examples=30)
def test_the_order_of_the_input_never_changes_the_plan(one: Problem, seed: int):
    assert plan(shuffled(one, random.Random(seed))) == plan(one)


def cost(one: Problem, assigned: tuple[tuple[str, str], ...]) -> int:
    """Add up the costs of a plan's pairs."""
    costs = {
        (one.items[i].ref, one.candidates[j].ref): int(amount)
        for i, j, amount in zip(one.pair_item, one.pair_candidate, one.pair_cost, strict=True)
    }
    return sum(costs[pair] for pair in assigned)


def best_of_all(one: Problem) -> tuple[tuple[int, ...], int]:
    """Try every assignment there is; give the best served-vector and its least cost."""
    lawful = {
        (int(i), int(j)): int(amount)
        for i, j, amount in zip(one.pair_item, one.pair_candidate, one.pair_cost, strict=True)
    }
    order = sorted(
        range(len(one.items)), key=lambda i: one.items[i][2:3] + one.items[i][4:] + one.items[i][:1]
    )
    choices = [[None, *(j for j in range(len(one.candidates)) if (i, j) in lawful)] for i in order]
    best: tuple[tuple[int, ...], int] = ((), 0)
    for chosen in itertools.product(*choices):
        if fits(one, order, chosen):
            spent = sum(lawful[i, j] for i, j in zip(order, chosen, strict=True) if j is not None)
            best = max(best, (tuple(int(j is not None) for j in chosen), -spent))
    return best


def fits(one: Problem, order: list[int], chosen: tuple[int | None, ...]) -> bool:
    """Say whether an assignment keeps to every room."""
    for j, candidate in enumerate(one.candidates):
        those = [one.items[i].points for i, to in zip(order, chosen, strict=True) if to == j]
        if sum(those) > candidate.points_room or len(those) > candidate.people_room:
            return False
    return True
