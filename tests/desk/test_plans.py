"""The supervision plan on its pages: seen, kept goal by goal, done in one click, agreed or not and why."""

from datetime import timedelta

import pytest
from django.utils import timezone

from befriend.drafts.models import Draft
from befriend.supervision import actions
from befriend.supervision.models import Agreement, Goal, Step

pytestmark = pytest.mark.django_db


@pytest.fixture
def ivy(staffed):
    """Return Ivy, who is with Sam."""
    ivy = staffed.person("Ivy Reed")
    staffed.with_(ivy, staffed.sam)
    return ivy


@pytest.fixture
def by(staffed):
    """Return what every action is told."""
    return {"by": staffed.sam.ref, "day": timezone.localdate()}


@pytest.fixture
def flat(ivy, by):
    """Return Ivy's first goal."""
    return actions.add_goal(person=ivy, area="housing", words="A door I can lock.", **by)


@pytest.fixture
def step(flat, by):
    """Return a step towards it."""
    return actions.add_step(goal=flat, what="See the flat", whose="person", **by)


def read(client, person):
    """Return the page of a plan as text."""
    answer = client.get(f"/people/{person.ref}/plan")
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_without_a_plan_the_page_says_how_one_begins(staffed, ivy, sign_in):
    assert "There is no plan yet." in read(sign_in(staffed.sam), ivy)


def test_a_goal_and_a_step_are_kept_and_stand_on_the_page(staffed, ivy, sign_in):
    client = sign_in(staffed.sam)
    for _ in range(2):
        client.post(
            f"/people/{ivy.ref}/plan/goals", {"area": "work", "words": "Drive a van again.", "once": "a"}
        )
    goal = Goal.objects.get()
    client.post(
        f"/goals/{goal.pk}/steps/new",
        {"what": "Renew the licence", "whose": "other", "whose_words": "The job centre", "once": "b"},
    )

    page = read(client, ivy)
    assert "“Drive a van again.”" in page
    assert "Renew the licence" in page
    assert "The job centre" in page
    assert "Not agreed yet:" in page


def test_a_step_is_done_in_one_click(staffed, ivy, step, sign_in):
    client = sign_in(staffed.sam)

    answer = client.post(f"/steps/{step.pk}/done", {"once": "a"}, follow=True)

    assert answer.redirect_chain[-1][0] == f"/people/{ivy.ref}/plan"
    assert "Done on" in read(client, ivy)


def test_no_time_is_said_to_be_the_services_and_who_owns_it(staffed, ivy, step, sign_in):
    client = sign_in(staffed.sam)

    client.post(f"/steps/{step.pk}/not-done", {"why": "no_time", "once": "a"})

    page = read(client, ivy)
    assert "Not done: we had no time. That is the service's (owned by the head of Larkfield)" in page


def test_a_step_whose_day_has_been_is_said_to_be_due(staffed, ivy, flat, by, sign_in):
    late = actions.add_step(goal=flat, what="Ring", whose="practitioner", by_date=by["day"], **by)
    Step.objects.filter(pk=late.pk).update(by_date=by["day"] - timedelta(days=2))

    assert "Was due on" in read(sign_in(staffed.sam), ivy)


def test_whoever_does_not_agree_is_asked_why(staffed, ivy, flat, sign_in):
    client = sign_in(staffed.sam)

    refused = client.post(f"/people/{ivy.ref}/plan/agreement", {"agreed": "no", "once": "a"})
    assert refused.status_code == 422
    assert "Write why they do not agree" in refused.content.decode()
    assert not Agreement.objects.exists()

    client.post(f"/people/{ivy.ref}/plan/agreement", {"agreed": "no", "why": "Too soon.", "once": "b"})
    assert "Too soon." in read(client, ivy)


def test_without_a_plan_nobody_is_asked_to_agree(staffed, ivy, sign_in):
    client = sign_in(staffed.sam)

    assert "There is no plan yet." in client.get(f"/people/{ivy.ref}/plan/agreement").content.decode()


def test_a_goal_ends_and_stands_as_ended(staffed, ivy, flat, sign_in):
    client = sign_in(staffed.sam)
    client.post(f"/goals/{flat.pk}/end", {"how": "reached", "once": "a"})

    page = read(client, ivy)
    assert "Reached" in page
    late = client.post(f"/goals/{flat.pk}/steps/new", {"what": "More", "whose": "person", "once": "b"})
    assert late.status_code == 409
    assert "More" in late.content.decode()


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"once": "a"}, "Write a few words."),
        ({"what": "x", "whose": "other"}, "Write who does it."),
        ({"what": "x", "whose": "person", "whose_words": "Kin"}, "Choose somebody else above"),
        ({"what": "x", "whose": "person", "by_date": "soon"}, "There is no such day."),
        ({"what": "x" * 4001, "whose": "person"}, "Write at most 4000 characters"),
        ({"what": "x", "whose": "nobody"}, "That can no longer be chosen."),
    ],
)
def test_a_step_that_cannot_be_kept_says_why_and_keeps_what_was_typed(staffed, flat, sign_in, said, words):
    answer = sign_in(staffed.sam).post(f"/goals/{flat.pk}/steps/new", said)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Step.objects.exists()


def test_what_was_refused_is_kept_as_a_draft(staffed, flat, sign_in):
    sign_in(staffed.sam).post(f"/goals/{flat.pk}/steps/new", {"what": "Ring them", "whose": "other"})

    assert Draft.objects.get().words["what"] == "Ring them"


def test_who_is_not_with_them_finds_no_plan(staffed, ivy, flat, step, sign_in):
    for somebody in (staffed.robin, staffed.ash):
        client = sign_in(somebody)
        for address in (
            f"/people/{ivy.ref}/plan", f"/people/{ivy.ref}/plan/goals", f"/goals/{flat.pk}/steps/new",
            f"/steps/{step.pk}/not-done",
        ):  # fmt: skip
            assert client.get(address).status_code == 404
        assert client.post(f"/steps/{step.pk}/done", {"once": "a"}).status_code == 404
    step.refresh_from_db()
    assert step.done_on is None


def test_a_senior_keeps_it_and_whoever_only_reads_is_offered_nothing(staffed, ivy, step, sign_in):
    assert "Add a goal" in read(sign_in(staffed.noor), ivy)
    inspector = staffed.works("Heron, Inspector", staffed.grade.SENIOR)
    staffed.hold("inspector", staffed.pdu, "inspector", inspector)

    page = read(sign_in(inspector), ivy)

    assert "See the flat" in page
    assert "Add a goal" not in page
    assert "Not done" not in page
