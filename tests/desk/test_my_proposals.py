"""Proposed to me: why me, who else, my objection and its answer."""

import pytest
from django.utils import timezone

from befriend.allocation import actions
from befriend.allocation.models import Objection, PlannedAllocation, Relationship
from befriend.rules.week import planned_from

pytestmark = pytest.mark.django_db
WORDS = {"kind": "conflict", "words": "We are neighbours.", "once": "a"}


@pytest.fixture
def proposed(staffed):
    """Return what a plan of this week proposes for Ali."""
    staffed.wait.from_date = timezone.localdate()
    staffed.wait.save()
    actions.make_plan(unit=staffed.pdu, by=staffed.noor.ref, day=timezone.localdate())
    return PlannedAllocation.objects.get()


def test_a_proposal_says_why_and_who_else_it_could_have_been(proposed, sign_in):
    page = sign_in(proposed.practitioner).get("/my-proposals").content.decode()

    assert "Ali Alder" in page
    assert "Why you" in page
    assert "Nothing is done until" in page


def test_without_a_proposal_the_page_says_what_will_stand_there(staffed, sign_in):
    page = sign_in(staffed.robin).get("/my-proposals").content.decode()

    assert "proposes nobody to you" in page


def test_what_happens_next_is_said_before_anybody_types(proposed, sign_in):
    page = sign_in(proposed.practitioner).get(f"/my-proposals/{proposed.pk}/object").content.decode()

    assert "never counted by practitioner" in " ".join(page.split())
    assert page.index("nobody can accept the proposal") < page.index("<textarea")


def test_an_objection_is_kept_once_and_its_answer_shown(proposed, sign_in, staffed):
    client = sign_in(proposed.practitioner)
    for _ in range(2):
        client.post(f"/my-proposals/{proposed.pk}/object", WORDS)

    objection = Objection.objects.get()
    assert "Not answered yet" in client.get("/my-proposals").content.decode()

    actions.answer_objection(
        objection=objection, answer="Then Robin will.", by=staffed.noor.ref, day=timezone.localdate()
    )
    page = client.get("/my-proposals").content.decode()
    assert "We are neighbours." in page
    assert "Then Robin will." in page


def test_objecting_after_the_answer_is_refused_in_words(proposed, sign_in, staffed):
    client = sign_in(proposed.practitioner)
    client.post(f"/my-proposals/{proposed.pk}/object", WORDS)
    actions.answer_objection(
        objection=Objection.objects.get(), answer="No.", by=staffed.noor.ref, day=timezone.localdate()
    )

    answer = client.post(f"/my-proposals/{proposed.pk}/object", {**WORDS, "words": "But still.", "once": "b"})

    assert answer.status_code == 409
    assert "But still." in answer.content.decode()


def test_a_proposal_decided_meanwhile_is_refused_and_the_words_are_kept(proposed, sign_in, staffed):
    client = sign_in(proposed.practitioner)
    page = client.get(f"/my-proposals/{proposed.pk}/object")
    assert page.status_code == 200
    actions.accept(planned=proposed, by=staffed.noor.ref, day=planned_from(timezone.localdate()))

    answer = client.post(f"/my-proposals/{proposed.pk}/object", {**WORDS, "based_on": "before"})

    assert answer.status_code == 409
    assert "We are neighbours." in answer.content.decode()
    assert Relationship.objects.filter(person=proposed.person).exists()
    assert not Objection.objects.exists()


@pytest.mark.parametrize(
    "said", [{"once": "a"}, {"kind": "dislike", "words": "x"}, {"kind": "safety", "words": "x" * 5000}]
)
def test_what_cannot_be_kept_is_said(proposed, sign_in, said):
    answer = sign_in(proposed.practitioner).post(f"/my-proposals/{proposed.pk}/object", said)

    assert answer.status_code == 422
    assert "what you typed is still here" in answer.content.decode()


def test_nobody_objects_to_what_names_somebody_else(proposed, sign_in, staffed):
    somebody = staffed.robin if proposed.practitioner == staffed.sam else staffed.sam

    assert sign_in(somebody).get(f"/my-proposals/{proposed.pk}/object").status_code == 404
