"""The page of a person: who supervises them, who did before, what they asked."""

from datetime import date

import pytest
from django.utils import timezone

from befriend.allocation.models import Cover, DutyRota, Relationship, SupervisorRequest
from befriend.people.models import Statement
from tests.larkfield import LONG_AGO

pytestmark = pytest.mark.django_db


@pytest.fixture
def ivy(staffed):
    """Return Ivy, who was with Robin and is with Sam."""
    ivy = staffed.person("Ivy Reed", sexual_offence=True)
    Relationship.objects.create(
        person=ivy, practitioner=staffed.robin, from_date=LONG_AGO, until_date=date(2025, 3, 3),
        why_changed="workload",
    )  # fmt: skip
    Relationship.objects.create(person=ivy, practitioner=staffed.sam, from_date=date(2025, 3, 3))
    return ivy


def read(client, person):
    """Return the page of a person as text."""
    answer = client.get(f"/people/{person.ref}")
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_it_says_who_supervises_them_and_why_that_changed(staffed, ivy, sign_in):
    page = read(sign_in(staffed.sam), ivy)

    assert "Bunting, Sam, since 3 March 2025" in page
    assert "Dunlin, Robin" in page
    assert "The practitioner had too much work" in page


def test_nothing_a_court_decided_is_there(staffed, ivy, sign_in):
    page = read(sign_in(staffed.sam), ivy).lower()

    for word in ("offence", "sexual", "community order", "c2", "mappa"):
        assert word not in page


def test_whoever_waits_has_a_duty_officer_an_owner_and_a_slip(staffed, sign_in):
    day = timezone.localdate()
    DutyRota.objects.create(unit=staffed.pdu, day=day, practitioner=staffed.robin, minutes=120)
    staffed.wait.from_date = day
    staffed.wait.save()

    page = read(sign_in(staffed.noor), staffed.ali)

    assert "Waiting for an officer since" in page
    assert "Duty officer today: Dunlin, Robin." in page
    assert f"/slips/{staffed.wait.pk}.pdf" in page
    assert read(sign_in(staffed.robin), staffed.ali)


def test_warnings_stand_on_top(staffed, ivy, sign_in):
    Statement.objects.create(
        person=ivy, key="warnings.visit", value="Two dogs.", observed_on=LONG_AGO, known_from=LONG_AGO
    )

    assert "Two dogs." in read(sign_in(staffed.sam), ivy)


def test_whoever_covers_sees_the_page(staffed, ivy, sign_in):
    Cover.objects.create(
        relationship=ivy.relationships.get(until_date=None), practitioner=staffed.robin, from_date=LONG_AGO
    )

    assert "Covered by" in read(sign_in(staffed.robin), ivy)


def test_who_is_not_with_them_may_not_look(staffed, ivy, sign_in):
    for somebody in (staffed.robin, staffed.wren, staffed.ash):
        client = sign_in(somebody)
        assert client.get(f"/people/{ivy.ref}").status_code == 404
        assert client.get(f"/people/{ivy.ref}/requests").status_code == 404


def test_nobody_by_that_reference_is_a_page_that_says_so(staffed, sign_in):
    assert sign_in(staffed.sam).get("/people/NOBODY").status_code == 404


def test_a_request_is_kept_once_and_its_answer_stands_on_the_page(staffed, ivy, sign_in):
    client = sign_in(staffed.sam)
    for _ in range(2):
        client.post(
            f"/people/{ivy.ref}/requests", {"kind": "not", "practitioner": staffed.robin.ref, "once": "a"}
        )

    request = SupervisorRequest.objects.get()
    assert "Not to have Dunlin, Robin" in read(client, ivy)
    assert "Not answered yet" in read(client, ivy)

    request.granted, request.answer = True, "Yes, from today."
    request.save()
    assert "Yes, from today." in read(client, ivy)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"once": "a"}, "Choose one."),
        ({"kind": "for"}, "Choose the practitioner."),
        ({"kind": "for", "practitioner": "W999"}, "That can no longer be chosen."),
    ],
)
def test_a_request_that_cannot_be_kept_says_why(staffed, ivy, sign_in, said, words):
    answer = sign_in(staffed.sam).post(f"/people/{ivy.ref}/requests", said)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not SupervisorRequest.objects.exists()


def test_a_woman_officer_is_asked_for_without_a_name(staffed, ivy, sign_in):
    client = sign_in(staffed.sam)

    client.post(f"/people/{ivy.ref}/requests", {"kind": "woman_officer", "practitioner": ""})

    assert SupervisorRequest.objects.get().kind == "woman_officer"
    assert "To have a woman officer" in read(client, ivy)


def test_at_the_weekend_whoever_comes_on_monday_has_a_page_already(staffed, sign_in, monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda: date(2026, 11, 21))
    staffed.ali.cases.update(from_date=date(2026, 11, 23))
    staffed.wait.from_date = date(2026, 11, 23)
    staffed.wait.save()

    assert "Waiting for an officer since 23 November 2026" in read(sign_in(staffed.noor), staffed.ali)
