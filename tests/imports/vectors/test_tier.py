"""The published cases of the tier service, every one; and that an answer is compared, field by field."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from befriend.imports.vectors import running, tier
from befriend.imports.vectors.running import cases_in, every_check, rows

FILE = Path(__file__).parents[4] / "shared" / "vectors" / "tier.json"
here = pytest.mark.skipif(
    not FILE.exists(), reason="the published cases are not here (../shared/vectors/tier.json)"
)
PERSON = {
    "gender": "Male", "rsr": "0", "ogrs": "0", "registrations": [], "previousEnforcementActivity": False,
    "convictions": [{"sentenceTypeCode": "NC", "terminated": False, "requirements": []}], "assessment": None,
}  # fmt: skip
AXIS = {"calculation_date": "2026-06-15", "hasActiveEvent": True, "arp": 0.0, "csrp": 0.0,
        "arpType": "DYNAMIC", "csrpType": "DYNAMIC"}  # fmt: skip


@here
def test_every_case_of_the_sample_passes():
    for row in rows(cases_in(FILE), every_check()):
        assert row.misses == (), row.model
        assert row.passed > 0


def went(model, given, expected, **case):
    return tier.check({"model": model, "input": given, "expected": expected, **case}, {})


def register(code, level=None, date="2021-02-01"):
    return {"code": code, "level": level, "category": None, "date": date}


def protect(*registrations, expected, **different):
    return went("v2", {**PERSON, "registrations": list(registrations), **different}, expected)


def test_every_expected_field_is_compared():
    right = {"tier": "D2", "protect_points": 0, "protect_level": "D", "change_level": 2, "change_points": 0}

    assert went("v2", PERSON, right).how == "passed"
    for name in right:
        wrong = went("v2", PERSON, {**right, name: "X"})
        assert wrong.how == "failed"
        assert f"{name}: expected X" in wrong.why
    assert went("v2", PERSON, {"colour": "red"}).how == "failed"


def test_the_latest_entry_of_the_register_counts_and_historic_ones_do_not():
    early, late = register("RVHR", date="2020-01-01"), register("RMRH", date="2021-05-01")

    assert protect(early, late, expected={"protect_points": 10}).how == "passed"
    assert protect(late, early, expected={"protect_points": 10}).how == "passed"
    assert protect(register("HREG", "M3"), expected={"protect_points": 0}).how == "passed"
    levels = [register("MAPP", "M0", "2022-01-01"), register("MAPP", "M2", "2021-01-01")]
    assert protect(*levels, expected={"protect_points": 150}).how == "passed"


def test_a_factor_counts_once_however_often_and_however_written():
    twice = [register("RMDO"), register("rmdo"), register("AV2S")]

    assert protect(*twice, expected={"protect_points": 2}).how == "passed"


@pytest.mark.parametrize(("score", "points"), [("6.995", 0), ("99.99", 0), ("6.99", 10), (7, 20), (None, 0)])
def test_the_quirks_of_the_bands_are_answered_as_published(score, points):
    assert protect(rsr=score, expected={"protect_points": points}).how == "passed"


def test_a_dated_case_runs_under_the_rules_of_its_day():
    high = {**PERSON, "registrations": [register("RVHR")]}

    for day, points in (("2021-05-24", 30), ("2021-05-26", 300), ("2021-06-01", 150)):
        assert went("v2", {**high, "calculation_date": day}, {"protect_points": points}).how == "passed"
        assert went("v2", high, {"protect_points": points}, day=day).how == "passed"


def test_releases_are_counted_from_the_day_of_the_case():
    lifer = {**AXIS, "hasLiferIpp": True, "latestReleaseDate": "2025-06-15"}

    assert went("v3", lifer, {"tier": "B"}).how == "passed"
    assert went("v3", {**lifer, "calculation_date": "2026-06-16"}, {"tier": "D"}).how == "passed"


CONTRADICTION = {**AXIS, "dcSrp": 0.59, "dcSrpBand": "MEDIUM"}
ABOUT = ["dcSrp", "dcSrpBand"]


@pytest.mark.parametrize(
    "error",
    [
        "in whatever words",
        "IllegalStateException",
        "java.lang.IllegalStateException",
        {"type": "IllegalStateException"},
        {"type": "IllegalStateException", "message": "in whatever words", "fields": ABOUT},
    ],
)
def test_of_an_error_its_type_and_fields_are_compared_and_never_its_words(error):
    assert went("v3", CONTRADICTION, {"error": error}).how == "passed"
    assert went("v3", AXIS, {"error": error}).how == "failed"


@pytest.mark.parametrize(
    ("expected", "why"),
    [
        ({"error": None}, "no error expected, IllegalStateException answered"),
        ({"error": None, "tier": "D"}, "tier: expected D, and not answered (an error instead"),
        ({"error": "NullPointerException"}, "expected NullPointerException, answered IllegalStateException"),
        ({"error": {"type": "Other", "message": "words"}}, "error.type: expected Other"),
        ({"error": {"type": "IllegalStateException", "fields": ["arp"]}}, "error.fields: expected ['arp']"),
        ({"error": {"type": "IllegalStateException", "code": 4}}, "error.code: expected 4, answered none"),
        ({"error": {}}, "expected without its type"),
        ({"error": True}, "does not say which is expected"),
        ({"error": ""}, "does not say which is expected"),
        ({"error": "in whatever words", "tier": "A"}, "tier: expected A, and not answered"),
        ({"tier": "D"}, "an error instead: IllegalStateException"),
    ],
)
def test_an_error_that_is_not_ours_is_a_miss_and_says_what_we_answered(expected, why):
    done = went("v3", CONTRADICTION, expected)

    assert done.how == "failed"
    assert why in done.why


def test_where_no_error_is_expected_and_none_answered_the_rest_is_compared():
    assert went("v3", AXIS, {"error": None, "tier": "G"}).how == "passed"
    assert went("v3", AXIS, {"error": None, "tier": "A"}).how == "failed"


def test_yes_is_no_number():
    assert went("v3", AXIS, {"provisional": 0}).how == "failed"
    assert went("v2", PERSON, {"protect_points": False}).how == "failed"


def test_a_case_may_be_told_in_its_own_fields():
    whole = {"id": "a", "model": "v2", "name": "n", **PERSON, "expected": {"protect_points": 30}}
    high = {**whole, "registrations": [register("RVHR")], "calculation_date": "2021-05-24"}

    assert running.result(high, {}, tier.check).how == "passed"
    assert running.result({**high, "calculation_date": "2021-05-26"}, {}, tier.check).how == "failed"


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"input": {key: value for key, value in PERSON.items() if key != "ogrs"}}, "'ogrs' is missing"),
        ({"input": None}, "`input` should be an object"),
        ({"day": "2019-01-01"}, "2019-01-01"),
    ],
)
def test_what_is_not_understood_is_said_in_words(changed, why):
    case = {"model": "v2", "input": PERSON, "expected": {"tier": "D2"}, **changed}

    done = running.result(case, {}, tier.check)

    assert done.how == "failed"
    assert why in done.why
    assert "Error" not in done.why


@pytest.mark.parametrize(
    ("answers", "severity"),
    [
        (["Frequency.Unknown", "Problem.Missing"], "NO_NEED"),  # an unknown frequency is taken for an answer
        (["Problem.Missing"], None),
        (["Frequency.Currently", "Problem.Significant", "Problem.Significant"], "SEVERE"),
    ],
)
def test_a_section_is_scored_as_published(answers, severity):
    given = {"section": "DRUG_MISUSE", "san": True, "answers": dict(enumerate(answers))}

    assert went("v2-need-severity", given, {"severity": severity}).how == "passed"


def test_nothing_is_looked_up_by_what_a_case_is_called():
    if not FILE.exists():
        pytest.skip("the published cases are not here (../shared/vectors/tier.json)")
    content = json.loads(FILE.read_text("utf-8"))
    for number, case in enumerate(content["vectors"]):
        nameless = {"model": case["model"], "input": case["input"], "expected": case["expected"]}
        assert tier.check(nameless, {}).how == "passed", number
