"""One's own account in a real browser: nothing that a page may not do is tried, and axe finds nothing."""

import pytest
from django.contrib.auth import get_user_model

from tests.journeys.conftest import no_sideways_scrolling

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

PASSWORD = "three odd words together"
OWN = (
    *("/accounts/", "/accounts/factors/", "/accounts/factors/app/", "/accounts/factors/keys/"),
    *("/accounts/factors/keys/add/", "/accounts/sessions/", "/accounts/password/", "/my-load"),
    *("/accounts/logout/", "/accounts/login/forgotten/", "/no-such-page"),
)


@pytest.fixture
def refused(page):
    """Return what the browser refused to do for a page, as it says on its console."""
    found = []
    page.on("console", lambda said: found.append(said.text) if "Content Security" in said.text else None)
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


def test_an_account_is_looked_after(page, is_accessible, refused):
    get_user_model().objects.create_user(username="robin", password=PASSWORD)
    page.goto("/accounts/login/")
    is_accessible(page)
    page.get_by_label("User name").fill("robin")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("link", name="Your account").click()
    page.get_by_role("heading", name="Your account").wait_for()
    page.goto("/accounts/factors/app/")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("heading", name="Set up a code from an app").wait_for()

    for address in OWN:
        page.goto(address)
        is_accessible(page)
        assert no_sideways_scrolling(page), address

    assert refused == []


def test_a_passkey_signs_in_without_a_password(page, live_server, refused):
    get_user_model().objects.create_user(username="robin", password=PASSWORD)
    keys = page.context.new_cdp_session(page)
    keys.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True}
    options |= {"hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True}
    keys.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    # A passkey belongs to a name; an address of numbers has none.
    here = live_server.url.replace("127.0.0.1", "localhost")
    page.goto(f"{here}/accounts/login/?next=/accounts/factors/keys/add/")
    page.get_by_label("User name").fill("robin")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Its name").fill("work phone")
    page.get_by_label("Let it sign me in without a password").check()
    page.get_by_role("button", name="Add").click()
    page.get_by_role("heading", name="Recovery codes").wait_for()
    page.context.clear_cookies()

    page.goto(f"{here}/accounts/login/?next=/accounts/factors/keys/")
    page.get_by_role("button", name="Sign in with a passkey").click()

    page.get_by_text("work phone").first.wait_for()
    assert refused == []
