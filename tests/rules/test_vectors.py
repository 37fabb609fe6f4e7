"""The published cases of the workload tool, for every function that a rule of ours answers."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from befriend import policies
from befriend.policies.form import Changed, DatedValue, Reference
from befriend.rules import availability, capacity, points
from befriend.rules.points import Weights

FILE = Path(__file__).parents[3] / "shared" / "vectors" / "workload.json"
DAY = date(2026, 11, 23)

pytestmark = pytest.mark.skipif(
    not FILE.exists(), reason="the published vectors are not here (../shared/vectors/workload.json)"
)

# Where we answer otherwise, on purpose.
DIFFERENT = {
    "wmt-002": "a person on warrant is still answered for, so nothing is subtracted",
    "wmt-006": "a person past the end of an order stays work until the order is closed",
    "wmt-008": "as wmt-002 and wmt-006; no share of a person is taken off",
    "wmt-010": "as wmt-008; and points are whole numbers",
    "wmt-061": "work with nothing available is not 0%: there is no percentage, and it is full",
}
# What no rule of ours answers yet, or ever.
NOT_OURS = {
    "grade_code": "codes of another system belong to its import",
    "contracted_hours": "hours are those of the contract; nobody is given a default",
    "nominal_target": "one target for every grade, in capacity.yaml",
    "arms_points": "folded into other activity in January 2023",
    "wmt_period": "a Befriend week is Monday to Sunday",
    "workload_points_legacy": "the tool itself gave it up in January 2023",
    "workload_points_current": "its weights for warrants, overdue orders and contacts are not ours",
    "workload_points_realtime": "contacts on colleagues' cases are not attributed yet",
}


def with_values(**changes: int) -> policies.Book:
    """Return the book with some values of capacity.yaml replaced."""
    made = {
        f"capacity.{name}": Changed(
            values={
                date(2018, 1, 1): DatedValue(
                    value=value, issued=DAY, status="derived", reference=Reference(title="A vector")
                )
            }
        )
        for name, value in changes.items()
    }
    return policies.load().laid_over(made, "vector")


def points_for_tier(given: dict[str, Any]) -> int:
    people = given["counts"]["total"]
    weights = Weights(tiers=((given["tierPoints"],) * 3,) * 33, reports=(0, 0, 0, 0))
    zeros = np.zeros(people, np.int64)
    total, _ = points.load_by_practitioner(zeros, zeros, zeros, zeros, weights, 1)
    return int(total[0])


def available_points(given: dict[str, Any]) -> int:
    default = given["defaultContractedHours"]["pso"]
    hours = default if given["contractedHoursPerWeek"] is None else given["contractedHoursPerWeek"]
    book = with_values(nominal_points=given["nominalTarget"], full_week_minutes=default * 60)
    return availability.available_points((hours - given["hoursReduction"]) * 60, book, DAY)


def available_points_realtime(given: dict[str, Any]) -> int:
    minutes = round(given["availableHours"] * 60)
    return availability.available_points(minutes, policies.load(), DAY)


def report_points(given: dict[str, Any]) -> int:
    weight = given["points"] if given.get("enabled", True) else 0
    return given["count"] * points.report_points(Weights((), (weight, 0, 0, 0)), 0)


def percentage(given: dict[str, Any]) -> int | None:
    return capacity.percent(given["value"], given["total"])


def capacity_rollup(given: dict[str, Any]) -> list[int | None]:
    rows = given["rows"]
    of_each = [capacity.percent(row["totalPoints"], row["availablePoints"]) for row in rows]
    total = [sum(row[name] for row in rows) for name in ("totalPoints", "availablePoints")]
    return [*of_each, capacity.percent(*total)]


def reduction_allowance_hours(given: dict[str, Any]) -> float:
    """Our answer in hours, from a week of that contract under that percentage."""
    monday, percent = date(2026, 11, 23), given["allowancePercentage"]
    steps = availability.percentages(
        [given["contractedHours"] * 60],
        [monday],
        [availability.Reduction(monday, None, "vector", percent=percent)],
    )
    return -steps[0].minutes / 60


OURS: dict[str, Callable[[dict[str, Any]], Any]] = {
    "points_for_tier": points_for_tier,
    "available_points": available_points,
    "available_points_realtime": available_points_realtime,
    "sdr_points": report_points,
    "parom_points": report_points,
    "percentage": percentage,
    "capacity_rollup": capacity_rollup,
    "reduction_allowance_hours": reduction_allowance_hours,
}


def expected(vector: dict[str, Any]) -> Any:
    """Return the published answer in the form ours has: whole percentages, hours."""
    answer = vector["expected"]
    if vector["function"] == "capacity_rollup":
        return [int(each) for each in (*answer["rowCapacity"], answer["totalCapacity"])]
    if vector["function"] == "reduction_allowance_hours":
        return answer["allowanceHours"]
    return answer


def vectors() -> list[Any]:
    if not FILE.exists():
        return []
    every = json.loads(FILE.read_text("utf-8"))["vectors"]
    return [pytest.param(each, id=each["id"]) for each in every if each["function"] in OURS]


@pytest.mark.parametrize("vector", vectors())
def test_a_published_case_has_the_published_answer_or_a_reason(vector):
    answer = OURS[vector["function"]](vector["input"])

    assert (answer == expected(vector)) == (vector["id"] not in DIFFERENT)


def test_every_published_function_is_answered_or_set_aside_with_a_reason():
    every = json.loads(FILE.read_text("utf-8"))["vectors"]

    assert {each["function"] for each in every} == OURS.keys() | NOT_OURS.keys()
