"""What is refused before anything else is looked at, what is never followed, and keys that came before."""

from __future__ import annotations

import json

import pytest
import requests
from django.http import HttpResponse
from requests.adapters import BaseAdapter

from befriend.environment import former_keys
from befriend.identity import limits, queries
from befriend.identity.adapters import Factors, Organisation
from befriend.identity.api import Token
from befriend.identity.middleware import Manners
from befriend.identity.models import User
from befriend.log import ACCESS
from befriend.watch.requests import told
from tests.identity.test_headers import settings_of

ELSEWHERE = "http://169.254.169.254/"


def answered(request):
    return Manners(lambda _: HttpResponse("shown"))(request)


@pytest.mark.parametrize("method", ["TRACE", "OPTIONS", "PUT", "DELETE", "PATCH", "NONSENSE"])
def test_a_method_that_nobody_here_uses_is_refused(rf, method):
    assert answered(rf.generic(method, "/my-load")).status_code == 405


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
def test_pages_and_programs_are_answered(rf, method):
    assert answered(rf.generic(method, "/my-load")).status_code == 200
    assert answered(rf.generic(method, "/api/openapi.json")).status_code == 200


def test_a_program_that_asks_in_the_open_is_told_so_and_not_sent_on(rf, settings):
    settings.SECURE_SSL_REDIRECT = True

    refused = answered(rf.get("/api/openapi.json"))

    assert refused.status_code == 403
    assert json.loads(refused.content)["reasons"][0]["code"] == "not_https"
    assert answered(rf.get("/api/openapi.json", secure=True)).status_code == 200
    assert answered(rf.get("/my-load")).status_code == 200


def test_pages_alone_are_sent_on_to_https():
    made = settings_of(BEFRIEND_HOSTS="befriend.example.org")

    assert made["SECURE_SSL_REDIRECT"] == "True"
    assert made["SECURE_REDIRECT_EXEMPT"] == "['^api/']"


def test_what_a_program_asks_is_logged_with_the_number_of_its_account(rf, monkeypatch, caplog):
    monkeypatch.setattr(limits, "counted", lambda **_: 0)
    monkeypatch.setattr(queries, "user_of_token", lambda *_: User(pk=7))
    request = rf.get("/api/units/larkfield/week")
    Token().authenticate(request, "a token")

    with caplog.at_level("INFO", logger=ACCESS):
        told(request, HttpResponse(), seconds=0.01, queries=1)

    assert "'user': 7" in caplog.text


class SendsOn(BaseAdapter):
    """Stands for an organisation that sends whoever asks on to somewhere within."""

    def __init__(self):
        super().__init__()
        self.asked = []

    def send(self, request, **_):
        self.asked.append(request.url)
        answer = requests.Response()
        answer.status_code, answer.request, answer.url = 302, request, request.url
        answer.headers["Location"] = ELSEWHERE
        answer._content = b""
        return answer

    def close(self):
        """Hold nothing open."""


def test_what_the_organisation_sends_on_to_is_not_asked():
    session, organisation = Organisation().get_requests_session(), SendsOn()
    for kind in ("http://", "https://"):
        session.mount(kind, organisation)

    with pytest.raises(requests.RequestException):
        session.get("https://sign-in.example.org/keys")

    assert organisation.asked == ["https://sign-in.example.org/keys"]


def test_what_a_former_key_sealed_is_still_read(settings):
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "the old one", []
    sealed = Factors().encrypt("seed")

    settings.SECRET_KEY = "the new one"
    assert Factors().decrypt(sealed) == ""
    settings.SECRET_KEY_FALLBACKS = ["the old one"]
    assert Factors().decrypt(sealed) == "seed"


def test_former_keys_may_be_in_a_file(monkeypatch, tmp_path):
    assert former_keys() == []

    file = tmp_path / "keys"
    file.write_text("newer\nolder\n")
    monkeypatch.setenv("BEFRIEND_FORMER_SECRET_KEYS_FILE", str(file))

    assert former_keys() == ["newer", "older"]
