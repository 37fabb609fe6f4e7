"""Reminders in a real browser: what is sent is read first, a number is kept, a booking says when it goes."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from befriend.environment import Notify
from befriend.identity.models import Nature
from befriend.outbox.models import Message
from befriend.people.models import ContactDetail
from tests.desk.staffed import Staffed
from tests.journeys.conftest import no_sideways_scrolling
from tests.outbox.notify import KEY

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
# A folder for pictures of each page, to be looked at.
PICTURES = os.environ.get("BEFRIEND_PICTURES", "")


@pytest.fixture
def ivy(transactional_db, settings):
    """Return Ivy of Larkfield, who reads Welsh and is with Sam; text messages are set up."""
    Nature.objects.create(kind=Nature.Kind.INVENTED)
    settings.BEFRIEND_NOTIFY = Notify(KEY, "a-template", "http://127.0.0.1:1")
    settings.REMINDER_TELEPHONE = "01632 960000"
    staffed = Staffed()
    person = staffed.person("Ivy Reed")
    person.language = "cy"
    person.save()
    staffed.with_(person, staffed.sam)
    person.sam = staffed.sam
    return person


def test_a_number_is_kept_and_a_booking_says_when_it_is_reminded_of(ivy, page, is_accessible):
    def seen(name):
        page.get_by_role("heading", level=1).wait_for()
        if PICTURES:
            shot = Path(PICTURES) / f"{name}-{page.viewport_size['width']}.png"
            page.screenshot(path=shot, full_page=True)
        is_accessible(page)
        assert no_sideways_scrolling(page)

    page.goto("/sign-in")
    page.get_by_role("button", name=ivy.sam.name).first.click()
    page.get_by_role("heading", level=1).wait_for()
    page.goto(f"/people/{ivy.ref}/timeline")
    page.get_by_role("link", name="Reminders").click()
    seen("reminders-none")
    assert "Nodyn atgoffa" in page.content()

    page.get_by_role("button", name="Add a number or address").click()
    seen("reminders-form")
    page.get_by_label("By text message").check()
    page.get_by_label("Number or e-mail address").fill("nonsense")
    page.get_by_role("button", name="Keep it").click()
    page.get_by_text("This is no telephone number").first.wait_for()
    seen("reminders-wrong")
    page.get_by_label("Number or e-mail address").fill("07700 900123")
    page.get_by_role("button", name="Keep it").click()
    page.get_by_text("It is kept.").wait_for()

    page.goto(f"/people/{ivy.ref}/appointments/new")
    seen("reminders-booking")
    when = timezone.localdate() + timedelta(days=5)
    page.get_by_label("Day", exact=True).fill(f"{when:%d/%m/%Y}")
    page.get_by_label("Time").fill("10:30")
    page.get_by_role("button", name="Book it").click()
    page.get_by_text("A reminder goes on").wait_for()

    page.goto(f"/people/{ivy.ref}/reminders")
    seen("reminders")
    page.get_by_role("button", name="They want no reminders").click()
    page.get_by_text("No more reminders go there.").wait_for()
    seen("reminders-opted-out")
    assert ContactDetail.objects.get().opted_out_on
    assert Message.objects.get().state == Message.State.WITHDRAWN
