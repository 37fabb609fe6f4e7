"""What the person may read of a change: one of four kinds, and what is private looks like any other."""

import pytest

from befriend.allocation import actions
from befriend.allocation.models import Relationship, WhyChanged
from befriend.allocation.queries import changes as change_queries
from tests.allocation.test_handover import TUESDAY, ivy, moved, staffed
from tests.allocation.test_meeting_of_three import parted
from tests.larkfield import MONDAY

__all__ = ["ivy", "staffed"]
pytestmark = pytest.mark.django_db


def test_the_person_is_told_one_of_four_kinds(staffed, ivy):
    moved(staffed, ivy, why="asked")

    assert change_queries.changes(ivy, MONDAY) == [
        change_queries.Change(MONDAY, "Bunting, Sam", "Plover, Pat", change_queries.Told.ASKED)
    ]
    assert {one.value for one in change_queries.Told} == {"left", "absent", "workload", "asked", "moved"}


def test_a_move_of_the_person_is_told_as_one(staffed, ivy):
    moved(staffed, ivy, why="moved")

    assert [one.kind for one in change_queries.changes(ivy, MONDAY)] == ["moved"]


@pytest.mark.parametrize("what", ["harm", "conflict", "closed", "handed_back"])
def test_what_is_private_looks_to_the_letter_like_work_shared_out_anew(staffed, ivy, what):
    other = staffed.person("Rue Fennel")
    staffed.with_(other, staffed.sam)

    parted(staffed, ivy, what)
    held = Relationship.objects.get(person=other)
    actions.hand_back(relationship=held, by=staffed.noor.ref, day=MONDAY, why="workload")
    actions.allocate(person=other, practitioner=staffed.pat, by=staffed.noor.ref, day=MONDAY)

    assert change_queries.changes(ivy, MONDAY) == change_queries.changes(other, MONDAY)


def test_every_kind_that_is_kept_is_told_as_one_of_the_four(staffed, ivy):
    for why in (*WhyChanged.values, ""):
        Relationship.objects.filter(person=ivy).update(until_date=MONDAY, why_changed=why)
        kinds = {one.kind for one in change_queries.changes(ivy, TUESDAY)}
        assert kinds <= set(change_queries.Told)


def test_whoever_has_nobody_now_reads_that_too(staffed, ivy):
    actions.hand_back(
        relationship=Relationship.objects.get(person=ivy), by=staffed.noor.ref, day=MONDAY, why="left"
    )

    assert [(one.after, one.kind) for one in change_queries.changes(ivy, MONDAY)] == [("", "left")]
