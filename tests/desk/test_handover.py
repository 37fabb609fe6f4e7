"""Handover on its pages: one page, one acknowledgement a warning, open with its age for those it concerns."""

from datetime import timedelta

import pytest
from django.utils import timezone

from befriend.allocation import actions
from befriend.allocation.models import Acknowledgement, Handover, Relationship
from befriend.people.models import Statement
from befriend.supervision import actions as supervision
from befriend.supervision.models import Contact
from befriend.workforce.models import Absence, Incident
from tests.larkfield import LONG_AGO

pytestmark = pytest.mark.django_db


@pytest.fixture
def ivy(staffed):
    """Return Ivy, who is with Sam, and about whom two warnings stand."""
    ivy = staffed.person("Ivy Reed")
    staffed.with_(ivy, staffed.sam)
    Statement.objects.create(
        person=ivy, key="warnings.visit", value="Two dogs.", observed_on=LONG_AGO, known_from=LONG_AGO
    )
    Incident.objects.create(
        practitioner=staffed.robin, person=ivy, day=LONG_AGO, kind="threat", where="Yard", words="Shouted.",
        warning="Go in pairs.",
    )  # fmt: skip
    return ivy


@pytest.fixture
def pat(staffed):
    """Return Pat, who takes her over."""
    return staffed.works("Plover, Pat", staffed.grade.OFFICER)


@pytest.fixture
def handover(staffed, ivy, pat):
    """Return the handover from Sam to Pat, begun today."""
    actions.allocate(
        person=ivy, practitioner=pat, by=staffed.noor.ref, day=timezone.localdate(), instead="workload"
    )
    return Handover.objects.get()


def read(client, address):
    """Return a page as text."""
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def warnings_of(handover):
    """Return the kind and key of each warning."""
    statement, incident = Statement.objects.get(value="Two dogs."), Incident.objects.get()
    return [("stated", statement.pk), ("incident", incident.pk)]


def test_one_page_says_what_the_receiver_must_know(staffed, ivy, pat, handover, sign_in):
    by, at = {"by": staffed.sam.ref, "day": timezone.localdate()}, timezone.now()
    supervision.write(person=ivy, kind="promised", promised_by="practitioner", text="Ring them.", at=at, **by)
    supervision.write(person=ivy, kind="mattered", text="The allotment.", at=at, **by)
    goal = supervision.add_goal(person=ivy, area="housing", words="A door.", **by)
    supervision.add_step(goal=goal, what="See the flat", whose="person", **by)

    page = read(sign_in(pat), f"/handovers/{handover.pk}")

    for words in ("Two dogs.", "Go in pairs.", "Ring them.", "The allotment.", "See the flat"):
        assert words in page
    assert "Plover, Pat answers since" in page
    assert "2 warnings to take note of." in page
    assert "Shouted." not in page


def test_it_is_complete_after_one_click_a_warning_and_the_person_told(staffed, pat, handover, sign_in):
    client = sign_in(pat)
    for kind, key in warnings_of(handover):
        for _twice in range(2):
            client.post(f"/handovers/{handover.pk}/warnings/{kind}/{key}", {"once": "a"})
    assert Acknowledgement.objects.count() == 2

    client.post(
        f"/handovers/{handover.pk}/told",
        {
            "how": "telephone",
            "on": f"{timezone.localdate():%d/%m/%Y}",
            "told_by": staffed.sam.ref,
            "once": "b",
        },
    )

    page = read(client, f"/handovers/{handover.pk}")
    assert "Complete" in page
    assert "By telephone" in page
    assert "Bunting, Sam" in page
    assert "I have taken note" not in page


def test_it_is_shown_open_with_its_age_to_the_receiver_and_their_senior(staffed, pat, handover, sign_in):
    Handover.objects.update(begun_on=timezone.localdate() - timedelta(days=9))

    assert "the oldest for 9 days." in read(sign_in(pat), "/my-people")
    for who, address in ((pat, "/handovers"), (staffed.noor, f"/units/{staffed.pdu.ref}/handovers")):
        page = read(sign_in(who), address)
        assert "Ivy Reed" in page
        assert "9 days" in page
        assert "2 warnings to take note of" in page
        assert "the person is not told yet" in page


def test_nobody_but_the_receiver_takes_note(staffed, pat, handover, sign_in):
    (kind, key), _other = warnings_of(handover)
    for somebody in (staffed.sam, staffed.noor, staffed.ash):
        answer = sign_in(somebody).post(f"/handovers/{handover.pk}/warnings/{kind}/{key}", {"once": "a"})
        assert answer.status_code == 404
    assert "I have taken note" not in read(sign_in(staffed.noor), f"/handovers/{handover.pk}")
    assert not Acknowledgement.objects.exists()


