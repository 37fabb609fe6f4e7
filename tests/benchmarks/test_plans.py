"""The benches of plans measure what they say, on a problem small enough to wait for."""

import random

from benchmarks import plan_preview, planning
from tests.planner.problems import random_problem


def test_a_plan_is_measured_beside_greedy_and_a_plain_solver():
    rows = planning.measured("small", random_problem(random.Random(3), 12, 4))

    assert {row.name for row in rows} == {
        "small, time",
        "small, gap in the signed order",
        "small, proven gap",
        "small, penalties and costs",
        "small, gap of who could be served",
    }
    assert len({row.peer for row in rows if row.name == "small, proven gap"}) == 2


def test_a_preview_is_measured_against_the_bound_that_is_proven_later():
    rows = plan_preview.measured("small", random_problem(random.Random(3), 12, 4))

    assert {row.name for row in rows} == {"small, time", "small, gap"}
    assert all(row.value > 0 for row in rows)
