"""The published cases of the workload tool: every one is met, by forms that the live service never calls."""

import ast
import json
from pathlib import Path

import pytest

import befriend
from befriend.imports.vectors import running, workload
from befriend.imports.vectors.result import passed

FILE = Path(__file__).parents[4] / "shared" / "vectors" / "workload.json"
PACKAGE = Path(befriend.__file__).parent
MAY_IMPORT = {"imports/vectors/workload.py"}


def given():
    return json.loads(FILE.read_text("utf-8"))


def cases():
    return given()["vectors"] if FILE.exists() else []


def case(function, given, expected):
    return workload.check({"function": function, "input": given, "expected": expected}, {})


@pytest.mark.skipif(not FILE.exists(), reason="the published cases are not here (../shared/vectors)")
def test_every_kind_of_published_case_is_answered():
    assert {each["function"] for each in cases()} <= set(workload.MODELS)


@pytest.mark.parametrize("one", [pytest.param(each, id=each["id"]) for each in cases()])
def test_a_published_case_has_the_published_answer(one):
    assert workload.check(one, given()) == passed()


def test_a_wrong_expectation_is_not_met_and_the_field_is_named():
    missed = case(
        "reduction_allowance_hours",
        {"contractedHours": 37, "allowancePercentage": 47, "maxAllowancePercentage": 50},
        {"allowanceHours": 17.39, "maxAllowanceHours": 18},
    )

    assert missed.how == "failed"
    assert missed.why == "maxAllowanceHours: expected 18, answered 18.5"


def test_a_field_that_is_expected_and_not_answered_is_a_miss():
    assert case("percentage", {"value": 1, "total": 4}, {"percent": 25}).how == "failed"
    assert case("percentage", {"value": 1, "total": 100}, expected=True).how == "failed"


@pytest.mark.parametrize(
    ("now", "period"),
    [
        ("2022-07-12T18:30", "2022-07-11 18:30 to 2022-07-12 18:30"),
        ("2022-07-12T18:31", "2022-07-12 18:30 to 2022-07-13 19:30"),
        ("2022-07-13T19:30", "2022-07-12 18:30 to 2022-07-13 19:30"),
        ("2022-07-14T09:00", "2022-07-13 18:30 to 2022-07-14 18:30"),
    ],
    ids=["on the minute", "a minute later", "Wednesday on the minute", "Thursday forgets Wednesday's hour"],
)
def test_a_period_begins_and_ends_as_the_tool_has_it(now, period):
    assert case("wmt_period", {"now": now}, period) == passed()


@pytest.mark.parametrize(
    ("told", "points"),
    [
        ({"courtReports": {"STANDARD": 7, "FAST": 12}, "weightings": {"STANDARD": 10, "FAST": 2}}, 94),
        ({"standardReports": 7, "fastReports": 12, "standardPoints": 10, "fastPoints": 2}, 94),
        ({"byOthers": ["CONTACT1", "CONTACT2"], "weightings": {"CONTACT1": 10, "CONTACT2": 2}}, -12),
        ({"outside": {"CONTACT1": 5}, "inside": {"CONTACT2": 1}, "weightings": {"CONTACT1": 10}}, 50),
        ({"outside": {"APPOINTMENT1": 5}, "weightings": {"APPOINTMENT1": 10, "A": 2}}, 50),
        ({"outside": {"OTHER": 5, "REPORTA": 1}, "weightings": {"OTHER": 10, "A": 2}}, 50),
        ({"outside": {"REPORTA": 5, "A": 10}, "weightings": {"REPORTA": 10, "A": 2}}, 70),
    ],
)
def test_reports_and_contacts_are_weighed_however_they_are_named(told, points):
    assert case("workload_points_realtime", told, points) == passed()


@pytest.mark.parametrize(
    ("function", "changed"),
    [
        ("workload_points_legacy", {"tierPointsByPosition": "as everybody knows"}),
        ("workload_points_current", {"tiers": {"comment": "as usual"}}),
        ("workload_points_current", {"weights": "last year's"}),
    ],
)
@pytest.mark.skipif(not FILE.exists(), reason="the published cases are not here (../shared/vectors)")
def test_numbers_told_in_other_words_are_not_guessed(function, changed):
    one = next(each for each in cases() if each["function"] == function)

    answer = running.result({**one, "input": {**one["input"], **changed}}, given(), workload.check)

    assert answer.how == "failed"
    assert "words that are not read here" in answer.why


@pytest.mark.skipif(not FILE.exists(), reason="the published cases are not here (../shared/vectors)")
@pytest.mark.parametrize("flag", ["nonT2aSubtractInactive", "t2aSubtractInactive"])
def test_whether_the_inactive_are_taken_off_is_as_the_case_says(flag):
    one = next(each for each in cases() if each["function"] == "workload_points_legacy")

    turned = {**one["input"], flag: not one["input"][flag]}

    assert workload.check({**one, "input": turned}, given()).how == "failed"


def test_a_case_may_be_told_in_its_own_fields():
    one = {"id": 7, "source": "s", "name": "n", "function": "percentage", "value": 5, "total": 10}
    weighed = {"id": 7, "function": "workload_points_realtime", "fast": 5, "fastPoints": 2}

    assert workload.check({**one, "expected": 50}, {}) == passed()
    assert workload.check({**weighed, "expected": 10}, {}) == passed()
    assert workload.check({**one, "expected": 51}, {}).how == "failed"


def test_an_unknown_grade_or_number_is_what_the_tool_takes_it_for():
    assert case("grade_code", {"code": None}, "DMY") == passed()
    assert case("grade_code", {}, "DMY") == passed()
    assert case("nominal_target", {"offenderManagerTypeId": 7, "targets": {"pso": 1, "po": 2}}, 2) == passed()


def test_work_with_no_hours_is_nothing_percent_in_the_published_form():
    assert case("percentage", {"value": 40, "total": 0}, 0) == passed()
    hours = {"pointsForGrade": 2176, "contractedHoursForGrade": 37, "availableHours": 0}
    assert case("available_points_realtime", hours, 0) == passed()


def imported(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from (node.module, *(f"{node.module}.{each.name}" for each in node.names))
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)


def test_the_live_service_never_calls_a_published_form():
    callers = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if any(name.startswith("befriend.rules.workload.published") for name in imported(path))
    }

    assert callers == MAY_IMPORT
