"""What came of a contact: said in a word, put right, and never a failure where the service failed."""

from datetime import timedelta

import pytest

from befriend.supervision import actions
from befriend.supervision.models import Contact, NoTime
from befriend.workforce.actions.refused import RefusedError
from tests.larkfield import MONDAY

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("outcome", "is_failure"),
    [("attended", False), ("late", False), ("good_reason", False), ("missed", True), ("talked", False)],
)
def test_an_outcome_is_kept_and_only_missing_without_reason_is_a_failure(booked, said, outcome, is_failure):
    made = actions.record(contact=booked(0), outcome=outcome, **said)

    made.refresh_from_db()
    assert (made.outcome, made.outcome_by, made.is_failure) == (outcome, said["by"], is_failure)


def test_the_word_talked_needs_no_note(booked, said):
    made = actions.record(contact=booked(), outcome="talked", **said)

    assert not made.notes.exists()
    assert not made.is_planned


def test_an_outcome_is_put_right_and_the_one_before_is_history(booked, said):
    made = actions.record(contact=booked(0), outcome="missed", **said)
    actions.record(contact=made, outcome="good_reason", **said)

    made.refresh_from_db()
    kept = made.events.order_by("pgh_id").values_list("outcome", flat=True)
    assert list(kept) == ["", "missed", "good_reason"]


def test_nothing_came_yet_of_what_is_on_a_later_day(booked, said):
    with pytest.raises(RefusedError, match="Say what came of it on its own day"):
        actions.record(contact=booked(26), outcome="attended", **said)


def test_there_may_be_time_yet_for_what_is_on_a_later_day(booked, said):
    made = booked(26)

    with pytest.raises(RefusedError, match="there may be time for it yet"):
        actions.close_for_no_time(contact=made, points=1, available_points=1, percent=100, owner=None, **said)

    made.refresh_from_db()
    assert made.is_planned


def test_what_nobody_had_booked_and_is_still_to_come_is_to_be_booked(said, ivy, staffed, now):
    with pytest.raises(RefusedError, match="Book it, or write when it took place"):
        actions.record_unplanned(
            person=ivy, practitioner=staffed.sam, kind="telephone", starts_at=now + timedelta(minutes=5),
            minutes=10, **said,
        )  # fmt: skip

    assert not Contact.objects.exists()


def test_nobody_has_missed_what_has_not_begun(booked, said):
    made = booked(2)

    with pytest.raises(RefusedError, match="begins at 10:00, and before that nobody has missed it"):
        actions.record(contact=made, outcome="missed", **said)

    made.refresh_from_db()
    assert made.is_planned
    assert actions.record(contact=made, outcome="attended", **said).outcome == "attended"


def test_no_time_is_of_the_day_it_was_for_however_late_it_is_said(booked, said, now):
    later = {**said, "day": MONDAY + timedelta(days=2), "at": now + timedelta(days=2)}

    kept = actions.close_for_no_time(
        contact=booked(), points=1, available_points=1, percent=100, owner=None, **later
    )

    assert kept.day == MONDAY


def test_no_time_keeps_the_load_of_the_day_and_whose_gap_it_is(booked, said, staffed):
    made = booked()
    head = staffed.offices["unit"]

    actions.close_for_no_time(
        contact=made, points=2600, available_points=2000, percent=130, owner=head, **said
    )

    kept = NoTime.objects.get(contact=made)
    assert (kept.points, kept.available_points, kept.percent, kept.office) == (2600, 2000, 130, head)
    made.refresh_from_db()
    assert made.outcome == "no_time"
    assert not made.is_failure


def test_who_has_no_time_at_all_has_no_percentage(booked, said):
    actions.close_for_no_time(
        contact=booked(), points=10, available_points=0, percent=None, owner=None, **said
    )

    assert NoTime.objects.get().percent is None


def test_what_was_not_done_is_not_done_twice_and_not_said_otherwise(booked, said):
    made = booked()
    load = {"points": 1, "available_points": 1, "percent": 100, "owner": None}
    actions.close_for_no_time(contact=made, **load, **said)

    with pytest.raises(RefusedError):
        actions.close_for_no_time(contact=made, **load, **said)
    with pytest.raises(RefusedError):
        actions.record(contact=made, outcome="missed", **said)


def test_somebody_who_just_rang_is_kept_though_the_hour_was_booked(booked, said, ivy, staffed, now):
    booked(-0.0 + 0.5)

    made = actions.record_unplanned(
        person=ivy, practitioner=staffed.sam, kind="telephone", starts_at=now - timedelta(minutes=10),
        minutes=60, **said,
    )  # fmt: skip

    assert made.outcome == "attended"
    assert Contact.objects.count() == 2
