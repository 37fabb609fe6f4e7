"""Large plans: limits kept, the signed order kept by class, and a bound that is one."""

import os
import random
import subprocess
import sys

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from befriend.planner import Candidate, Problem, bundles, exact, knapsack, large, pairs, plan
from befriend.planner.canonical import WAITS, Canonical, canonical, value_of
from befriend.planner.check import check
from befriend.planner.problem import in_words
from befriend.planner.repair import repair
from tests.planner.problems import person, problem, problems, random_problem, shuffled


@given(problems(items=12, candidates=5))
@settings(deadline=None, max_examples=40)
def test_no_limit_is_broken_and_nobody_waits_in_vain(one: Problem):
    found = large.solve(canonical(one), 0)
    answer = in_words(canonical(one), found, "search and bound")

    assert check(one, answer) == ((), 0, 0)
    assert answer.bound <= answer.value
    assert answer.gap >= 0


@given(problems(items=6, candidates=3))
@settings(deadline=None, max_examples=40)
def test_no_plan_is_below_either_bound(one: Problem):
    sorted_problem = canonical(one)
    nobody = np.full(len(one.items), WAITS, dtype=np.int64)
    best = least_value(sorted_problem)

    assert pairs.relax(sorted_problem, nobody, 20).bound <= best
    assert bundles.relax(sorted_problem, nobody, 20).bound <= best


@given(problems(items=8, candidates=3))
@settings(deadline=None, max_examples=30)
def test_the_exact_plan_is_not_below_the_bound_of_the_large_method(one: Problem):
    sorted_problem = canonical(one)

    assert large.solve(sorted_problem, 1).bound <= exact.solve(sorted_problem, 4).value


def test_small_rooms_are_bound_by_whole_bundles():
    # Two halves of everybody would fill both rooms, but no whole person fits beside another.
    people = [person(f"p{i}", 60, order=1) for i in range(4)]
    one = problem(
        people,
        [Candidate("kit", 100, 9), Candidate("sam", 100, 9)],
        [(i, j, 0) for i in range(4) for j in range(2)],
    )
    sorted_problem = canonical(one)
    nobody = np.full(4, WAITS, dtype=np.int64)

    loose = pairs.relax(sorted_problem, nobody, 20).bound
    tight = bundles.relax(sorted_problem, nobody, 20).bound

    assert tight == least_value(sorted_problem) > loose


def test_wrong_prices_prove_a_weak_bound_never_a_false_one():
    one = canonical(random_problem(random.Random(5), 6, 3))
    count = len(one.candidates)

    for price in (0.0, 1.0, 1e3, 1e9):
        bound, _ = pairs.certified(one, np.full(count, price), np.full(count, price))
        assert bound <= least_value(one)


@given(st.integers(0, 2**20))
@settings(deadline=None, max_examples=20)
def test_the_order_of_the_input_never_changes_a_large_plan(seed: int):
    rng = random.Random(seed)
    one = random_problem(rng, 20, 6)
    other = shuffled(one, rng)

    first = in_words(canonical(one), large.solve(canonical(one), 1), "")
    second = in_words(canonical(other), large.solve(canonical(other), 1), "")

    assert first == second


def test_a_problem_of_many_people_is_planned_by_search():
    one = random_problem(random.Random(3), 220, 12, room=700)

    answer = plan(one)

    assert answer.method == "search and bound"
    assert check(one, answer) == ((), 0, 0)
    assert 0 <= answer.gap < 0.1


def test_nobody_waits_behind_a_later_class_after_the_repair():
    early, late = person("ali", 60, order=0), person("bo", 40, order=2)
    one = canonical(problem([early, late], [Candidate("sam", 60, 2)], [(0, 0, 0), (1, 0, 0)]))

    repaired = repair(one, np.array([WAITS, 0], dtype=np.int64))

    assert repaired.tolist() == [0, WAITS]


def test_a_knapsack_takes_the_best_that_fits():
    one = canonical(
        problem(
            [person("ali", 50), person("bo", 30), person("cy", 30)],
            [Candidate("sam", 60, 2)],
            [(0, 0, 0), (1, 0, 0), (2, 0, 1)],
        )
    )
    worth = np.array([10, 6, 6], dtype=np.int64)

    saved, taken = knapsack.best_bundles(one, knapsack.turned(one), worth)

    assert (saved, taken) == (11, [(0, [1, 2])])


def test_the_compiled_parts_stay_within_their_arrays():
    program = (
        "import random; from befriend.planner import large, canonical;"
        "from tests.planner.problems import random_problem;"
        "one = canonical.canonical(random_problem(random.Random(8), 40, 8));"
        "print(large.solve(one, 1).value)"
    )
    # Compiled afresh: numba checks bounds only in what it compiles with this set.
    checked = {**os.environ, "NUMBA_BOUNDSCHECK": "1", "NUMBA_CACHE_DIR": os.devnull}
    done = subprocess.run(
        [sys.executable, "-c", program], env=checked, capture_output=True, text=True, check=False
    )

    one = canonical(random_problem(random.Random(8), 40, 8))
    assert done.stdout.strip() == str(large.solve(one, 1).value), done.stderr


def least_value(one: Canonical) -> int:
    """Try every plan; give the least value."""
    where = np.full(len(one.items), WAITS, dtype=np.int64)
    return least_from(one, where, 0)


def least_from(one: Canonical, where: np.ndarray, i: int) -> int:
    """Try every place for item i and all after it."""
    if i == len(one.items):
        return value_of(one, where)
    found = []
    for j in [WAITS, *one.to[one.start[i] : one.start[i + 1]].tolist()]:
        with_j = np.flatnonzero(where[:i] == j)
        if j != WAITS and (
            one.points[with_j].sum() + one.points[i] > one.points_room[j]
            or len(with_j) + 1 > one.people_room[j]
        ):
            continue
        where[i] = j
        found.append(least_from(one, where, i + 1))
    where[i] = WAITS
    return min(found)
