"""One unit, week by week, compiled.

What happens in a week, in this order:

1. The law of the week is looked up; where it changed, what everybody carries is weighed anew.
2. New orders and new sentences of prison come; who needs a practitioner begins to wait.
3. Practitioners qualify, leave, fall sick, come back, join.
4. People whose practitioner left wait again.
5. Who waits is given a practitioner, in the signed order, by eligibility and under the cap if it is kept:
   of those who may, whoever has most room.
6. Each person: a recall, a release, an order ended by luck; then what falls due by its time; then what is
   now carried, who waits, who has contact. States and their ways out: befriend/simulator/states.py.
7. The week is counted.

`plain.py` is the same country person by person; a test holds both equal to the last person.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numba.extending import register_jitable

from befriend.rules import capacity
from befriend.simulator import chance, passing
from befriend.simulator.chance import Purpose
from befriend.simulator.laws import CAREER_MONTHS
from befriend.simulator.shapes import (
    ENFORCED,
    HIGH,
    JUST_RELEASED,
    LINE,
    NEW_WEEKS,
    SICKNESS,
    STAFF,
    TRAINED_BY,
    WAITING,
    Rules,
    Unit,
)
from befriend.simulator.states import (
    ABSENT,
    IN_POST,
    MEASURE,
    MOVED,
    NEVER,
    NEWLY_QUALIFIED,
    OFFICER,
    PSO,
    TRAINEE,
    WAITS,
)

AVAILABLE, OVER, SICK = MEASURE["available_points"], MEASURE["over_the_line"], MEASURE["sick"]
IN_GRADE, LEFT, JOINED = MEASURE["pso"], MEASURE["pso_left"], MEASURE["pso_joined"]
QUALIFIED, GIVEN, CHANGED = MEASURE["qualified"], MEASURE["given"], MEASURE["changed"]
POINTS = MEASURE["points"]
LEAVING_LUCK, SICK_LUCK, SPELL_LUCK = int(Purpose.LEAVING), int(Purpose.SICKNESS), int(Purpose.SPELL)
COURSE_LUCK = int(Purpose.COURSE)
NOBODY = 2**62


def run(unit: Unit, rules: Rules, number: int, seed: int) -> None:
    """Let one unit live through every week of its measures."""
    before = -1
    for week in range(len(unit.measures)):
        law = rules.law_of[week]
        if law != before:
            passing.weigh(unit, rules, law, week)
        before = law
        passing.arrive(unit, rules, law, week, seed)
        if work(unit, rules, law, week, seed) > 0:
            passing.wait_again(unit, week)
        join(unit, rules, number, week, seed)
        rooms(unit, rules, law, week)
        allocate(unit, rules, law, week, rules.laws.scalars[law, ENFORCED] == 1)
        passing.live(unit, rules, law, week, seed)
        passing.count(unit, rules, law, week)
        count_staff(unit, rules, law, week)


def work(unit: Unit, rules: Rules, law: int, week: int, seed: int) -> int:
    """Let practitioners qualify, leave and fall sick; return how many left."""
    officers, found, leaving = unit.officers, unit.measures[week], rules.laws.leaving[law]
    here, grades, back, numbers = officers.here, officers.grade, officers.back, officers.who
    onset = rules.laws.scalars[law, SICKNESS]
    leave = chance.key(seed, LEAVING_LUCK, week)
    sick = chance.key(seed, SICK_LUCK, week)
    spell = chance.key(seed, SPELL_LUCK, week)
    left = 0
    for one in range(unit.tally[STAFF]):
        if here[one] == ABSENT:
            continue
        if grades[one] == TRAINEE or grades[one] == NEWLY_QUALIFIED:
            go_on(unit, rules, law, week, one)
        grade, who = grades[one], numbers[one]
        if drawn(leave, who) < leaving[grade]:
            here[one] = ABSENT
            found[LEFT + grade] += 1
            left += 1
        elif week >= back[one] and drawn(sick, who) < onset:
            back[one] = week + 1 + chance.pick(rules.spells, drawn(spell, who))
    return left


def drawn(key: tuple[int, int], who: int) -> int:
    """Return the luck of `who` under a key."""
    return chance.luck(key[0], key[1], who)


def go_on(unit: Unit, rules: Rules, law: int, week: int, one: int) -> None:
    """Let a trainee qualify, or a newly qualified officer become one among the others."""
    officers = unit.officers
    if officers.grade[one] == TRAINEE and week >= officers.course[one]:
        officers.grade[one], officers.begun[one] = NEWLY_QUALIFIED, week
        unit.measures[week, QUALIFIED] += 1
    elif (
        officers.grade[one] == NEWLY_QUALIFIED
        and week - officers.begun[one] >= rules.laws.scalars[law, NEW_WEEKS]
    ):
        officers.grade[one], officers.begun[one] = OFFICER, week


def join(unit: Unit, rules: Rules, number: int, week: int, seed: int) -> None:
    """Let PSOs and trainees join; their numbers follow from their unit and place, so luck never mixes."""
    officers, course = unit.officers, rules.course
    for grade in (PSO, TRAINEE):
        for _ in range(unit.joiners[week, grade]):
            one = unit.tally[STAFF]
            unit.tally[STAFF] = one + 1
            who = (number << 20) + one
            key = chance.key(seed, COURSE_LUCK, 0)
            weeks = course[2] if drawn(key, who) < course[0] else course[1]
            officers.here[one], officers.grade[one], officers.begun[one] = IN_POST, grade, week
            officers.course[one] = week + weeks if grade == TRAINEE else NEVER
            officers.back[one], officers.who[one] = week, who
            officers.points[one] = officers.people[one] = 0
            unit.measures[week, JOINED + grade] += 1


def month_of(begun: int, week: int) -> int:
    """Return the whole months from `begun` to `week`, for looking up a career."""
    return min(max((week - begun) * 336 // 1461, 0), CAREER_MONTHS - 1)


def rooms(unit: Unit, rules: Rules, law: int, week: int) -> None:
    """Reckon what each practitioner may still take this week; who is away takes nobody."""
    officers, room, limits = unit.officers, unit.room, rules.laws.limits[law]
    trained_by = rules.laws.scalars[law, TRAINED_BY]
    for one in range(unit.tally[STAFF]):
        grade, month = officers.grade[one], month_of(officers.begun[one], week)
        here = officers.here[one] == IN_POST and week >= officers.back[one] and limits[grade, month, 0] > 0
        room[one, 0] = limits[grade, month, 1] - officers.points[one] if here else -NOBODY
        room[one, 1] = limits[grade, month, 2] - officers.people[one]
        room[one, 2] = 1 if month + 1 >= trained_by else 0


def allocate(unit: Unit, rules: Rules, law: int, week: int, enforced: bool) -> None:
    """Give whoever waits a practitioner, in the signed order, as far as there is one."""
    waiting, count = unit.waiting, unit.tally[WAITING]
    keys = np.empty(count, np.int64)
    for i in range(count):
        keys[i] = turn(unit, rules, law, week, waiting[i])
    # Once somebody found nobody, nobody as heavy of the same group does in this week: rooms only shrink.
    refused = np.full(len(rules.kinds), NOBODY, np.int64)
    for i in np.argsort(keys):
        place = waiting[i]
        kind = unit.people.kind[place]
        weight = passing.weight_of(unit, rules, law, week, place)
        group = rules.laws.group[law, kind]
        if weight >= refused[group]:
            continue
        one = chosen(unit, rules, law, kind, weight, enforced)
        if one < 0:
            refused[group] = weight
        else:
            give(unit, week, place, one, weight)


def turn(unit: Unit, rules: Rules, law: int, week: int, place: int) -> int:
    """Return what to sort the waiting by: class, longest waiting, then number."""
    people = unit.people
    just = 1 if week - people.begun[place] < rules.laws.scalars[law, JUST_RELEASED] else 0
    if people.state[place] != passing.LICENCE:
        just = 0
    moved = 1 if people.marks[place] & MOVED else 0
    order: Any = np.int64(rules.laws.serving[law, people.kind[place], just, moved])
    key: int = (order << 48) + ((np.int64(people.since[place]) + 32768) << 32) + np.int64(people.who[place])
    return key


def chosen(unit: Unit, rules: Rules, law: int, kind: int, weight: int, enforced: bool) -> int:
    """Return whoever has most room of those who may take this kind (the first of equals), or -1."""
    room, grades, eligible = unit.room, unit.officers.grade, rules.laws.eligible[law]
    best, most = -1, -NOBODY
    for one in range(unit.tally[STAFF]):
        if room[one, 0] > most and eligible[grades[one], room[one, 2], kind] == 1:
            if enforced and (room[one, 0] < weight or room[one, 1] < 1):
                continue
            best, most = one, room[one, 0]
    return best


def give(unit: Unit, week: int, place: int, one: int, weight: int) -> None:
    """Give the person in a place to a practitioner."""
    people, found = unit.people, unit.measures[week]
    people.officer[place] = one
    unit.officers.points[one] += weight
    unit.officers.people[one] += 1
    unit.room[one, 0] -= weight
    unit.room[one, 1] -= 1
    found[GIVEN] += 1
    if people.marks[place] & MOVED:
        found[CHANGED] += 1


def count_staff(unit: Unit, rules: Rules, law: int, week: int) -> None:
    """Count practitioners, their time and their load at the end of a week."""
    officers, found, limits = unit.officers, unit.measures[week], rules.laws.limits[law]
    line = rules.laws.scalars[law, LINE]
    for one in range(unit.tally[STAFF]):
        if officers.here[one] == ABSENT:
            continue
        grade, month = officers.grade[one], month_of(officers.begun[one], week)
        available = limits[grade, month, 0]
        if week < officers.back[one]:
            found[SICK] += 1
            available = 0
        found[IN_GRADE + grade] += 1
        found[AVAILABLE] += available
        found[POINTS] += officers.points[one]
        if capacity.over_line(officers.points[one], available, line):
            found[OVER] += 1


def settle(unit: Unit, rules: Rules) -> None:
    """Give whoever waits at the start a practitioner, whatever the cap: the load that was inherited."""
    rooms(unit, rules, rules.law_of[0], 0)
    allocate(unit, rules, rules.law_of[0], 0, False)  # noqa: FBT003  (compiled code has no keywords)
    unit.tally[WAITING] = 0
    for place in range(unit.tally[HIGH]):
        if unit.people.state[place] > 0 and unit.people.officer[place] == WAITS:
            unit.waiting[unit.tally[WAITING]] = place
            unit.tally[WAITING] += 1
    unit.measures[0, GIVEN] = 0
    unit.measures[0, CHANGED] = 0


# Compiled code that meets the plain function compiles that very function.
for _function in (
    chance.mix, chance.key, chance.luck, chance.pick, capacity.over_line,
    *passing.STEPS, drawn, work, go_on, join, month_of, rooms, allocate, turn, chosen, give, count_staff,
):  # fmt: skip
    register_jitable(_function)
compiled_run = njit(cache=True, nogil=True)(run)
compiled_settle = njit(cache=True, nogil=True)(settle)
