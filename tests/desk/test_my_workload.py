"""My load: every component of it, orders to exceed the cap and my disagreement."""

from datetime import timedelta

import pytest
from django.utils import timezone

from befriend.allocation import actions
from befriend.allocation.models import ExceedOrder, InheritedOverload
from befriend.rules.values import Grade
from befriend.workforce.models import Reduction
from tests.larkfield import LONG_AGO

pytestmark = pytest.mark.django_db


@pytest.fixture
def order(staffed):
    """Return an order of Jo's that Sam carry more."""
    day = timezone.localdate()
    return actions.order_to_exceed(
        practitioner=staffed.sam, office=staffed.offices["unit"], given_by=staffed.jo, points=3000, people=60,
        because="Two are away.", not_done="Home visits.", from_date=day, until_date=day + timedelta(days=7),
        day=day,
    )  # fmt: skip


def test_every_component_is_there(staffed, sign_in):
    staffed.fill(staffed.sam, 3)
    Reduction.objects.create(
        practitioner=staffed.sam, kind="union_facility_time", percent=10, from_date=LONG_AGO
    )

    page = sign_in(staffed.sam).get("/my-workload").content.decode()

    for words in ("Contracted hours", "Union facility time (10%)", "people", "Minutes a person", "Elm 2"):
        assert words in page


def test_why_opens_the_steps_of_the_load_with_ones_own_values(staffed, sign_in):
    staffed.fill(staffed.sam, 3)

    page = " ".join(sign_in(staffed.sam).get("/my-workload").content.decode().split())

    assert "189 points of 2,176" in page
    assert "3 people: 63 + 63 + 63 = 189 points, reports due included." in page
    assert "2,176 points available this week give a limit of 2,393, rounded down." in page
    for name in ("workload", "capacity", "contact_time"):
        assert f'href="/rules/{name}"' in page


def test_a_trainee_sees_what_protects_them(staffed, sign_in):
    started = timezone.localdate() - timedelta(days=400)
    kit = staffed.works("Crake, Kit", Grade.TRAINEE, programme_started=started)

    page = sign_in(kit).get("/my-workload").content.decode()

    assert "month 14" in page
    assert "24 people" in page


def test_an_overload_says_whose_it_is(staffed, sign_in):
    InheritedOverload.objects.create(
        practitioner=staffed.sam, cause="brought_in", owner=staffed.offices["unit"], points_over=120,
        people_over=0, from_date=LONG_AGO,
    )  # fmt: skip

    page = sign_in(staffed.sam).get("/my-workload").content.decode()

    assert "not yours to mend: Lark, Jo, Larkfield" in page


def test_disagreement_with_an_order_is_kept_once_in_my_words(staffed, order, sign_in):
    client = sign_in(staffed.sam)
    assert "Home visits." in client.get("/my-workload").content.decode()

    for _ in range(2):
        client.post(f"/my-workload/orders/{order.pk}", {"words": "This is not safe.", "once": "a"})

    assert ExceedOrder.objects.get().disagreement == "This is not safe."
    assert "This is not safe." in client.get("/my-workload").content.decode()


def test_disagreeing_twice_is_refused_in_words(staffed, order, sign_in):
    client = sign_in(staffed.sam)
    client.post(f"/my-workload/orders/{order.pk}", {"words": "Not safe.", "once": "a"})

    answer = client.post(f"/my-workload/orders/{order.pk}", {"words": "Other words.", "once": "b"})

    assert answer.status_code == 409
    assert "Other words." in answer.content.decode()
    assert ExceedOrder.objects.get().disagreement == "Not safe."


def test_nobody_disagrees_for_somebody_else(staffed, order, sign_in):
    assert sign_in(staffed.robin).get(f"/my-workload/orders/{order.pk}").status_code == 404


def test_whoever_works_in_no_unit_is_told_so(staffed, sign_in):
    staffed.sam.postings.all().delete()

    assert "You work in no unit today" in sign_in(staffed.sam).get("/my-workload").content.decode()
