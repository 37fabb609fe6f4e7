"""What every plan promises: limits, the signed order, and points that add up."""

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from befriend.planner import Candidate, Problem, plan
from befriend.planner.account import account
from befriend.planner.check import check
from befriend.planner.one_more import Extra, one_more
from befriend.rules.values import Grade
from tests.planner.problems import person, problem, problems, random_problem, served_vector


@given(problems(items=9, candidates=4))
@settings(deadline=None, max_examples=40)
def test_no_hard_limit_is_ever_broken_and_nobody_waits_who_fits(one: Problem):
    found = check(one, plan(one))

    assert found.broken == ()
    assert found.fits == 0


@given(problems(items=9, candidates=4))
@settings(deadline=None, max_examples=40)
def test_nobody_waits_behind_a_later_one_who_took_their_room(one: Problem):
    assert check(one, plan(one)).behind == 0


@given(problems(items=6, candidates=3), st.integers(0, 150), st.integers(0, 4), st.integers(0, 99))
@settings(deadline=None, max_examples=40)
def test_one_more_practitioner_never_worsens_the_signed_order(
    one: Problem, points: int, people: int, seed: int
):
    rng = random.Random(seed)
    lawful = [i for i in range(len(one.items)) if rng.random() < 0.6]
    wider = one._replace(
        candidates=(*one.candidates, Candidate("new", points, people)),
        pair_item=np.append(one.pair_item, np.array(lawful, dtype=np.int64)),
        pair_candidate=np.append(one.pair_candidate, np.full(len(lawful), len(one.candidates))),
        pair_cost=np.append(one.pair_cost, np.zeros(len(lawful), dtype=np.int64)),
    )

    assert served_vector(wider, plan(wider)) >= served_vector(one, plan(one))


def test_one_more_officer_serves_whom_nobody_could_take():
    one = problem(
        [person("ali", 90, since=1), person("bo", 50, since=2)],
        [Candidate("kit", 60, 5)],
        [(1, 0, 0)],
    )
    extras = (Extra(Grade.PSO, 100, 5, ("bo",)), Extra(Grade.OFFICER, 100, 5, ("ali", "bo")))

    pso, officer = one_more(one, plan(one), extras)

    assert pso.served == ()
    assert officer.served == ("ali",)
    assert officer.waits == ()


@given(problems(items=9, candidates=4), st.integers(0, 99))
@settings(deadline=None, max_examples=40)
def test_every_point_of_the_gap_is_accounted_for(one: Problem, seed: int):
    rng = random.Random(seed)
    available = {each.ref: each.points_room * 100 // 110 + rng.randint(0, 1) for each in one.candidates}

    found = account(one, plan(one), available, 110, frozenset({"c0000"}))

    assert sum(part.points for part in found.parts) == found.waiting


def test_the_account_names_the_limits():
    people = [person(f"p{i}", 40, order=1, since=i) for i in range(8)]
    one = problem(
        people,
        [Candidate("kit", 220, 1), Candidate("sam", 110, 9), Candidate("wren", 100, 9)],
        [(i, j, 0) for i in range(8) for j in range(2)],
    )
    available = {"kit": 200, "sam": 101, "wren": 91}

    found = account(one, plan(one), available, 110, frozenset({"kit"}))

    assert {part.code: part.points for part in found.parts} == {
        "shortage": 320 - 431,
        "rounding": 0,
        "other_limits": 1,
        "nobody_lawful": 100,
        "remainder": 30,
        "trainee_heads": 180,
    }
    assert found.waiting == 200


def test_the_checker_sees_what_is_wrong():
    one = problem(
        [person("ali", 50, order=0), person("bo", 40, order=1)],
        [Candidate("kit", 50, 1), Candidate("sam", 30, 1)],
        [(0, 0, 0), (1, 0, 0)],
    )
    good = plan(one)

    behind = good._replace(assigned=(("bo", "kit"),), waiting=("ali",))
    unlawful = good._replace(assigned=(("ali", "kit"), ("bo", "sam")), waiting=())
    lost = good._replace(waiting=())
    idle = good._replace(assigned=(), waiting=("ali", "bo"))

    assert check(one, good) == ((), 0, 0)
    assert check(one, behind).behind == 1
    assert check(one, unlawful).broken == ("sam is given more than their room", "bo may not go to sam")
    assert check(one, lost).broken == ("people are miscounted",)
    assert check(one, idle).fits == 2


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"pair_cost": np.array([-1])}, "costs less than 0"),
        ({"pair_item": np.array([7])}, "not there"),
        ({"pair_item": np.array([0, 0])}, "differ in length"),
        ({"items": (person("ali", -1),)}, "fewer than 0 points"),
        ({"items": (person("ali", 1), person("ali", 2))}, "same reference"),
    ],
)
def test_a_problem_that_is_not_one_is_refused(changed: dict[str, object], said: str):
    one = problem([person("ali", 50)], [Candidate("sam", 60, 1)], [(0, 0, 0)])

    with pytest.raises(ValueError, match=said):
        plan(one._replace(**changed))


def test_a_plan_for_nobody_is_a_plan():
    answer = plan(random_problem(random.Random(1), 0, 0))

    assert (answer.value, answer.bound, answer.gap, answer.proven) == (0, 0, 0.0, True)
