"""Giving people out one by one, as the made-up country does, beside the planner's plan of the same week."""

from __future__ import annotations

from fractions import Fraction

import pytest

from befriend.planner.canonical import canonical
from befriend.simulator import running
from benchmarks import greedy

WEEKS = (4, 13, 26)
# Of the points that the plan places. In units of the size they have in the country 0.90 was measured
# (make bench BENCH=greedy), in these small ones 0.90 too; the order, not the sum, is what a plan is made for.
LEAST = 0.8


@pytest.fixture(scope="module")
def made():
    """Return a small country that keeps the cap, in two units."""
    return greedy.enforced(Fraction(1, 250), 2, max(WEEKS) + 1)


@pytest.fixture(scope="module")
def weeks(made):
    """Return its weeks, both ways."""
    return list(greedy.compared(made, WEEKS))


def test_what_is_compared_is_what_the_country_does(made, weeks):
    counted = running.run(made).measure("given")

    assert sum(len(one.greedy) for one in weeks) == sum(counted[week] for week in WEEKS)


def test_giving_out_one_by_one_is_never_better_in_the_signed_order(weeks):
    """Of the first two whom they treat otherwise, the plan serves the one before."""
    proven = [one for one in weeks if one.answer.proven and one.answer.method == "exact"]
    assert len(proven) >= len(weeks) // 2
    for one in proven:
        planned = {item for item, _ in one.answer.assigned}
        for item in canonical(one.problem).items:
            if (item.ref in one.greedy) != (item.ref in planned):
                assert item.ref in planned
                break


def test_neither_places_more_than_there_is_room_for(weeks):
    for one in weeks:
        people, points = greedy.most(one.problem)
        for refs in (one.greedy, frozenset(item for item, _ in one.answer.assigned)):
            found = greedy.placed(one.problem, refs)
            assert (found.people.total() <= people, found.points.total() <= points) == (True, True)


def test_a_step_left_out_is_seen(made):
    """The test of what is compared can fail: a week in which somebody was given out already is another."""
    before = greedy.ready(made, running.fresh(made.units[0]), 4)
    first = greedy.given(made, before, 4)

    assert first
    assert greedy.given(made, before, 4).isdisjoint(first)


def test_the_rows_stand_beside_the_plan(weeks, capsys):
    people, points = greedy.told(weeks)

    assert min(people.value, people.peer_value) > 0
    assert people.limit >= people.value
    assert points.ratio > LEAST
    assert "class 0" in capsys.readouterr().err
