"""The week: what it says, to whom, and at what cost in questions to the database."""

import pytest
from django.db import connection

from befriend.allocation import actions
from befriend.allocation.models import Objection, PlannedAllocation
from befriend.rules.values import Risk

pytestmark = pytest.mark.django_db


def words(answer):
    """Return the words of a page, without the line breaks of its source."""
    return " ".join(answer.content.decode().split())


def test_the_week_says_work_and_time_who_is_served_and_by_what_order(staffed, plan, sign_in):
    page = words(sign_in(staffed.noor).get("/units/unit/week"))

    assert "Week of Monday 23 November 2026" in page
    assert "practitioners have 4," in page
    assert "1 person is waiting for an officer or for cover." in page
    assert "This plan serves 1." in page
    assert "signed by: " in page
    assert "How this is reckoned" not in page  # Nobody is with anybody yet.


def test_minutes_a_person_are_reckoned_in_steps_with_what_is_assumed(staffed, on_monday, sign_in):
    staffed.fill(staffed.sam, 3)

    page = words(sign_in(staffed.noor).get("/units/unit/week"))

    assert "How this is reckoned" in page
    assert "assumed since" in page


def test_a_plan_whose_room_has_gone_says_so_and_asks_to_be_made_again(staffed, plan, sign_in):
    for practitioner in {one.practitioner for one in plan.allocations.all()}:
        staffed.fill(practitioner, 50)

    page = words(sign_in(staffed.noor).get("/units/unit/week"))

    assert "The room for 1 proposal has gone since the plan was made." in page
    assert "Make the plan again" in page


def test_a_week_without_a_plan_says_what_a_plan_does(staffed, on_monday, sign_in):
    page = words(sign_in(staffed.noor).get("/units/unit/week"))

    assert "nothing is done until you accept it" in page
    assert "Make a plan" in page


def test_who_waits_stands_with_reason_owner_and_duty_officer(staffed, on_monday, sign_in):
    staffed.sam.conflicts.create(person=staffed.ali, from_date=on_monday)
    staffed.robin.conflicts.create(person=staffed.ali, from_date=on_monday)
    actions.make_plan(unit=staffed.pdu, by="x", day=on_monday)

    page = words(sign_in(staffed.noor).get("/units/unit/week"))

    assert "have a conflict with the person" in page
    assert "Owner of each: head of Larkfield (Lark, Jo)." in page
    assert "Duty officer today: Lark, Jo." in page
    assert f"/slips/{staffed.wait.pk}.pdf" in page


def test_a_plan_that_is_not_safe_says_which_office_decides_today(staffed, on_monday, sign_in):
    very_high = staffed.person("Birch Teal", risk=Risk.VERY_HIGH)
    staffed.waits(very_high)
    staffed.sam.conflicts.create(person=very_high, from_date=on_monday)
    actions.make_plan(unit=staffed.pdu, by="x", day=on_monday)

    page = words(sign_in(staffed.noor).get("/units/unit/week"))

    assert "This plan is NOT SAFE" in page
    assert "needs a decision today from the head of Larkfield (Lark, Jo)" in page


def test_an_objection_stands_beside_its_proposal_in_place_of_accepting(staffed, plan, sign_in):
    planned = PlannedAllocation.objects.get()
    Objection.objects.create(
        planned=planned, practitioner=planned.practitioner, kind="safety", words="We met.", day=plan.day
    )

    page = words(sign_in(staffed.noor).get("/units/unit/week"))

    assert "We met." in page
    assert "Answer the objection" in page
    assert f"/plan/{planned.pk}/accept" not in page


def test_the_representative_sees_counts_and_reasons_but_nobodys_name(staffed, plan, sign_in):
    for page in ("week", "waiting", "overload"):
        assert "Ali Alder" not in words(sign_in(staffed.wren).get(f"/units/unit/{page}"))


def test_a_long_list_has_pages_in_its_address(staffed, on_monday, sign_in):
    for number in range(30):
        staffed.waits(staffed.person(f"Elm {number:02}"))
    client = sign_in(staffed.jo)

    first, second = (words(client.get(f"/units/unit/waiting?waiting={page}")) for page in (1, 2))

    assert "Page 1 of 2" in first
    assert "Elm 29" not in first
    assert "Elm 29" in second


def test_the_week_asks_the_database_no_more_for_more_people(staffed, plan, sign_in):
    client = sign_in(staffed.noor)
    staffed.fill(staffed.robin, 1)
    staffed.waits(staffed.person("Birch Teal"))
    questions(client)  # The first time, the sign-in is noted as well.
    few = questions(client)

    staffed.fill(staffed.sam, 12)
    for number in range(8):
        staffed.waits(staffed.person(f"Elm {number}"))

    assert questions(client) == few <= 50


def questions(client):
    """Return how many questions the page of the week asks the database."""
    asked = []

    def note(execute, sql, *rest):
        asked.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        client.get("/units/unit/week")
    return len(asked)
