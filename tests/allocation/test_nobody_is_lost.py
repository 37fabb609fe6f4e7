"""Nobody falls between two practitioners, and nobody is filled up while their people are away."""

from __future__ import annotations

from datetime import timedelta

import pytest

from befriend.allocation import actions, queries
from befriend.allocation.models import Cover, InheritedOverload, PlannedAllocation, Relationship, Waiting
from befriend.rules.values import Grade, Tier, WaitingFor
from befriend.sentences.models import CaseState
from befriend.workforce.models import Absence
from tests.larkfield import MONDAY

FORTNIGHT = MONDAY + timedelta(days=14)


@pytest.fixture
def robin(larkfield):
    return larkfield.works("Dunlin, Robin", Grade.OFFICER)


def covered(larkfield, person, absent, by, until=FORTNIGHT):
    """Let `absent` be away until `until`, and `by` cover `person`."""
    held = larkfield.with_(person, absent)
    Absence.objects.get_or_create(practitioner=absent, from_date=MONDAY, until_date=until)
    return actions.cover(relationship=held, practitioner=by, by="jo", day=MONDAY)


def test_nobody_covers_for_somebody_who_is_at_work(larkfield, sam, robin):
    held = larkfield.with_(larkfield.person("Rowan Reed"), sam)

    with pytest.raises(actions.RefusedError, match="at work this week"):
        actions.cover(relationship=held, practitioner=robin, by="jo", day=MONDAY)

    assert not Cover.objects.exists()


def test_room_is_kept_for_people_who_come_back_from_cover(larkfield, sam, robin, ali):
    """Away on Monday and Tuesday, everybody covered: the rest of the week is not room for new work."""
    larkfield.fill(sam, 18)
    person = larkfield.person("Rowan Reed", Tier.A3)
    covered(larkfield, person, sam, robin, until=MONDAY + timedelta(days=2))
    # Three days of five leave 1,435 points: 18 people weigh 1,134, and 206 come back.
    larkfield.fill(sam, 1)

    desk = queries.desks_of_unit(policies(), larkfield.pdu, MONDAY)[sam.pk]
    assert desk.standing.returning_points == 206
    with pytest.raises(actions.RefusedError) as refused:
        actions.allocate(person=ali, practitioner=sam, by="jo", day=MONDAY)
    assert {"weighted_cap", "returning"} <= {one.code for one in refused.value.reasons}


def policies():
    from befriend.workforce.queries import policies_in_force

    return policies_in_force()


def test_cover_that_ends_while_the_officer_is_away_leaves_somebody_waiting(larkfield, sam, robin):
    person = larkfield.person("Rowan Reed")
    cover = covered(larkfield, person, robin, sam)

    actions.end_cover(cover=cover, by="jo", day=MONDAY + timedelta(days=1))

    waiting = Waiting.objects.get(person=person, waiting_for=WaitingFor.COVER, until_date=None)
    assert waiting.owner == larkfield.offices["unit"]


def test_cover_that_runs_out_is_waited_for_again_the_next_day(larkfield, sam, robin):
    person = larkfield.person("Rowan Reed")
    cover = covered(larkfield, person, robin, sam)
    Cover.objects.filter(pk=cover.pk).update(until_date=MONDAY + timedelta(days=2))

    actions.begin_day(unit=larkfield.pdu, day=MONDAY + timedelta(days=2))

    assert Waiting.objects.filter(person=person, waiting_for=WaitingFor.COVER, until_date=None).exists()


def test_the_people_of_somebody_who_has_left_wait_and_are_owned(larkfield, robin):
    person = larkfield.person("Rowan Reed")
    larkfield.with_(person, robin)
    robin.postings.update(until_date=MONDAY)

    actions.begin_day(unit=larkfield.pdu, day=MONDAY)

    assert Relationship.objects.get(person=person).why_changed == "left"
    waiting = Waiting.objects.get(person=person)
    assert (waiting.from_date, waiting.owner) == (MONDAY, larkfield.offices["unit"])


def test_a_relationship_that_runs_out_leaves_nobody_alone(larkfield, robin):
    person = larkfield.person("Rowan Reed")
    held = larkfield.with_(person, robin)
    Relationship.objects.filter(pk=held.pk).update(until_date=MONDAY + timedelta(days=3))

    for i in range(7):
        day = MONDAY + timedelta(days=i)
        actions.begin_day(unit=larkfield.pdu, day=day)
        assert_everybody_has_somebody(larkfield, day)

    assert Waiting.objects.get(person=person).from_date == MONDAY + timedelta(days=3)


