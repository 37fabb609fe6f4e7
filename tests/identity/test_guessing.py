"""Whoever guesses: passwords, tokens, or just asks too often."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest
from axes.models import AccessAttempt, AccessLog
from django.test import Client
from django.utils import timezone

from befriend.audit.models import Line
from befriend.identity import accounts, limits
from befriend.identity import actions as identity
from befriend.identity.models import Remembered, Tally
from tests.identity.conftest import told, with_password
from tests.larkfield import MONDAY

pytestmark = pytest.mark.django_db

WRONG = "not the password"


def guess(times, **extra):
    """Try a wrong password so many times, and return the last answer."""
    return [with_password(Client(), WRONG, **extra) for _ in range(times)][-1]


def test_after_five_wrong_passwords_not_even_the_right_one_is_tried(robin):
    last = guess(5)
    right = with_password(Client())

    assert last.status_code == right.status_code == 429
    for words in ("Too many wrong passwords", "nothing was lost", "Wait 15 minutes"):
        assert words in told(right)
    assert right["Retry-After"] == "900"


def test_four_are_not_too_many_and_the_right_one_forgets_them(robin):
    for _ in range(2):
        guess(4)
        assert with_password(Client()).status_code == 302


def test_another_address_and_another_name_go_on(robin, django_user_model):
    from tests.identity.conftest import PASSWORD

    django_user_model.objects.create_user(username="wren", password=PASSWORD)
    guess(5)

    assert with_password(Client(), REMOTE_ADDR="192.0.2.7").status_code == 302
    assert with_password(Client(), name="wren").status_code == 302


def test_a_lock_opens_by_itself(robin):
    guess(5)
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))

    assert with_password(Client()).status_code == 302


def test_whoever_runs_befriend_opens_it_sooner(robin):
    guess(5)
    accounts.give_back(user=robin, by="test", day=MONDAY)
    accounts.set_password(user=robin, password="three new words together", by="test", day=MONDAY)

    assert with_password(Client(), "three new words together").status_code == 302


def test_a_lock_leaves_one_line_in_the_audit_and_no_name(robin):
    guess(8)
    guess(5, name="nobody-of-this-name")

    lines = Line.objects.filter(did="locked out after wrong passwords")

    assert {one.what for one in lines} == {f"user {robin.pk}", "a name that nobody has"}
    assert lines.count() == 2


def test_what_is_kept_of_guesses_holds_no_name(robin, caplog):
    caplog.set_level(logging.DEBUG)
    guess(6)

    kept = str([*AccessAttempt.objects.values(), *Tally.objects.values(), *Remembered.objects.values()])

    assert AccessAttempt.objects.exists()
    assert not AccessLog.objects.exists()
    assert "robin" not in kept
    assert WRONG not in kept
    ours = [one for one in caplog.records if not one.name.startswith("django.db")]
    assert "robin" not in "".join(one.getMessage() for one in ours)


def test_behind_a_proxy_the_address_is_what_the_proxy_added(rf, settings):
    request = rf.get("/", HTTP_X_FORWARDED_FOR="198.51.100.1, 203.0.113.9", REMOTE_ADDR="10.0.0.1")

    settings.BEHIND_PROXY = False
    alone = limits.address_of(request)
    settings.BEHIND_PROXY = True
    behind = limits.address_of(request)

    assert (alone, behind) == ("10.0.0.1", "203.0.113.9")


def test_what_is_no_address_is_none(rf, settings):
    settings.BEHIND_PROXY = True

    assert limits.address_of(rf.get("/", HTTP_X_FORWARDED_FOR="'; --")) == limits.NOWHERE


def asked(client, token, **extra):
    """Ask the API with a token."""
    return client.post(
        "/api/allocations",
        {},
        content_type="application/json",
        headers={"authorization": f"Bearer {token}"},
        **extra,
    )


def test_wrong_tokens_come_to_an_end_for_their_address_alone(robin, client):
    token = identity.make_token(user=robin, days=1, by="test", day=timezone.localdate())
    for number in range(30):
        assert asked(client, f"befriend_{number}").status_code == 401

    refused = asked(client, token)
    elsewhere = asked(client, token, REMOTE_ADDR="192.0.2.7")

    assert refused.status_code == 429
    assert refused.json()["reasons"][0]["code"] == "too_many"
    assert elsewhere.status_code not in (401, 429)


def test_a_flood_is_refused_in_words_and_reading_is_not(signed_in, settings):
    settings.MOST_REQUESTS = 3
    for _ in range(3):
        signed_in.post("/accounts/sessions/")

    page = signed_in.post("/accounts/sessions/")
    program = signed_in.get("/api/openapi.json")

    assert page.status_code == program.status_code == 429
    assert "Too many requests" in told(page)
    assert program.json()["reasons"][0]["code"] == "too_many"
    assert signed_in.get("/accounts/sessions/").status_code == 200


def test_tallies_are_forgotten_after_a_day(db, monkeypatch):
    limits.count(kind="request", who="somebody", seconds=60)
    then = timezone.now() + timedelta(days=2)
    monkeypatch.setattr(timezone, "now", lambda: then)

    limits.count(kind="request", who="somebody else", seconds=60)

    assert Tally.objects.count() == 1
