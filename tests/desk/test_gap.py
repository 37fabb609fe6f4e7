"""The gap, seen from the office that owns it."""

from datetime import timedelta

import pytest

from befriend.allocation import actions
from befriend.allocation.models import ExceedOrder, Objection, StopListEntry
from befriend.rules.values import Grade, Tier

pytestmark = pytest.mark.django_db
ORDER = {
    "once": "a",
    "points": "2600",
    "people": "40",
    "from_date": "23/11/2026",
    "until_date": "30/11/2026",
    "because": "Two are away.",
    "not_done": "Group work.",
}
STOP = {
    "once": "a",
    "rank": "1",
    "work": "Fast reports",
    "harm": "Courts know less.",
    "lawful_because": "No duty binds us.",
    "until_date": "30/11/2026",
}


@pytest.fixture
def jo(staffed, on_monday, sign_in):
    """Return the web client of Jo, the head."""
    return sign_in(staffed.jo)


def told(answer):
    """Return the words of a page."""
    return " ".join(answer.content.decode().split())


def test_overload_stands_with_its_age_its_owner_and_who_could_move(jo, staffed, on_monday):
    staffed.fill(staffed.sam, 40, Tier.B2)
    actions.note_inherited_overload(unit=staffed.pdu, day=on_monday - timedelta(days=7))

    page = told(jo.get("/units/unit/overload"))

    assert "brought in, since 16 November 2026 (7 days). Owner: head of Larkfield." in page
    assert "could move" in page


def test_a_notice_is_answered_by_the_office_it_was_sent_to(jo, staffed, sign_in):
    notice = staffed.notice()
    assert "Climbs on 7 December 2026." in told(jo.get("/units/unit/notices"))

    jo.post(f"/units/unit/notices/{notice.pk}", {"once": "a", "gave": "people", "answer": "Two."})

    assert "Gave people." in told(jo.get("/units/unit/notices"))


def test_a_notice_is_not_answered_by_an_office_above(staffed, on_monday, sign_in):
    notice = staffed.notice()
    client = sign_in(staffed.fen)

    answer = client.post(
        f"/units/unit/notices/{notice.pk}", {"once": "a", "gave": "people", "answer": "Two."}
    )

    assert answer.status_code == 409
    assert "Two." in told(answer)


def test_an_order_is_given_and_shown_until_it_lapses(jo, staffed):
    jo.post("/units/unit/orders/new", {**ORDER, "practitioner": staffed.sam.ref})

    assert ExceedOrder.objects.get().office == staffed.offices["unit"]
    assert "it lapses in 7 days" in told(jo.get("/units/unit/orders"))


def test_a_double_click_gives_one_order(jo, staffed):
    for _ in range(2):
        answer = jo.post("/units/unit/orders/new", {**ORDER, "practitioner": staffed.sam.ref}, follow=True)

    assert ExceedOrder.objects.count() == 1
    assert "The order is given." in told(answer)


def test_an_order_too_long_is_refused_in_words_with_all_that_was_typed(jo, staffed):
    said = {**ORDER, "practitioner": staffed.sam.ref, "until_date": "30/12/2026"}

    answer = jo.post("/units/unit/orders/new", said)

    assert answer.status_code == 409
    assert "An order may run for 14 days at most" in told(answer)
    assert "Group work." in told(answer)
    assert not ExceedOrder.objects.exists()


def test_a_trainees_protection_is_lifted_only_by_the_region(jo, staffed, on_monday, sign_in):
    kit = staffed.works("Starling, Kit", Grade.TRAINEE, programme_started=on_monday)
    said = {**ORDER, "practitioner": kit.ref, "points": "800", "people": "12"}

    assert "may not lift a trainee" in told(jo.post("/units/unit/orders/new", said))
    sign_in(staffed.fen).post("/units/unit/orders/new", {**said, "once": "b"})

    assert ExceedOrder.objects.get().office == staffed.offices["region"]


def test_work_that_may_stop_is_signed_with_its_harm(jo, staffed):
    jo.post("/units/unit/stop-list/new", STOP)

    assert StopListEntry.objects.get().signed_by == staffed.jo
    page = told(jo.get("/units/unit/stop-list"))
    assert "Courts know less." in page
    assert "in 7 days" in page


def test_a_release_shows_its_notice_and_its_objection_is_answered(jo, staffed, on_monday):
    person = staffed.person(
        "Birch Teal", release_on=on_monday, release_notice_on=on_monday - timedelta(days=2)
    )
    objection = Objection.objects.create(
        case=person.cases.get(), practitioner=staffed.sam, kind="no_notice", words="Late.", day=on_monday
    )
    page = told(jo.get("/units/unit/releases"))
    assert "2 days" in page
    assert "Late." in page

    jo.post(f"/units/unit/objections/{objection.pk}", {"once": "a", "words": "We wrote to them."})

    assert "Answered: We wrote to them." in told(jo.get("/units/unit/releases"))


def test_the_region_reaches_the_units_below(staffed, on_monday, sign_in):
    client = sign_in(staffed.fen)

    assert client.get("/").url == "/units/region/waiting"
    assert "Ali Alder" in told(client.get("/units/region/waiting"))
    assert client.get("/units/unit/waiting").status_code == 200
