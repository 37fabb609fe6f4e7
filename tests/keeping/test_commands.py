"""The commands of data protection: each as a named office, and nothing for another."""

from __future__ import annotations

import json

import pytest

from befriend.keeping.models import Erasure, Passage
from befriend.people.models import Person
from tests.cli.conftest import befriend

__all__ = ["befriend"]
pytestmark = pytest.mark.django_db

DEE = ("--as", "data-protection")


def test_somebody_due_is_listed_approved_and_erased(yew, befriend):
    ref = yew.ref
    assert ref in befriend("retention", *DEE).out
    assert befriend("approve-erasing", ref, *DEE).status == 0

    said = befriend("erase", *DEE)

    assert (said.status, "erased" in said.out) == (0, True)
    assert Person.objects.get(pk=yew.pk).ref == f"erased-{yew.pk}"
    assert Erasure.objects.get(person=yew).erased_on is not None


def test_somebody_held_is_not_erased(yew, befriend):
    befriend("approve-erasing", yew.ref, *DEE)
    befriend("hold", yew.ref, *DEE, "--for", "complaint", "--because", "Complaint 4")

    befriend("erase", *DEE)

    assert Person.objects.get(pk=yew.pk).ref == yew.ref


def test_a_record_is_reviewed_and_given(yew, befriend, tmp_path):
    listed = befriend("subject-access", yew.ref, *DEE)
    assert "Keeps bees" in listed.out
    assert befriend("subject-access", yew.ref, *DEE, "--give").status == 1
    befriend(
        "review-passage", Passage.objects.get().pk, *DEE, "--withhold", "other_person", "--because", "Rowan"
    )

    given = befriend("subject-access", yew.ref, *DEE, "--give", "--json", "--pdf", tmp_path / "record.pdf")

    assert json.loads(given.out)["held_back"]["passages"] == 1
    assert "bees" not in given.out
    assert (tmp_path / "record.pdf").read_bytes().startswith(b"%PDF")


def test_another_office_is_refused(yew, staffed, befriend):
    said = befriend("subject-access", yew.ref, "--as", "head-unit")

    assert said.status == 1
    assert "no data-protection office" in said.err
