"""The live service and the made-up country decide the same of the same people on the same day.

One unit stands in a database and is asked as a manager's plan asks; the same unit lives through one week of
the made-up country, by its compiled step under the law of that Monday.
"""

from __future__ import annotations

import numpy as np
import pytest

from befriend.allocation import actions
from befriend.allocation.queries.setting import Setting, Wanting
from befriend.allocation.queries.work import works
from befriend.rules import capacity, serving
from befriend.rules.values import Decision, Grade, Place, Work
from befriend.simulator import allocating, passing, staffing
from befriend.simulator.kinds import withdrawn_tier
from befriend.simulator.shapes import POINTS_OF, Unit
from befriend.simulator.states import (
    IN_PERSON,
    NEWLY_QUALIFIED,
    NO_HEADS,
    NO_POINTS,
    NOBODY_MAY,
    NOT_AT_ALL,
    OFFICER,
    PSO,
    TRAINEE,
)
from tests.larkfield import MONDAY
from tests.simulator.handmade import measured
from tests.simulator.small import BOOK
from tests.simulator.twice import One, Twice, everybody

ROOM = {"weighted_cap": NO_POINTS, "head_cap": NO_HEADS, "trainee_heads": NO_HEADS}


@pytest.fixture
def twice(larkfield):
    return Twice(larkfield)


def work(people: list[One]) -> dict[int, Work]:
    """Return what the live service knows of the work of people, by key."""
    return works(BOOK, MONDAY, [one.person.pk for one in people])


def against(decision: Decision) -> int | None:
    """Return why the live service refuses, in the terms of the made-up country; None if it does not."""
    codes = {reason.code for reason in decision.reasons}
    if decision.allowed:
        return None
    if codes - ROOM.keys():
        return NOBODY_MAY
    return NO_HEADS if codes - {"weighted_cap"} else NO_POINTS


def simulated(unit: Unit, twice: Twice, one: One, officer: int) -> int | None:
    """Return why the made-up country refuses one practitioner one person; None if it does not."""
    alone, law = unit.officers[officer : officer + 1], twice.made.law
    weight = passing.weight_of(law, unit.people[one.place])
    if allocating.chosen(alone, 1, law, one.kind, weight, True) == 0:  # noqa: FBT003  (as compiled code calls it)
        return None
    return allocating.reason(alone, 1, law, one.kind)


@pytest.mark.parametrize("place", list(Place))
def test_everybody_weighs_the_same(twice, place):
    people = [twice.person(kind, place) for kind in range(len(twice.made.kinds))]
    live = work(people)

    assert {one.kind: live[one.person.pk].points for one in people} == dict(
        enumerate(twice.made.law.points[:, place, IN_PERSON].tolist())
    )


def test_somebody_from_whom_contact_is_withdrawn_weighs_the_same(twice):
    people = [twice.person(kind) for kind in range(len(twice.made.kinds))]
    for one in people:
        state = one.person.cases.get().states.get()
        state.tier = withdrawn_tier(twice.made.kinds[one.kind].tier)
        state.save()
    live = work(people)

    assert [live[one.person.pk].points for one in people] == (
        twice.made.law.points[:, Place.COMMUNITY, NOT_AT_ALL].tolist()
    )


def test_the_same_practitioners_may_take_the_same_people(twice):
    everybody(twice)
    people = [twice.person(kind) for kind in range(len(twice.made.kinds))]
    live = twice.verdicts(twice.asked())
    # A made-up unit where nobody waits, so that all have the room that they had.
    one_week = empty_week(twice)

    found = {(one.kind, officer): against(decision)
             for one in people for officer, decision in enumerate(live[one.person.pk])}  # fmt: skip
    assert found == {(one.kind, officer): simulated(one_week, twice, one, officer)
                     for one in people for officer in range(len(twice.staff))}  # fmt: skip
    # And the test is not one of people who all may, or all may not.
    assert 100 < sum(each is None for each in found.values()) < len(found) - 100


def empty_week(twice: Twice) -> Unit:
    """Let the week pass with all who wait put aside; they are in the answer as they were."""
    waiting = twice.made.people["officer"][: twice.made.count] < 0
    twice.made.people["officer"][: twice.made.count][waiting] = -2  # who needs nobody yet
    unit = twice.made.lived()
    twice.made.people["officer"][: twice.made.count][waiting] = -1
    return unit


def test_load_and_limits_are_the_same(twice):
    everybody(twice)
    kinds = range(0, len(twice.made.kinds), 5)
    for turn, kind in enumerate(kinds):
        for officer in range(len(twice.staff) - 1):
            twice.person(kind, list(Place)[(turn + officer) % 3], officer=officer)
    unit, given = empty_week(twice), twice.asked()

    for officer in range(len(twice.staff)):
        one, standing = unit.officers[officer], twice.desk(given, officer).standing
        assert (one.points, one.people) == (standing.points, standing.people)
        month = staffing.month_of(int(one.begun), 0)
        time = 0 if one.back > 0 else twice.made.law.limits[one.grade, month, POINTS_OF]
        assert time == standing.available_points
        # Somebody without time has room for nobody, which the country says with a number below all others.
        assert max(one.room, 0) == max(0, capacity.limit(standing) - standing.points)
        if time:
            assert max(one.heads, 0) == capacity.places(standing)
    standings = [twice.desk(given, officer).standing for officer in range(len(twice.staff))]
    assert measured(unit, "points") == sum(each.points for each in standings)
    assert measured(unit, "available_points") == sum(each.available_points for each in standings)


