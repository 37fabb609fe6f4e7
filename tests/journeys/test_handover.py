"""Handover in a real browser: one page to read, one acknowledgement a warning, by keyboard and on a phone."""

import pytest
from django.utils import timezone

from befriend.allocation import actions
from befriend.allocation.models import Handover
from befriend.identity.models import Nature
from befriend.people.models import Statement
from befriend.supervision import actions as supervision
from befriend.supervision.models import Step
from tests.desk.staffed import Staffed
from tests.journeys.conftest import no_sideways_scrolling
from tests.larkfield import LONG_AGO

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

WARNINGS = ("Two dogs.", "Go in pairs.", "The gate is locked.")


@pytest.fixture
def staffed(transactional_db):
    """Return Larkfield, invented: Ivy has a plan and three warnings, and goes from Sam to Pat."""
    Nature.objects.create(kind=Nature.Kind.INVENTED)
    staffed = Staffed()
    staffed.pat = staffed.works("Plover, Pat", staffed.grade.OFFICER)
    ivy = staffed.ivy = staffed.person("Ivy Reed")
    staffed.with_(ivy, staffed.sam)
    day, by = timezone.localdate(), staffed.sam.ref
    for words in WARNINGS:
        Statement.objects.create(
            person=ivy, key="warnings.visit", value=words, observed_on=LONG_AGO, known_from=LONG_AGO
        )
    goal = supervision.add_goal(person=ivy, area="housing", words="A door I can lock.", by=by, day=day)
    supervision.add_step(goal=goal, what="See the flat", whose="person", by=by, day=day)
    actions.allocate(person=ivy, practitioner=staffed.pat, by=staffed.noor.ref, day=day, instead="workload")
    return staffed


def sign_in(page, practitioner):
    """Sign somebody in."""
    page.goto("/sign-in")
    page.get_by_role("button", name=practitioner.name).first.click()


def looked_at(page, address, is_accessible):
    """Open a page that anybody can use."""
    page.goto(address)
    page.get_by_role("heading", level=1).wait_for()
    is_accessible(page)
    assert no_sideways_scrolling(page)


def test_the_receiver_reads_one_page_and_takes_note_once_a_warning(staffed, page, is_accessible):
    sign_in(page, staffed.pat)
    looked_at(page, "/handovers", is_accessible)
    page.get_by_role("link", name="Ivy Reed").click()
    is_accessible(page)
    assert no_sideways_scrolling(page)
    one_page = page.url
    for words in (*WARNINGS, "See the flat"):
        assert page.get_by_text(words).first.is_visible()

    clicks = 0
    while page.get_by_role("button", name="I have taken note").count():
        # By keyboard alone.
        page.get_by_role("button", name="I have taken note").first.focus()
        page.keyboard.press("Enter")
        page.get_by_text("You have taken note of this warning.").wait_for()
        assert page.url == one_page
        clicks += 1
    assert clicks == len(WARNINGS)

    page.get_by_role("button", name="They are told, or cannot be").click()
    is_accessible(page)
    page.get_by_label("By telephone").check()
    page.get_by_role("button", name="Keep it").click()
    page.get_by_text("Complete").wait_for()
    is_accessible(page)
    assert Handover.objects.get().closed == "complete"


def test_a_plan_is_kept_and_a_step_done_in_one_click(staffed, page, is_accessible):
    sign_in(page, staffed.pat)
    looked_at(page, f"/people/{staffed.ivy.ref}/plan", is_accessible)

    page.get_by_role("button", name="Add a goal").click()
    is_accessible(page)
    page.get_by_label("What do they want to reach?").fill("Drive a van again.")
    page.get_by_label("Work", exact=True).check()
    page.get_by_role("button", name="Keep the goal").click()
    page.get_by_text("Drive a van again.").first.wait_for()
    page.get_by_role("button", name="Done").first.click()
    page.get_by_text("Done on").wait_for()

    is_accessible(page)
    assert no_sideways_scrolling(page)
    assert Step.objects.get().done_on == timezone.localdate()


def test_all_of_it_works_without_javascript(staffed, browser, live_server):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, staffed.pat)
    page.goto(f"/handovers/{Handover.objects.get().pk}")
    for _each in WARNINGS:
        page.get_by_role("button", name="I have taken note").first.click()
    page.get_by_role("button", name="They are told, or cannot be").click()
    page.get_by_label("In person").check()
    page.get_by_role("button", name="Keep it").click()

    assert page.get_by_text("Complete").is_visible()
    context.close()


def test_the_senior_sees_what_is_open(staffed, page, is_accessible):
    sign_in(page, staffed.noor)
    looked_at(page, f"/units/{staffed.pdu.ref}/handovers", is_accessible)

    assert page.get_by_text("3 warnings to take note of").is_visible()
