"""Deciding about a plan: once, on what is there now, and with nothing lost when it is refused."""

import pytest

from befriend.allocation import actions
from befriend.allocation.models import (
    CapacityNotice,
    Idempotency,
    Objection,
    Plan,
    PlannedAllocation,
    Relationship,
)
from befriend.audit.models import Line
from befriend.desk import actions as desk
from befriend.rules.values import Risk

pytestmark = pytest.mark.django_db


@pytest.fixture
def noor(staffed, plan, sign_in):
    """Return the web client of Noor, the senior."""
    return sign_in(staffed.noor)


def based_on(plan):
    """Return what a page made from a plan with one proposal carries."""
    return f"{plan.pk}.made.1"


def told(answer):
    """Return the words of the page that an answer leads to."""
    return " ".join(answer.content.decode().split())


def test_a_plan_is_made_once_however_often_the_button_is_pressed(staffed, on_monday, sign_in):
    client = sign_in(staffed.noor)

    for _ in range(2):
        client.post("/units/unit/plan", {"once": "a", "based_on": "none"})

    assert Plan.objects.count() == 1


def test_a_plan_is_made_again_from_a_page_that_shows_the_one_there_is(noor, plan):
    noor.post("/units/unit/plan", {"once": "a", "based_on": based_on(plan)})

    assert Plan.objects.filter(state="replaced").get() == plan


def test_a_stale_button_does_nothing_and_says_what_is_there_now(noor, plan):
    answer = noor.post("/units/unit/plan", {"once": "a", "based_on": "none"}, follow=True)

    assert "The plan changed after you opened the page" in told(answer)
    assert "This plan serves 1." in told(answer)
    assert Plan.objects.get() == plan


def test_one_proposal_is_accepted_and_a_second_click_is_harmless(noor, staffed):
    planned = PlannedAllocation.objects.get()

    for _ in range(2):
        answer = noor.post(f"/units/unit/plan/{planned.pk}/accept", {"once": "a"}, follow=True)

    assert f"Ali Alder is now with {planned.practitioner.name}." in told(answer)
    assert Relationship.objects.get().decided_by == staffed.noor.ref
    assert Line.objects.get(did="allocated").office == "senior-unit"


def test_the_second_of_two_clicks_at_one_moment_does_nothing(noor, staffed):
    done = []
    user = staffed.noor.user
    # Whoever clicked first has written the key since this one looked for it.
    Idempotency.objects.create(user_id=user.pk, key="page:a", asked="a", status=303, answer={})

    desk.once(user=user, key="page:a", do=lambda: done.append("again"))

    assert done == []


def test_whoever_accepts_what_another_accepted_is_told_so(noor, staffed, on_monday):
    planned = PlannedAllocation.objects.get()
    actions.accept(planned=planned, by=staffed.jo.ref, day=on_monday)

    answer = noor.post(f"/units/unit/plan/{planned.pk}/accept", {"once": "a"}, follow=True)

    assert "Somebody has decided this already." in told(answer)


def test_a_proposal_with_an_unanswered_objection_is_not_accepted(noor, staffed, plan):
    planned = PlannedAllocation.objects.get()
    objection = Objection.objects.create(
        planned=planned, practitioner=planned.practitioner, kind="safety", words="We met.", day=plan.day
    )

    noor.post(f"/units/unit/plan/{planned.pk}/accept", {"once": "a"})
    assert not Relationship.objects.exists()

    noor.post(f"/units/unit/objections/{objection.pk}", {"once": "b", "words": "Another room."})
    noor.post(f"/units/unit/plan/{planned.pk}/accept", {"once": "c"})
    assert Relationship.objects.exists()


def test_all_are_accepted_and_those_who_own_the_gap_get_their_notice(noor, staffed, plan, on_monday):
    answer = noor.post("/units/unit/plan/accept", {"once": "a", "based_on": based_on(plan)}, follow=True)

    plan.refresh_from_db()
    assert plan.state == "accepted"
    assert "All proposals are accepted" in told(answer)
    assert CapacityNotice.objects.count() <= 1


def test_a_refusal_needs_a_reason_and_keeps_it(noor):
    planned = PlannedAllocation.objects.get()
    address = f"/units/unit/plan/{planned.pk}/refuse"

    empty = noor.post(address, {"once": "a", "words": " "})
    assert empty.status_code == 422
    assert "Nothing was changed, and what you typed is still here." in told(empty)

    noor.post(address, {"once": "b", "words": "They asked for another."})
    planned.refresh_from_db()
    assert (planned.state, planned.refused_because) == ("refused", "They asked for another.")


def test_a_stale_form_says_what_is_there_now_and_keeps_the_words(noor, staffed, on_monday):
    planned = PlannedAllocation.objects.get()
    actions.accept(planned=planned, by=staffed.jo.ref, day=on_monday)

    answer = noor.post(
        f"/units/unit/plan/{planned.pk}/refuse",
        {"once": "a", "words": "They asked for another.", "based_on": "before"},
    )

    assert answer.status_code == 409
    assert "This changed after you began." in told(answer)
    assert "Accepted" in told(answer)
    assert "They asked for another." in told(answer)


def test_the_head_decides_about_a_plan_that_is_not_safe(staffed, on_monday, sign_in):
    very_high = staffed.person("Birch Teal", risk=Risk.VERY_HIGH)
    staffed.waits(very_high)
    staffed.sam.conflicts.create(person=very_high, from_date=on_monday)
    actions.make_plan(unit=staffed.pdu, by="x", day=on_monday)
    client = sign_in(staffed.jo)

    client.post("/units/unit/plan/decision", {"once": "a", "words": "Fen lends an officer today."})

    assert Plan.objects.get().decided_by == staffed.jo.ref
    assert "Fen lends an officer today." in told(client.get("/units/unit/waiting"))


def test_a_proposal_of_another_unit_is_not_found(staffed, plan, sign_in):
    planned = PlannedAllocation.objects.get()

    answer = sign_in(staffed.ash).post(f"/units/elsewhere/plan/{planned.pk}/accept", {"once": "a"})

    assert answer.status_code == 404
    assert not Relationship.objects.exists()


def test_no_plan_is_made_for_a_whole_region(staffed, on_monday, sign_in):
    client = sign_in(staffed.fen)

    answer = client.post("/units/region/plan", {"once": "a", "based_on": "none"}, follow=True)

    assert "Plans are made unit by unit." in told(answer)
    assert not Plan.objects.exists()
