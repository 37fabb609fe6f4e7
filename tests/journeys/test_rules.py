"""The rule book, and a person's dates, as anybody uses them: by keyboard, by phone, with no script."""

import pytest
from django.utils import timezone

from befriend.allocation import actions
from befriend.identity.models import Nature
from tests.desk.staffed import Staffed
from tests.journeys.conftest import SIZES, no_sideways_scrolling

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

# What is left of a desk's screen at 400 per cent.
ZOOMED = {"width": 320, "height": 640}
ABOUT = {"Day of birth": "01/01/1990", "Days added": "0", "Days away": "0"}
OF_ONE = {
    "Day the court passed the sentence": "15/01/2020",
    "Day of the offence": "01/01/2019",
    "Years of the sentence": "2",
    "Months of the sentence": "0",
    "Weeks of the sentence": "0",
    "Days of the sentence": "0",
    "Days on tagged bail": "0",
}


def fill(page, number, years, remand):
    """Type one sentence."""
    of = page.locator(f"#sentence-{number}")
    for label, value in (OF_ONE | {"Years of the sentence": years, "Days on remand": remand}).items():
        of.get_by_label(label).fill(value)
    of.get_by_role("group", name="Is it a standard sentence?").get_by_label("Yes").check()
    for asked in of.get_by_role("group", name="Did the court or the prison").all():
        asked.get_by_label("No", exact=True).check()
    of.get_by_label("None of these").check()


def fill_about(page):
    """Type what is asked once."""
    for label, value in ABOUT.items():
        page.get_by_label(label).fill(value)
    page.get_by_role("group", name="Are these all the sentences?").get_by_label("Yes").check()
    page.get_by_role("group", name="Has there been a recall").get_by_label("No", exact=True).check()


def work_out(page):
    """Ask for the dates."""
    page.get_by_role("button", name="Work out the dates").last.click()


def test_anybody_finds_a_rule_and_reads_it(page, is_accessible):
    page.goto("/rules")
    is_accessible(page)
    assert no_sideways_scrolling(page)

    # By keyboard alone.
    page.get_by_role("link", name="When custodial sentences let out and end").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name="When custodial sentences let out and end").wait_for()
    page.locator("summary").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("details[open]").count() == 1
    is_accessible(page)
    assert no_sideways_scrolling(page)
    assert page.context.cookies() == []

    page.goto("/rules/workload")
    is_accessible(page)
    assert no_sideways_scrolling(page)


def test_somebody_checks_the_dates_of_two_sentences(page, is_accessible):
    page.goto("/check-my-dates")
    is_accessible(page)
    assert no_sideways_scrolling(page)

    fill(page, 1, "two", "30")
    page.get_by_role("button", name="Add another sentence").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Sentence 2").wait_for()
    fill(page, 2, "1", "0")
    fill_about(page)
    page.get_by_role("group", name="When does this sentence begin?").get_by_label(
        "After sentence 1 ends"
    ).check()
    work_out(page)
    page.get_by_role("alert").wait_for()
    is_accessible(page)
    assert page.locator("#sentence-1").get_by_label("Years of the sentence").input_value() == "two"

    page.locator("#sentence-1").get_by_label("Years of the sentence").fill("2")
    work_out(page)
    page.get_by_role("heading", name="The dates").wait_for()
    page.get_by_text("Why?").first.click()
    is_accessible(page)
    assert no_sideways_scrolling(page)

    page.get_by_role("button", name="Cymraeg (drafft)").click()
    page.get_by_role("heading", level=1, name="Gwirio fy nyddiadau").wait_for()
    assert page.locator("#sentence-1 input[name=s1-years]").input_value() == "2"
    is_accessible(page)
    assert no_sideways_scrolling(page)
    page.get_by_role("button", name="Cyfrifo'r dyddiadau").last.click()
    page.get_by_role("heading", name="Y dyddiadau").wait_for()
    is_accessible(page)
    assert page.context.cookies() == []