def full(twice: Twice) -> list[One]:
    """Leave little room: by points, by people, at a trainee's own limit; and let many wait."""
    for grade, weeks in ((PSO, 150), (TRAINEE, 48), (NEWLY_QUALIFIED, 20), (OFFICER, 150), (OFFICER, 152)):
        twice.works(f"Knot, Number {weeks}", grade, weeks, modules=True)
    asked, light, middle = twice.asked(), weighing(twice, 0), weighing(twice, 60)
    # Room for so many points more, or None: for nobody more (an officer) and for one (a trainee).
    for officer, room in enumerate((40, None, 60, 160, None)):
        standing = twice.desk(asked, officer).standing
        if room is None:
            kind, many = light, standing.limit_people - (1 if standing.grade is Grade.TRAINEE else 0)
        else:
            weight = int(twice.made.law.points[middle, Place.COMMUNITY, IN_PERSON])
            kind, many = middle, (standing.limit_points - room) // weight
        for _ in range(many):
            twice.person(kind, officer=officer)
    every = list(Place)
    return [
        twice.person(kind, every[turn % 3], waited=1 + turn % 4, released=(2, 3, 5, 6, 7)[turn % 5],
                     moved=turn % 6 == 0)
        for turn, kind in enumerate(range(1, len(twice.made.kinds), 5))
    ]  # fmt: skip


def weighing(twice: Twice, points: int) -> int:
    """Return the kind whose weight in the community is nearest to so many points."""
    weights = twice.made.law.points[:, Place.COMMUNITY, IN_PERSON]
    return int(np.argmin(np.abs(weights - points)))


def test_the_cap_refuses_the_same_people_for_the_same_reason(twice):
    waiting = full(twice)
    unit, live = empty_week(twice), twice.verdicts(twice.asked())

    found = {(one.place, officer): against(decision)
             for one in waiting for officer, decision in enumerate(live[one.person.pk])}  # fmt: skip
    assert found == {(one.place, officer): simulated(unit, twice, one, officer)
                     for one in waiting for officer in range(len(twice.staff))}  # fmt: skip
    assert {*found.values()} == {None, NOBODY_MAY, NO_POINTS, NO_HEADS}


def test_those_who_wait_come_in_the_same_order(twice):
    waiting = full(twice)
    given = twice.asked()
    unit = twice.made.lived()
    law = twice.made.law

    places = {one.person.pk: serving.place_of(given.order, one.work) for one in given.wanting}
    turns = {one.place: allocating.turn(law, 0, twice.made.people.view(np.recarray)[one.place])
             for one in waiting}  # fmt: skip
    live = in_signed_order(given)

    assert {one.place: places[one.person.pk] for one in waiting} == {
        place: turn >> 48 for place, turn in turns.items()
    }
    assert len({*places.values()}) == len(given.order.classes) + 1
    by_key = {one.person.pk: one.place for one in waiting}
    assert [by_key[one.person.pk] for one in live] == sorted(turns, key=turns.__getitem__)
    assert measured(unit, "given") + measured(unit, "waiting") == len(waiting)


def in_signed_order(given: Setting) -> list[Wanting]:
    """Return who waits in the order in which the live service serves them."""
    key = serving.order_key
    return sorted(given.wanting, key=lambda one: key(given.order, one.work, one.since, one.person.ref))


def test_what_the_country_gives_the_live_service_gives_and_what_it_refuses_is_refused(twice):
    """Person by person in the signed order, each allocation really done in the database.

    The live service makes a plan of the whole week and the country takes one after another; both answer to
    the same rules, so each step of the country is one that the live service does or refuses alike.
    """
    waiting = {one.person.pk: one for one in full(twice)}
    unit = twice.made.lived()
    points = {NOBODY_MAY: 0, NO_POINTS: 0, NO_HEADS: 0}
    for one in in_signed_order(twice.asked()):
        given = twice.asked()
        live = twice.verdicts(given)[one.person.pk]
        officer = int(unit.people[waiting[one.person.pk].place].officer)
        if officer < 0:
            assert not any(decision.allowed for decision in live)
            points[why(live)] += one.work.points
            continue
        assert live[officer].allowed
        rooms = [capacity.room(twice.desk(given, place).standing) if decision.allowed else -1
                 for place, decision in enumerate(live)]  # fmt: skip
        assert officer == rooms.index(max(rooms))
        actions.allocate(person=one.person, practitioner=twice.staff[officer], by="jo", day=MONDAY)

    names = {NOBODY_MAY: "points_nobody_may", NO_POINTS: "points_over_the_cap", NO_HEADS: "points_over_heads"}
    assert points == {code: measured(unit, name) for code, name in names.items()}
    assert points[NO_POINTS] > 0
    assert measured(unit, "given") > 3
    after = twice.asked()
    for officer in range(len(twice.staff)):
        standing = twice.desk(after, officer).standing
        assert (unit.officers[officer].points, unit.officers[officer].people) == standing[4:6]


def why(decisions: list[Decision]) -> int:
    """Return why nobody takes somebody: first that somebody has a place left, then that somebody may."""
    found = {against(decision) for decision in decisions}
    return NO_POINTS if NO_POINTS in found else NO_HEADS if NO_HEADS in found else NOBODY_MAY
