"""The commands of data protection: each as a named office, and nothing for another."""

from __future__ import annotations

import json

import pytest

from befriend.audit.models import Line
from befriend.keeping import actions
from befriend.keeping.models import AccessRequest, Erasure, Hold, Passage
from befriend.people.models import Person
from befriend.rules.values import Grade
from befriend.workforce.models import Exclusion, Office, Restriction
from tests.cli.conftest import befriend
from tests.larkfield import LONG_AGO, MONDAY

__all__ = ["befriend"]
pytestmark = pytest.mark.django_db

DEE = ("--as", "data-protection")
OTHERS = "1 more for somebody else: the data-protection office above.\n"


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


@pytest.fixture
def shut(yew, staffed, office):
    """Return Yew, approved to be erased and with a passage to review, from whose record Dee is excluded."""
    signed = {"by": staffed.dee.ref, "office": office, "day": MONDAY}
    actions.begin(person=yew, **signed)
    AccessRequest.objects.update(given_on=MONDAY)
    actions.approve(person=yew, named=yew.ref, **signed)
    AccessRequest.objects.update(given_on=None)
    Exclusion.objects.create(person=yew, practitioner=staffed.dee, because="A cousin", from_date=LONG_AGO,
                             decided_by="x")  # fmt: skip
    return yew


def about(ref, passage):
    """Return the commands about one person and one passage, with all they ask for."""
    return [
        ("hold", ref, *DEE, "--for", "complaint", "--because", "Complaint 4"),
        ("approve-erasing", ref, *DEE),
        ("subject-access", ref, *DEE),
        ("subject-access", ref, *DEE, "--give"),
        ("review-passage", passage, *DEE),
        ("review-passage", passage, *DEE, "--withhold", "other_person", "--because", "Rowan"),
    ]


def test_for_an_office_whose_holder_is_excluded_there_is_nobody(shut, befriend):
    passage = Passage.objects.get().pk
    nobody = about("P9999", 424242)

    for said, same in zip(about(shut.ref, passage), nobody, strict=True):
        found, missing = befriend(*said), befriend(*same)

        words = missing.err.replace("P9999", shut.ref).replace("424242", str(passage))
        assert (found.status, found.out, found.err) == (1, "", words)
    assert Passage.objects.get().released is None
    assert not Hold.objects.exists()


def test_what_somebody_else_must_do_is_counted_and_not_named(shut, befriend):
    Line.objects.filter(kind=Line.Kind.LOOKED).delete()

    assert befriend("retention", *DEE).out == OTHERS
    assert befriend("erase", *DEE).out == f"0 approvals looked at.\n{OTHERS}"

    assert Erasure.objects.get().erased_on is None
    assert not Line.objects.filter(kind=Line.Kind.LOOKED, people__contains=[shut.pk]).exists()


def test_somebody_due_is_counted_and_not_named(yew, staffed, befriend):
    Exclusion.objects.create(person=yew, practitioner=staffed.dee, because="A cousin", from_date=LONG_AGO,
                             decided_by="x")  # fmt: skip

    said = befriend("retention", *DEE)

    assert said.out == OTHERS
    assert not Line.objects.filter(kind=Line.Kind.LOOKED, people__contains=[yew.pk]).exists()


def test_the_office_above_does_what_an_excluded_holder_may_not(yew, staffed, befriend):
    Exclusion.objects.create(person=yew, practitioner=staffed.dee, because="A cousin", from_date=LONG_AGO,
                             decided_by="x")  # fmt: skip
    staffed.lark = staffed.works("Crane, Lark", Grade.SENIOR)
    staffed.hold("dp-above", staffed.region, Office.Post.DATA_PROTECTION, staffed.lark)
    above = ("--as", "dp-above")

    assert yew.ref in befriend("retention", *above).out
    assert befriend("approve-erasing", yew.ref, *above).status == 0
    assert "1 approvals looked at" in befriend("erase", *above).out
    assert Erasure.objects.get().erased_on == MONDAY


def test_a_restriction_keeps_no_command_from_its_duty(yew, befriend):
    Restriction.objects.create(person=yew, because="Known here", from_date=LONG_AGO, decided_by="x")

    assert yew.ref in befriend("retention", *DEE).out
    assert befriend("subject-access", yew.ref, *DEE).status == 0
    for passage in Passage.objects.all():
        assert befriend("review-passage", passage.pk, *DEE).status == 0
    assert befriend("subject-access", yew.ref, *DEE, "--give").status == 0
    assert befriend("approve-erasing", yew.ref, *DEE).status == 0
    assert befriend("hold", yew.ref, *DEE, "--for", "review", "--because", "R1").status == 0
    Hold.objects.update(until_date=MONDAY)
    assert befriend("approve-erasing", yew.ref, *DEE).status == 0
    assert "rows blanked" in befriend("erase", *DEE).out
