"""Booking, moving and calling off: neither side twice at a time, and nobody's failure."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection

from befriend.audit.models import Line
from befriend.rules.values import Grade
from befriend.supervision import actions
from befriend.supervision.models import Contact
from befriend.workforce.actions.refused import RefusedError
from befriend.workforce.models import Exclusion
from tests.floor.ivy import as_app
from tests.larkfield import MONDAY

pytestmark = pytest.mark.django_db


def code(refused):
    """Return the code of the one reason of a refusal."""
    (reason,) = refused.value.reasons
    return reason.code


def test_an_appointment_is_kept_with_its_line_in_the_audit(booked, ivy):
    made = booked()

    assert made.minutes == 30
    line = Line.objects.get(did="booked an appointment")
    assert (line.what, line.people) == (made.ref, [ivy.pk])
    assert "Ivy" not in made.ref


def test_a_practitioner_is_not_booked_twice_and_the_refusal_names_the_time_only(booked, staffed):
    booked()

    with pytest.raises(RefusedError) as refused:
        booked(2.25, person=staffed.ali)

    assert code(refused) == "practitioner_busy"
    assert "between 10:15 and 10:45" in str(refused.value)
    assert "Ivy" not in str(refused.value)
    assert Contact.objects.count() == 1


def test_a_person_is_not_booked_twice_whoever_books(booked, staffed):
    booked()

    with pytest.raises(RefusedError) as refused:
        booked(2.25, practitioner=staffed.robin)

    assert code(refused) == "person_busy"
    assert "Sam" not in str(refused.value)


def test_what_follows_at_once_and_what_was_called_off_clash_with_nothing(booked, said):
    first = booked()
    booked(2.5)
    actions.cancel(contact=first, side="service", **said)

    booked(2)

    assert Contact.objects.filter(outcome="").count() == 2


def test_a_moved_appointment_stands_in_both_places_and_is_nobodys_failure(booked, said):
    first = booked()

    made = actions.move(
        contact=first, starts_at=first.starts_at + timedelta(days=1), minutes=45, kind="video", where="",
        side="service", **said,
    )  # fmt: skip

    first.refresh_from_db()
    assert (first.outcome, first.called_off_by, first.is_failure) == ("moved", "service", False)
    assert first.moved_to == made
    assert made.is_planned


def test_a_move_that_clashes_changes_nothing(booked, said, staffed):
    first, second = booked(), booked(4, person=staffed.ali)

    with pytest.raises(RefusedError):
        actions.move(contact=first, starts_at=second.starts_at, minutes=30, kind="office", where="",
                     side="person", **said)  # fmt: skip

    first.refresh_from_db()
    assert first.is_planned


def test_what_is_over_is_neither_moved_nor_cancelled(booked, said):
    made = booked()
    actions.cancel(contact=made, side="person", **said)

    for again in (
        lambda: actions.cancel(contact=made, side="service", **said),
        lambda: actions.move(contact=made, starts_at=made.starts_at, minutes=30, kind="office", where="",
                             side="service", **said),
    ):  # fmt: skip
        with pytest.raises(RefusedError) as refused:
            again()
        assert code(refused) == "appointment_is_over"


@pytest.mark.parametrize(
    ("hours", "minutes", "why"),
    [
        (-1, 30, "appointment_in_the_past"),
        (24 * 400, 30, "appointment_too_far_off"),
        (2, 0, "appointment_too_long"),
        (2, 481, "appointment_too_long"),
    ],
)
def test_a_time_that_makes_no_sense_is_refused(booked, hours, minutes, why):
    with pytest.raises(RefusedError) as refused:
        booked(hours, minutes=minutes)

    assert code(refused) == why
    assert not Contact.objects.exists()


@pytest.mark.parametrize(
    ("since", "until", "why"),
    [
        (-7, None, "cannot_be_booked"),
        (0, 2, "cannot_be_booked"),  # it ends, but only after today
        (3, None, "cannot_be_booked"),  # it begins before they would meet
        (4, None, ""),  # it begins when they have met
        (-7, 0, ""),  # it has ended
    ],
)
def test_whoever_is_excluded_is_not_booked_and_nobody_learns_why(booked, staffed, ivy, since, until, why):
    Exclusion.objects.create(
        person=ivy, practitioner=staffed.robin, because="Kin.", decided_by="x",
        from_date=MONDAY + timedelta(days=since),
        until_date=None if until is None else MONDAY + timedelta(days=until),
    )  # fmt: skip

    # Ivy's own officer may not read that anybody is excluded.
    with as_app(staffed.sam):
        assert not Exclusion.objects.exists()
        if not why:
            assert booked(3 * 24 + 2, practitioner=staffed.robin).is_planned
            return
        with pytest.raises(RefusedError) as refused:
            booked(3 * 24 + 2, practitioner=staffed.robin)
        assert booked(3 * 24 + 2).is_planned

    assert code(refused) == why
    for word in ("exclu", "closed", "Kin", "may not", "Ivy"):
        assert word not in str(refused.value)
    assert not Contact.objects.filter(practitioner=staffed.robin).exists()


def test_what_is_booked_with_somebody_who_is_excluded_since_is_not_moved_with_them(
    booked, staffed, ivy, said
):
    made = booked()
    Exclusion.objects.create(
        person=ivy, practitioner=staffed.sam, because="Kin.", from_date=MONDAY, decided_by="x"
    )

    with pytest.raises(RefusedError) as refused:
        actions.move(
            contact=made, starts_at=made.starts_at + timedelta(days=1), minutes=30, kind="office", where="",
            side="service", **said,
        )  # fmt: skip

    assert code(refused) == "cannot_be_booked"
    made.refresh_from_db()
    assert made.is_planned
    assert actions.cancel(contact=made, side="service", **said).outcome == "cancelled"


@pytest.mark.django_db(transaction=True)
def test_of_two_who_book_the_same_hour_at_once_one_is_refused(staffed, now):
    people = [staffed.person(f"Elm {number}") for number in range(2)]
    officer = staffed.works("Teal, Kit", Grade.OFFICER)
    start, answers = Barrier(2), []

    def book(person):
        start.wait()
        try:
            actions.book(
                person=person, practitioner=officer, kind="office", starts_at=now + timedelta(hours=1),
                minutes=30, by=officer.ref, day=MONDAY, at=now,
            )  # fmt: skip
            answers.append("booked")
        except RefusedError as refused:
            answers.append(refused.reasons[0].code)
        finally:
            connection.close()

    threads = [Thread(target=book, args=[one]) for one in people]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert sorted(answers) == ["booked", "practitioner_busy"]
