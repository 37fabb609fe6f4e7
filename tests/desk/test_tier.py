"""The page of a tier: imported, says so, until its facts are held; and as of another day."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from befriend.rules.values import Risk, Tier
from befriend.sentences.models import CaseState

pytestmark = pytest.mark.django_db


@pytest.fixture
def ivy(staffed):
    """Return Ivy, who is with Sam."""
    ivy = staffed.person("Ivy Reed")
    staffed.with_(ivy, staffed.sam)
    return ivy


def read(client, person, on=""):
    """Return the page of a person's tier as text."""
    answer = client.get(f"/people/{person.ref}/tier{on}")
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_a_tier_brought_in_is_shown_as_imported_with_what_is_not_known(staffed, ivy, sign_in):
    CaseState.objects.filter(case__person=ivy).update(tier=Tier.C2, risk=Risk.MEDIUM)

    page = read(sign_in(staffed.sam), ivy)

    assert "<strong>C2</strong>, imported" in page
    assert "It was brought in from another service" in page
    assert "The score of serious reoffending (RSR) is not known." in page
    assert "The risk of serious harm is not known." not in page


def test_where_risk_is_not_known_that_is_said_too(staffed, ivy, sign_in):
    CaseState.objects.filter(case__person=ivy).update(tier=Tier.C2, risk=Risk.UNKNOWN)

    assert "The risk of serious harm is not known." in read(sign_in(staffed.sam), ivy)


def test_who_has_no_tier_has_none(staffed, ivy, sign_in):
    CaseState.objects.filter(case__person=ivy).update(tier=Tier.UNTIERED)

    page = read(sign_in(staffed.sam), ivy)

    assert "No tier is known." in page
    assert "imported" not in page


def test_it_is_as_of_another_day_too(staffed, ivy, sign_in):
    today = timezone.localdate()
    last = CaseState.objects.get(case__person=ivy)
    CaseState.objects.filter(pk=last.pk).update(until_date=today, tier=Tier.D2)
    CaseState.objects.create(case=last.case, tier=Tier.B3, place=last.place, risk=last.risk, from_date=today)
    day = today - timedelta(1)
    client = sign_in(staffed.sam)

    assert "<strong>B3</strong>" in read(client, ivy)
    assert "<strong>D2</strong>" in read(
        client, ivy, f"?on_0={day.day}&on_1={day.month}&on_2={day.year}&on={day}"
    )


def test_the_page_of_the_person_leads_there(staffed, ivy, sign_in):
    assert f"/people/{ivy.ref}/tier" in sign_in(staffed.sam).get(f"/people/{ivy.ref}").content.decode()


def test_whoever_may_not_see_the_person_is_not_told_that_there_is_one(staffed, ivy, sign_in):
    assert sign_in(staffed.robin).get("/people/p-0/tier").status_code == 404
