"""A senior and a head go through their pages with a real browser, at a desk and on a phone."""

import pytest
from django.utils import timezone

from tests.journeys.conftest import no_sideways_scrolling

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

# What a window shows of a page at 400%.
AT_400_PERCENT = {"width": 320, "height": 256}
OF_A_SENIOR = ("week", "week/away", "week/span", "requests")
OF_A_HEAD = (
    "waiting",
    "overload",
    "notices",
    "orders",
    "orders/new",
    "stop-list",
    "stop-list/new",
    "releases",
    "compare",
)


@pytest.fixture
def larkfield(transactional_db, monkeypatch):
    """Return Larkfield on a Monday, invented: Robin carries too much, and Birch Teal cannot be served."""
    from befriend.allocation import actions
    from befriend.identity.models import Nature
    from befriend.rules.values import Risk, Tier
    from tests.desk.staffed import Staffed
    from tests.larkfield import MONDAY

    monkeypatch.setattr(timezone, "localdate", lambda *_: MONDAY)
    Nature.objects.create(kind="invented")
    unit = Staffed()
    unit.fill(unit.robin, 45, Tier.C2)
    high = unit.person("Birch Teal", risk=Risk.VERY_HIGH, release_on=MONDAY)
    unit.waits(high)
    unit.sam.conflicts.create(person=high, from_date=MONDAY)
    actions.note_inherited_overload(unit=unit.pdu, day=MONDAY)
    return unit


def sign_in(page, name):
    """Sign in as somebody invented."""
    page.goto("/sign-in")
    page.get_by_role("button", name=name).click()


def test_the_way_in_says_what_this_is_and_who_one_may_be(page, larkfield, is_accessible):
    page.goto("/")
    is_accessible(page)
    page.get_by_role("button", name="Sign in").click()

    page.get_by_role("button", name="Kite, Noor").wait_for()
    is_accessible(page)


def test_a_senior_makes_a_plan_and_decides(page, larkfield, is_accessible):
    sign_in(page, "Kite, Noor")
    page.get_by_role("button", name="Make a plan").click()
    page.get_by_role("heading", name="This plan is NOT SAFE").wait_for()
    is_accessible(page)

    page.get_by_role("link", name="Refuse Ali Alder").click()
    page.get_by_role("button", name="Refuse it").click()
    page.get_by_role("alert").wait_for()
    is_accessible(page)
    page.get_by_role("link", name="Do nothing").click()

    page.get_by_role("button", name="Accept Ali Alder").click()
    page.get_by_text("Ali Alder is now with Bunting, Sam.").wait_for()
    is_accessible(page)


def test_a_head_orders_somebody_to_exceed_the_cap(page, larkfield, is_accessible):
    sign_in(page, "Lark, Jo")
    page.get_by_role("link", name="Orders").click()
    page.get_by_role("button", name="Give an order").click()
    page.get_by_label("Who is to carry more?").select_option("Bunting, Sam")
    page.get_by_label("Up to how many points?").fill("2600")
    page.get_by_label("Up to how many people?").fill("50")
    page.get_by_label("Until (not including)").fill("31/02/2027")
    page.get_by_label("Why?").fill("Two are away.")
    page.get_by_label("What will not be done meanwhile?").fill("Group work.")
    page.get_by_role("button", name="Sign the order").click()
    page.get_by_role("alert").wait_for()
    is_accessible(page)

    page.get_by_label("Until (not including)").fill("30/11/2026")
    page.get_by_role("button", name="Sign the order").click()

    page.get_by_text("Two are away.").wait_for()
    is_accessible(page)


@pytest.mark.parametrize(("who", "pages"), [("Kite, Noor", OF_A_SENIOR), ("Lark, Jo", OF_A_HEAD)])
def test_every_page_is_accessible_and_fits_at_400_percent(page, larkfield, is_accessible, who, pages):
    sign_in(page, who)
    too_wide = []
    for each in pages:
        page.goto(f"/units/unit/{each}")
        is_accessible(page)
        size = page.viewport_size
        page.set_viewport_size(AT_400_PERCENT)
        too_wide += [] if no_sideways_scrolling(page) else [each]
        page.set_viewport_size(size)

    assert too_wide == []


def test_a_head_compares_a_proposal_with_the_live_caseload(page, larkfield, is_accessible):
    from tests.desk.test_comparing import heavier

    sign_in(page, "Lark, Jo")
    page.goto("/units/unit/compare")
    page.get_by_label("Or paste one of your own").fill(heavier(70))
    page.get_by_role("button", name="Compare").click()

    page.get_by_role("heading", name="Tried out.").wait_for()
    assert page.locator('td[data-label="To"]:text-is("70")').count() == 1
    is_accessible(page)
    page.set_viewport_size(AT_400_PERCENT)
    assert no_sideways_scrolling(page)
    page.get_by_label("A proposal that there is").select_option("tier_rsr_gaps")
    page.get_by_role("button", name="Compare").click()
    page.get_by_text("This was not done").wait_for()
    is_accessible(page)
