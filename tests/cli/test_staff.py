"""The command `account`: somebody who may sign in, or whose way in is lost."""

from __future__ import annotations

import re

import pytest
import typer
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount

from befriend.identity.models import User

NEW = "three odd words together"


def set_with(client, link):
    """Open a link and set a password."""
    page = client.get(re.sub(r"^https?://[^/]+", "", link), follow=True)
    return client.post(page.request["PATH_INFO"], {"password1": NEW, "password2": NEW}, follow=True)


def test_an_account_is_opened_with_a_link_that_works_once(befriend, client, sam):
    said = befriend("account", "sam.bunting", "--practitioner", sam.ref)
    link = said.out.strip()

    first, again = set_with(client, link), client.get(link.removeprefix("http://127.0.0.1:8000"))

    sam.refresh_from_db()
    assert said.status == 0
    assert sam.user.username == "sam.bunting"
    assert "Your password is set" in first.content.decode()
    assert "does not work any more" in again.content.decode()
    assert User.objects.get().check_password(NEW)


def test_a_password_is_asked_for_and_never_an_argument(befriend, db, monkeypatch):
    monkeypatch.setattr(typer, "prompt", lambda *_, **__: NEW)

    said = befriend("account", "jo", "--password")

    assert (said.status, said.out) == (0, "")
    assert User.objects.get().check_password(NEW)


def test_a_password_too_short_makes_no_account(befriend, db, monkeypatch):
    monkeypatch.setattr(typer, "prompt", lambda *_, **__: "short")

    assert befriend("account", "jo", "--password").status == 1
    assert not User.objects.exists()


def test_what_an_organisation_knows_them_by_is_kept(befriend, db):
    befriend("account", "jo", "--email", "Jo@example.org", "--subject", "s-1")

    assert EmailAddress.objects.get(verified=True).email == "jo@example.org"
    assert SocialAccount.objects.get().uid == "s-1"


def test_whoever_lost_their_phone_begins_again(befriend, client):
    user = User.objects.create_user(username="jo", password=NEW)
    Authenticator.objects.create(user=user, type="totp", data={"secret": "x"})

    said = befriend("account", "jo", "--reset")

    user.refresh_from_db()
    assert "/accounts/password/new/" in said.out
    assert not user.has_usable_password()
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("jo",), "--reset"),
        (("wren", "--practitioner", "nobody"), "There is no practitioner"),
        (("nobody", "--reset"), "There is no account"),
        (("not a name",), "username"),
    ],
)
def test_what_cannot_be_is_refused_in_words(befriend, db, arguments, sentence):
    User.objects.create_user(username="jo")

    said = befriend("account", *arguments)

    assert said.status == 1
    assert sentence in said.err
    assert User.objects.count() == 1


def test_nobody_has_two_accounts(befriend, sam):
    befriend("account", "sam", "--practitioner", sam.ref)

    assert befriend("account", "sam2", "--practitioner", sam.ref).status == 1
    assert User.objects.count() == 1
