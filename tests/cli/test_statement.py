"""The command `workload-statement`: about the past, and never behind anybody's back."""

from __future__ import annotations

import io
import json

import pytest
from pypdf import PdfReader

from befriend.cli import asking
from befriend.workforce.models import Told
from tests.larkfield import MONDAY

PERIOD = ("--from", "2026-11-02", "--until", "2026-11-09")


@pytest.fixture(autouse=True)
def _monday(monkeypatch):
    monkeypatch.setattr(asking, "today", lambda: MONDAY)


def test_a_statement_is_printed_and_the_practitioner_is_told(befriend, larkfield, sam):
    larkfield.fill(sam, 3)

    said = befriend("workload-statement", sam.ref, *PERIOD, "--as", larkfield.offices["unit"].ref)

    assert said.status == 0
    assert said.out.startswith("Workload statement: what was allocated, not how well it was done\n")
    assert "2026-11-02 to 2026-11-08     189 of 2,393        3" in said.out
    told = Told.objects.get(practitioner=sam)
    assert told.code == "statement_made"
    assert told.values == {"first": "2026-11-02", "last": "2026-11-08", "by": "head-unit"}


def test_a_statement_for_programs_and_on_paper(befriend, larkfield, sam, tmp_path):
    larkfield.fill(sam, 3)
    paper = tmp_path / "statement.pdf"

    as_head = ("--as", larkfield.offices["unit"].ref)
    said = befriend("workload-statement", sam.ref, *PERIOD, "--json", "--pdf", paper, *as_head)

    found = json.loads(said.out)
    assert [one["points"] for one in found["days"]] == [189] * 7
    assert (found["from"], found["until"]) == ("2026-11-02", "2026-11-09")
    assert PdfReader(io.BytesIO(paper.read_bytes())).pages
    again = befriend("workload-statement", sam.ref, *PERIOD, "--pdf", paper)
    assert (again.status, "there already" in again.err) == (1, True)


@pytest.mark.parametrize(
    ("first", "until", "sentence"),
    [
        ("2026-11-09", "2026-11-09", "There is no day in this period"),
        ("2026-11-09", "2026-11-24", "about the past"),
        ("2023-11-09", "2026-11-09", "two years at most"),
        ("31/02/2026", "2026-11-09", "Write YYYY-MM-DD"),
        ("2026-02-31", "2026-11-09", "There is no day"),
    ],
)
def test_a_period_that_makes_no_sense_tells_nobody_anything(befriend, sam, first, until, sentence):
    said = befriend("workload-statement", sam.ref, "--from", first, "--until", until)

    assert said.status == 1
    assert sentence in said.err
    assert not Told.objects.exists()


def test_a_practitioner_that_there_is_not_may_be_meant_otherwise(befriend, sam):
    said = befriend("workload-statement", sam.ref + "0", *PERIOD)

    assert said.status == 1
    assert "Did you mean" in said.err
