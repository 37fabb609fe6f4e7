"""Told to you: every code in words with a way on, and seen once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from befriend.allocation import actions
from befriend.allocation.models import CapacityNotice, Plan
from befriend.workforce.models import OfficeHolding, Told

pytestmark = pytest.mark.django_db


def page_of(client):
    """Return what was told as text."""
    return " ".join(client.get("/told").content.decode().split())


def test_nothing_told_says_what_will_stand_there(staffed, sign_in):
    assert "Nothing yet." in page_of(sign_in(staffed.sam))


def test_an_order_is_told_to_who_must_carry_it_and_to_the_representative(staffed, sign_in):
    day = timezone.localdate()
    actions.order_to_exceed(
        practitioner=staffed.sam, office=staffed.offices["unit"], given_by=staffed.jo, points=3000, people=60,
        because="Two are away.", not_done="Home visits.", from_date=day, until_date=day + timedelta(days=7),
        day=day,
    )  # fmt: skip

    assert "You have been ordered to carry more than your limit" in page_of(sign_in(staffed.sam))
    assert "Bunting, Sam has been ordered to exceed the cap" in page_of(sign_in(staffed.wren))
    assert "Nothing yet." in page_of(sign_in(staffed.robin))


def test_a_notice_leads_to_its_paper_and_to_who_waits(staffed, sign_in):
    day = timezone.localdate()
    plan = Plan.objects.create(
        unit=staffed.pdu, week_start=day, day=day, made_by="x", serving_order_since=day, safe=False,
        value=0, bound=0, method="exact",
    )  # fmt: skip
    notice = CapacityNotice.objects.create(
        plan=plan, office=staffed.offices["unit"], day=day, counts={"people": 12}
    )
    for code in ("no_safe_capacity", "notice_climbed"):
        Told.objects.create(office=notice.office, day=day, code=code, values={"notice": notice.pk})
    Told.objects.create(office=notice.office, day=day, code="plan_not_safe", values={"plan": plan.pk})

    page = page_of(sign_in(staffed.jo))

    assert f"/notices/{notice.pk}.pdf" in page
    assert "/units/unit/waiting" in page
    assert "has climbed to your office" in page
    assert "needs your decision today" in page


def test_an_unknown_code_is_no_broken_page(staffed, sign_in):
    Told.objects.create(practitioner=staffed.sam, day=timezone.localdate(), code="of_the_future", values={})

    assert "of_the_future" in page_of(sign_in(staffed.sam))


def test_seen_is_noted_once(staffed, sign_in):
    told = Told.objects.create(practitioner=staffed.sam, day=timezone.localdate(), code="plan_names_you")
    client = sign_in(staffed.sam)

    for _ in range(2):
        assert client.post(f"/told/{told.pk}/seen").status_code == 302

    told.refresh_from_db()
    assert told.seen_on == timezone.localdate()
    assert "Seen on" in page_of(client)


def test_nobody_marks_what_was_told_to_somebody_else(staffed, sign_in):
    told = Told.objects.create(practitioner=staffed.sam, day=timezone.localdate(), code="plan_names_you")

    assert sign_in(staffed.robin).post(f"/told/{told.pk}/seen").status_code == 404
    told.refresh_from_db()
    assert told.seen_on is None


def test_what_is_told_to_an_office_nobody_holds_reaches_whoever_answers_for_it(staffed, sign_in):
    office = staffed.offices["unit"]
    Told.objects.create(office=office, day=timezone.localdate(), code="plan_not_safe", values={})
    Told.objects.create(
        office=staffed.offices["representative"], day=timezone.localdate(), code="incident", values={}
    )
    assert "Nothing yet." in page_of(sign_in(staffed.fen))

    OfficeHolding.objects.filter(office__in=[office, staffed.offices["representative"]]).delete()

    page = page_of(sign_in(staffed.fen))
    assert "to the office of the head of Larkfield, which nobody holds: you answer for it" in page
    assert "incident" not in page.lower()
