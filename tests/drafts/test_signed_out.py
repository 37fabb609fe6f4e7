"""A form sent after its writer was signed out is given back: nothing lost, nothing kept of a stranger."""

import re

import pytest
from django.test import Client

from befriend.drafts.models import Draft
from tests.drafts.conftest import KEEP, STOP, carried, told

pytestmark = pytest.mark.django_db
HARM = "Courts know less & wait."


def echoed(answer):
    """Return the fields of the form in which words were given back."""
    form = answer.content.decode().partition('action="/drafts/keep"')[2]
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))


def test_the_words_come_back_to_the_browser_and_are_kept_nowhere(jo):
    form = carried(jo.get(STOP))
    jo.logout()

    answer = jo.post(STOP, {**form, "harm": HARM})

    assert answer.status_code == 401
    assert "Courts know less &amp; wait." in told(answer)
    assert f"/accounts/login/?next={STOP}" in told(answer)
    assert answer.headers["Cache-Control"] == "no-store"
    assert not Draft.objects.exists()


def test_after_signing_in_again_they_are_kept_by_one_button(jo, staffed, sign_in):
    form = carried(jo.get(STOP))
    jo.logout()
    given = echoed(jo.post(STOP, {**form, "harm": "Courts know less."}))
    given.pop("csrfmiddlewaretoken")

    page = sign_in(staffed.jo).post(KEEP, given, follow=True)

    assert "Courts know less." in told(page)
    assert Draft.objects.get().words["harm"] == "Courts know less."


def test_with_a_token_from_before_the_sign_in_they_are_given_back_once_more(staffed, sign_in, jo):
    form = carried(jo.get(STOP))
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(staffed.jo.user, backend="django.contrib.auth.backends.ModelBackend")

    answer = strict.post(KEEP, {**form, "harm": "Courts know less."})
    assert answer.status_code == 403
    assert "You signed in again after you opened the form" in told(answer)
    by_script = strict.post(KEEP, {**form, "harm": "x"}, headers={"Accept": "application/json"})
    assert by_script.status_code == 403
    page = strict.post(KEEP, echoed(answer), follow=True)

    assert "Courts know less." in told(page)


def test_what_this_server_did_not_sign_is_not_given_back(staffed):
    answer = Client().post(STOP, {"draft": "made:up:slip", "harm": HARM})

    assert answer.status_code == 302
    assert answer.url == f"/accounts/login/?next={STOP}"


def test_the_words_of_one_are_not_shown_to_another(jo, staffed):
    form = carried(jo.get(STOP))
    strict = Client(enforce_csrf_checks=True)
    staffed.noor.user = type(staffed.jo.user).objects.create_user(username="noor")
    strict.force_login(staffed.noor.user, backend="django.contrib.auth.backends.ModelBackend")

    assert HARM not in told(strict.post(STOP, {**form, "harm": HARM}))


def test_the_sign_in_page_says_until_when_it_is_kept(jo):
    saved = jo.post(KEEP, {**carried(jo.get(STOP)), "harm": HARM}, headers={"Accept": "application/json"})
    time = saved.json()["saved"]
    assert saved.cookies["kept_until"]["httponly"]
    stranger = Client()
    stranger.cookies = saved.cookies

    assert f"kept as it was typed until {time}" in told(stranger.get("/accounts/login/"))
