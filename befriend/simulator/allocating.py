"""Who waits is given a practitioner: in the signed order, by eligibility, under the cap if it is kept."""

from __future__ import annotations

from typing import Any

import numpy as np

from befriend.simulator import passing, staffing
from befriend.simulator.feedback import ONE
from befriend.simulator.shapes import MOST_PEOPLE, MOST_POINTS, Unit
from befriend.simulator.states import MEASURE, MOVED, NO_HEADS, NO_POINTS, NOBODY_MAY, WAITS

Record = Any
GIVEN, CHANGED = MEASURE["given"], MEASURE["changed"]
WAITING_POINTS, WHY = MEASURE["waiting_points"], MEASURE["points_nobody_may"]
NOBODY = 2**62


def rooms(unit: Unit, law: Record, week: int) -> None:
    """Reckon what each practitioner may still take this week; who is away takes nobody."""
    tally = unit.tally[0]
    for place in range(tally.staff):
        one = unit.officers[place]
        month = staffing.month_of(one.begun, week)
        here = staffing.time_of(tally, law, week, one) > 0
        most = staffing.own(one, law.limits[one.grade, month, MOST_POINTS] * tally.parts[one.grade] // ONE)
        one.room = most - one.points if here else -NOBODY
        one.heads = staffing.heads(one, law.limits[one.grade, month, MOST_PEOPLE]) - one.people
        one.trained = 1 if month + 1 >= law.trained_by else 0


def allocate(unit: Unit, rules: Record, law: Record, week: int, enforced: bool) -> None:
    """Give whoever waits a practitioner, in the signed order, as far as there is one."""
    people, waiting, count = unit.people, unit.waiting, still_waiting(unit)
    keys = np.empty(count, np.int64)
    for i in range(count):
        keys[i] = turn(law, week, people[waiting[i]])
    # Once somebody found nobody, nobody as heavy of the same group does in this week: rooms only shrink.
    refused = np.full(len(rules.kinds), NOBODY, np.int64)
    for i in np.argsort(keys):
        me = people[waiting[i]]
        weight, group = passing.weight_of(law, me), law.group[me.kind]
        if weight < refused[group]:
            place = chosen(unit.officers, unit.tally[0].staff, law, me.kind, weight, enforced)
            if place >= 0:
                give(unit, rules, law, week, me, place, weight)
                continue
            refused[group] = weight
        why = reason(unit.officers, unit.tally[0].staff, law, me.kind)
        unit.measures[week, WAITING_POINTS] += weight
        unit.measures[week, WHY + why] += weight


def still_waiting(unit: Unit) -> int:
    """Keep only those that still wait among those that do, and return how many."""
    tally, count = unit.tally[0], 0
    for i in range(tally.waiting):
        me = unit.people[unit.waiting[i]]
        if me.state != passing.GONE and me.officer == WAITS:
            unit.waiting[count] = unit.waiting[i]
            count += 1
        else:
            me.queued = 0
    tally.waiting = count
    return count


def turn(law: Record, week: int, me: Record) -> int:
    """Return what to sort the waiting by: class, longest waiting, then number."""
    just = 1 if me.state == passing.LICENCE and week - me.begun < law.just_released else 0
    moved = 1 if me.marks & MOVED else 0
    order: Any = np.int64(law.serving[me.kind, just, moved])
    key: int = (order << 48) + ((np.int64(me.since) + 32768) << 32) + np.int64(me.who)
    return key


def chosen(officers: Any, staff: int, law: Record, kind: int, weight: int, enforced: bool) -> int:
    """Return whoever has most room of those who may take this kind (the first of equals), or -1."""
    best, most = -1, -NOBODY
    for place in range(staff):
        one = officers[place]
        if one.room > most and law.eligible[one.grade, one.trained, kind] == 1:
            if enforced and (one.room < weight or one.heads < 1):
                continue
            best, most = place, one.room
    return best


def reason(officers: Any, staff: int, law: Record, kind: int) -> int:
    """Return why nobody takes this kind: nobody here may, all are full, or who has room has no head left."""
    found = NOBODY_MAY
    for place in range(staff):
        one = officers[place]
        if one.room > -NOBODY and law.eligible[one.grade, one.trained, kind] == 1:
            if one.heads >= 1:
                return NO_POINTS
            found = NO_HEADS
    return found


def give(unit: Unit, rules: Record, law: Record, week: int, me: Record, place: int, weight: int) -> None:
    """Give a person to the practitioner in a place."""
    tally, found, one = unit.tally[0], unit.measures[week], unit.officers[place]
    passing.stand(tally, unit.officers, rules, law, me, -1)
    # They stand in line until it is next gone through, so that nobody stands in it twice.
    me.officer = place
    passing.stand(tally, unit.officers, rules, law, me, 1)
    one.room -= weight
    one.heads -= 1
    found[GIVEN] += 1
    if me.marks & MOVED:
        found[CHANGED] += 1
