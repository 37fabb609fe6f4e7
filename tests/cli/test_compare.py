"""The command `compare`: a proposal tried on a file of cases, and put in force by nobody."""

from __future__ import annotations

import json
from datetime import date

import pytest

from befriend.cli import asking
from tests.cli import commands

PROPOSAL = """
what: Cover from the third day.
applies_to: everybody away
retroactive: false
exclusions: []
changes:
  cover.absence_days:
    values:
      2027-01-04:
        value: {days}
        issued: 2026-11-22
        status: assumed
        reference: {{title: Proposed}}
        note: To see what it would take.
"""
CASES = [
    {"id": "ash", "unit": "larkfield", "given": {"start": "2027-02-01", "until": "2027-02-04"}},
    {"id": "bay", "unit": "larkfield", "given": {"start": "2027-02-01", "until": "2027-02-15"}},
]


@pytest.fixture
def compare(monkeypatch, capsys, tmp_path):
    monkeypatch.setattr(asking, "today", lambda: date(2026, 11, 23))
    run = commands.runner(monkeypatch, capsys)

    def compared(*more, days=2, cases=CASES):
        proposal, file = tmp_path / "proposal.yaml", tmp_path / "cases.jsonl"
        proposal.write_text(PROPOSAL.format(days=days))
        file.write_text("\n".join(one if isinstance(one, str) else json.dumps(one) for one in cases))
        return run("compare", proposal, "--rule", "cover", "--cases", file, *more)

    return compared


def test_who_would_change_is_said_on_the_first_day_it_would_be_in_force(compare):
    said = compare()

    assert said.status == 0
    assert "cover on 2027-01-04: 1 of 2 would change." in said.out
    assert "no -> yes: 1 (ash)" in said.out
    assert "larkfield: 2 cases, points Missing" in said.out


def test_what_is_of_the_made_up_country_alone_is_left_aside_and_said(compare, monkeypatch):
    more = """parameters:
  start.cap_enforced:
    values:
      2027-01-04: {{value: true, issued: 2026-11-22, status: assumed, reference: {{title: T}}, note: N}}
"""
    monkeypatch.setitem(globals(), "PROPOSAL", PROPOSAL + more)

    said, data = compare(), compare("--json")

    assert "Missing: start.cap_enforced is of the made-up country alone" in said.out
    assert json.loads(data.out)["parameters_missing"] == ["start.cap_enforced"]


def test_whom_a_proposal_is_for_is_said_and_never_worked_out_in_silence(compare, monkeypatch):
    words = PROPOSAL.replace("exclusions: []", "exclusions: [trainees]").replace("false", "true")
    monkeypatch.setitem(globals(), "PROPOSAL", words)

    said, found = compare(), json.loads(compare("--json").out)

    assert "It is for: everybody away." in said.out
    assert "Missing: whether it reaches 2 hangs on whom it leaves out" in said.out
    assert "Missing: it would hold for what was decided before too" in said.out
    assert "no -> Missing: 1" in said.out
    assert (found["applies_to"], found["exclusions"], found["retroactive"], found["reach_missing"]) == (
        "everybody away", ["trainees"], True, 2,
    )  # fmt: skip


def test_what_began_before_the_first_day_keeps_what_is(compare):
    earlier = {"id": "elm", "given": {"start": "2027-01-03", "until": "2027-01-06"}}
    later = {"id": "oak", "given": {"start": "2027-01-04", "until": "2027-01-07"}}

    found = json.loads(compare("--json", cases=[earlier, later]).out)

    assert (found["changed"], found["not_reached"], found["reach_missing"]) == (1, 1, 0)
    assert {"before": "no", "after": "yes", "cases": 1, "examples": ["oak"]} in found["matrix"]


def test_when_it_began_may_be_told_beside_what_the_rule_is_told(compare):
    early = {**CASES[0], "began": "2026-12-01"}

    assert json.loads(compare("--json", cases=[early]).out)["not_reached"] == 1


def test_an_exclusion_that_nothing_tells_is_refused_with_the_nearest(compare, monkeypatch):
    monkeypatch.setitem(globals(), "PROPOSAL", PROPOSAL.replace("exclusions: []", "exclusions: [trainee]"))

    said = compare()

    assert said.status == 1
    assert "'trainee' is not known; did you mean 'trainees'?" in said.err


