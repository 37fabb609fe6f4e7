"""A day of contact in a real browser: two clicks close an appointment, by hand, key or without a script."""

from datetime import timedelta

import pytest
from django.utils import timezone

from befriend.identity.models import Nature
from befriend.supervision.models import Contact, Note, NoTime
from befriend.supervision.queries import midnight
from tests.desk.staffed import Staffed
from tests.journeys.conftest import SIZES, no_sideways_scrolling

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def staffed(transactional_db):
    """Return Larkfield, invented, where Sam sees Ivy today, visits Fir, and promised Ivy something."""
    Nature.objects.create(kind=Nature.Kind.INVENTED)
    staffed = Staffed()
    day = timezone.localdate()
    for hour, name, kind in ((9, "Ivy Reed", "office"), (11, "Fir Sedge", "home_visit")):
        person = staffed.person(name)
        staffed.with_(person, staffed.sam)
        begins = midnight(day) + timedelta(hours=hour)
        Contact.objects.create(
            person=person, practitioner=staffed.sam, kind=kind, starts_at=begins, where="1 Invented Way",
            ends_at=begins + timedelta(minutes=30), made_by=staffed.sam.ref, made_at=begins,
        )  # fmt: skip
        Note.objects.create(
            person=person, kind="promised", promised_by="practitioner", text=f"Ring about {name}.",
            written_by=staffed.sam.ref, written_at=begins - timedelta(days=7),
        )  # fmt: skip
    return staffed


def begin(page, practitioner):
    """Sign in as somebody invented, who then stands on their first page."""
    page.goto("/sign-in")
    page.get_by_role("button", name=practitioner.name).first.click()
    page.get_by_role("heading", level=1).wait_for()


def test_an_attended_appointment_takes_two_clicks_and_the_note(staffed, page, is_accessible):
    begin(page, staffed.sam)
    assert "Ring about Ivy Reed." in page.content()
    is_accessible(page)
    assert no_sideways_scrolling(page)

    page.get_by_role("link", name="They came Ivy Reed at 09:00").click()  # one
    page.get_by_label("Note (optional)").fill("Starts at the yard on Monday.")
    is_accessible(page)
    assert no_sideways_scrolling(page)
    page.get_by_role("button", name="Keep it").click()  # two

    page.get_by_text("Kept: Came.").wait_for()
    kept = Contact.objects.get(person__chosen_name="Ivy Reed")
    assert (kept.outcome, kept.notes.get().text) == ("attended", "Starts at the yard on Monday.")


def test_no_time_takes_one(staffed, page):
    begin(page, staffed.sam)

    page.get_by_role("button", name="Not done: no time Ivy Reed at 09:00").click()

    page.get_by_text("the head of the unit owns the gap").wait_for()
    assert NoTime.objects.get().office == staffed.offices["unit"]


def test_every_page_of_contact_can_be_used_by_everybody(staffed, page, is_accessible):
    ivy, visit = (Contact.objects.order_by("starts_at")[number] for number in range(2))
    begin(page, staffed.sam)
    page.get_by_role("button", name="I am setting out Fir Sedge").click()
    page.get_by_role("button", name="I am back and safe").wait_for()
    for address in (
        "/today",
        "/my-calendar",
        "/my-calendar?view=day",
        "/my-calendar/address",
        "/search",
        "/safety",
        f"/people/{ivy.person.ref}/timeline",
        f"/people/{ivy.person.ref}/timeline?what=promised",
        f"/people/{ivy.person.ref}/appointments/new",
        f"/people/{ivy.person.ref}/contacts/new",
        f"/people/{ivy.person.ref}/notes/new",
        f"/contacts/{ivy.ref}/move",
        f"/contacts/{visit.ref}/cancel",
        f"/notes/{Note.objects.first().pk}/replace",
    ):
        page.goto(address)
        page.get_by_role("heading", level=1).wait_for()
        is_accessible(page)
        assert no_sideways_scrolling(page), address
    page.goto("/search")
    page.get_by_label("A name, or words of a note").fill("Ivy")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("heading", name="People").wait_for()
    is_accessible(page)


def test_with_the_keyboard_alone(staffed, page):
    begin(page, staffed.sam)
    page.get_by_role("link", name="They came Ivy Reed at 09:00").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Note (optional)").wait_for()
    page.keyboard.press("Tab")
    for _ in range(40):
        if page.evaluate("document.activeElement.name") == "note":
            break
        page.keyboard.press("Tab")
    page.keyboard.type("By key.")
    for _ in range(40):
        if page.evaluate("document.activeElement.textContent.trim()") == "Keep it":
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    page.get_by_text("Kept: Came.").wait_for()
    assert Note.objects.filter(text="By key.").exists()


def test_without_a_script(staffed, browser, live_server):
    context = browser.new_context(
        base_url=live_server.url, viewport=SIZES["phone"], java_script_enabled=False
    )
    page = context.new_page()
    begin(page, staffed.sam)
    page.get_by_role("link", name="They came Ivy Reed at 09:00").click()
    page.get_by_label("Note (optional)").fill("Without a script.")
    page.get_by_role("button", name="Keep it").click()

    page.get_by_text("Kept: Came.").wait_for()
    assert Note.objects.filter(text="Without a script.").exists()
    context.close()
