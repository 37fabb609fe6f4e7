"""The plans of the invented unit and its open handover: believable, the same each time, and cheap."""

from __future__ import annotations

import time
from datetime import date, timedelta

import pytest

from befriend.allocation.models import Handover, Relationship
from befriend.allocation.queries import handover as queries
from befriend.demo import plans
from befriend.supervision.models import Agreement, Goal, Step, SupervisionPlan
from befriend.supervision.queries import plan_of
from tests.desk.conftest import staffed
from tests.larkfield import LONG_AGO, MONDAY

pytestmark = pytest.mark.django_db

__all__ = ["staffed"]


@pytest.fixture
def filled(staffed):
    """Return Larkfield, where Sam has six people and Robin four, one of whom was with Robin before."""
    staffed.fill(staffed.sam, 6)
    staffed.fill(staffed.robin, 4)
    held = Relationship.objects.filter(practitioner=staffed.sam).order_by("person__ref").first()
    Relationship.objects.create(
        person=held.person, practitioner=staffed.robin, from_date=date(2023, 1, 2), until_date=LONG_AGO
    )
    return staffed


def test_some_have_a_plan_with_goals_and_steps_and_some_have_none(filled):
    plans.add(MONDAY)

    assert SupervisionPlan.objects.count() == 2 * plans.EACH
    assert {one.state for held in plans.standing(MONDAY) for one in steps_of(held)} == {
        "open", "done", "not_done",
    }  # fmt: skip
    assert set(Agreement.objects.values_list("agreed", flat=True)) == {True, False}


def steps_of(held):
    """Return the steps of somebody's plan, if they have one."""
    plan = plan_of(held.person, MONDAY)
    return [one for goal in plan.goals for one in goal.steps] if plan else []


def test_one_handover_is_open_with_a_warning_that_came_after_it_began(filled):
    plans.add(MONDAY)

    handover = Handover.objects.get()
    assert handover.closed_on is None
    assert handover.to == filled.sam
    assert handover.relationship.practitioner == filled.robin
    assert [one.is_new for one in queries.warnings_of(handover, MONDAY)] == [True, False]
    assert queries.to_receive(filled.sam, MONDAY)[0].age_days == plans.OPEN_FOR


def test_nobody_is_handed_over_where_nobody_was_with_another(staffed):
    staffed.fill(staffed.sam, 2)

    plans.add(MONDAY + timedelta(days=5))

    assert not Handover.objects.exists()


def test_it_is_the_same_each_time_and_cheap(filled):
    began = time.perf_counter()
    plans.add(MONDAY)
    took = time.perf_counter() - began
    first = said()
    for kind in (Step, Goal, Agreement, SupervisionPlan, Handover):
        kind.objects.all().delete()
    plans.add(MONDAY)

    assert took < 2
    assert said() == first


def said():
    """Return all that is said in plans."""
    fields = ("what", "whose", "by_date", "done_on", "not_done_on", "goal__words", "goal__plan__person__ref")
    return sorted(map(str, Step.objects.values_list(*fields)))
