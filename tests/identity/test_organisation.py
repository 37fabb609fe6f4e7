"""Signing in with an organisation's own sign-in: it opens accounts that exist, and makes none."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount, SocialToken
from cryptography.hazmat.primitives.asymmetric import rsa

from befriend import environment
from befriend.errors import BefriendError
from befriend.identity import accounts
from befriend.identity.models import User
from tests.identity.conftest import told
from tests.identity.issuer import Issuer
from tests.larkfield import MONDAY

pytestmark = pytest.mark.django_db

START = "/accounts/login/with/organisation/"
ROBIN = "robin@example.org"


@pytest.fixture
def issuer(settings):
    """Let Larkfield Council's sign-in be set up."""
    made = Issuer()
    settings.ORGANISATION_NAME = "Larkfield Council"
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [made.app()], "OAUTH_PKCE_ENABLED": True}}
    yield made
    made.stop()


def sign_in(client, **extra):
    """Go to the organisation, and come back as whoever it says."""
    gone = client.post(START, extra)
    asked = parse_qs(urlsplit(gone.url).query)
    return client.get(f"{START}callback/", {"code": "c", "state": asked["state"][0]}, follow=True)


def is_signed_in(client):
    """Say whether somebody is signed in."""
    return client.get("/accounts/").status_code == 200


def make(**known):
    """Make Robin's account."""
    return accounts.make(name="robin", by="test", day=MONDAY, **known)


def test_a_subject_that_an_administrator_connected_signs_in(issuer, client):
    make(subject="s-1")

    sign_in(client)

    assert is_signed_in(client)
    assert "code_verifier=" in issuer.asked[0]


def test_an_address_both_sides_have_checked_signs_in_and_stays_connected(issuer, client):
    user = make(email=ROBIN)
    issuer.userinfo |= {"email": "Robin@example.org", "email_verified": True}

    sign_in(client)

    assert is_signed_in(client)
    kept = SocialAccount.objects.get()
    assert (kept.user, kept.uid, kept.extra_data) == (user, "s-1", {})
    assert not SocialToken.objects.exists()


def test_an_address_given_to_somebody_else_later_opens_nothing(issuer, client):
    make(email=ROBIN, subject="the first")
    issuer.userinfo |= {"email": ROBIN, "email_verified": True}

    sign_in(client)

    assert not is_signed_in(client)


@pytest.mark.parametrize("checked", [False, None, "true", "false"])
def test_an_address_that_the_organisation_has_not_checked_opens_nothing(issuer, client, checked):
    make(email=ROBIN)
    issuer.userinfo |= {"email": ROBIN, "email_verified": checked}

    sign_in(client)

    assert not is_signed_in(client)


def test_an_address_that_we_have_not_checked_opens_nothing(issuer, client):
    EmailAddress.objects.create(user=make(), email=ROBIN, verified=False)
    issuer.userinfo |= {"email": ROBIN, "email_verified": True}

    sign_in(client)

    assert not is_signed_in(client)


def test_nobody_is_given_an_account(issuer, client):
    issuer.userinfo |= {"email": "wren@example.org", "email_verified": True}

    answer = sign_in(client)

    assert "There is no account for you here" in told(answer)
    assert not User.objects.exists()


def test_a_closed_account_stays_closed(issuer, client):
    user = make(subject="s-1")
    user.is_active = False
    user.save()

    assert "This account is closed" in told(sign_in(client))
    assert not is_signed_in(client)


def other_key(issuer):
    issuer.signs_with = rsa.generate_private_key(public_exponent=65537, key_size=2048)


def other_audience(issuer):
    issuer.claims["aud"] = "another service"


def other_issuer(issuer):
    issuer.claims["iss"] = "https://example.org"


def too_old(issuer):
    issuer.claims["exp"] = 1


def another_algorithm(issuer):
    issuer.signs_with, issuer.algorithm = "between us, and long enough to sign with", "HS256"


def two_people(issuer):
    issuer.userinfo["sub"] = "s-2"


SPOILT = [other_key, other_audience, other_issuer, too_old, another_algorithm, two_people]


@pytest.mark.parametrize("spoil", SPOILT)
def test_what_the_organisation_did_not_say_of_one_person_to_us_now_opens_nothing(issuer, client, spoil):
    make(subject="s-1")
    spoil(issuer)

    answer = sign_in(client)

    assert "You are not signed in" in told(answer)
    assert not is_signed_in(client)


def test_a_return_that_was_not_asked_for_opens_nothing(issuer, client):
    make(subject="s-1")

    client.get(f"{START}callback/", {"code": "c", "state": "made up"})

    assert not is_signed_in(client)


def test_a_second_factor_asked_there_is_not_asked_again(real, issuer, client):
    make(subject="s-1")
    issuer.claims["amr"] = ["pwd", "mfa"]

    sign_in(client)

    assert is_signed_in(client)


def test_without_one_there_it_is_asked_here(real, issuer, client):
    make(subject="s-1")

    sign_in(client)

    assert client.get("/accounts/").url == "/accounts/factors/"


def test_nobody_connects_a_way_in_by_themselves(issuer, signed_in):
    assert signed_in.post(START, {"process": "connect"}).status_code == 404
    assert signed_in.post(f"{START}?process=connect").status_code == 404


def test_it_leads_on_within_befriend_and_nowhere_else(issuer, client):
    make(subject="s-1")

    answer = sign_in(client, next="https://example.org/")

    assert answer.redirect_chain
    assert all(address.startswith("/") for address, _ in answer.redirect_chain)


def test_without_the_setting_there_is_no_such_way(client):
    assert client.post(START).status_code == 404
    assert client.get(f"{START}callback/").status_code == 404
    assert "Larkfield Council" not in told(client.get("/accounts/login/"))


def test_with_it_the_page_of_sign_in_says_so(issuer, client):
    assert "Sign in with Larkfield Council" in told(client.get("/accounts/login/"))


def test_the_settings_are_read_or_refused_in_words(monkeypatch):
    monkeypatch.setenv("BEFRIEND_OIDC_ISSUER", "http://example.org")
    with pytest.raises(BefriendError, match="https"):
        environment.organisation()

    monkeypatch.setenv("BEFRIEND_OIDC_ISSUER", "https://id.example.org/tenant")
    with pytest.raises(BefriendError, match="CLIENT_ID"):
        environment.organisation()

    monkeypatch.setenv("BEFRIEND_OIDC_CLIENT_ID", "us")
    monkeypatch.setenv("BEFRIEND_OIDC_CLIENT_SECRET", "between us")
    monkeypatch.setenv("BEFRIEND_OIDC_NAME", "Larkfield Council")
    assert environment.organisation()[1] == "Larkfield Council"
    assert environment.origin("https://id.example.org/tenant") == "https://id.example.org"
