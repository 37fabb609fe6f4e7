"""Where somebody is signed in, and how it ends: by hand, by being left alone, by age."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.utils import timezone

from tests.identity.conftest import told, with_app, with_password

pytestmark = pytest.mark.django_db


def elsewhere():
    """Return another browser of Robin's, which has asked for a page."""
    client = Client(HTTP_USER_AGENT="Another browser")
    with_password(client)
    client.get("/accounts/")
    return client


def test_a_sign_in_that_was_ended_really_ends(signed_in):
    other = elsewhere()
    page = told(signed_in.get("/accounts/sessions/"))
    session = UserSession.objects.get(user_agent="Another browser")

    signed_in.post(f"/accounts/sessions/{session.pk}/end/")

    assert "Another browser" in page
    assert other.get("/accounts/").url.startswith("/accounts/login/")
    assert signed_in.get("/accounts/").status_code == 200


def test_all_others_can_be_ended_at_once(signed_in):
    others = [elsewhere(), elsewhere()]

    signed_in.post("/accounts/sessions/")

    assert all(one.get("/accounts/").status_code == 302 for one in others)
    assert signed_in.get("/accounts/").status_code == 200


def test_nobody_ends_the_sign_in_of_somebody_else(signed_in, django_user_model):
    wren, client = django_user_model.objects.create_user(username="wren"), Client()
    client.force_login(wren, backend="django.contrib.auth.backends.ModelBackend")
    client.get("/accounts/")

    answer = signed_in.post(f"/accounts/sessions/{UserSession.objects.get(user=wren).pk}/end/")

    assert answer.status_code == 404
    assert client.get("/accounts/").status_code == 200


def later(monkeypatch, **time):
    """Let that much time go by."""
    then = timezone.now() + timedelta(**time)
    monkeypatch.setattr(timezone, "now", lambda: then)


def test_a_desk_left_alone_is_locked_where_people_are_real(real, signed_in, monkeypatch):
    with_app(signed_in)
    later(monkeypatch, minutes=16)

    answer = signed_in.get("/accounts/sessions/")

    assert answer.url == "/accounts/login/?next=%2Faccounts%2Fsessions%2F&ended=idle"
    assert "nothing was done for 15 minutes" in told(signed_in.get(answer.url))


def test_a_desk_that_is_used_stays_open(real, signed_in, monkeypatch):
    with_app(signed_in)
    for _ in range(3):
        later(monkeypatch, minutes=10)
        assert signed_in.get("/accounts/").status_code == 200


def test_a_desk_left_alone_stays_open_where_everybody_is_invented(invented, signed_in, monkeypatch):
    signed_in.get("/accounts/")
    later(monkeypatch, hours=11)

    assert signed_in.get("/accounts/").status_code == 200


@pytest.mark.parametrize("kind", ["real", "invented"])
def test_every_sign_in_ends_after_a_day_of_work(kind, signed_in, monkeypatch):
    from befriend.identity.models import Nature

    signed_in.get("/accounts/logout/")
    Nature.objects.create(kind=kind)
    later(monkeypatch, hours=12, minutes=1)

    assert signed_in.get("/accounts/").status_code == 302


def test_signing_out_ends_it(signed_in):
    signed_in.post("/accounts/logout/")

    assert signed_in.get("/accounts/").status_code == 302
