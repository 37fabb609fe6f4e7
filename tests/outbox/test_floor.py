"""The database itself: who sees which messages, as the app's role and in raw SQL."""

import pytest
from django.db import connection, transaction

from befriend.audit import access
from befriend.outbox import actions
from befriend.outbox.models import Message
from befriend.workforce import queries as workforce
from tests.larkfield import MONDAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def messages(mails, staffed):
    """Return messages to Sam, to Sam's head's office and to the representative, by code."""
    actions.write(staffed.sam, day=MONDAY, code="to_sam", values={})
    actions.write(staffed.offices["unit"], day=MONDAY, code="to_head", values={})
    actions.write(staffed.offices["representative"], day=MONDAY, code="to_representative", values={})
    return Message.objects.all()


def acting(practitioner):
    """Return the access context of a practitioner, with what their offices reach."""
    held = workforce.offices_of(practitioner, MONDAY)
    units = set().union(*(workforce.below(one.unit, MONDAY) for one in held))
    return access.acting(
        by=practitioner.ref,
        day=MONDAY,
        practitioner=practitioner.pk,
        posts=[one.post for one in held],
        units=units,
    )


def seen():
    """Return the codes of the messages that raw SQL finds."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT code FROM outbox_message")
        return {code for (code,) in cursor.fetchall()}


@pytest.mark.parametrize(
    ("who", "what"),
    [
        ("sam", {"to_sam"}),
        ("robin", set()),
        ("noor", set()),
        ("ash", set()),
        ("jo", {"to_sam", "to_head"}),
        ("wren", {"to_representative"}),
    ],
)
def test_one_s_own_and_those_of_which_one_s_office_is_shown(messages, staffed, who, what):
    with acting(getattr(staffed, who)):
        assert seen() == what


def test_without_a_context_the_app_s_role_sees_none_and_the_service_sees_all(messages):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE befriend_app")
        assert seen() == set()
    with access.service(by="befriend worker", day=MONDAY):
        assert len(seen()) == 3


def test_a_head_s_office_that_nobody_holds_is_seen_by_the_head_above(messages, staffed):
    staffed.offices["unit"].holdings.all().delete()

    with acting(staffed.fen):
        assert "to_sam" in seen()


def test_whoever_tells_somebody_writes_what_they_may_not_read(mails, staffed):
    with acting(staffed.robin):
        for _ in range(2):
            actions.write(staffed.sam, day=MONDAY, code="to_sam", values={})
        assert seen() == set()

    assert Message.objects.count() == 1


def test_nobody_but_the_service_takes_one_away(messages, staffed):
    with acting(staffed.jo), connection.cursor() as cursor:
        cursor.execute("DELETE FROM outbox_message")
        assert cursor.rowcount == 0
    assert messages.count() == 3


def test_nobody_but_who_is_shown_it_decides_about_a_message(messages, staffed):
    with acting(staffed.sam), connection.cursor() as cursor:
        cursor.execute("UPDATE outbox_message SET state = 'told'")
        assert cursor.rowcount == 0
    with acting(staffed.jo), connection.cursor() as cursor:
        cursor.execute("UPDATE outbox_message SET state = 'told'")
        assert cursor.rowcount == 1