def test_the_same_without_a_script(browser, live_server):
    context = browser.new_context(
        base_url=live_server.url, viewport=SIZES["phone"], java_script_enabled=False
    )
    page = context.new_page()
    page.goto("/check-my-dates")
    fill(page, 1, "2", "30")
    page.get_by_role("button", name="Add another sentence").click()
    page.get_by_role("button", name="Take out sentence 2").click()
    fill_about(page)
    # Enter in a field asks for the dates, and adds nothing.
    page.get_by_label("Day of birth").press("Enter")

    page.get_by_role("heading", name="The dates").wait_for()
    assert page.get_by_text("15 December 2020").is_visible()
    assert page.locator("#sentence-2").count() == 0

    page.get_by_role("link", name="The rule, with what is doubtful in it").click()
    page.get_by_role("link", name="Worked scenarios").click()
    page.get_by_role("heading", name="Worked scenarios").wait_for()
    context.close()


@pytest.fixture
def staffed(transactional_db):
    """Return Larkfield, invented, with the plan of its week: Ivy is with Sam, and Ali waits."""
    Nature.objects.create(kind=Nature.Kind.INVENTED)
    staffed = Staffed()
    staffed.with_(staffed.person("Ivy Reed"), staffed.sam)
    actions.make_plan(unit=staffed.pdu, by=staffed.noor.ref, day=timezone.localdate())
    return staffed


def test_a_figure_of_the_week_leads_to_its_steps(staffed, page, is_accessible):
    page.goto("/sign-in")
    page.get_by_role("button", name="Kite, Noor").click()
    page.goto("/units/unit/week")
    is_accessible(page)
    page.get_by_role("link", name="why? the load and the limit of Bunting, Sam").click()
    page.get_by_role("heading", level=1, name="Why: the load of Bunting, Sam").wait_for()
    is_accessible(page)
    assert no_sideways_scrolling(page)

    page.goto(f"/people/{staffed.ali.ref}")
    page.get_by_role("link", name="Points Ali Alder").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name="Why: the points of Ali Alder").wait_for()
    is_accessible(page)
    assert no_sideways_scrolling(page)


def test_a_head_compares_a_proposal_by_keyboard(staffed, page, is_accessible):
    page.goto("/sign-in")
    page.get_by_role("button", name="Lark, Jo").click()
    page.goto("/units/unit/compare")
    is_accessible(page)

    # Nothing given is refused, and leads to the field.
    page.get_by_role("button", name="Compare").focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="A proposal that there is: Choose a proposal").focus()
    page.keyboard.press("Enter")
    is_accessible(page)
    assert no_sideways_scrolling(page)

    page.get_by_label("A proposal that there is").press("ArrowDown")
    page.get_by_label("A proposal that there is").press("ArrowDown")
    page.get_by_role("button", name="Compare").press("Enter")
    page.get_by_role("heading", name="Close the gaps between the bands").wait_for()
    is_accessible(page)
    assert page.get_by_text("tier_protect_and_change.rsr_points").is_visible()
    assert no_sideways_scrolling(page)
    page.set_viewport_size(ZOOMED)
    assert no_sideways_scrolling(page)


def test_a_head_compares_a_proposal_without_a_script(staffed, browser, live_server):
    context = browser.new_context(
        base_url=live_server.url, viewport=SIZES["phone"], java_script_enabled=False
    )
    page = context.new_page()
    page.goto("/sign-in")
    page.get_by_role("button", name="Lark, Jo").click()
    page.goto("/units/unit/compare")
    page.get_by_label("Or paste one of your own").fill("what: [unfinished")
    page.get_by_role("button", name="Compare").click()
    page.get_by_role("alert").wait_for()
    assert page.get_by_label("Or paste one of your own").input_value() == "what: [unfinished"

    page.get_by_label("Or paste one of your own").fill("")
    page.get_by_label("A proposal that there is").select_option("stricter_check_in")
    page.get_by_role("button", name="Compare").click()
    assert page.get_by_text("check_in.both_agree").is_visible()
    context.close()
