"""With whom an appointment is, and what kind of reason a change had, as the person reads it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from befriend.allocation import actions
from befriend.allocation.models import Relationship
from befriend.supervision.models import Contact
from befriend.workforce.models import Exclusion
from tests.larkfield import LONG_AGO
from tests.portal.test_pages import mine, told

__all__ = ["mine"]
pytestmark = pytest.mark.django_db


def meets(ali, practitioner) -> None:
    """Let Ali's next appointment be with somebody, in ten hours."""
    begins = timezone.now() + timedelta(hours=10)
    Contact.objects.create(
        person=ali.person, practitioner=practitioner, kind="office", starts_at=begins,
        ends_at=begins + timedelta(minutes=45), made_by="x", made_at=timezone.now(),
    )  # fmt: skip


def test_an_appointment_is_not_told_as_with_the_officer_before(ali, mine):
    meets(ali, ali.unit.robin)

    page = told(mine.get("/my"))

    assert "It takes about 45 minutes." in page
    assert "Dunlin, Robin" not in page


def test_an_appointment_is_not_told_as_with_somebody_barred_who_was_never_their_officer(ali, mine):
    meets(ali, ali.unit.jo)
    assert f"With {ali.unit.jo.name}" in told(mine.get("/my"))

    Exclusion.objects.create(
        person=ali.person, practitioner=ali.unit.jo, because="Kin.", from_date=LONG_AGO, decided_by="x"
    )

    page = told(mine.get("/my"))
    assert "It takes about 45 minutes." in page
    assert ali.unit.jo.name not in page


def test_an_appointment_is_not_told_as_with_whoever_handed_them_back(ali, mine):
    held = Relationship.objects.get(person=ali.person, until_date=None)
    day = timezone.localdate()
    assert "With Bunting, Sam" in told(mine.get("/my"))

    actions.hand_back(relationship=held, by=ali.unit.noor.ref, day=day, why="left", may_resume=False)

    assert "With Bunting, Sam" not in told(mine.get("/my"))


def test_a_move_of_the_person_is_told_as_one(ali, mine):
    Relationship.objects.filter(person=ali.person, until_date__isnull=False).update(why_changed="moved")

    page = " ".join(told(mine.get("/my/officer")).split())

    assert "From Dunlin, Robin to Bunting, Sam. You moved to another place." in page
