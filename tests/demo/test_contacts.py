"""The contacts of the invented unit: believable, the same each time, and cheap."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest

from befriend.demo import contacts
from befriend.supervision import queries
from befriend.supervision.models import Contact, Note
from tests.desk.conftest import staffed
from tests.larkfield import MONDAY

pytestmark = pytest.mark.django_db

__all__ = ["staffed"]


@pytest.fixture
def filled(staffed):
    """Return Larkfield, where Sam has twenty people and Robin ten, with contacts."""
    staffed.fill(staffed.sam, 20)
    staffed.fill(staffed.robin, 10)
    contacts.add(MONDAY)
    return staffed


def test_everybody_has_a_next_appointment_and_a_past(filled):
    people = set(filled.sam.relationships.values_list("person_id", flat=True))

    assert queries.next_appointments(people, queries.midnight(MONDAY)).keys() == people
    assert Contact.objects.exclude(outcome="").count() == 3 * 30
    assert {note.kind for note in Note.objects.all()} == {"note", "mattered", "promised"}


def test_today_has_appointments_whatever_day_it_is(filled):
    found = queries.today(filled.sam, MONDAY, mine=[])

    assert len(found.appointments) == len(contacts.SLOTS)
    saturday = MONDAY + timedelta(days=5)
    assert contacts.moment(saturday, 0).date() == saturday
    assert contacts.moment(saturday, len(contacts.SLOTS)).weekday() == 0


def test_it_is_the_same_each_time(filled):
    def rows():
        return list(Contact.objects.order_by("ref").values_list("ref", "starts_at", "outcome", "kind"))

    before = rows()
    Note.objects.all().delete()
    Contact.objects.all().delete()
    contacts.add(MONDAY)

    assert rows() == before


def test_a_unit_is_filled_in_a_moment(staffed):
    staffed.fill(staffed.sam, 200)
    began = time.perf_counter()
    contacts.add(MONDAY)

    assert Contact.objects.count() == 800
    assert time.perf_counter() - began < 5
