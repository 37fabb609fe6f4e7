"""Where people are real a second factor is asked of everybody; where they are invented, of nobody."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.identity.conftest import told, with_app

pytestmark = pytest.mark.django_db


def test_where_people_are_real_a_password_alone_opens_nothing(real, signed_in):
    for address in ("/", "/my-people", "/accounts/", "/accounts/sessions/", "/my-load"):
        assert signed_in.get(address).url == "/accounts/factors/"

    assert "a password alone is not enough" in told(signed_in.get("/accounts/factors/"))


def test_a_form_sent_without_one_changes_nothing_and_says_so(real, signed_in):
    answer = signed_in.post("/accounts/sessions/")

    assert answer.status_code == 403
    assert "Set up a second factor first" in told(answer)


def test_the_ways_out_are_open(real, signed_in):
    assert signed_in.get("/accounts/factors/app/").url.startswith("/accounts/again/")
    assert signed_in.get("/accounts/again/").status_code == 200
    assert signed_in.get("/accounts/logout/").status_code == 200


def test_with_one_everything_opens(real, signed_in):
    with_app(signed_in)

    assert signed_in.get("/accounts/").status_code == 200


def test_without_one_again_everything_closes(real, signed_in):
    with_app(signed_in)
    signed_in.post("/accounts/factors/app/remove/")

    assert signed_in.get("/accounts/").url == "/accounts/factors/"


def test_where_everybody_is_invented_none_is_asked(invented, signed_in):
    assert signed_in.get("/accounts/").status_code == 200


def test_whoever_is_not_signed_in_is_asked_to_sign_in_and_for_nothing_else(real):
    assert Client().get("/accounts/").url.startswith("/accounts/login/")


def test_no_setting_lets_anybody_be_anybody_where_people_are_real(real, client, settings):
    settings.DEBUG = True

    assert client.get("/sign-in").status_code == 404
    assert client.post("/sign-in", {"practitioner": "l01"}).status_code == 404
