"""My people: whom I supervise and cover, what to know before a visit, which releases come."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from befriend.allocation.models import Cover, Objection
from befriend.people.models import Statement
from befriend.rules.values import Place, Tier
from befriend.workforce.models import Incident
from tests.larkfield import LONG_AGO

pytestmark = pytest.mark.django_db


@pytest.fixture
def ivy(staffed):
    """Return Ivy, who is with Sam and will be released in three weeks."""
    day = timezone.localdate()
    soon = day + timedelta(days=21)
    ivy = staffed.person("Ivy Reed", Tier.B2, Place.CUSTODY, release_on=soon, release_notice_on=day)
    staffed.with_(ivy, staffed.sam)
    return ivy


def read(client, address, **more):
    """Return a page as text."""
    answer = client.get(address, **more)
    assert answer.status_code == 200
    return answer.content.decode()


def test_everybody_with_me_is_there_with_points_and_time(staffed, ivy, sign_in):
    page = read(sign_in(staffed.sam), "/my-people")

    assert "Ivy Reed" in page
    assert "1 January 2024" in page
    assert "Custody" in page
    assert "1 person is with you" in page


def test_nobody_else_is_there(staffed, ivy, sign_in):
    page = read(sign_in(staffed.robin), "/my-people")

    assert "Ivy Reed" not in page
    assert "Nobody is with you" in page


def test_nothing_a_court_decided_is_there(staffed, ivy, sign_in):
    page = read(sign_in(staffed.sam), "/my-people").lower()

    assert "b2" not in page
    assert "community_order" not in page
    assert "offence" not in page


def test_cover_stands_with_both_who_give_and_who_need_it(staffed, ivy, sign_in):
    Cover.objects.create(relationship=ivy.relationships.get(), practitioner=staffed.robin, from_date=LONG_AGO)

    assert "Covered by Dunlin, Robin" in read(sign_in(staffed.sam), "/my-people")
    assert "You cover for Bunting, Sam" in read(sign_in(staffed.robin), "/my-people")


def test_warnings_are_read_before_a_visit(staffed, ivy, sign_in):
    Statement.objects.create(
        person=ivy, key="warnings.visit", value="Two dogs.", observed_on=LONG_AGO, known_from=LONG_AGO
    )
    Incident.objects.create(
        practitioner=staffed.robin, day=LONG_AGO, kind="threat", where="door", words="...",
        warning="Two people should go.", person=ivy,
    )  # fmt: skip

    page = read(sign_in(staffed.sam), "/my-people")

    assert "Two dogs." in page
    assert "Two people should go." in page


def test_a_release_shows_its_notice_and_can_be_objected_to(staffed, ivy, sign_in):
    client = sign_in(staffed.sam)
    case = ivy.cases.get().ref
    assert "21 days" in read(client, "/my-people")
    assert "must answer it in words" in read(client, f"/my-people/releases/{case}")

    for _ in range(2):  # a double click
        client.post(f"/my-people/releases/{case}", {"words": "No home yet.", "once": "a"})

    assert Objection.objects.get().words == "No home yet."
    assert "not answered yet" in read(client, "/my-people")


def test_an_objection_without_words_is_refused_and_says_so(staffed, ivy, sign_in):
    answer = sign_in(staffed.sam).post(f"/my-people/releases/{ivy.cases.get().ref}", {"words": " "})

    assert answer.status_code == 422
    assert "Write a few words." in answer.content.decode()
    assert not Objection.objects.exists()


def test_nobody_objects_to_the_release_of_somebody_elses_person(staffed, ivy, sign_in):
    client = sign_in(staffed.robin)

    assert client.get(f"/my-people/releases/{ivy.cases.get().ref}").status_code == 404


def test_a_list_of_more_than_25_pages_and_can_be_of_one_place(staffed, ivy, sign_in):
    staffed.fill(staffed.sam, 30)
    client = sign_in(staffed.sam)

    assert "Page 1 of 2" in read(client, "/my-people")
    assert "Ivy Reed" in read(client, "/my-people?page=2")
    assert "Page 1 of 2" not in read(client, "/my-people?place=custody")
    assert read(client, "/my-people?page=nonsense&place=nowhere")


def test_the_number_of_queries_does_not_grow_with_people(staffed, ivy, sign_in):
    client = sign_in(staffed.sam)
    read(client, "/my-people")
    few = queries_of(client)
    staffed.fill(staffed.sam, 60)

    assert queries_of(client) == few


def queries_of(client):
    """Return how many queries My people takes."""
    with CaptureQueriesContext(connection) as asked:
        read(client, "/my-people")
    return len(asked)
