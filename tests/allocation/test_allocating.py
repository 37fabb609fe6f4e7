"""Giving somebody a practitioner: the transaction refuses the one too many."""

from __future__ import annotations

import pytest

from befriend.allocation import actions, queries
from befriend.allocation.models import Relationship, WhyChanged
from befriend.audit.models import Line
from befriend.rules.values import Grade, Risk, Tier
from befriend.workforce.models import Absence, Conflict
from tests.larkfield import LONG_AGO, MONDAY


def test_an_officer_with_room_is_given_somebody(larkfield, sam, ali):
    actions.allocate(person=ali, practitioner=sam, by="jo", day=MONDAY)

    assert Relationship.objects.get(person=ali).practitioner == sam
    assert not queries.waiting(larkfield.pdu, MONDAY).exists()
    line = Line.objects.get(did="allocated")
    assert (line.by, line.what, line.day) == ("jo", ali.ref, MONDAY)


def test_a_full_officer_is_given_nobody(larkfield, sam, ali):
    larkfield.fill(sam, 37)  # 37 people of 63 points are 2,331; one more makes 2,394 of 2,393

    with pytest.raises(actions.RefusedError, match="2,394 points, over the limit of 2,393"):
        actions.allocate(person=ali, practitioner=sam, by="jo", day=MONDAY)

    assert not Relationship.objects.filter(person=ali).exists()
    assert not Line.objects.exists()


def test_a_fifty_first_person_is_refused_whatever_they_weigh(larkfield, sam):
    larkfield.fill(sam, 50, Tier.D1)
    light = larkfield.person("Rowan Reed", Tier.D1, risk=Risk.LOW)

    with pytest.raises(actions.RefusedError) as refused:
        actions.allocate(person=light, practitioner=sam, by="jo", day=MONDAY)

    assert [reason.code for reason in refused.value.reasons] == ["head_cap"]


def test_nobody_without_time_is_given_anybody(larkfield, sam, ali):
    Absence.objects.create(practitioner=sam, from_date=LONG_AGO)

    with pytest.raises(actions.RefusedError) as refused:
        actions.allocate(person=ali, practitioner=sam, by="jo", day=MONDAY)

    assert refused.value.reasons[0].code == "no_available_points"


def test_a_conflict_refuses_and_does_not_say_why(larkfield, sam, ali):
    Conflict.objects.create(practitioner=sam, person=ali, from_date=LONG_AGO)

    with pytest.raises(actions.RefusedError) as refused:
        actions.allocate(person=ali, practitioner=sam, by="jo", day=MONDAY)

    assert [(one.code, one.values) for one in refused.value.reasons] == [("conflict", ())]


def test_a_pso_is_not_given_high_risk(larkfield):
    robin = larkfield.works("Dunlin, Robin", Grade.PSO)
    high = larkfield.person("Hazel Birch", Tier.C2, risk=Risk.HIGH)

    with pytest.raises(actions.RefusedError) as refused:
        actions.allocate(person=high, practitioner=robin, by="jo", day=MONDAY)

    assert refused.value.reasons[0].code == "high_risk"


def test_somebody_with_a_practitioner_is_moved_only_for_a_reason(larkfield, sam, ali):
    robin = larkfield.works("Dunlin, Robin", Grade.OFFICER)
    actions.allocate(person=ali, practitioner=sam, by="jo", day=MONDAY)

    with pytest.raises(actions.RefusedError, match="Bunting, Sam already"):
        actions.allocate(person=ali, practitioner=robin, by="jo", day=MONDAY)

    actions.allocate(person=ali, practitioner=robin, by="jo", day=MONDAY, instead=WhyChanged.WORKLOAD)
    assert Relationship.objects.get(person=ali, until_date=None).practitioner == robin
    assert Relationship.objects.get(practitioner=sam).why_changed == WhyChanged.WORKLOAD


def test_somebody_handed_back_waits_and_the_head_owns_that(larkfield, sam, ali):
    relationship = larkfield.with_(larkfield.person("Rowan Reed"), sam)

    waiting = actions.hand_back(relationship=relationship, by="sam", day=MONDAY, why="workload")

    assert waiting.owner == larkfield.offices["unit"]
    assert not Relationship.objects.filter(pk=relationship.pk, until_date=None).exists()
    with pytest.raises(actions.RefusedError, match="ended already"):
        actions.hand_back(relationship=relationship, by="sam", day=MONDAY, why="workload")


def test_two_whom_harm_parted_are_not_brought_together_by_a_plan(larkfield, sam):
    kit = larkfield.works("Crake, Kit", Grade.OFFICER)
    larkfield.fill(sam, 5)
    person = larkfield.person("Rowan Reed")
    held = larkfield.with_(person, sam)
    actions.hand_back(relationship=held, by="jo", day=MONDAY, why="asked", may_resume=False)

    plan = actions.make_plan(unit=larkfield.pdu, by="jo", day=MONDAY)

    assert plan.allocations.get().practitioner == kit
