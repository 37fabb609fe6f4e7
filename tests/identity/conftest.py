"""Somebody with a password, and what they sign in with."""

from __future__ import annotations

import re
import time
from types import SimpleNamespace

import pytest
from django.test import Client

PASSWORD = "three odd words together"


@pytest.fixture(autouse=True)
def quick(settings):
    """Let passwords be hashed quickly; that argon2 comes first otherwise has a test of its own."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def robin(db):
    """Return Robin, who signs in with a password."""
    from befriend.identity.models import User

    return User.objects.create_user(username="robin", password=PASSWORD)


@pytest.fixture
def real(db):
    """Let this database hold real people."""
    from befriend.identity.models import Nature

    return Nature.objects.create(kind=Nature.Kind.REAL)


@pytest.fixture
def invented(db):
    """Let this database hold invented people."""
    from befriend.identity.models import Nature

    return Nature.objects.create(kind=Nature.Kind.INVENTED)


@pytest.fixture
def signed_in(robin):
    """Return a browser in which Robin has signed in with the password."""
    client = Client()
    answer = with_password(client)
    assert answer.status_code == 302, told(answer)
    return client


def with_password(client, password=PASSWORD, name="robin", **extra):
    """Send a name and a password."""
    return client.post("/accounts/login/", {"login": name, "password": password}, **extra)


def told(answer):
    """Return the words of a page."""
    return " ".join(answer.content.decode().split())


@pytest.fixture(autouse=True)
def half_a_minute(monkeypatch):
    """Let it be one and the same half minute for codes, however slow the machine."""
    from allauth.mfa.totp.internal import auth

    now = time.time()
    monkeypatch.setattr(auth, "time", SimpleNamespace(time=lambda: now))


def code_of(secret):
    """Return what an app shows for a key."""
    from allauth.mfa.totp.internal import auth

    return auth.format_hotp_value(auth.hotp_value(secret, int(auth.time.time()) // 30))


def with_app(client):
    """Set up codes from an app, as Robin would; return the key and the recovery codes shown once."""
    client.post("/accounts/again/", {"password": PASSWORD})
    page = told(client.get("/accounts/factors/app/"))
    secret = re.search(r'class="secret">([A-Z2-7]+)<', page)[1]
    answer = client.post("/accounts/factors/app/", {"code": code_of(secret)}, follow=True)
    assert answer.request["PATH_INFO"] == "/accounts/factors/codes/", told(answer)
    return secret, re.findall(r"<li>(\d{8})</li>", told(answer))
