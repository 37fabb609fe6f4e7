"""The pages of reminders: what is sent first, where to, opting out; and what could not be delivered."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from befriend.audit.models import Line
from befriend.environment import Notify
from befriend.outbox.models import Message
from befriend.people.models import ContactDetail
from befriend.supervision import actions
from befriend.supervision.models import Contact
from befriend.supervision.queries import midnight
from tests.outbox.notify import KEY

pytestmark = pytest.mark.django_db
NUMBER = "07700900123"


@pytest.fixture
def texts(settings):
    """Set text messages up; nobody answers there, and nothing is sent by these tests."""
    settings.BEFRIEND_NOTIFY = Notify(KEY, "a-template", "http://127.0.0.1:1")


@pytest.fixture
def ivy(staffed):
    """Return Ivy, who is with Sam."""
    person = staffed.person("Ivy Reed")
    staffed.with_(person, staffed.sam)
    return person


@pytest.fixture
def day():
    """Return today."""
    return timezone.localdate()


@pytest.fixture
def agreed(staffed, ivy, day):
    """Return what keeps where Ivy agreed to be reminded."""

    def agreed(address=NUMBER):
        return actions.keep_detail(
            person=ivy, channel="sms", address=address, agreed_on=day, by=staffed.sam.ref, day=day,
            at=timezone.now(),
        )  # fmt: skip

    return agreed


def booking(days=5, **others):
    """Return what somebody types to book an appointment."""
    when = timezone.localdate() + timedelta(days=days)
    said = {"kind": "office", "day": f"{when:%d/%m/%Y}", "time": "10:30", "minutes": "30", "where": ""}
    return said | {"once": "1", "based_on": ""} | others


def answers(**others):
    """Return what somebody types to keep a number."""
    said = {"channel": "sms", "address": "07700 900 123", "agreed_on": f"{timezone.localdate():%d/%m/%Y}"}
    return said | {"once": "1", "based_on": ""} | others


def test_what_is_sent_is_shown_before_anything_is_kept(texts, staffed, ivy, sign_in):
    client = sign_in(staffed.sam)

    page = client.get(f"/people/{ivy.ref}/reminders").content.decode()
    form = client.get(f"/people/{ivy.ref}/reminders/new").content.decode()

    for shown in (page, form):
        assert "Reminder: your appointment is on" in shown
        assert "never between 20:00 and 08:00" in shown
    assert "nobody has agreed with them where to" in page


def test_a_number_is_kept_changed_opted_out_of_and_in_again_and_ended(texts, staffed, ivy, sign_in):
    client = sign_in(staffed.sam)
    address = f"/people/{ivy.ref}/reminders"

    assert client.post(f"{address}/new", answers()).status_code == 302
    first = ContactDetail.objects.get(person=ivy)
    assert first.address == NUMBER
    assert "07700900123" in client.get(address).content.decode()
    asked = client.get(f"{address}/new").content.decode()
    mark = re.search(r'name="based_on" value="([^"]*)"', asked)[1]
    changed = answers(address="07700 900456", once="2", based_on=mark)
    assert client.post(f"{address}/new", changed).status_code == 302
    now = ContactDetail.objects.get(person=ivy, ended_on=None)
    assert now.address == "07700900456"
    for what, wanted in (("opt-out", False), ("opt-in", True), ("end", False)):
        client.post(f"/details/{now.pk}/{what}", {"once": what})
        now.refresh_from_db()
        assert now.is_wanted is wanted
    lines = Line.objects.filter(people=[ivy.pk], did__contains="remind")
    assert lines.count() == 5
    assert not Line.objects.filter(what__contains="07700").exists()


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"address": "12"}, "This is no telephone number"),
        ({"address": "07700 900123 or so"}, "This is no telephone number"),
        ({"channel": "email", "address": "ivy at home"}, "This is no e-mail address"),
        ({"channel": "email", "address": "zoë@example.org"}, "This is no e-mail address"),
        ({"channel": "email", "address": "a@example.org\nbcc: b@example.org"}, "This is no e-mail address"),
        ({"address": ""}, "Write a few words"),
        ({"channel": ""}, "Choose one"),
        ({"agreed_on": "1/1/2090"}, "a day that has been"),
        ({"agreed_on": "31/12/9999"}, "There is no such day"),
    ],
)
def test_what_cannot_be_reached_is_refused_and_nothing_is_kept(said, words, staffed, ivy, sign_in):
    answer = sign_in(staffed.sam).post(f"/people/{ivy.ref}/reminders/new", answers(**said))

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not ContactDetail.objects.exists()


@pytest.mark.parametrize("who", ["robin", "ash", "wren"])
def test_whoever_may_not_keep_contact_sees_none_of_it(who, texts, agreed, staffed, ivy, sign_in):
    detail = agreed()
    client = sign_in(getattr(staffed, who))

    pages = [
        client.get(f"/people/{ivy.ref}/reminders"),
        client.get(f"/people/{ivy.ref}/reminders/new"),
        client.post(f"/details/{detail.pk}/opt-out", {"once": "1"}),
        client.post(f"/details/{detail.pk}/end", {"once": "1"}),
    ]

    assert [page.status_code for page in pages] == [404] * 4
    detail.refresh_from_db()
    assert detail.is_wanted


def test_whoever_books_is_told_whether_and_when_a_reminder_goes(texts, agreed, staffed, ivy, sign_in, day):
    client = sign_in(staffed.sam)
    address = f"/people/{ivy.ref}/appointments/new"

    assert "nobody has agreed with them where" in client.get(address).content.decode()
    detail = agreed()
    assert "They are reminded by text message, 24 hours before" in client.get(address).content.decode()
    done = client.post(address, booking(practitioner=staffed.sam.ref), follow=True).content.decode()
    assert "A reminder goes on" in done
    assert Message.objects.get().next_try_at == Contact.objects.get().starts_at - timedelta(days=1)
    actions.opt_out(detail=detail, by=staffed.sam.ref, day=day, at=timezone.now())
    assert "because they want none" in client.get(address).content.decode()


def test_where_nothing_is_set_up_the_pages_say_so(agreed, staffed, ivy, sign_in):
    agreed()
    client = sign_in(staffed.sam)

    assert (
        "no text message is set up here" in client.get(f"/people/{ivy.ref}/appointments/new").content.decode()
    )
    assert "it is not set up here" in client.get(f"/people/{ivy.ref}/reminders").content.decode()


def test_what_could_not_be_delivered_is_shown_without_the_number_and_decided_by_whoever_meets_them(
    texts, agreed, staffed, ivy, sign_in, day
):
    agreed()
    begins = midnight(day + timedelta(days=5)) + timedelta(hours=10)
    actions.book(
        person=ivy, practitioner=staffed.sam, kind="office", starts_at=begins, minutes=30,
        by=staffed.sam.ref, day=day, at=timezone.now(),
    )  # fmt: skip
    Message.objects.update(state="given_up", last_problem="refused", next_try_at=None)
    message = Message.objects.get()

    for who in (staffed.jo, staffed.sam):
        page = sign_in(who).get("/told").content.decode()
        assert "1 reminder of an appointment to Ivy Reed could not be delivered" in page
        assert NUMBER not in page
    client = sign_in(staffed.robin)
    assert "Ivy Reed" not in client.get("/told").content.decode()
    assert client.post(f"/told/undelivered/{message.pk}/told").status_code == 404

    assert sign_in(staffed.sam).post(f"/told/undelivered/{message.pk}/told").status_code == 302
    message.refresh_from_db()
    assert message.state == Message.State.TOLD
