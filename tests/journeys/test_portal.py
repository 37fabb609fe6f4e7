"""A person's own page in a real browser: from the sheet to a receipt, on a phone, without a script."""

import os
from pathlib import Path

import pytest
from django.utils import timezone

from befriend.environment import Notify
from befriend.identity.models import Nature
from befriend.people.models import Contest
from befriend.portal import actions
from befriend.portal.models import Account, Message, Wish
from befriend.supervision import actions as supervision
from tests.journeys.conftest import SIZES, no_sideways_scrolling
from tests.outbox.notify import KEY
from tests.portal.alder import Alder

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

OWN = "four small words here"
# A folder for pictures of each page, to be looked at.
PICTURES = os.environ.get("BEFRIEND_PICTURES", "")
PAGES = (
    "/my",
    "/my/officer",
    "/my/plan",
    "/my/record",
    "/my/receipts",
    "/my/messages",
    "/my/see-someone",
    "/my/reminders",
    "/my/way-in",
)


@pytest.fixture
def invited(transactional_db):
    """Return Ali, invented, and the code of a sheet for them."""
    Nature.objects.create(kind=Nature.Kind.INVENTED)
    ali = Alder()
    Account.objects.filter(person=ali.person).delete()
    Wish.objects.all().delete()
    _invitation, ali.code = actions.invite(person=ali.person, by="W001", day=timezone.localdate())
    return ali


@pytest.fixture
def number(invited, settings):
    """Let Ali be reminded by text message."""
    settings.BEFRIEND_NOTIFY = Notify(KEY, "a-template", "http://127.0.0.1:1")
    return supervision.keep_detail(
        person=invited.person, channel="sms", address="07700900123", agreed_on=timezone.localdate(),
        by="W001", day=timezone.localdate(), at=timezone.now(),
    )  # fmt: skip


def get_in(page, code):
    """Open the page with the code of a sheet, and choose a code of one's own."""
    page.goto("/join")
    page.get_by_label("Code from your sheet").fill(code)
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Your own sign-in code").fill(OWN)
    page.get_by_label("Type it again").fill(OWN)
    page.get_by_role("button", name="Keep this code").click()
    page.get_by_text("Your sign-in name is:").wait_for()


def test_every_page_can_be_used_by_everybody_in_both_languages(invited, number, page, is_accessible):
    for address in ("/my/sign-in", "/join", "/my/invented"):
        page.goto(address)
        is_accessible(page)
        assert no_sideways_scrolling(page), address
    get_in(page, invited.code)
    for language in ("English", "Cymraeg"):
        for address in PAGES:
            page.goto(address)
            page.get_by_role("heading", level=1).wait_for()
            if PICTURES:
                name = f"{address.replace('/', '-')}-{language}-{page.viewport_size['width']}.png"
                page.screenshot(path=Path(PICTURES) / f"portal{name}", full_page=True)
            is_accessible(page)
            assert no_sideways_scrolling(page), address
        if language == "English":
            page.get_by_role("button", name="Cymraeg (drafft)").click()
            page.get_by_role("heading", name="Sut rydych yn mynd i mewn").wait_for()
            assert page.locator("html").get_attribute("lang") == "cy"


def test_without_a_script_from_the_sheet_to_the_receipt(invited, browser, live_server):
    context = browser.new_context(
        base_url=live_server.url, viewport=SIZES["phone"], java_script_enabled=False
    )
    page = context.new_page()
    get_in(page, invited.code)
    page.get_by_role("link", name="What is written about me").click()
    page.get_by_role("link", name="This is not right").first.click()
    page.get_by_label("What is not right?").fill("I moved in May.")
    page.get_by_role("button", name="Send").click()
    page.get_by_text("You get an answer by").wait_for()
    page.get_by_role("link", name="Messages").click()
    page.get_by_label("Your message").fill("Can I come at ten?")
    page.get_by_role("button", name="Send").click()
    page.get_by_text("Not seen yet").first.wait_for()
    context.close()

    assert Contest.objects.get().words == "I moved in May."
    assert Message.objects.filter(text="Can I come at ten?").exists()


def test_reminders_are_stopped_and_had_again_without_a_script(invited, number, browser, live_server):
    context = browser.new_context(
        base_url=live_server.url, viewport=SIZES["phone"], java_script_enabled=False
    )
    page = context.new_page()
    get_in(page, invited.code)
    page.goto("/my")
    page.get_by_role("link", name="Reminders: have them or stop them").click()
    page.get_by_role("heading", name="By text message to ...123").wait_for()
    for button, words in (
        ("Send me no reminders here", "You will get no more reminders there."),
        ("Send me reminders here again", "You will get reminders there again."),
    ):
        page.get_by_role("button", name=button).click()
        page.get_by_text(words).wait_for()
    context.close()

    number.refresh_from_db()
    assert number.is_wanted


def test_to_want_to_see_someone_with_the_keyboard_alone(invited, page):
    get_in(page, invited.code)
    page.goto("/my")
    for name in ("I want to see someone", "Yes, tell them"):
        page.get_by_role("heading", level=1).wait_for()
        page.evaluate("document.activeElement.blur()")
        for _ in range(40):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.textContent.trim()") == name:
                break
        page.keyboard.press("Enter")
    page.get_by_text("We have passed it on.").wait_for()

    assert Wish.objects.filter(person=invited.person).count() == 1


def test_a_passkey_is_made_with_the_sheet_and_opens_the_page_again(invited, page, live_server):
    keys = page.context.new_cdp_session(page)
    keys.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True}
    options |= {"hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True}
    keys.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    # A passkey belongs to a name; an address of numbers has none.
    here = live_server.url.replace("127.0.0.1", "localhost")
    page.goto(f"{here}/join")
    page.get_by_label("Code from your sheet").fill(invited.code)
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Set up a passkey").click()
    page.get_by_label("Its name").fill("my phone")
    page.get_by_label("Let it sign me in without a password").check()
    page.get_by_role("button", name="Add").click()
    page.get_by_role("heading", name="Recovery codes").wait_for()
    page.goto(f"{here}/my")
    page.get_by_role("heading", name="Hello Ali Alder").wait_for()
    page.context.clear_cookies()

    page.goto(f"{here}/my")
    page.get_by_role("button", name="Sign in with a passkey").click()

    page.get_by_role("heading", name="Hello Ali Alder").wait_for()
