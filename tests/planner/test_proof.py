"""A bound is made anew from whole numbers, and a false one is refused."""

import random

import numpy as np
import pytest
from hypothesis import given, settings

from befriend.planner import Candidate, Problem, Proof, bundles, large, market, pairs, plan
from befriend.planner.canonical import WAITS, canonical
from befriend.planner.problem import in_words, refuse_broken
from befriend.planner.proof import is_proven, rederived
from benchmarks import instances
from tests.planner.problems import person, problem, problems, random_problem
from tests.planner.test_large import least_value


@given(problems(items=7, candidates=3))
@settings(deadline=None, max_examples=40)
def test_each_bound_is_made_anew_from_its_prices(one: Problem):
    sorted_problem = canonical(one)
    nobody = np.full(len(one.items), WAITS, dtype=np.int64)

    found = [way.relax(sorted_problem, nobody, 3) for way in (bundles, pairs)]
    for relaxed in [*found, market.relax(sorted_problem, 3)]:
        assert rederived(one, relaxed.proof) == relaxed.bound


@given(problems(items=6, candidates=3))
@settings(deadline=None, max_examples=40)
def test_no_plan_is_below_the_bound_of_a_market(one: Problem):
    sorted_problem = canonical(one)

    assert market.relax(sorted_problem, 2).bound <= least_value(sorted_problem)


def test_a_market_proves_nearly_what_the_linear_programme_does():
    one = canonical(instances.unit())
    nobody = np.full(len(one.items), WAITS, dtype=np.int64)

    best = pairs.relax(one, nobody, 40).bound

    assert best * 0.9999 <= market.relax(one, 2).bound <= best


@pytest.mark.parametrize(
    "changed",
    [
        lambda answer: answer._replace(bound=answer.bound + 1),
        lambda answer: answer._replace(value=answer.value - 1),
        lambda answer: answer._replace(value=answer.value + 1),
        lambda answer: answer._replace(bound=answer.value + 1),
    ],
)
def test_a_false_bound_or_value_is_refused(changed):
    one = random_problem(random.Random(2), 20, 5, room=200)
    found = large.solve(canonical(one), 1)
    answer = in_words(canonical(one), found, "search and bound")
    # As high as its prices go, so that one more is a lie.
    answer = answer._replace(bound=rederived(one, answer.proof))
    assert is_proven(one, answer)

    with pytest.raises(AssertionError, match="cannot be"):
        refuse_broken(one, changed(answer))


@pytest.mark.parametrize(
    ("proof", "said"),
    [
        (Proof(worth=(("ali", -1),)), "below 0"),
        (Proof(worth=(("ali", 10**15),)), "above what it costs"),
        (Proof(rooms=(("sam", -5, 0),)), "price of a room"),
        (Proof(worth=(("ali", 1),), rooms=(("sam", 1, 0),)), "two kinds"),
        (Proof(searched=("ali",)), "two kinds"),
    ],
)
def test_what_proves_nothing_is_refused(proof: Proof, said: str):
    one = problem([person("ali", 50), person("bo", 20)], [Candidate("sam", 60, 1)], [(0, 0, 0), (1, 0, 0)])

    with pytest.raises(ValueError, match=said):
        rederived(one, proof)


def test_a_bound_of_search_is_no_higher_than_what_was_searched_costs():
    one = random_problem(random.Random(6), 9, 3)
    answer = plan(one)

    lie = answer._replace(
        bound=answer.value, proof=answer.proof._replace(searched=(), searched_bound=answer.value)
    )

    assert is_proven(one, answer)
    assert not is_proven(one, lie)


def test_a_problem_of_very_many_pairs_is_planned_from_whom_the_market_serves(monkeypatch):
    monkeypatch.setattr(market, "MOST_PAIRS", 1000)
    monkeypatch.setattr(bundles, "MOST_CELLS", 0)
    one = random_problem(random.Random(3), 220, 12, room=700)

    answer = in_words(canonical(one), large.solve(canonical(one), 1), "")

    refuse_broken(one, answer)
    assert answer.proof.rooms
