"""Second factors: codes from an app, recovery codes, passkeys; and asking again who it is."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from befriend.audit.models import Line
from tests.identity.conftest import PASSWORD, code_of, told, with_app, with_password

pytestmark = pytest.mark.django_db


def test_a_code_from_an_app_signs_in_after_the_password(signed_in):
    secret, _ = with_app(signed_in)
    elsewhere = Client()

    asked = with_password(elsewhere)
    before = elsewhere.get("/accounts/")
    after = elsewhere.post("/accounts/login/second-factor/", {"code": code_of(secret)})

    assert asked.url == "/accounts/login/second-factor/"
    assert before.status_code == 302
    assert after.status_code == 302
    assert elsewhere.get("/accounts/").status_code == 200


def test_a_code_opens_once(signed_in):
    secret, _ = with_app(signed_in)
    code = code_of(secret)
    first, second = Client(), Client()
    for one in (first, second):
        with_password(one)

    first.post("/accounts/login/second-factor/", {"code": code})
    again = second.post("/accounts/login/second-factor/", {"code": code})

    assert again.status_code == 200
    assert "This was not done" in told(again)
    assert second.get("/accounts/").status_code == 302


def test_a_recovery_code_signs_in_once(signed_in):
    _, codes = with_app(signed_in)
    first, second = Client(), Client()
    for one in (first, second):
        with_password(one)

    let_in = first.post("/accounts/login/second-factor/", {"code": codes[0]})
    again = second.post("/accounts/login/second-factor/", {"code": codes[0]})

    assert let_in.status_code == 302
    assert again.status_code == 200


def test_recovery_codes_are_shown_once(signed_in):
    _, codes = with_app(signed_in)

    later = told(signed_in.get("/accounts/factors/codes/"))

    assert len(codes) == 10
    assert codes[0] not in later
    assert signed_in.get("/accounts/factors/codes/file/").status_code in (403, 404)


def test_what_is_kept_of_a_key_is_encrypted(signed_in):
    secret, codes = with_app(signed_in)

    kept = str(list(Authenticator.objects.values_list("data", flat=True)))

    assert secret not in kept
    assert not any(code in kept for code in codes)


def test_wrong_codes_come_to_an_end(signed_in):
    secret, _ = with_app(signed_in)
    elsewhere = Client()
    with_password(elsewhere)

    for _ in range(5):
        elsewhere.post("/accounts/login/second-factor/", {"code": "000000"})
    right = elsewhere.post("/accounts/login/second-factor/", {"code": code_of(secret)})

    assert right.status_code == 200
    assert elsewhere.get("/accounts/").status_code == 302


def test_nothing_that_lets_somebody_in_is_changed_without_asking_again(robin):
    client = Client()
    client.force_login(robin, backend="django.contrib.auth.backends.ModelBackend")

    for address in ("app/", "keys/add/", "codes/new/"):
        answer = client.get(f"/accounts/factors/{address}")
        assert answer.url.startswith("/accounts/again/")


def test_a_password_is_changed_and_ends_every_other_sign_in(signed_in):
    elsewhere = Client()
    with_password(elsewhere)
    new = "four other words altogether"

    signed_in.post("/accounts/password/", {"oldpassword": PASSWORD, "password1": new, "password2": new})

    assert signed_in.get("/accounts/").status_code == 200
    assert elsewhere.get("/accounts/").status_code == 302
    assert with_password(Client(), new).status_code == 302


@pytest.mark.parametrize("short", ["short", "password1234", "befriend2026!", "robinrobin12"])
def test_a_password_that_many_would_guess_is_refused(signed_in, short):
    said = {"oldpassword": PASSWORD, "password1": short, "password2": short}

    answer = signed_in.post("/accounts/password/", said)

    assert answer.status_code == 200
    assert with_password(Client()).status_code == 302


def test_an_account_without_a_password_says_so(robin, client):
    robin.set_unusable_password()
    robin.save()
    client.force_login(robin, backend="django.contrib.auth.backends.ModelBackend")

    answer = client.get("/accounts/password/", follow=True)

    assert "This account has no password" in told(answer)


def test_what_a_passkey_needs_is_said_and_nothing_runs_in_the_page(signed_in):
    signed_in.post("/accounts/again/", {"password": PASSWORD})

    page = told(signed_in.get("/accounts/factors/keys/add/"))

    assert "A passkey needs JavaScript" in page
    assert "creation_options" in page
    assert page.count("<script") == page.count("<script src=") + page.count('type="application/json"')


def test_nobody_removes_a_passkey_of_somebody_else(signed_in, django_user_model):
    wren = django_user_model.objects.create_user(username="wren")
    key = Authenticator.objects.create(user=wren, type="webauthn", data={"name": "x", "credential": {}})
    signed_in.post("/accounts/again/", {"password": PASSWORD})

    for way in ("", "remove/"):
        assert signed_in.post(f"/accounts/factors/keys/{key.pk}/{way}", {"name": "mine"}).status_code == 404
    assert Authenticator.objects.filter(pk=key.pk).exists()


def test_whatever_lets_somebody_in_leaves_a_line_in_the_audit(
    signed_in, robin, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        with_app(signed_in)
    new = "four other words altogether"
    signed_in.post("/accounts/password/", {"oldpassword": PASSWORD, "password1": new, "password2": new})

    kept = Line.objects.filter(what=f"user {robin.pk}").values_list("did", flat=True)

    assert set(kept) == {"signed in", "set up codes from an app", "changed the password"}


def test_passwords_are_hashed_with_argon2():
    from befriend import settings

    assert settings.PASSWORD_HASHERS[0].endswith("Argon2PasswordHasher")
