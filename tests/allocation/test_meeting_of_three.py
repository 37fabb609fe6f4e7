"""The meeting of three: shown as it stands, and offered to nobody between whom something stands."""

from datetime import timedelta

import pytest

from befriend.allocation import actions
from befriend.allocation.models import Handover, Relationship
from befriend.allocation.queries import handover as queries
from befriend.supervision import actions as supervision
from befriend.workforce.models import Conflict, Exclusion, Incident
from tests.allocation.test_handover import NOW, ivy, moved, staffed
from tests.floor.ivy import as_app
from tests.larkfield import MONDAY

__all__ = ["ivy", "staffed"]
pytestmark = pytest.mark.django_db


def meeting(handover, staffed, **fields):
    """Book the meeting of three."""
    said = {"starts_at": NOW + timedelta(days=1), "minutes": 45, "where": "Office", "by": staffed.pat.ref}
    return actions.meet(handover=handover, day=MONDAY, at=NOW, **said | fields)


def test_a_meeting_of_three_is_offered_and_booked_once(staffed, ivy):
    handover = moved(staffed, ivy)
    assert queries.may_meet(handover, MONDAY)

    made = meeting(handover, staffed)

    handover.refresh_from_db()
    assert (made.kind, handover.meeting) == ("three_way", made)
    assert not queries.may_meet(handover, MONDAY)


def parted(staffed, ivy, what) -> Handover:
    """Part Ivy and Sam in one way or another, and give her to Pat."""
    held = Relationship.objects.get(person=ivy)
    if what == "closed":
        Exclusion.objects.create(
            person=ivy, practitioner=staffed.sam, because="Kin.", from_date=MONDAY, decided_by="x"
        )
    if what == "conflict":
        Conflict.objects.create(person=ivy, practitioner=staffed.sam, from_date=MONDAY)
    why = {"workload": "workload", "left": "left"}.get(what, "handed_back")
    actions.hand_back(relationship=held, by=staffed.noor.ref, day=MONDAY, why=why, may_resume=what != "harm")
    actions.allocate(person=ivy, practitioner=staffed.pat, by=staffed.noor.ref, day=MONDAY)
    return Handover.objects.get(closed_on=None)


@pytest.mark.parametrize("what", ["harm", "conflict", "closed"])
def test_no_meeting_is_offered_where_something_stands_between_them(staffed, ivy, what):
    handover = parted(staffed, ivy, what)

    assert not queries.may_meet(handover, MONDAY)
    with pytest.raises(actions.RefusedError):
        meeting(handover, staffed)


def test_the_meeting_is_shown_where_it_was_moved_to_and_offered_again_once_called_off(staffed, ivy):
    handover = moved(staffed, ivy)
    first = meeting(handover, staffed)
    said = {"by": staffed.pat.ref, "day": MONDAY, "at": NOW, "side": "service"}

    second = supervision.move(
        contact=first, starts_at=NOW + timedelta(days=3), minutes=30, kind="three_way", where="", **said
    )
    handover.refresh_from_db()
    assert queries.handover_page(handover, MONDAY, NOW).meeting == second
    assert not queries.may_meet(handover, MONDAY)

    supervision.cancel(contact=second, **said)
    handover.refresh_from_db()
    assert queries.handover_page(handover, MONDAY, NOW).meeting is None
    assert queries.may_meet(handover, MONDAY)
    third = meeting(handover, staffed)
    handover.refresh_from_db()
    assert handover.meeting == third


def test_no_meeting_is_offered_after_harm_however_they_came_apart(staffed, ivy):
    Incident.objects.create(
        practitioner=staffed.sam,
        person=ivy,
        day=MONDAY,
        kind="assault",
        where="Yard",
        words="Hit.",
        warning="",
    )
    handover = moved(staffed, ivy)

    with as_app(staffed.pat):
        assert not queries.may_meet(handover, MONDAY)


def test_no_meeting_is_offered_after_a_move_because_of_harm_or_a_complaint(staffed, ivy):
    actions.allocate(
        person=ivy, practitioner=staffed.pat, by=staffed.noor.ref, day=MONDAY, instead="workload",
        may_resume=False,
    )  # fmt: skip

    assert not queries.may_meet(Handover.objects.get(), MONDAY)


@pytest.mark.parametrize(("kind", "about", "offered"), [("not", "sam", False), ("for", "pat", True)])
def test_no_meeting_is_offered_with_whom_the_person_was_granted_not_to_have(
    staffed, ivy, kind, about, offered
):
    request = actions.ask(
        person=ivy, kind=kind, practitioner=getattr(staffed, about), by=staffed.sam.ref, day=MONDAY
    )
    actions.answer(request=request, granted=True, words="Yes.", by=staffed.noor.ref, day=MONDAY)

    assert queries.may_meet(moved(staffed, ivy, why="asked"), MONDAY) is offered
