"""The invented unit's week, through the import and the planner: what must be true of any week."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from befriend import demo
from befriend.allocation import actions, queries
from befriend.allocation.models import Relationship
from befriend.imports import actions as imports
from befriend.rules import capacity
from befriend.workforce.models import Unit

SATURDAY = date(2026, 11, 21)
MONDAY = date(2026, 11, 23)


@pytest.fixture
def demo_unit(db, tmp_path: Path) -> Unit:
    """Return the invented unit, imported, as a new user has it."""
    demo.write(tmp_path, seed=1, monday=MONDAY)
    assert imports.load(tmp_path, day=SATURDAY).done
    return Unit.objects.get(kind=Unit.Kind.UNIT)


def test_the_week_of_the_invented_unit(demo_unit):
    actions.begin_day(unit=demo_unit, day=SATURDAY)
    plan = actions.make_plan(unit=demo_unit, by="test", day=SATURDAY)
    week = queries.week(demo_unit, SATURDAY)

    assert week.allocations
    assert week.waiting
    assert not week.over_without_order
    for one in week.waiting:
        assert one.text
        assert one.code != "not_yet_planned"
        assert one.owner.held_by is not None
        assert one.duty is not None
    assert_nobody_is_passed_over(week, plan)


def assert_nobody_is_passed_over(week, plan):
    """Fail if somebody of the first order waits whom a later one's room would have served."""
    waiting_first = [one for one in week.waiting if one.first_order and one.waiting.waiting_for == 1]
    later = {
        one.person_id: one.points
        for one in week.allocations
        if not any(reason["values"].get("place") in FIRST for reason in one.reasons)
    }
    for one in week.practitioners:
        given_up = sum(
            later.get(planned.person_id, 0)
            for planned in week.allocations
            if planned.practitioner_id == one.practitioner.pk
        )
        if not given_up:
            continue
        room = capacity.limit(one.desk.standing) - one.points + given_up
        for person in waiting_first:
            eligible = queries.may_take(person.person, one.practitioner, week.day)
            codes = {reason.code for reason in eligible.reasons} - {"weighted_cap", "room"}
            assert codes or person.points > room


FIRST = {"very_high_or_high_risk", "mappa", "safeguarding"}


def test_the_whole_unit_from_nothing_leaves_the_gap_of_its_shortage(demo_unit):
    before = Relationship.objects.count()

    found = queries.from_nothing(demo_unit, SATURDAY)

    shortage = 100 - 100 * 1.10 * found.available_points / found.work_points
    assert found.gap_percent == pytest.approx(shortage, abs=1.0)
    assert sum(part.points for part in found.parts) == found.waiting_points
    assert {part.code for part in found.parts} <= {
        "shortage", "rounding", "other_limits", "head_cap", "trainee_heads", "nobody_lawful", "remainder",
    }  # fmt: skip
    assert Relationship.objects.count() == before
    for one in found.proposal.waiting:
        assert one.reason.code
