"""On the timeline: whether a missed appointment counts, and why not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from befriend.allocation.models import Relationship
from befriend.desk.queries import failures
from befriend.environment import Notify
from befriend.outbox.models import Message
from befriend.sentences.models import CaseState
from befriend.supervision import actions
from befriend.supervision.models import Contact
from befriend.supervision.queries import midnight
from tests.outbox.notify import KEY

pytestmark = pytest.mark.django_db


@pytest.fixture
def day():
    """Return today."""
    return timezone.localdate()


@pytest.fixture
def ivy(staffed):
    """Return Ivy, who is with Sam."""
    person = staffed.person("Ivy Reed")
    staffed.with_(person, staffed.sam)
    return person


@pytest.fixture
def came(staffed, ivy, day):
    """Return what writes an appointment of Ivy's down, and what came of it."""

    def came(outcome, side=""):
        begins = midnight(day) + timedelta(hours=10)
        return Contact.objects.create(
            person=ivy, practitioner=staffed.sam, kind="office", starts_at=begins, where="Room 2",
            ends_at=begins + timedelta(minutes=30), made_by=staffed.sam.ref, made_at=begins,
            outcome=outcome, called_off_by=side, outcome_at=begins, outcome_by=staffed.sam.ref,
        )  # fmt: skip

    return came


def said(contact, day):
    """Return what is said of one contact."""
    return failures.said_of(contact.person, [contact], day)[contact.ref]


def test_the_timeline_says_that_it_cannot_be_said_without_something_in_writing(staffed, came, sign_in):
    missed = came("missed")

    page = sign_in(staffed.sam).get(f"/people/{missed.person.ref}/timeline").content.decode()

    assert "Not counted yet: It is not known whether they were told in writing" in page


def test_none_is_counted_while_there_was_no_officer(came, day):
    missed = came("missed")
    Relationship.objects.filter(person=missed.person).delete()

    assert said(missed, day).startswith("Not counted: They had no officer on that day")


def test_a_good_reason_is_not_counted(came, day):
    assert said(came("good_reason"), day) == (
        "Not counted: There was a reasonable excuse, so it is not counted."
    )


def test_what_reset_had_ended_is_not_counted(came, day):
    missed = came("missed")
    states = CaseState.objects.filter(case__person=missed.person)
    assert states.update(tier=25 + 2)  # C1S

    assert said(missed, day).startswith("Not counted: A policy of the service had withdrawn the contact")


@pytest.mark.parametrize(("outcome", "side"), [("attended", ""), ("moved", "person"), ("moved", "service")])
def test_of_what_took_place_or_was_moved_nothing_more_is_said(came, day, outcome, side):
    contact = came(outcome, side)

    assert failures.said_of(contact.person, [contact], day) == {}


@pytest.mark.parametrize(("state", "says"), [("sent", "Counted: "), ("uncertain", "Not counted yet: ")])
def test_it_counts_only_where_a_reminder_was_sent_for_certain(staffed, ivy, day, settings, state, says):
    settings.BEFRIEND_NOTIFY = Notify(KEY, "a-template", "http://127.0.0.1:1")
    at = timezone.now()
    by = {"by": staffed.sam.ref, "day": day, "at": at}
    actions.keep_detail(person=ivy, channel="sms", address="07700900123", agreed_on=day, **by)
    begins = midnight(day + timedelta(days=5)) + timedelta(hours=10)
    booked = actions.book(
        person=ivy, practitioner=staffed.sam, kind="office", starts_at=begins, minutes=30, where="", **by
    )
    Contact.objects.update(outcome="missed", outcome_at=begins, outcome_by=staffed.sam.ref)
    assert Message.objects.filter(values__contact=booked.ref).update(
        state=state, started_at=at, handed_over_at=at, next_try_at=None, attempts=1
    )
    booked.refresh_from_db()

    assert said(booked, day + timedelta(days=5)).startswith(says)


def test_a_page_on_which_everybody_came_asks_nothing(came, day, django_assert_num_queries):
    contact = came("attended")

    with django_assert_num_queries(0):
        failures.said_of(contact.person, [contact], day)
