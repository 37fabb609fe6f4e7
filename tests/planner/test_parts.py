"""Parts that share nobody: planned each for itself, and together as if they had been one."""

import random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from befriend.planner import Candidate, Problem, exact, parts
from befriend.planner.canonical import canonical
from befriend.planner.check import check
from befriend.planner.problem import in_words
from befriend.planner.proof import is_proven
from tests.planner.problems import person, problem, random_problem, served_vector


@given(st.integers(0, 2**20))
@settings(deadline=None, max_examples=25)
def test_parts_serve_whom_the_whole_would_serve_at_the_same_cost(seed: int):
    one = side_by_side([random_problem(random.Random(seed + k), 5, 3) for k in range(3)])

    whole = in_words(canonical(one), exact.solve(canonical(one), 4), "exact")
    found, all_exact = parts.solve(canonical(one), 4)
    answer = in_words(canonical(one), found, "")

    assert all_exact
    assert served_vector(one, answer) == served_vector(one, whole)
    assert (answer.value, answer.bound) == (whole.value, whole.bound)
    assert check(one, answer) == ((), 0, 0)
    assert is_proven(one, answer)


def test_a_large_part_is_searched_and_a_small_one_beside_it_is_planned_exactly(monkeypatch):
    monkeypatch.setattr(parts, "EXACT_ITEMS", 10)
    one = side_by_side(
        [random_problem(random.Random(4), 30, 6, room=300), random_problem(random.Random(5), 6, 3)]
    )

    found, all_exact = parts.solve(canonical(one), 1)
    answer = in_words(canonical(one), found, "")

    assert not all_exact
    assert check(one, answer) == ((), 0, 0)
    assert is_proven(one, answer)
    assert answer.proof.searched


def test_somebody_who_can_go_to_nobody_is_part_of_none():
    one = problem([person("ali", 50), person("bo", 50)], [Candidate("sam", 60, 1)], [(1, 0, 3)])

    found, _ = parts.solve(canonical(one), 1)
    answer = in_words(canonical(one), found, "")

    assert answer.waiting == ("ali",)
    assert answer.assigned == (("bo", "sam"),)
    assert found.proven


def side_by_side(problems: list[Problem]) -> Problem:
    """Put problems beside each other, so that none shares anybody with another."""
    items, candidates, pairs = [], [], []
    for number, one in enumerate(problems):
        rows, columns = len(items), len(candidates)
        items += [item._replace(ref=f"{number}{item.ref}") for item in one.items]
        candidates += [each._replace(ref=f"{number}{each.ref}") for each in one.candidates]
        pairs.append(np.stack([one.pair_item + rows, one.pair_candidate + columns, one.pair_cost], axis=1))
    return problem(items, candidates, [tuple(row) for row in np.concatenate(pairs).tolist()])