def test_a_warning_that_is_none_is_refused_in_words(pat, handover, sign_in):
    answer = sign_in(pat).post(f"/handovers/{handover.pk}/warnings/stated/987654", {"once": "a"}, follow=True)

    assert "This warning stands no longer." in answer.content.decode()
    assert not Acknowledgement.objects.exists()


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"how": "not_told"}, "Write why they could not be told."),
        ({}, "Choose one."),
        ({"how": "letter", "on": "yesterday"}, "There is no such day."),
    ],
)
def test_what_cannot_be_kept_says_why(staffed, pat, handover, sign_in, said, words):
    whole = {"on": f"{timezone.localdate():%d/%m/%Y}", "told_by": pat.ref, "once": "a"} | said
    answer = sign_in(pat).post(f"/handovers/{handover.pk}/told", whole)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    handover.refresh_from_db()
    assert handover.told == ""


def test_a_meeting_of_three_is_offered_and_booked(ivy, pat, handover, sign_in):
    client = sign_in(pat)
    assert "Book a meeting of three" in read(client, f"/handovers/{handover.pk}")
    day = timezone.localdate() + timedelta(days=5)

    client.post(
        f"/handovers/{handover.pk}/meeting",
        {"day": f"{day:%d/%m/%Y}", "time": "10:00", "minutes": "45", "where": "Room 2", "once": "a"},
    )

    assert Contact.objects.get().kind == "three_way"
    page = read(client, f"/handovers/{handover.pk}")
    assert "The three meet on" in page
    assert "Book a meeting of three" not in page


def test_a_meeting_that_was_called_off_is_shown_no_more_and_can_be_booked_again(pat, handover, sign_in):
    day, at = timezone.localdate(), timezone.now()
    by = {"by": pat.ref, "day": day, "at": at}
    made = actions.meet(handover=handover, starts_at=at + timedelta(days=2), minutes=30, where="", **by)
    supervision.cancel(contact=made, side="service", **by)

    page = read(sign_in(pat), f"/handovers/{handover.pk}")

    assert "The three meet on" not in page
    assert "Book a meeting of three" in page


def test_one_that_waits_for_nothing_more_can_be_completed_on_its_page(staffed, pat, handover, sign_in):
    day = timezone.localdate()
    actions.tell_person(handover=handover, how="telephone", on=day, told_by=pat.ref, by=pat.ref, day=day)
    client = sign_in(pat)
    assert "They are told, or cannot be" not in read(client, f"/handovers/{handover.pk}")

    Statement.objects.update(stood_until=day)
    Incident.objects.update(warning="")

    assert "They are told, or cannot be" in read(client, f"/handovers/{handover.pk}")
    said = {"how": "telephone", "on": f"{day:%d/%m/%Y}", "told_by": pat.ref, "once": "b"}
    client.post(f"/handovers/{handover.pk}/told", said)
    handover.refresh_from_db()
    assert handover.closed == "complete"


def test_where_harm_ended_it_no_meeting_is_offered_and_no_reason_shown(staffed, ivy, pat, handover, sign_in):
    Relationship.objects.filter(practitioner=staffed.sam).update(may_resume=False)
    client = sign_in(pat)

    page = read(client, f"/handovers/{handover.pk}")

    assert "Book a meeting of three" not in page
    assert "harm" not in page.lower()
    assert "No meeting of three is offered here" in read(client, f"/handovers/{handover.pk}/meeting")


def test_cover_has_a_short_form_with_the_same_acknowledgement(staffed, ivy, pat, sign_in):
    day = timezone.localdate()
    Absence.objects.create(practitioner=staffed.sam, from_date=day, until_date=day + timedelta(days=20))
    held = Relationship.objects.get(person=ivy)
    actions.cover(relationship=held, practitioner=pat, by=staffed.noor.ref, day=day)
    short = Handover.objects.get()

    page = read(sign_in(pat), f"/handovers/{short.pk}")

    assert "the short form" in page
    assert "I have taken note" in page
    assert "Their story" not in page


def test_it_is_begun_by_hand(staffed, ivy, sign_in):
    client = sign_in(staffed.sam)
    held = Relationship.objects.get(person=ivy)

    client.post(f"/people/{ivy.ref}/handover", {"relationship": str(held.pk), "once": "a"})

    handover = Handover.objects.get()
    assert handover.begun_by == staffed.sam.ref
    assert "From you" in read(client, "/handovers")
    assert "They are being handed over already." in read(client, f"/people/{ivy.ref}/handover")


def test_who_may_not_see_the_person_finds_no_handover(staffed, handover, sign_in):
    for somebody in (staffed.robin, staffed.ash, staffed.sam):
        client = sign_in(somebody)
        for rest in ("", "/told", "/meeting"):
            assert client.get(f"/handovers/{handover.pk}{rest}").status_code == 404