def assert_everybody_has_somebody(larkfield, day):
    """Fail for an open case with neither a practitioner nor a row that says they wait."""
    from befriend import periods
    from befriend.sentences.models import Case

    for case in Case.objects.filter(periods.on(day)):
        held = Relationship.objects.filter(periods.on(day), person=case.person).exists()
        waits = Waiting.objects.filter(periods.on(day), person=case.person).exists()
        assert held or waits


def test_somebody_moved_no_longer_waits_for_cover(larkfield, sam, robin):
    person = larkfield.person("Rowan Reed")
    larkfield.with_(person, robin)
    Absence.objects.create(practitioner=robin, from_date=MONDAY, until_date=FORTNIGHT)
    actions.begin_day(unit=larkfield.pdu, day=MONDAY)
    assert Waiting.objects.filter(person=person, waiting_for=WaitingFor.COVER).exists()

    actions.allocate(person=person, practitioner=sam, by="jo", day=MONDAY, instead="absent")

    assert not queries.waiting(larkfield.pdu, MONDAY).exists()


def test_a_proposal_settled_by_hand_is_withdrawn_and_the_rest_accepted(larkfield, sam, robin, ali):
    other = larkfield.person("Rowan Reed")
    larkfield.waits(other)
    plan = actions.make_plan(unit=larkfield.pdu, by="jo", day=MONDAY)
    actions.allocate(person=ali, practitioner=robin, by="jo", day=MONDAY)

    actions.accept_all(plan=plan, by="jo", day=MONDAY)

    states = dict(plan.allocations.values_list("person__ref", "state"))
    assert states == {ali.ref: "withdrawn", other.ref: PlannedAllocation.State.ACCEPTED}


def test_a_cover_proposed_for_somebody_handed_back_is_withdrawn(larkfield, sam, robin):
    held = larkfield.with_(larkfield.person("Rowan Reed"), robin)
    Absence.objects.create(practitioner=robin, from_date=MONDAY, until_date=FORTNIGHT)
    plan = actions.make_plan(unit=larkfield.pdu, by="jo", day=MONDAY)
    planned = plan.allocations.get()

    actions.hand_back(relationship=held, by="jo", day=MONDAY, why="absent")

    with pytest.raises(actions.RefusedError):
        actions.accept(planned=planned, by="jo", day=MONDAY)
    assert [one.waiting.waiting_for for one in queries.week(larkfield.pdu, MONDAY).waiting] == [
        WaitingFor.OFFICER
    ]


def test_a_proposal_whose_room_has_gone_is_shown_as_waiting(larkfield, sam, ali):
    actions.make_plan(unit=larkfield.pdu, by="jo", day=MONDAY)
    larkfield.fill(sam, 37)

    week = queries.week(larkfield.pdu, MONDAY)

    assert not week.allocations
    assert [one.code for one in week.waiting] == ["room_gone"]
    assert [one.practitioner for one in week.over_without_order] == [sam]


def test_overload_through_people_back_from_cover_says_so(larkfield, sam, robin):
    larkfield.fill(sam, 37)
    Absence.objects.create(practitioner=sam, from_date=MONDAY, until_date=FORTNIGHT)
    held = larkfield.with_(larkfield.person("Rowan Reed"), sam)
    actions.cover(relationship=held, practitioner=robin, by="jo", day=MONDAY)

    actions.begin_day(unit=larkfield.pdu, day=FORTNIGHT)

    assert InheritedOverload.objects.get().cause == InheritedOverload.Cause.FROM_COVER


def test_nobody_waits_for_cover_whose_case_is_over(larkfield, robin):
    person = larkfield.person("Rowan Reed")
    larkfield.with_(person, robin)
    person.cases.update(until_date=MONDAY - timedelta(days=7))
    Absence.objects.create(practitioner=robin, from_date=MONDAY, until_date=FORTNIGHT)

    actions.begin_day(unit=larkfield.pdu, day=MONDAY)

    assert not Waiting.objects.exists()


def test_on_a_saturday_somebody_whose_case_begins_on_monday_waits_for_cover_from_then(larkfield, robin):
    person = larkfield.person("Rowan Reed")
    larkfield.with_(person, robin)
    person.cases.update(from_date=MONDAY)
    CaseState.objects.filter(case__person=person).update(from_date=MONDAY)
    Absence.objects.create(practitioner=robin, from_date=MONDAY - timedelta(days=30), until_date=FORTNIGHT)

    actions.reconcile(unit=larkfield.pdu, day=MONDAY - timedelta(days=2))

    assert Waiting.objects.get(person=person).from_date == MONDAY
