"""Try a policy in a real browser: asked for, watched, read and spoken about, with no script too."""

import os
from pathlib import Path

import pytest

from befriend.evidence import actions, queries
from befriend.evidence.models import Trial
from befriend.identity.models import Nature
from tests.evidence import tried
from tests.journeys.conftest import SIZES, no_sideways_scrolling
from tests.larkfield import MONDAY
from tests.portal.alder import Alder

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

# A folder for pictures of each page, to be looked at.
PICTURES = os.environ.get("BEFRIEND_PICTURES", "")


@pytest.fixture
def ali(transactional_db):
    """Return Ali and Larkfield, invented."""
    Nature.objects.create(kind=Nature.Kind.INVENTED)
    return Alder()


def sign_in(page, practitioner):
    """Sign in as somebody invented who works here."""
    page.goto("/sign-in")
    page.get_by_role("button", name=practitioner.name).first.click()


def seen(page, name, is_accessible):
    """Hold a page to axe and to its width, and take its picture where pictures are wanted."""
    is_accessible(page)
    assert no_sideways_scrolling(page)
    if PICTURES:
        width = page.viewport_size["width"]
        page.screenshot(path=str(Path(PICTURES) / f"{name}-{width}.png"), full_page=True)


def test_a_head_has_a_policy_tried_and_a_practitioner_speaks(page, ali, is_accessible):
    sign_in(page, ali.unit.jo)
    page.goto("/trials")
    seen(page, "none", is_accessible)
    page.get_by_role("button", name="Try a policy").click()
    seen(page, "ask", is_accessible)
    page.get_by_label("Or paste a proposal").fill("what: [}")
    page.get_by_role("button", name="Put it in the queue").click()
    page.get_by_role("alert").wait_for()
    seen(page, "refused", is_accessible)
    page.get_by_label("Or paste a proposal").fill(tried.OWN)
    page.get_by_role("button", name="Put it in the queue").click()
    page.get_by_role("link", name="a-cap-of-90-percent").focus()
    page.keyboard.press("Enter")
    page.get_by_text("In the queue.").wait_for()
    seen(page, "queued", is_accessible)

    made = Trial.objects.get()
    actions.begin()
    actions.progress(trial=made, runs_done=90)
    page.get_by_role("link", name="Look again").click()
    page.get_by_text("Running: 90 of 200 runs.").wait_for()
    seen(page, "running", is_accessible)
    page.get_by_role("link", name="Cancel this trial").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Cancel the trial of").wait_for()
    seen(page, "cancel", is_accessible)
    page.get_by_role("button", name="Cancel this trial").click()
    page.get_by_text("The trial is cancelled.").wait_for()
    seen(page, "cancelled", is_accessible)
    assert Trial.objects.get().state == "cancelled"
    page.get_by_role("button", name="Ask for it again").click()
    assert "A cap of 90 percent" in page.get_by_label("Or paste a proposal").input_value()

    done = tried.done()
    actions.comment(trial=done, words="I would hold the door.", by="W9", day=MONDAY)
    sign_in(page, ali.unit.sam)
    page.goto(f"/trials/{done.pk}")
    page.locator("summary").nth(1).focus()
    page.keyboard.press("Enter")
    page.locator("details[open] img").evaluate("one => one.decode()")
    seen(page, "done", is_accessible)
    page.get_by_role("button", name="Say what you think of it").click()
    page.get_by_label("What would this do").fill("More people would knock at a door that is shut.")
    page.get_by_label("Yes").check()
    seen(page, "comment", is_accessible)
    page.get_by_role("button", name="Publish it with the statement").click()
    page.get_by_text("Your words stand with the statement.").wait_for()
    assert len(queries.comments(done)) == 2
    page.goto("/trials")
    seen(page, "list", is_accessible)


def test_a_person_says_what_they_think_by_phone_with_no_script(browser, live_server, ali):
    done = tried.done()
    context = browser.new_context(
        base_url=live_server.url, viewport=SIZES["phone"], java_script_enabled=False
    )
    page = context.new_page()
    page.goto("/my/invented")
    page.get_by_role("button", name=ali.person.chosen_name).click()
    page.get_by_role("link", name="New rules we try out").click()
    page.locator(f'a[href="/my/policies/{done.pk}"]').click()
    page.get_by_label("What do you think of it?").fill("I'd rather wait.")
    page.get_by_role("button", name="Send").click()
    page.get_by_text("Say that we may show your words").first.wait_for()
    page.get_by_label("You may show my words").check()
    page.get_by_role("button", name="Send").click()
    page.get_by_role("heading", name="What you said").wait_for()

    assert [one.words for one in queries.comments(done)] == ["I'd rather wait."]
    context.close()


def test_the_pages_of_a_person_are_for_everybody(page, ali, is_accessible):
    done = tried.done()
    page.goto("/my/invented")
    page.get_by_role("button", name=ali.person.chosen_name).click()
    for address in ("/my/policies", f"/my/policies/{done.pk}"):
        page.goto(address)
        seen(page, f"my{len(address)}", is_accessible)
