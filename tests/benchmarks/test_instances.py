"""The problems that plans are measured on are frozen: the same to the last number on every machine."""

import pytest

from befriend.planner import Problem
from benchmarks import instances


@pytest.mark.parametrize(
    ("make", "digest", "people", "practitioners"),
    [
        (instances.unit, "30864a1dd71d1a7e", 2_000, 45),
        (instances.bulk, "cc736489c4a79e26", 2_000, 20_000),
        (instances.bulk_in_a_row, "d9184418a3e2e1c5", 2_000, 20_000),
        (instances.region, "2ac830061b5b0557", 20_000, 2_000),
    ],
)
def test_an_instance_is_what_it_was(make, digest: str, people: int, practitioners: int):
    problem: Problem = make()

    assert instances.digest(problem) == digest
    assert (len(problem.items), len(problem.candidates)) == (people, practitioners)


def test_a_region_has_room_for_71_percent_of_its_work():
    problem = instances.region()

    room = sum(one.points_room for one in problem.candidates)
    work = sum(item.points for item in problem.items)

    # Each room is rounded down: half a point of 440, on average.
    assert 70.8 < 100 * room / work <= 71
