"""Reminders: sent once to whoever agreed, and never of what was moved, called off or opted out of."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import datetime, timedelta
from urllib.parse import quote
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.utils import timezone

from befriend import roles
from befriend.environment import Notify as Settings
from befriend.outbox import actions as outbox
from befriend.outbox import queries as told
from befriend.outbox.actions import sending
from befriend.outbox.models import Message
from befriend.people.models import ContactDetail
from befriend.supervision import actions
from befriend.supervision.queries import reminders
from tests.floor.ivy import as_app
from tests.larkfield import MONDAY
from tests.outbox.conftest import mails, post_office
from tests.outbox.notify import KEY, Notify

__all__ = ["mails", "post_office"]
pytestmark = pytest.mark.django_db
State, Problem = Message.State, Message.Problem
NUMBER = "07700900123"


@pytest.fixture
def notify(settings):
    """Set text messages up, with a Notify of our own."""
    with Notify() as server:
        settings.BEFRIEND_NOTIFY = Settings(KEY, "a-template", server.address)
        settings.REMINDER_TELEPHONE = "01632 960000"
        yield server
        server.shutdown()


@pytest.fixture
def agreed(ivy, said):
    """Return what keeps where Ivy agreed to be reminded."""

    def agreed(address=NUMBER, channel="sms"):
        return actions.keep_detail(person=ivy, channel=channel, address=address, agreed_on=MONDAY, **said)

    return agreed


@pytest.fixture
def clock(monkeypatch):
    """Return what sets the clock of the sending."""

    def clock(moment):
        monkeypatch.setattr(sending.timezone, "now", lambda: moment)

    return clock


def the_message():
    """Return the one reminder there is."""
    return Message.objects.get(code=reminders.CODE)


def sent_at(moment, clock):
    """Try to send the one reminder at a moment, and return it as it then is."""
    clock(moment)
    message = the_message()
    outbox.send(message.pk)
    message.refresh_from_db()
    return message


def test_whoever_agreed_is_reminded_a_day_before_and_told_when_and_no_more(
    notify, agreed, booked, clock, staffed
):
    agreed()
    contact = booked(50)

    assert the_message().next_try_at == contact.starts_at - timedelta(days=1)
    assert sent_at(contact.starts_at - timedelta(days=1, minutes=1), clock).state == State.WAITING
    assert sent_at(contact.starts_at - timedelta(days=1), clock).state == State.SENT

    (text,) = notify.taken
    assert text.to == NUMBER
    assert text.text == (
        "Reminder: your appointment is on Wednesday 25 November at 10:00. To change it, ring 01632 960000."
    )
    assert text.reference == str(the_message().pk)


@pytest.mark.parametrize("zone", ["Europe/London", "UTC"])
def test_an_appointment_in_summer_time_is_reminded_of_however_its_moment_was_written(
    notify, clock, ivy, staffed, zone
):
    at = datetime(2027, 6, 1, 9, tzinfo=ZoneInfo("Europe/London"))
    by = {"by": staffed.sam.ref, "day": at.date(), "at": at}
    actions.keep_detail(person=ivy, channel="sms", address=NUMBER, agreed_on=at.date(), **by)
    starts = (at + timedelta(days=3)).astimezone(ZoneInfo(zone))
    actions.book(person=ivy, practitioner=staffed.sam, kind="office", starts_at=starts, minutes=30, **by)

    assert sent_at(starts - timedelta(days=1), clock).state == State.SENT
    (text,) = notify.taken
    assert "4 June at 09:00" in text.text


def test_a_text_in_welsh_for_whoever_reads_welsh(notify, agreed, booked, clock, ivy):
    ivy.language = "cy"
    ivy.save()
    agreed()
    contact = booked(50)

    sent_at(contact.starts_at - timedelta(hours=20), clock)

    assert notify.taken[0].text.startswith("Nodyn atgoffa: mae eich apwyntiad ddydd Mercher 25 Tachwedd")


def test_mail_goes_the_way_of_other_mail(mails, agreed, booked, clock):
    agreed("ivy@example.org", "email")
    contact = booked(50)

    assert sent_at(contact.starts_at - timedelta(hours=20), clock).state == State.SENT
    (letter,) = mails.taken
    assert letter.to == "ivy@example.org"
    assert "Subject: Your appointment" in letter.text
    assert "tell whoever you are meeting" in letter.text


def test_nobody_is_reminded_who_did_not_agree_or_where_nothing_is_set_up(notify, agreed, booked, said, ivy):
    booked(50)
    assert not Message.objects.exists()

    agreed("ivy@example.org", "email")
    assert not Message.objects.exists()


def test_whoever_agrees_later_is_reminded_of_what_is_booked_already(notify, agreed, booked):
    contact = booked(50)
    agreed()

    assert the_message().values["contact"] == contact.ref


@pytest.mark.parametrize("what", ["moved", "cancelled", "opted_out", "ended", "changed", "closed"])
def test_what_was_moved_called_off_or_is_unwanted_is_not_sent(
    what, notify, agreed, booked, said, clock, ivy, now
):
    detail, contact = agreed(), booked(50)
    first = the_message()
    do = {
        "moved": lambda: actions.move(
            contact=contact, starts_at=now + timedelta(hours=80), minutes=30, kind="office", where="",
            side="person", **said,
        ),
        "cancelled": lambda: actions.cancel(contact=contact, side="service", **said),
        "opted_out": lambda: actions.opt_out(detail=detail, **said),
        "ended": lambda: actions.end_detail(detail=detail, **said),
        "changed": lambda: agreed("07700900456"),
        "closed": lambda: type(contact).objects.filter(pk=contact.pk).update(
            outcome="talked", outcome_at=now, outcome_by="x"
        ),
    }  # fmt: skip

    do[what]()

    clock(contact.starts_at - timedelta(hours=20))
    outbox.send(first.pk)
    first.refresh_from_db()
    assert first.state == State.WITHDRAWN
    assert notify.taken == []
    others = {"moved": 1, "changed": 1}.get(what, 0)
    assert Message.objects.filter(state=State.WAITING).count() == others


def test_what_is_withdrawn_between_claim_and_handing_over_does_not_go(notify, agreed, booked, clock, said):
    detail, contact = agreed(), booked(50)
    clock(contact.starts_at - timedelta(hours=20))
    message, _letter = sending.claim(the_message().pk)

    actions.opt_out(detail=detail, **said)

    with pytest.raises(sending.OvertakenError):
        sending.note_handing_over(message)


def test_whoever_opts_in_again_is_reminded_once(notify, agreed, booked, clock, said):
    detail, contact = agreed(), booked(50)
    actions.opt_out(detail=detail, **said)
    for _ in range(2):
        actions.opt_in(detail=ContactDetail.objects.get(pk=detail.pk), **said)

    for hours in (20, 19):
        assert sent_at(contact.starts_at - timedelta(hours=hours), clock).state == State.SENT
    assert len(notify.taken) == 1


@pytest.mark.parametrize("ended", [True, False])
def test_whoever_wants_no_reminders_gets_none_at_a_new_number_until_they_say_so(
    notify, agreed, booked, said, ended
):
    detail = agreed()
    actions.opt_out(detail=detail, **said)
    if ended:
        actions.end_detail(detail=detail, **said)
    booked(30)

    new = agreed("07700900124")

    assert not new.is_wanted
    assert not Message.objects.exclude(state=State.WITHDRAWN).exists()
    actions.opt_in(detail=new, **said)
    assert the_message().detail == new


def test_one_that_comes_to_be_sent_in_the_quiet_hours_waits_for_their_end(notify, agreed, booked, clock):
    agreed()
    contact = booked(50)

    message = sent_at(contact.starts_at - timedelta(hours=12), clock)

    assert (message.state, message.attempts) == (State.WAITING, 0)
    assert timezone.localtime(message.next_try_at).strftime("%a %H:%M") == "Wed 08:00"
    assert notify.taken == []


def test_one_that_would_come_too_late_is_shown_instead(notify, agreed, booked, clock, staffed):
    agreed()
    contact = booked(50)

    message = sent_at(contact.starts_at - timedelta(minutes=30), clock)

    assert (message.state, message.last_problem) == (State.GIVEN_UP, Problem.TOO_LATE)
    assert notify.taken == []


@pytest.mark.parametrize(
    ("end", "state", "problem"),
    [
        ("400", State.GIVEN_UP, Problem.REFUSED),
        ("403", State.FAILED, Problem.LOGIN_REFUSED),
        ("429", State.FAILED, Problem.NOT_NOW),
        ("500", State.FAILED, Problem.NOT_NOW),
        ("502", State.UNCERTAIN, Problem.UNREACHABLE),
        ("999", State.UNCERTAIN, Problem.UNREACHABLE),
    ],
)
def test_what_is_in_the_way_is_kept_by_its_kind_and_never_logged(
    notify, agreed, booked, clock, end, state, problem, caplog
):
    caplog.set_level("DEBUG", logger="befriend")
    agreed(f"07700900{end}")
    contact = booked(50)

    message = sent_at(contact.starts_at - timedelta(hours=20), clock)

    assert (message.state, message.last_problem) == (state, problem)
    assert "07700900" not in caplog.text
    assert "Ivy" not in caplog.text


def test_a_notify_that_is_not_there_was_given_nothing(notify, agreed, booked, clock):
    agreed()
    contact = booked(50)
    notify.shutdown()
    notify.server_close()

    message = sent_at(contact.starts_at - timedelta(hours=20), clock)

    assert (message.state, message.last_problem) == (State.FAILED, Problem.UNREACHABLE)


def test_it_is_shown_to_the_office_above_and_to_whoever_meets_the_person(
    notify, agreed, booked, clock, staffed
):
    agreed("07700900400")
    sent_at(booked(50).starts_at - timedelta(hours=20), clock)
    head = staffed.offices["unit"]

    for who, offices in ((staffed.jo, [head]), (staffed.sam, [])):
        with as_app(who):
            (shown,) = told.grouped(told.undelivered(offices, who))
            assert (shown.kind, shown.to.person.chosen_name) == ("detail", "Ivy Reed")
    with as_app(staffed.robin):
        assert not told.undelivered([], staffed.robin).exists()


def test_a_restored_copy_still_sends_what_is_planned_for_later(notify, agreed, booked):
    agreed()
    contact = booked(50)
    Message.objects.update(next_try_at=timezone.now() + timedelta(days=1))

    assert outbox.after_a_restore(by="x", day=MONDAY) == 0
    assert the_message().values["contact"] == contact.ref


# What the worker does with one job, at a moment that is not in the quiet hours.
ONE_JOB = """
import sys, uuid
from datetime import datetime
from befriend import database
from befriend.cli import server
with database.ready():
    server.set_up()
    from befriend.outbox import actions
    from befriend.outbox.actions import sending
    sending.timezone.now = lambda: datetime.fromisoformat(sys.argv[2])
    actions.send(uuid.UUID(sys.argv[1]))
