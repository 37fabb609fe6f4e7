"""A referral, an appointment and a handover of the invented unit, counted in a browser: docs/counts.md."""

from __future__ import annotations

import io

import pytest
from django.utils import timezone
from pypdf import PdfReader

from befriend import periods
from befriend.allocation.models import Handover, Relationship
from befriend.cli.folders import fill_with_demo
from befriend.people.models import Person
from befriend.supervision.models import Contact
from befriend.workforce.models import Practitioner
from tests.journeys import counted
from tests.journeys.conftest import SIZES
from tests.journeys.counted import Count
from tests.journeys.test_papers import answer_page

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
OFFICER = "o01"
NOTE = "Starts at the yard on Monday."
APPLICATIONS = "pages: CAS1 67, CAS2 69, CAS3 56; a referral on paper 10"
OUTCOME = "pages of Manage people on probation: 5"


@pytest.fixture
def larkfield(transactional_db):
    """Fill the database with the invented unit, as `make run` does."""
    fill_with_demo(timezone.localdate())


@pytest.fixture
def page(browser, live_server):
    """Open an empty page, as wide as a desk."""
    context = browser.new_context(base_url=live_server.url, viewport=SIZES["desktop"])
    context.set_default_timeout(30_000)
    yield context.new_page()
    context.close()


def sign_in(page, ref):
    """Sign somebody in."""
    page.goto("/sign-in")
    page.locator(f"form:has(input[value='{ref}']) button").click()
    page.get_by_role("heading", level=1).wait_for()


def referral(page) -> list[Count]:
    """Make a referral of a home about the first person of the officer, whose record is filled."""
    held = Relationship.objects.filter(periods.on(timezone.localdate()), practitioner__ref=OFFICER)
    person = Person.objects.get(pk=held.order_by("person__ref").values("person")[:1])
    page.goto(f"/people/{person.ref}/papers/housing_referral")
    answers = pages = 0
    page.locator("a", has_text="Answer what is left").click()
    while page.get_by_role("button", name="Keep the answers").count():
        answers, pages = answers + answer_page(page), pages + 1
        page.get_by_role("heading", level=1).wait_for()
    page.locator("a", has_text="Make the paper").click()
    page.get_by_label("They agree").check()
    page.get_by_role("button", name="Make the paper").click()
    page.get_by_text("The paper is made.").wait_for()
    return [
        Count("Referral of a home: answers", answers + 1, 10),
        Count("Referral of a home: pages that ask", pages + 1, 3, APPLICATIONS),
    ]


def attended(page) -> list[Count]:
    """Close an appointment of today with its note: from the page on which the day begins."""
    page.goto("/today")
    clicks = 0
    page.locator("a", has_text="They came").first.click()
    clicks += 1
    page.get_by_label("Note (optional)").fill(NOTE)
    page.locator("main button[type=submit]").first.click()
    clicks += 1
    page.get_by_text("Kept: Came.").wait_for()
    assert (
        Contact.objects.filter(notes__text="Starts at the yard on Monday.", outcome="attended").count() == 1
    )
    return [Count("Appointment attended, with its note: clicks", clicks, 2, OUTCOME)]


def handover(page) -> list[Count]:
    """Take over somebody: read, and take note of each warning."""
    found = Handover.objects.get(closed_on=None)
    page.goto(f"/handovers/{found.pk}")
    page.get_by_role("heading", level=1).wait_for()
    printed = len(PdfReader(io.BytesIO(page.pdf(format="A4"))).pages)
    warnings = page.locator(".handover__warnings > li").count()
    note, clicks = page.get_by_role("button", name="I have taken note"), 0
    while note.count():
        note.first.click()
        page.get_by_text("You have taken note of this warning.").wait_for()
        clicks += 1
    assert clicks > 0
    return [
        Count("Handover: pages of paper to read", printed, 1),
        Count(f"Handover with {warnings} live warnings: acknowledgements", clicks, warnings),
    ]


def test_what_a_day_takes_is_as_little_as_the_page_says(larkfield, page):
    receiver = Practitioner.objects.get(pk=Handover.objects.get(closed_on=None).to_id)
    sign_in(page, OFFICER)
    counts = [*referral(page), *attended(page)]
    sign_in(page, receiver.ref)
    counts += handover(page)

    print(f"\n{counted.table(counts)}")
    assert [one for one in counts if one.here > one.goal] == []
    assert counted.kept(counts) == counted.page(counts)
