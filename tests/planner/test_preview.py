"""A plan to look at in a moment: lawful, with an honest bound, and never the one that is kept."""

import random

from hypothesis import given, settings

from befriend.planner import Problem, exact
from befriend.planner.canonical import canonical
from befriend.planner.check import check
from befriend.planner.preview import preview
from benchmarks import instances
from tests.planner.problems import problems, random_problem, shuffled


@given(problems(items=9, candidates=4))
@settings(deadline=None, max_examples=30)
def test_a_preview_breaks_no_limit_and_nobody_waits_in_vain(one: Problem):
    found = preview(one)

    assert check(one, found) == ((), 0, 0)
    assert found.bound <= found.value
    assert found.method == "preview"


@given(problems(items=9, candidates=4))
@settings(deadline=None, max_examples=30)
def test_the_bound_of_a_preview_is_one_for_the_plan_too(one: Problem):
    assert preview(one).bound <= exact.solve(canonical(one), 4).value


def test_a_preview_of_a_whole_unit_is_within_three_percent_by_its_own_bound():
    found = preview(instances.unit())

    assert 0 <= found.gap < 0.03


def test_the_order_of_the_input_never_changes_a_preview():
    rng = random.Random(9)
    one = random_problem(rng, 20, 6)

    assert preview(shuffled(one, rng)) == preview(one)
