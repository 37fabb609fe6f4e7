"""The referral of a home in a real browser: what is known, few questions, a copy; and how many of them."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from befriend.documents.models import Delivery, Paper
from befriend.documents.papers import register
from befriend.identity.models import Nature
from befriend.people import actions
from tests.desk.staffed import Staffed
from tests.documents.filled import fill
from tests.journeys.conftest import no_sideways_scrolling

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
REFERRAL = register.load()["housing_referral"]
MISSING = (
    "housing.smokes",
    "housing.pets",
    "housing.belongings",
    "needs.feel_safe",
    "work.bank",
    "identity.email",
)
# Of the public estate's own applications for accommodation: files under `server/form-pages/apply` of CAS1,
# CAS2 and CAS3, an upper bound on the screens of one application; and the ten pages a practitioner told of.
ELSEWHERE = {
    "CAS1 application": 67,
    "CAS2 application": 69,
    "CAS3 application": 56,
    "a referral on paper (N9)": 10,
}
# Answers are what is typed or chosen; what is chosen already and left as it is counts as none.
MOST_ANSWERS, MOST_PAGES = 10, 3
# Where pictures go for whoever wants to look at the pages.
PICTURES = os.environ.get("BEFRIEND_PICTURES", "")


@pytest.fixture
def staffed(transactional_db):
    """Return Larkfield, invented: Ivy is with Sam, and most of what a referral asks is known of her."""
    Nature.objects.create(kind=Nature.Kind.INVENTED)
    staffed = Staffed()
    staffed.ivy = staffed.person("Ivy Reed")
    staffed.with_(staffed.ivy, staffed.sam)
    day = timezone.localdate()
    fill(staffed.ivy, REFERRAL.keys, day, but=(*MISSING, "housing.where_now", "housing.leave_by"))
    for key, value in (("housing.where_now", "A friend's floor."), ("housing.leave_by", "2026-12-24")):
        old = day - timedelta(days=90)
        actions.state(
            person=staffed.ivy, key=key, value=value, how_known="told", source_kind="person",
            observed_on=old, by=staffed.sam.ref, day=old,
        )  # fmt: skip
    return staffed


@pytest.fixture
def seen(is_accessible, request):
    """Return what waits for a page, sees that anybody can use it, and keeps a picture if asked to."""

    def seen(page, name):
        page.get_by_role("heading", level=1).wait_for()
        if PICTURES:
            shot = Path(PICTURES) / f"{name}-{page.viewport_size['width']}.png"
            page.screenshot(path=shot, full_page=True)
        is_accessible(page)
        assert no_sideways_scrolling(page)

    return seen


def sign_in(page, practitioner):
    """Sign somebody in."""
    page.goto("/sign-in")
    page.get_by_role("button", name=practitioner.name).first.click()


def answer_page(page):
    """Answer everything a page of questions asks; return how many answers that were."""
    count = 0
    for group in page.locator("fieldset:has(input[name^='still-'])").all():
        group.get_by_label("Yes, still true").check()
        count += 1
    for group in page.locator("fieldset:has(input[type=radio][name^='value-'])").all():
        group.get_by_role("radio").first.check()
        count += 1
    for field in page.locator("textarea[name^='value-'], input[type=text][name^='value-']").all():
        name = field.get_attribute("name").removeprefix("value-")
        if page.locator(f"input[name='still-{name}']").count():
            continue  # Only if it has changed.
        field.fill("Nothing more than invented.")
        count += 1
    page.get_by_role("button", name="Keep the answers").click()
    return count


def test_a_referral_takes_few_answers_and_pages_and_is_kept(staffed, page, seen):
    sign_in(page, staffed.sam)
    page.goto(f"/people/{staffed.ivy.ref}/papers")
    seen(page, "papers")
    page.get_by_role("link", name="Housing referral").click()
    seen(page, "begun")
    answers = pages = 0
    page.get_by_role("link", name="Answer what is left").or_(
        page.get_by_role("button", name="Answer what is left")
    ).click()
    while page.get_by_role("button", name="Keep the answers").count():
        seen(page, f"questions-{pages}")
        answers += answer_page(page)
        pages += 1
        page.get_by_role("heading", level=1).wait_for()
    seen(page, "known")
    page.get_by_role("link", name="the housing provider").click()
    seen(page, "preview")
    page.go_back()
    page.locator("a", has_text="Make the paper").click()
    seen(page, "make")
    page.get_by_label("They agree").check()
    answers, pages = answers + 1, pages + 1
    page.get_by_role("button", name="Make the paper").click()
    page.get_by_text("The paper is made.").wait_for()
    page.get_by_role("link", name="Housing referral, edition 1").click()
    seen(page, "paper")

    print(f"\nhousing referral: {answers} answers, {pages} pages that ask")
    for name, count in ELSEWHERE.items():
        print(f"  {name}: {count} pages")
    assert answers <= MOST_ANSWERS
    assert pages <= MOST_PAGES
    assert Paper.objects.get().lines.filter(was_known="stale").count() == 0
    assert Delivery.objects.count() == 2
    page.goto("/forms")
    seen(page, "forms")


def test_by_keyboard_alone_and_without_scripts(staffed, browser, live_server):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.set_default_timeout(15_000)
    sign_in(page, staffed.sam)
    page.goto(f"/people/{staffed.ivy.ref}/papers/housing_referral/make")
    first = page.get_by_label("They agree")
    # Tab goes to what is chosen of each group, and space chooses.
    for _step in range(40):
        page.keyboard.press("Tab")
        if first.evaluate("one => one === document.activeElement"):
            break
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.get_by_text("The paper is made.").wait_for()
    context.close()

    assert Paper.objects.count() == 1
