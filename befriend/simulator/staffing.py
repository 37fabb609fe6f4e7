"""What happens to practitioners in a week: they qualify, leave, fall sick, join; how loaded they are."""

from __future__ import annotations

from typing import Any

from befriend.simulator import chance
from befriend.simulator.chance import Purpose
from befriend.simulator.feedback import EXPERIENCED, MOST_LOAD, NEW, ONE
from befriend.simulator.laws import CAREER_MONTHS
from befriend.simulator.shapes import FULL, FULL_BITS, POINTS_OF, Unit
from befriend.simulator.states import (
    ABSENT,
    IN_POST,
    MEASURE,
    NEVER,
    NEWLY_QUALIFIED,
    OFFICER,
    PSO,
    TRAINEE,
)

Record = Any
LEFT, JOINED, QUALIFIED = MEASURE["pso_left"], MEASURE["pso_joined"], MEASURE["qualified"]
LEAVING_LUCK, SICK_LUCK, SPELL_LUCK = int(Purpose.LEAVING), int(Purpose.SICKNESS), int(Purpose.SPELL)
COURSE_LUCK = int(Purpose.COURSE)
UNKNOWN = -1


def work(unit: Unit, rules: Record, law: Record, week: int, seed: int) -> int:
    """Let practitioners qualify, leave and fall sick; return how many left."""
    found = unit.measures[week]
    leave = chance.key(seed, LEAVING_LUCK, week)
    sick = chance.key(seed, SICK_LUCK, week)
    spell = chance.key(seed, SPELL_LUCK, week)
    left = 0
    for place in range(unit.tally[0].staff):
        one = unit.officers[place]
        if one.here == ABSENT:
            continue
        if go_on(law, week, one):
            found[QUALIFIED] += 1
        felt = max(one.strain, 0) // law.felt_weeks
        if drawn(leave, one.who) < law.leaving[one.grade] * law.leaving_at[felt] // ONE:
            one.here = ABSENT
            found[LEFT + one.grade] += 1
            left += 1
        elif week >= one.back and drawn(sick, one.who) < law.sickness * law.sick_at[felt] // ONE:
            one.back = week + 1 + chance.pick(rules.spells, drawn(spell, one.who))
    return left


def drawn(key: tuple[int, int], who: int) -> int:
    """Return the luck of `who` under a key."""
    return chance.luck(key[0], key[1], who)


def go_on(law: Record, week: int, one: Record) -> bool:
    """Let a trainee qualify, which is said, or a newly qualified officer become one among the others."""
    if one.grade == TRAINEE and week >= one.course:
        one.grade, one.begun = NEWLY_QUALIFIED, week
        return True
    if one.grade == NEWLY_QUALIFIED and week - one.begun >= law.newly_qualified:
        one.grade, one.begun = OFFICER, week
    return False


def join(unit: Unit, rules: Record, week: int, seed: int) -> None:
    """Let PSOs and trainees join; their numbers follow from their unit and place, so luck never mixes."""
    tally = unit.tally[0]
    for grade in (PSO, TRAINEE):
        for _ in range(unit.joiners[week, grade]):
            one, who = unit.officers[tally.staff], (tally.number << 20) + tally.staff
            tally.staff += 1
            long = drawn(chance.key(seed, COURSE_LUCK, 0), who) < rules.course[0]
            weeks = rules.course[2] if long else rules.course[1]
            one.here, one.grade, one.begun, one.who = IN_POST, grade, week, who
            one.course = week + weeks if grade == TRAINEE else NEVER
            one.back, one.strain = week, UNKNOWN
            unit.measures[week, JOINED + grade] += 1


def month_of(begun: int, week: int) -> int:
    """Return the whole months from `begun` to `week`, for looking up a career."""
    # Weeks are kept in 16 bits, in which the product would run over.
    weeks = int(week) - int(begun)
    return min(max(weeks * 336 // 1461, 0), CAREER_MONTHS - 1)


def share_time(unit: Unit, law: Record) -> None:
    """Reckon which part of its time each grade has: other duties, trainees to mentor, a relief team."""
    tally = unit.tally[0]
    trainees = others = 0
    for place in range(tally.staff):
        one = unit.officers[place]
        if one.here == IN_POST:
            trainees += 1 if one.grade == TRAINEE else 0
            others += 1 if one.grade == OFFICER else 0
    free = law.free_time
    if tally.available > 0 and tally.carried * 100 > law.relief_above * tally.available:
        free += law.relief * ONE // tally.available
    tally.parts[:] = free
    if others > 0:
        tally.parts[OFFICER] = max(free - law.mentoring * trainees // others, law.least_part)


def time_of(tally: Record, law: Record, week: int, one: Record) -> int:
    """Return the points a practitioner is available for this week; none while away."""
    if one.here == ABSENT or week < one.back:
        return 0
    points = law.limits[one.grade, month_of(one.begun, week), POINTS_OF]
    available: int = own(one, points * tally.parts[one.grade] // ONE)
    return available


def own(one: Record, much: int) -> int:
    """Return what somebody has who may work less than a full week, of what a full week has."""
    has: int = (much * (FULL + one.time)) >> FULL_BITS
    return has


def heads(one: Record, many: int) -> int:
    """Return how many people somebody may have who may work less than a full week; never more than it."""
    may: int = (many * (FULL + min(one.time, 0))) >> FULL_BITS
    return may


def feel(unit: Unit, law: Record, week: int) -> None:
    """Let everybody feel their load, and reckon what it does to their people."""
    for place in range(unit.tally[0].staff):
        one = unit.officers[place]
        available = time_of(unit.tally[0], law, week, one)
        if available <= 0:
            one.factor = law.waiting
            continue
        load = min(one.points * 100 // available, MOST_LOAD)
        if one.strain == UNKNOWN:
            one.strain = load * law.felt_weeks
        one.strain += load - one.strain // law.felt_weeks
        one.factor = law.factor_at[NEW if one.grade in (TRAINEE, NEWLY_QUALIFIED) else EXPERIENCED, load]
