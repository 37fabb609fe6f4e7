"""What stays booked with somebody who parts from a person: told to who answers, and reminded of no more."""

from datetime import timedelta

import pytest
from django.utils import timezone

from befriend.allocation import actions
from befriend.allocation.models import Cover, Relationship
from befriend.allocation.queries import handover as queries
from befriend.allocation.queries.booked import to_book_anew
from befriend.outbox.models import Message
from befriend.supervision import actions as supervision
from befriend.supervision.actions import reminders
from befriend.workforce.models import Told
from tests.allocation.test_handover import NOW, TUESDAY, ivy, moved, staffed
from tests.floor.ivy import as_app
from tests.larkfield import MONDAY
from tests.supervision.test_reminders import NUMBER, clock, notify, sent_at

__all__ = ["clock", "ivy", "notify", "staffed"]
pytestmark = pytest.mark.django_db
THURSDAY = MONDAY + timedelta(days=3)


@pytest.fixture
def booked(staffed, ivy):
    """Return Ivy's appointment with Sam on Thursday at eleven, of which she would be reminded."""
    by = {"by": staffed.sam.ref, "day": MONDAY, "at": NOW}

    def booked(practitioner=staffed.sam):
        return supervision.book(
            person=ivy, practitioner=practitioner, kind="office", starts_at=NOW + timedelta(days=3, hours=3),
            minutes=30, **by,
        )  # fmt: skip

    return booked


@pytest.fixture
def reminded(notify, staffed, ivy):
    """Let Ivy be reminded by text message."""
    by = {"by": staffed.sam.ref, "day": MONDAY, "at": NOW}
    return supervision.keep_detail(person=ivy, channel="sms", address=NUMBER, agreed_on=MONDAY, **by)


def told(office=None, practitioner=None):
    """Return whom who was told that something is to be booked anew is about."""
    found = Told.objects.filter(code="book_anew", office=office, practitioner=practitioner)
    return [one.values["person"] for one in found]


def part(staffed, ivy, how):
    """Part Ivy and Sam, for harm or because the record is closed to him."""
    if how == "harm":
        held = Relationship.objects.get(person=ivy)
        actions.hand_back(
            relationship=held, by=staffed.noor.ref, day=MONDAY, why="workload", may_resume=False
        )
        return
    actions.exclude(
        person=ivy, practitioner=staffed.sam, because="Kin.", by=staffed.jo.ref,
        office=staffed.offices["unit"], day=MONDAY,
    )  # fmt: skip


@pytest.mark.parametrize("how", ["harm", "closed"])
def test_after_harm_or_an_exclusion_the_head_is_told_and_nobody_is_reminded(
    staffed, ivy, booked, reminded, how
):
    staffed.waits(ivy)
    contact = booked()

    part(staffed, ivy, how)

    with as_app(staffed.noor):
        assert to_book_anew(ivy, MONDAY, NOW) == [contact]
    assert told(office=staffed.offices["unit"]) == [ivy.ref]
    assert Message.objects.get(code="appointment").state == "withdrawn"


def test_nobody_is_reminded_of_somebody_closed_to_them_whatever_was_planned_since(
    staffed, ivy, booked, reminded, clock
):
    staffed.waits(ivy)
    contact = booked()
    part(staffed, ivy, "closed")
    Message.objects.all().delete()
    said = {"by": staffed.sam.ref, "day": MONDAY, "at": NOW}
    supervision.opt_out(detail=reminded, **said)
    supervision.opt_in(detail=reminded, **said)
    assert not Message.objects.exists()

    reminders.plan_to(reminded, [contact], day=MONDAY, at=NOW)

    assert sent_at(contact.starts_at - timedelta(hours=20), clock).state == "withdrawn"


def test_the_receiver_is_told_and_the_page_of_the_handover_says_so(staffed, ivy, booked):
    contact = booked()

    handover = moved(staffed, ivy, TUESDAY)

    assert told(practitioner=staffed.pat) == [ivy.ref]
    assert queries.handover_page(handover, TUESDAY, NOW).anew == [contact]
    supervision.cancel(contact=contact, side="service", by=staffed.pat.ref, day=TUESDAY, at=timezone.now())
    assert queries.handover_page(handover, TUESDAY, NOW).anew == []


def test_what_is_booked_with_whoever_is_with_them_stands(staffed, ivy, booked):
    booked()
    assert to_book_anew(ivy, MONDAY, NOW) == []

    held = Relationship.objects.get(person=ivy)
    Cover.objects.create(relationship=held, practitioner=staffed.pat, from_date=MONDAY, until_date=TUESDAY)
    with_pat = supervision.book(
        person=ivy, practitioner=staffed.pat, kind="office", starts_at=NOW + timedelta(days=4), minutes=30,
        by=staffed.sam.ref, day=MONDAY, at=NOW,
    )  # fmt: skip

    assert to_book_anew(ivy, MONDAY, NOW) == []
    assert to_book_anew(ivy, TUESDAY, NOW) == [with_pat]
    assert not Told.objects.filter(code="book_anew").exists()
