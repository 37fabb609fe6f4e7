"""The command `try --from live`: on a unit's own caseload, for whoever may, and with nobody's name."""

from __future__ import annotations

import json

import pytest

from befriend.audit.models import Line
from tests.evidence.caseloads import Caseload

QUICK = ("--months", "2", "--runs", "2", "--workers", "1")


@pytest.fixture
def here(larkfield):
    """Return a unit of an invented service."""
    return Caseload(larkfield)


def try_(befriend, *more, as_="head-unit"):
    """Return what the command said, of a policy on the live caseload."""
    return befriend("try", "cap-100", "--from", "live", "--unit", "unit", "--as", as_, *QUICK, *more)


def test_programs_get_the_whole_contract_and_each_unit(befriend, here):
    said = try_(befriend, "--json")

    found = json.loads(said.out)
    assert said.status == 0
    assert (found["country"], found["from"]["record"], found["from"]["people"]) == ("live", "live", 47)
    assert len(found["measures"]["recalls"]["base"]) == 2
    (unit,) = found["units"]
    assert (unit["unit"], unit["practitioners"], unit["people"]) == ("unit", 8, 47)
    # Seven wait: fewer than may be told.
    assert unit["waiting"] is None
    load = unit["measures"]["load_percent"]
    assert load["base"] == pytest.approx(sum(found["measures"]["load_percent"]["base"]) / 2, abs=0.01)
    assert load["difference"]["low95"] <= load["difference"]["mean"] <= load["difference"]["high95"]


def test_the_statement_tells_the_unit_and_what_is_assumed_and_names_nobody(befriend, here, tmp_path):
    said = try_(befriend, "--out", tmp_path / "out")

    files = sorted((tmp_path / "out").iterdir())
    written = said.out + said.err + "".join(file.read_text() for file in files if file.suffix != ".pdf")
    assert said.status == 0
    assert "from the live caseload of Larkfield" in said.out
    assert "Larkfield (unit)" in said.out
    assert "From the record of 2026-11-23: 47 people and 8 practitioners" in " ".join(said.out.split())
    assert "Assumed: how long a sentence still is" in said.out
    assert "under 10" in said.out
    assert "Nobody in the country is real" not in written
    assert "<h2>Unit by unit</h2>" in written
    for one in [*here.people, *here.staff]:
        assert one.ref not in written
        assert str(one) not in written
    assert [file.suffix for file in files] == [".html", ".json", ".pdf"]


def test_whom_it_read_is_kept_and_by_which_office(befriend, here):
    try_(befriend)

    did, looked = Line.objects.order_by("-pk")[:2][::-1]
    assert (did.office, did.did, did.what) == ("head-unit", "read a caseload to try a policy on it", "unit")
    assert (looked.kind, looked.office, looked.page) == (Line.Kind.LOOKED, "head-unit", "befriend try")
    assert sorted(looked.people) == sorted(one.pk for one in here.people)


@pytest.mark.parametrize("office", ["representative"])
def test_an_office_that_does_not_lead_the_unit_is_refused(befriend, here, office):
    before = Line.objects.count()
    said = try_(befriend, as_=office)

    assert said.status == 1
    assert "is not the office of the head of Larkfield" in said.err
    assert "Trying" not in said.err
    assert Line.objects.count() == before


def test_the_head_of_the_region_may(befriend, here):
    assert try_(befriend, "--json", as_="head-region").status == 0


def test_too_few_are_not_told_of(befriend, larkfield):
    larkfield.fill(larkfield.works("Bunting, Sam", larkfield.grade.OFFICER), 12)
    said = try_(befriend)

    assert said.status == 1
    assert "too few to tell of" in said.err


@pytest.mark.parametrize(
    ("more", "why"),
    [
        (["--unit", "unit"], "Add --from live"),
        (["--from", "paper"], "or --from live"),
        (["--from", "live", "--country", "january-2023"], "or --from live"),
    ],
)
def test_what_does_not_go_together_is_said(befriend, db, more, why):
    said = befriend("try", "cap-100", *more)

    assert said.status == 1
    assert why in said.err