"""


@pytest.mark.django_db(transaction=True)
def test_a_killed_worker_sends_a_reminder_once_and_then_says_that_nobody_can_know(notify, agreed, booked):
    at = connection.settings_dict
    where = f"/{at['NAME']}?host={quote(at['HOST'], safe='/')}&port={at['PORT'] or 5432}"
    environment = os.environ | {
        "DATABASE_URL": f"postgresql://{roles.APP}@{where}",
        "BEFRIEND_OWNER_URL": f"postgresql://{at['USER']}@{where}",
        "BEFRIEND_SECRET_KEY": "of no use",
        "BEFRIEND_NOTIFY_KEY": KEY,
        "BEFRIEND_NOTIFY_TEMPLATE": "a-template",
        "BEFRIEND_NOTIFY_ADDRESS": notify.address,
    }
    agreed()
    moment = booked(50).starts_at - timedelta(hours=20)
    command = [sys.executable, "-c", ONE_JOB, str(the_message().pk), moment.isoformat()]
    notify.thinks = 60

    worker = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE)
    assert notify.began.wait(60)
    assert the_message().state == State.SENDING
    worker.kill()
    said = worker.communicate(timeout=60)[1]
    notify.thinks = 0
    again = subprocess.run(command, env=environment, check=False, capture_output=True, timeout=60)

    assert the_message().state == State.UNCERTAIN
    assert list(notify.counted().values()) == [1]
    assert NUMBER.encode() not in said + again.stderr
    assert b"Traceback" not in again.stderr
