"""The timeline: in order, a page at a time, as known on any day, and within reach only."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from befriend.rules.values import Grade
from befriend.supervision import actions, queries
from befriend.supervision.models import Contact, Note
from befriend.supervision.queries import Filters
from tests.floor.ivy import as_app
from tests.larkfield import MONDAY

pytestmark = pytest.mark.django_db


def many(person, practitioner, now, number):
    """Make so many contacts, one a day, the last of them a day ago, each with a note."""
    made = Contact.objects.bulk_create(
        Contact(
            person=person, practitioner=practitioner, kind="office", made_at=now - timedelta(days=days + 7),
            starts_at=now - timedelta(days=days), ends_at=now - timedelta(days=days, minutes=-30),
            outcome="missed" if days % 10 == 0 else "attended", outcome_at=now - timedelta(days=days),
        )
        for days in range(1, number + 1)
    )  # fmt: skip
    Note.objects.bulk_create(
        Note(person=person, contact=one, kind="note", text="Talked.", written_by="x", written_at=one.ends_at)
        for one in made
    )


def read_all(person, filters):
    """Return every entry of a timeline, page after page."""
    entries, after = [], None
    while True:
        page = queries.timeline(person, filters, after=after)
        entries += page.entries
        if page.goes_on is None:
            return entries
        after = page.goes_on


def test_every_contact_is_shown_once_newest_first(ivy, staffed, now):
    many(ivy, staffed.sam, now, 70)

    entries = read_all(ivy, Filters())

    assert len(entries) == 70
    moments = [one.at for one in entries]
    assert moments == sorted(moments, reverse=True)
    assert all(len(one.notes) == 1 for one in entries)


def test_what_is_at_the_same_moment_is_not_lost_between_pages(ivy, staffed, now):
    for at in (now, now - timedelta(days=1)):
        Note.objects.bulk_create(
            Note(person=ivy, kind="note", text=f"{number}", written_by="x", written_at=at)
            for number in range(20)
        )

    assert len(read_all(ivy, Filters())) == 40


def test_it_can_be_of_one_kind_and_of_some_days(ivy, staffed, now, said):
    many(ivy, staffed.sam, now, 40)
    actions.write(person=ivy, kind="mattered", text="The dog.", **said)

    assert len(read_all(ivy, Filters("missed"))) == 4
    assert [one.notes[0].text for one in read_all(ivy, Filters("mattered"))] == ["The dog."]
    first, last = MONDAY - timedelta(days=9), MONDAY - timedelta(days=5)
    assert len(read_all(ivy, Filters("contacts", first, last))) == 5


def test_on_a_past_day_it_shows_what_was_known_then(ivy, staffed, now, said, booked):
    met = booked()
    early = actions.write(person=ivy, kind="note", text="Works nights.", **said)
    later = {**said, "day": MONDAY + timedelta(days=1), "at": now + timedelta(days=1)}
    actions.record(contact=met, outcome="missed", **later)
    actions.replace(note=early, text="Works days.", **later)

    then = queries.timeline(ivy, Filters(as_of=MONDAY))
    after = queries.timeline(ivy, Filters(as_of=MONDAY + timedelta(days=1)))

    assert [one.outcome for one in then.entries if one.contact] == [""]
    assert [one.outcome for one in after.entries if one.contact] == ["missed"]
    assert [note.text for one in then.entries for note in one.notes] == ["Works nights."]
    assert then.replaced == set()
    assert after.replaced == {early.pk}
    assert queries.timeline(ivy, Filters(as_of=MONDAY - timedelta(days=1))).entries == []


def test_what_was_put_right_since_is_as_it_was_known_then(ivy, said, now, booked):
    met = booked()
    for days, outcome in ((1, "missed"), (3, "good_reason"), (5, "attended")):
        then = {**said, "day": MONDAY + timedelta(days=days), "at": now + timedelta(days=days)}
        actions.record(contact=met, outcome=outcome, **then)

    def known(days, what=""):
        page = queries.timeline(ivy, Filters(what, as_of=MONDAY + timedelta(days=days)))
        return [one.outcome for one in page.entries]

    assert [known(days) for days in (0, 1, 2, 3, 5)] == [
        [""], ["missed"], ["missed"], ["good_reason"], ["attended"],
    ]  # fmt: skip
    assert [known(days, "missed") for days in (0, 2, 4, 5)] == [[], ["missed"], ["good_reason"], []]


def test_nobody_out_of_reach_reads_a_line_of_it(ivy, staffed, now):
    many(ivy, staffed.sam, now, 3)

    with as_app(staffed.robin):
        assert queries.timeline(ivy, Filters()).entries == []
    with as_app(staffed.noor):
        assert len(queries.timeline(ivy, Filters()).entries) == 3


def test_a_long_timeline_asks_no_more_than_a_short_one(ivy, staffed, now):
    many(ivy, staffed.sam, now, 30)
    with CaptureQueriesContext(connection) as few:
        queries.timeline(ivy, Filters())
    other = staffed.person("Elm Oak")
    many(other, staffed.works("Teal, Kit", Grade.OFFICER), now, 300)
    with CaptureQueriesContext(connection) as asked:
        queries.timeline(other, Filters())

    assert len(asked) == len(few) == 5


def test_the_next_appointment_is_the_first_that_is_not_over(ivy, booked, said):
    later, sooner = booked(30), booked(3)
    actions.cancel(contact=booked(1), side="service", **said)

    assert queries.next_appointment(ivy, said["at"]) == sooner
    assert queries.next_appointment(ivy, sooner.ends_at) == later
    assert queries.next_appointment(ivy, later.ends_at) is None
