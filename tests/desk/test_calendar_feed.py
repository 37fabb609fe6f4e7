"""The secret address of a calendar: busy and nothing else, and nothing once it is ended."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from befriend.supervision.models import CalendarFeed, Contact
from befriend.supervision.queries import midnight

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(staffed, sign_in):
    """Return the client of Sam, who sees Ivy tomorrow at ten, and the address that was made."""
    ivy = staffed.person("Ivy Reed")
    staffed.with_(ivy, staffed.sam)
    begins = midnight(timezone.localdate() + timedelta(days=1)) + timedelta(hours=10)
    Contact.objects.create(
        person=ivy, practitioner=staffed.sam, kind="home_visit", where="1 Invented Way", starts_at=begins,
        ends_at=begins + timedelta(minutes=30), made_at=begins,
    )  # fmt: skip
    client = sign_in(staffed.sam)
    page = client.post("/my-calendar/address", {"once": "a"}).content.decode()
    address = page.split('secret">', 1)[1].split("<", 1)[0].strip()
    return client, address.replace("http://testserver", "")


def test_it_says_busy_and_nothing_else(made):
    answer = Client().get(made[1])

    assert answer["Content-Type"].startswith("text/calendar")
    lines = answer.content.decode().split("\r\n")
    assert {line.split(":")[0] for line in lines if line} == {
        "BEGIN", "VERSION", "PRODID", "METHOD", "UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "TRANSP",
        "CLASS", "END",
    }  # fmt: skip
    assert lines.count("SUMMARY:Busy") == 1
    page = answer.content.decode().lower()
    assert not [word for word in ("ivy", "reed", "invented way", "home", "probation") if word in page]
    assert "no-store" in answer["Cache-Control"] or "no-cache" in answer["Cache-Control"]


def test_only_a_digest_is_kept_and_the_address_is_shown_once(made):
    client, address = made
    secret = address.removeprefix("/calendar/").removesuffix(".ics")

    assert secret not in str(CalendarFeed.objects.values_list())
    assert secret not in client.get("/my-calendar/address").content.decode()


def test_an_address_that_was_ended_or_replaced_opens_nothing(made):
    client, address = made
    again = client.post("/my-calendar/address", {"once": "b"}).content.decode()
    assert Client().get(address).status_code == 404
    second = again.split('secret">', 1)[1].split("<", 1)[0].strip().replace("http://testserver", "")
    assert Client().get(second).status_code == 200

    client.post("/my-calendar/address/end", {"once": "c"})

    assert Client().get(second).status_code == 404
    assert Client().get("/calendar/guessed.ics").status_code == 404


def test_nobody_who_no_longer_works_here_is_read(made, staffed):
    staffed.sam.user.is_active = False
    staffed.sam.user.save()

    assert Client().get(made[1]).status_code == 404
