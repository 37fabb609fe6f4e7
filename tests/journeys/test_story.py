"""The story in a real browser: read, as of a day, added, still true, contested and decided."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from befriend.identity.models import Nature
from befriend.people import actions
from befriend.people.models import Contest, Statement
from befriend.people.queries import short_of
from tests.desk.staffed import Staffed
from tests.journeys.conftest import SIZES, no_sideways_scrolling

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
# A folder for pictures of the pages that are named, to be looked at.
PICTURES = os.environ.get("BEFRIEND_PICTURES", "")
OLD, NEW = "I drink most days since my father died.", "Not a drop since May."


@pytest.fixture
def staffed(transactional_db):
    """Return Larkfield, invented: Ivy is with Sam, and something old is written about her."""
    Nature.objects.create(kind=Nature.Kind.INVENTED)
    staffed = Staffed()
    staffed.ivy = staffed.person("Ivy Reed")
    staffed.with_(staffed.ivy, staffed.sam)
    day = timezone.localdate() - timedelta(days=200)
    staffed.stated = actions.state(
        person=staffed.ivy, key="addiction.alcohol", value=OLD, how_known="told", source_kind="person",
        observed_on=day, by=staffed.sam.ref, day=day,
    )  # fmt: skip
    return staffed


@pytest.fixture
def seen(is_accessible):
    """Return what waits for a page and sees that anybody can use it."""

    def seen(page, name=""):
        page.get_by_role("heading", level=1).wait_for()
        if PICTURES and name:
            shot = Path(PICTURES) / f"{name}-{page.viewport_size['width']}.png"
            page.screenshot(path=shot, full_page=True)
        is_accessible(page)
        assert no_sideways_scrolling(page)

    return seen


def sign_in(page, practitioner):
    """Sign somebody in, whoever was before."""
    page.context.clear_cookies()
    page.goto("/sign-in")
    page.get_by_role("button", name=practitioner.name).first.click()


def test_the_story_is_written_read_and_read_as_of_a_day_before(staffed, page, seen):
    sign_in(page, staffed.sam)
    page.goto(f"/people/{staffed.ivy.ref}")
    seen(page)
    page.get_by_role("link", name="Write it with them").click()
    seen(page)
    page.get_by_label("What should whoever works with you know").fill("I grew up by the sea.")
    page.get_by_label("They told me").check()
    page.get_by_label("The person", exact=True).check()
    page.get_by_role("button", name="Keep it").click()
    page.get_by_text("It is kept.").wait_for()
    seen(page)

    page.goto(f"/people/{staffed.ivy.ref}")
    page.get_by_text("I grew up by the sea.", exact=True).wait_for()
    seen(page)
    yesterday = timezone.localdate() - timedelta(days=1)
    page.get_by_label("As it was known on", exact=True).fill(yesterday.strftime("%d/%m/%Y"))
    page.get_by_role("button", name="Show that day").click()

    page.get_by_text("What is known now may be different").wait_for()
    seen(page)
    assert "I grew up by the sea." not in page.content()
    assert "on=" in page.url


def test_a_text_nearly_the_same_is_shown_and_the_earlier_found_still_true(staffed, page, seen):
    sign_in(page, staffed.sam)
    page.goto(f"/people/{staffed.ivy.ref}/statements/needs.addiction")
    page.get_by_label("What do you need first about drugs").fill(OLD.replace("died", "has died"))
    page.get_by_label("They told me").check()
    page.get_by_label("The person", exact=True).check()
    page.get_by_role("button", name="Keep it").click()
    page.get_by_role("alert").wait_for()
    seen(page)
    page.get_by_label("It is still true").check()
    page.get_by_role("button", name="Keep it").click()

    page.get_by_text("the earlier one is still true").wait_for()
    assert Statement.objects.count() == 1
    assert staffed.stated.confirmations.count() == 1


def test_still_true_by_keyboard_alone(staffed, page, seen):
    sign_in(page, staffed.sam)
    page.goto(f"/statements/{staffed.stated.ref}")
    page.get_by_text("Ask again").wait_for()
    seen(page)
    page.get_by_role("button", name="Still true: They told me").focus()
    page.keyboard.press("Enter")

    page.get_by_text("Kept: it is still true.").wait_for()
    assert staffed.stated.confirmations.count() == 1
    assert page.get_by_text("Ask again").count() == 0


def test_what_is_contested_is_received_decided_and_corrected(staffed, page, seen):
    sign_in(page, staffed.sam)
    page.goto(f"/statements/{staffed.stated.ref}")
    page.get_by_role("link", name="They say this is not right").click()
    seen(page)
    page.get_by_label("What is not right").fill("I stopped in May.")
    page.get_by_label("On paper").check()
    page.get_by_role("button", name="Keep it").click()
    page.get_by_text("It is received.").wait_for()
    seen(page)
    page.get_by_role("link", name="Receipt and decision").click()
    page.get_by_text("You have an answer with reasons by").wait_for()
    seen(page)

    sign_in(page, staffed.noor)
    page.goto("/contests")
    seen(page)
    page.get_by_role("link", name="Look at it and decide").click()
    page.get_by_role("button", name="Decide").click()
    seen(page)
    page.get_by_label("It is corrected: what is right is below").check()
    page.get_by_label("Why?", exact=True).fill("The clinic says so.")
    page.get_by_label("What is right, if it is corrected?").fill(NEW)
    page.get_by_role("button", name="Decide").click()

    page.get_by_text(f"Now it says: {NEW}").wait_for()
    seen(page)
    assert Contest.objects.get().correction.value == NEW


def test_a_paper_form_is_found_received_and_owned_by_somebody_when_it_is_late(staffed, page, seen):
    sign_in(page, staffed.sam)
    page.goto("/search")
    page.get_by_label("A name, or words of a note").fill(short_of(staffed.stated))
    seen(page, "search")
    page.get_by_role("button", name="Search").click()
    page.get_by_text(short_of(staffed.stated)).wait_for()
    seen(page, "statement")
    day = timezone.localdate() - timedelta(days=45)
    made = actions.contest(
        statement=staffed.stated, way="paper", words="I stopped in May.", by=staffed.sam.ref, day=day
    )
    Statement.objects.filter(pk=staffed.stated.pk).update(stood_until=timezone.localdate())
    page.goto(f"/people/{staffed.ivy.ref}")
    page.get_by_text("contested, no longer stands").wait_for()
    seen(page, "person")
    page.goto("/today")
    seen(page, "today")

    sign_in(page, staffed.fen)
    page.goto("/contests")
    page.get_by_text("owned by head of Heathland (Heron, Fen) · it stands no longer").wait_for()
    seen(page, "contests")
    page.goto(f"/contests/{made.ref}")
    page.get_by_text("Whose it is to see that it is decided").wait_for()
    seen(page, "contest")


def test_without_javascript_everything_is_done_all_the_same(staffed, browser, live_server):
    context = browser.new_context(
        base_url=live_server.url, viewport=SIZES["phone"], java_script_enabled=False
    )
    page = context.new_page()
    sign_in(page, staffed.sam)
    page.goto(f"/people/{staffed.ivy.ref}/statements")
    page.get_by_text("Answer a question: Strengths").click()
    page.get_by_role("link", name="Good at").click()
    page.get_by_label("What are you good at?").fill("Mending bicycles.")
    page.get_by_label("They told me").check()
    page.get_by_label("The person", exact=True).check()
    page.get_by_role("button", name="Keep it").click()
    page.get_by_text("Mending bicycles.", exact=True).wait_for()
    page.goto(f"/statements/{staffed.stated.ref}")
    page.get_by_role("button", name="Still true: I saw it").click()
    page.get_by_text("Kept: it is still true.").wait_for()
    context.close()

    assert staffed.stated.confirmations.get().how_known == "seen"
