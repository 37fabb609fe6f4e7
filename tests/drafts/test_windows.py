"""Two windows, or two people: both versions are shown, and neither is lost."""

import pytest
from django.test import Client
from django.utils import timezone

from befriend.allocation import actions
from befriend.allocation.models import Objection, Plan, PlannedAllocation
from befriend.drafts.models import Draft
from befriend.rules.values import Risk
from tests.drafts.conftest import KEEP, STOP, carried, told

pytestmark = pytest.mark.django_db
DECISION = "/units/unit/plan/decision"


def by_script(client, said):
    """Save as the script of a form does."""
    return client.post(KEEP, said, headers={"Accept": "application/json"})


def signed_in(practitioner):
    """Return another browser of somebody."""
    client = Client()
    client.force_login(practitioner.user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_one_form_in_two_windows_loses_neither(jo):
    one, two = carried(jo.get(STOP)), carried(jo.get(STOP))
    by_script(jo, {**one, "harm": "From the first."})

    answer = by_script(jo, {**two, "harm": "From the second."})
    assert answer.status_code == 409
    assert "in another window" in answer.json()["why"]
    page = jo.post(KEEP, {**two, "harm": "From the second."})
    assert page.status_code == 409
    assert "From the first." in told(page)
    assert "From the second." in told(page)
    assert Draft.objects.get().words["harm"] == "From the first."

    jo.post(KEEP, {**two, "harm": "From the second.", "over": "1"})
    assert Draft.objects.get().words["harm"] == "From the second."
    assert by_script(jo, {**one, "draft_version": "1", "harm": "From the first again."}).status_code == 409


def test_a_save_whose_answer_was_lost_may_be_sent_again(jo):
    form = carried(jo.get(STOP))
    by_script(jo, {**form, "harm": "One"})

    assert by_script(jo, {**form, "harm": "Two"}).status_code == 200


def test_sending_one_window_leaves_the_words_of_the_other(jo, on_monday):
    one, two = carried(jo.get(STOP)), carried(jo.get(STOP))
    by_script(jo, {**one, "harm": "From the first."})

    sent = {"rank": "1", "work": "x", "harm": "y", "lawful_because": "z", "until_date": "30/11/2026"}
    assert jo.post(STOP, {**two, **sent}).status_code == 302

    assert Draft.objects.get().words["harm"] == "From the first."


@pytest.fixture
def unsafe(staffed, on_monday, sign_in):
    """Return the web clients of two heads above one plan that is not safe."""
    very_high = staffed.person("Birch Teal", risk=Risk.VERY_HIGH)
    staffed.waits(very_high)
    staffed.sam.conflicts.create(person=very_high, from_date=on_monday)
    staffed.robin.conflicts.create(person=very_high, from_date=on_monday)
    actions.make_plan(unit=staffed.pdu, by=staffed.noor.ref, day=on_monday)
    if Plan.objects.get().safe:
        Plan.objects.update(safe=False)
    sign_in(staffed.jo), sign_in(staffed.fen)
    return signed_in(staffed.jo), signed_in(staffed.fen)


def test_two_heads_decide_at_once_and_both_decisions_are_shown(unsafe):
    jo, fen = unsafe
    seen_by_jo, seen_by_fen = carried(jo.get(DECISION)), carried(fen.get(DECISION))
    jo.post(DECISION, {**seen_by_jo, "words": "Borrow Robin."})

    answer = fen.post(DECISION, {**seen_by_fen, "words": "Order Sam."})

    assert answer.status_code == 409
    page = told(answer)
    assert "What is there now" in page
    assert "Borrow Robin." in page
    assert "A head of unit" in page
    assert page.count("Order Sam.") >= 2  # beside what is there, and in the form
    assert Plan.objects.get().decision == "Borrow Robin."

    merged = fen.post(DECISION, {**carried(answer), "words": "Borrow Robin. Order Sam."})
    assert merged.status_code == 302
    assert Plan.objects.get().decision == "Borrow Robin. Order Sam."


def test_the_second_decision_of_one_day_is_seen_too(unsafe):
    jo, fen = unsafe
    jo.post(DECISION, {**carried(jo.get(DECISION)), "words": "First."})
    seen_by_fen = carried(fen.get(DECISION))
    jo.post(DECISION, {**carried(jo.get(DECISION)), "words": "Second."})

    answer = fen.post(DECISION, {**seen_by_fen, "words": "Third."})

    assert answer.status_code == 409
    assert "Second." in told(answer)


def test_a_draft_made_from_what_is_no_longer_so_says_both(unsafe):
    jo, fen = unsafe
    by_script(fen, {**carried(fen.get(DECISION)), "words": "Order Sam."})
    jo.post(DECISION, {**carried(jo.get(DECISION)), "words": "Borrow Robin."})

    page = told(fen.get(DECISION))

    assert "This changed after you began" in page
    assert "Borrow Robin." in page
    assert "Order Sam." in page


def test_a_change_in_the_very_moment_is_seen_by_the_lock(unsafe, monkeypatch):
    jo, _fen = unsafe
    form = carried(jo.get(DECISION))
    from befriend.desk.views import asking

    seen = asking.has_changed

    def decided_meanwhile(standing):
        Plan.objects.update(decision="Meanwhile.", decided_by="W002", decided_on=timezone.localdate())
        return seen(standing)

    monkeypatch.setattr(asking, "has_changed", decided_meanwhile)
    answer = jo.post(DECISION, {**form, "words": "Order Sam."})

    assert answer.status_code == 409
    assert "Order Sam." in told(answer)
    assert Draft.objects.get().words["words"] == "Order Sam."


def test_an_objection_answered_meanwhile_shows_both_answers(staffed, plan, sign_in, on_monday):
    planned = PlannedAllocation.objects.get()
    objection = actions.object_to_plan(
        planned=planned, practitioner=planned.practitioner, kind="safety", words="Not safe.", day=on_monday
    )
    noor = sign_in(staffed.noor)
    address = f"/units/unit/objections/{objection.pk}"
    form = carried(noor.get(address))
    actions.answer_objection(
        objection=objection, answer="Another room.", by=staffed.jo.ref, day=timezone.localdate()
    )

    answer = noor.post(address, {**form, "words": "Two go together."})

    assert answer.status_code == 409
    assert "Another room." in told(answer)
    assert "Two go together." in told(answer)
    assert "Yours cannot be sent as well" in told(answer)
    assert Objection.objects.get().answer == "Another room."
    assert Draft.objects.get().words["words"] == "Two go together."
