"""A home visit: the call after it, and who is told, in which order, when it does not come."""

from datetime import timedelta

import pytest

from befriend.audit import access
from befriend.outbox.models import Message
from befriend.rules.values import Grade
from befriend.supervision import actions, queries
from befriend.supervision.models import SafetyAlarm, SafetyCall
from befriend.workforce.actions.refused import RefusedError
from befriend.workforce.models import Absence, Exclusion, Told
from tests.floor.ivy import as_app
from tests.larkfield import LONG_AGO, MONDAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def out(booked, said):
    """Return the call of Sam, who went to see Ivy at ten, for half an hour."""
    visit = booked(kind="home_visit")
    return actions.start_call(contact=visit, by=said["by"], day=MONDAY, at=visit.starts_at)


@pytest.fixture
def duty(staffed):
    """Return Kit, who is on duty."""
    return staffed.works("Teal, Kit", Grade.OFFICER)


def alarms_at(call, minutes, on_duty):
    """Let the worker look so many minutes after a call was due; return how many alarms it raised."""
    with access.service(by="x", day=MONDAY):
        return actions.raise_alarms(
            on_duty=lambda *_: on_duty, by="x", day=MONDAY, at=call.due_at + timedelta(minutes=minutes)
        )


def told(call):
    """Return who was told so far, in order."""
    return [str(one.office or one.practitioner) for one in call.alarms.order_by("step")]


def test_a_call_is_due_a_while_after_the_end_of_the_visit(out):
    assert out.due_at == out.contact.ends_at + timedelta(minutes=15)
    assert out.where == "1 Invented Way"


def test_whoever_sets_out_late_comes_back_late(booked, said):
    visit = booked(kind="home_visit")
    late = visit.starts_at + timedelta(hours=1)

    call = actions.start_call(contact=visit, by=said["by"], day=MONDAY, at=late)

    assert call.due_at == late + timedelta(minutes=45)


def test_an_overdue_call_climbs_from_the_senior_to_the_region(out, duty):
    assert alarms_at(out, -1, duty) == 0
    for minutes, who in ((1, "senior-unit"), (11, str(duty)), (21, "head-unit"), (41, "head-region")):
        assert alarms_at(out, minutes, duty) == 1
        assert told(out)[-1] == who
        assert alarms_at(out, minutes, duty) == 0
    assert alarms_at(out, 1000, duty) == 0
    assert Told.objects.filter(code="safety_call").count() == 4


def test_it_is_sent_by_the_outbox_and_says_nothing_of_whom(out, duty, settings):
    settings.BEFRIEND_MAILS = True

    alarms_at(out, 1, duty)

    (message,) = Message.objects.all()
    assert message.office.post == "senior"
    assert message.values == {"call": out.pk, "step": 1}


def test_whoever_is_away_or_out_themselves_or_excluded_is_passed_over_at_once(out, duty, staffed):
    Absence.objects.create(practitioner=staffed.noor, from_date=LONG_AGO)
    Exclusion.objects.create(
        person=out.contact.person, practitioner=staffed.jo, because="Kin.", from_date=LONG_AGO, decided_by="x"
    )

    assert alarms_at(out, 1, staffed.sam) == 1

    assert told(out) == ["head-region"]


def test_when_the_call_came_nobody_is_told(out, duty, staffed, said):
    alarms_at(out, 1, duty)
    with as_app(staffed.noor):
        actions.answer_call(call=out, by=staffed.noor.ref, day=MONDAY, at=out.due_at)

    assert alarms_at(out, 60, duty) == 0
    assert SafetyCall.objects.get().answered_by == staffed.noor.ref


def test_whoever_writes_what_came_of_the_visit_is_heard_of(out, said, staffed):
    actions.record(contact=out.contact, outcome="attended", **said)

    out.refresh_from_db()
    assert out.answered_by == staffed.sam.ref


def test_what_somebody_else_writes_answers_no_call(out, said, staffed):
    actions.record(contact=out.contact, outcome="attended", **{**said, "by": staffed.noor.ref})

    out.refresh_from_db()
    assert out.answered_at is None


def test_who_is_told_reads_where_though_the_person_is_beyond_their_reach(out, duty, staffed, said):
    alarms_at(out, 1, duty)
    alarms_at(out, 11, duty)

    with as_app(duty):
        (shown,) = queries.alarmed(duty, on_duty=lambda *_: duty, day=MONDAY)
        assert shown.call.where == "1 Invented Way"
        assert shown.call.practitioner == staffed.sam
        assert len(shown.alarms) == 2
        assert str(shown.next.to) == "head-unit"
        actions.answer_call(call=SafetyCall.objects.get(), by=duty.ref, day=MONDAY, at=said["at"])
        # Heard of, so it is no more of theirs.
        assert not SafetyCall.objects.exists()


def test_nobody_else_reads_of_it(out, duty, staffed):
    alarms_at(out, 1, duty)

    with as_app(staffed.robin):
        assert not SafetyCall.objects.exists()
        assert not SafetyAlarm.objects.exists()


def test_only_a_home_visit_has_a_call_and_only_one(booked, said, out):
    told = {"by": said["by"], "day": MONDAY, "at": said["at"]}
    for contact in (booked(5), out.contact):
        with pytest.raises(RefusedError):
            actions.start_call(contact=contact, **told)


def test_the_worker_raises_the_alarm(staffed, booked, said, monkeypatch):
    from django.utils import timezone

    from befriend.cli import asking, worker

    visit = booked(kind="home_visit")
    call = actions.start_call(contact=visit, by=said["by"], day=MONDAY, at=visit.starts_at)
    monkeypatch.setattr(asking, "day_or_today", lambda _: MONDAY)
    monkeypatch.setattr(timezone, "now", lambda: call.due_at + timedelta(minutes=2))

    worker.look_after_visits()
    worker.look_after_visits()

    assert told(call) == ["senior-unit"]
