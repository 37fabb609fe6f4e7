"""What a manager does for one person: by hand, cover, handing back, an answer."""

from datetime import timedelta

import pytest

from befriend.allocation.models import Cover, Relationship, SupervisorRequest, Waiting
from befriend.rules.values import Risk, WaitingFor
from befriend.workforce.models import Absence

pytestmark = pytest.mark.django_db


@pytest.fixture
def noor(staffed, on_monday, sign_in):
    """Return the web client of Noor, the senior."""
    return sign_in(staffed.noor)


def told(answer):
    """Return the words of a page."""
    return " ".join(answer.content.decode().split())


def address(person, what):
    """Return the address of a decision about a person."""
    return f"/units/unit/people/{person.ref}/{what}"


def test_a_practitioner_is_chosen_by_hand(noor, staffed):
    page = told(noor.get(address(staffed.ali, "practitioner")))
    assert "Room after:" in page

    noor.post(address(staffed.ali, "practitioner"), {"once": "a", "practitioner": staffed.sam.ref})

    assert Relationship.objects.get().practitioner == staffed.sam
    assert not Waiting.objects.filter(until_date=None).exists()


def test_whoever_may_not_take_somebody_stands_apart_with_the_reason(noor, staffed):
    high = staffed.person("Birch Teal", risk=Risk.HIGH)
    staffed.waits(high)

    page = told(noor.get(address(high, "practitioner")))
    answer = noor.post(address(high, "practitioner"), {"once": "a", "practitioner": staffed.robin.ref})

    assert "may not take high risk" in page
    assert answer.status_code == 422
    assert not Relationship.objects.filter(person=high).exists()


def test_whoever_has_an_officer_is_moved_only_with_the_kind_of_reason(noor, staffed):
    staffed.with_(staffed.ali, staffed.robin)
    said = {"once": "a", "practitioner": staffed.sam.ref}

    assert noor.post(address(staffed.ali, "practitioner"), said).status_code == 422
    noor.post(address(staffed.ali, "practitioner"), {**said, "instead": "asked", "again": "yes"})

    first, second = Relationship.objects.order_by("pk")
    assert (first.why_changed, first.may_resume, second.practitioner) == ("asked", True, staffed.sam)


def test_whoever_is_moved_because_of_harm_does_not_meet_their_officer_again(noor, staffed):
    staffed.with_(staffed.ali, staffed.robin)
    said = {"once": "a", "practitioner": staffed.sam.ref, "instead": "workload"}
    assert noor.post(address(staffed.ali, "practitioner"), said).status_code == 422

    noor.post(address(staffed.ali, "practitioner"), {**said, "again": "no"})

    assert not Relationship.objects.get(practitioner=staffed.robin).may_resume


def test_cover_is_given_and_ended(noor, staffed, on_monday):
    staffed.with_(staffed.ali, staffed.sam)
    Absence.objects.create(practitioner=staffed.sam, from_date=on_monday - timedelta(days=14))

    noor.post(
        address(staffed.ali, "cover"),
        {"once": "a", "practitioner": staffed.robin.ref, "until": "30/11/2026"},
    )
    assert Cover.objects.get().until_date == on_monday + timedelta(days=7)

    noor.post(address(staffed.ali, "cover/end"), {"once": "b"})
    assert Cover.objects.get().until_date == on_monday
    waits = Waiting.objects.filter(person=staffed.ali, until_date=None)
    assert waits.filter(waiting_for=WaitingFor.COVER).exists()


def test_cover_for_somebody_at_work_is_refused_in_words(noor, staffed):
    staffed.with_(staffed.ali, staffed.sam)
    said = {"once": "a", "practitioner": staffed.robin.ref, "until": ""}

    answer = noor.post(address(staffed.ali, "cover"), said)

    assert "is at work this week" in told(answer)
    assert not Cover.objects.exists()


def test_a_day_that_is_not_there_is_told_and_what_was_typed_stays(noor, staffed):
    staffed.with_(staffed.ali, staffed.sam)
    said = {"once": "a", "practitioner": staffed.robin.ref, "until": "31/02/2026"}

    answer = noor.post(address(staffed.ali, "cover"), said)

    assert "There is no such day." in told(answer)
    assert "31/02/2026" in told(answer)
    assert not Cover.objects.exists()


def test_whoever_is_handed_back_waits_and_that_is_owned(noor, staffed):
    held = staffed.with_(staffed.person("Birch Teal"), staffed.sam)

    noor.post(address(held.person, "hand-back"), {"once": "a", "why": "workload", "again": "no"})

    held.refresh_from_db()
    assert held.why_changed == "workload"
    assert not held.may_resume
    assert Waiting.objects.get(person=held.person).owner == staffed.offices["unit"]


def test_a_request_is_answered_in_writing(noor, staffed, on_monday):
    asked = SupervisorRequest.objects.create(person=staffed.ali, kind="woman_officer", made_on=on_monday)
    assert "asked to be with a woman officer" in told(noor.get("/units/unit/requests"))

    noor.post(f"/units/unit/requests/{asked.pk}", {"once": "a", "granted": "yes", "words": "Yes."})

    asked.refresh_from_db()
    assert (asked.granted, asked.answered_by) == (True, staffed.noor.ref)
    assert "Every request is answered." in told(noor.get("/units/unit/requests"))


def test_nobody_of_another_unit_is_found(staffed, on_monday, sign_in):
    answer = sign_in(staffed.ash).get(f"/units/elsewhere/people/{staffed.ali.ref}/practitioner")

    assert answer.status_code == 404


def test_what_if_somebody_is_away_is_answered_and_nothing_written(noor, staffed):
    staffed.fill(staffed.sam, 3)

    page = told(
        noor.get(
            "/units/unit/week/away",
            {"practitioner": staffed.sam.ref, "from_date": "23/11/2026", "until_date": "7/12/2026"},
        )
    )

    assert "3 people are with them now" in page
    assert "Could be covered" in page
    assert not Cover.objects.exists()


def test_a_short_absence_asks_for_no_cover(noor, staffed):
    asked = {"practitioner": staffed.sam.ref, "from_date": "23/11/2026", "until_date": "25/11/2026"}

    assert "nobody needs cover by name" in told(noor.get("/units/unit/week/away", asked))


def test_a_senior_sees_what_they_answer_for(noor, staffed):
    page = told(noor.get("/units/unit/week/span"))

    assert "One senior answers for all of this: Kite, Noor." in page


def test_where_nobody_may_be_chosen_the_page_says_why_and_who_can_change_that(noor, staffed, on_monday):
    for practitioner in (staffed.sam, staffed.robin):
        practitioner.conflicts.create(person=staffed.ali, from_date=on_monday)

    page = told(noor.get(address(staffed.ali, "practitioner")))

    assert "Nobody may take this today" in page
    assert "There is a conflict between them and this person." in page
    assert "Give them this practitioner" not in page


def test_from_one_decision_the_others_are_one_step_away(noor, staffed):
    staffed.with_(staffed.ali, staffed.sam)

    page = told(noor.get(address(staffed.ali, "practitioner")))

    assert address(staffed.ali, "cover") in page
    assert address(staffed.ali, "hand-back") in page