def test_programs_get_the_matrix(compare):
    found = json.loads(compare("--json").out)

    assert found["changed"] == 1
    assert {"before": "no", "after": "yes", "cases": 1, "examples": ["ash"]} in found["matrix"]
    assert found["units"][0]["missing"] == 2


def test_before_it_is_in_force_and_where_it_is_what_stands_nothing_changes(compare):
    assert json.loads(compare("--json", "--day", "2026-11-23").out)["changed"] == 0
    assert json.loads(compare("--json", days=5).out)["changed"] == 0


@pytest.mark.parametrize(
    ("cases", "words"),
    [
        (["{"], "could not be asked: line 1: not JSON"),
        (["3"], "line 1"),
        ([{"given": {}, "began": "in May"}], "line 1: "),
        ([{"place": "moon", "given": {}}], "'moon' is not one of"),
        ([{"x": 1}], "start is missing"),
    ],
)
def test_a_case_that_makes_no_sense_is_named(compare, cases, words):
    said = compare(cases=cases)

    assert said.status == 1
    assert words in said.out + said.err


@pytest.mark.parametrize("broken", ["{", "[" * 100_000, '{"place": "moon", "given": {}}'])
def test_a_line_that_is_no_case_is_told_by_its_number_and_the_others_are_compared(compare, broken):
    said = compare("--json", cases=[CASES[0], "", broken, CASES[1]])

    found = json.loads(said.out)
    assert (said.status, found["cases"], found["changed"]) == (1, 2, 1)
    assert [one["id"] for one in found["wrong"]] == ["line 3"]


def test_a_proposal_that_is_none_says_why(compare, tmp_path):
    said = compare(days='"two"')

    assert said.status == 1
    assert "whole number of" in said.err


CAP = """
what: The cap at the points there are.
applies_to: everybody
retroactive: false
exclusions: [trainees]
changes:
  capacity.weighted_cap:
    values:
      2027-01-04:
        value: 100
        issued: 2026-11-22
        status: assumed
        reference: {title: Proposed}
        note: To see what it would take.
"""


@pytest.fixture
def live(befriend, tmp_path):
    """Return what compares the cap on the live caseload."""
    (tmp_path / "cap.yaml").write_text(CAP)
    return lambda *more: befriend("compare", tmp_path / "cap.yaml", *more)


def test_the_live_caseload_without_a_rule(live, larkfield, sam):
    larkfield.fill(sam, 36)

    said = live("--as", larkfield.offices["unit"].ref)

    assert said.status == 0
    assert "asked for 2027-01-04" in said.out
    assert "Missing: what began before 2027-01-04 keeps what is" in said.out
    assert "Missing: whom this leaves out" not in said.out
    assert "2,393 / " in said.out
    assert "2,268 -> 2,268 points" in said.out
    assert "over the limit 0 -> 1 of 1 practitioners" in said.out


def test_practitioners_whose_grade_is_left_out_keep_their_limit(live, larkfield, sam, tmp_path):
    larkfield.fill(sam, 36)
    left_out = CAP.replace("[trainees]", "[officers]")
    (tmp_path / "cap.yaml").write_text(left_out)

    said = live("--as", larkfield.offices["unit"].ref)

    assert "over the limit 0 -> 0 of 1 practitioners" in said.out


def test_an_exclusion_of_people_is_missing_of_the_live_caseload(live, larkfield, sam, tmp_path):
    (tmp_path / "cap.yaml").write_text(CAP.replace("[trainees]", "[mappa, trainees]"))

    found = json.loads(live("--json", "--as", larkfield.offices["unit"].ref).out)

    assert (found["exclusions_missing"], found["not_before_missing"]) == (["mappa"], "2027-01-04")


def test_the_live_caseload_for_programs_on_a_day(live, larkfield, sam):
    larkfield.fill(sam, 2)

    found = json.loads(live("--json", "--unit", "unit", "--day", "2026-12-07", "--as", "head-unit").out)

    assert found["day"] == "2026-12-07"
    [unit] = found["units"]
    assert (unit["unit"], unit["people"], unit["before"]) == ("unit", 2, unit["after"])


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (("--as", "representative"), "is not the office of the head of Larkfield"),
        (("--as", "no-such"), "There is no office"),
        (("--unit", "units"), "Did you mean unit?"),
        (("--cases", "some.jsonl"), "Say which rule the cases are for"),
    ],
)
def test_the_live_caseload_refuses_in_words(live, larkfield, sam, more, words):
    said = live(*more)

    assert said.status == 1
    assert words in said.err
    assert said.out == ""
