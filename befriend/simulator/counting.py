"""What is counted at the end of a week."""

from __future__ import annotations

from typing import Any

from befriend.rules import capacity
from befriend.simulator import allocating, staffing
from befriend.simulator.feedback import ONE
from befriend.simulator.shapes import MINUTES, Unit
from befriend.simulator.states import ABSENT, LOAD_LINES, MEASURE

Record = Any
WAITERS, WEEKS, BY_RISK = MEASURE["waiting"], MEASURE["weeks_waited"], MEASURE["waiting_low"]
WITHDRAWN, WITHOUT = MEASURE["contact_withdrawn"], MEASURE["without_contact"]
HIGH_WITHOUT, CHECK_INS = MEASURE["high_risk_without_contact"], MEASURE["on_check_in"]
POINTS, POINTS_THERE, GOODWILL = MEASURE["points"], MEASURE["available_points"], MEASURE["goodwill_points"]
CONTACT, OVER, SICK, IN_GRADE = (
    MEASURE["contact_minutes"], MEASURE["over_the_line"], MEASURE["sick"], MEASURE["pso"],
)  # fmt: skip
LEAST_LOADED = MEASURE["load_to_90"]


def count(unit: Unit, rules: Record, law: Record, week: int) -> None:
    """Count how everybody stands, and what each practitioner carries, when the week is over."""
    found, tally = unit.measures[week], unit.tally[0]
    # Person by person, and not from the moves, which are held against it.
    for place in range(tally.high):
        if unit.people[place].state > 0:
            found[unit.people[place].state - 1] += 1
    count_waiting(unit, rules, week)
    found[WITHDRAWN], found[CHECK_INS] = tally.withheld, tally.online
    seen, high = count_staff(unit, law, week)
    found[WITHOUT], found[HIGH_WITHOUT] = tally.community - seen, tally.at_risk - high
    tally.carried, tally.available = found[POINTS], found[POINTS_THERE]


def count_waiting(unit: Unit, rules: Record, week: int) -> None:
    """Count who waits, for how long, by risk."""
    found = unit.measures[week]
    for i in range(allocating.still_waiting(unit)):
        me = unit.people[unit.waiting[i]]
        found[WAITERS] += 1
        found[WEEKS] += max(week + 1 - me.since, 0)
        found[BY_RISK + rules.risk_of[me.kind]] += 1


def count_staff(unit: Unit, law: Record, week: int) -> tuple[int, int]:
    """Count practitioners, their time and load; return how many people, and of high risk, they see."""
    tally, found = unit.tally[0], unit.measures[week]
    seen = high = 0
    for place in range(tally.staff):
        one = unit.officers[place]
        if one.here == ABSENT:
            continue
        available = staffing.time_of(tally, law, week, one)
        found[IN_GRADE + one.grade] += 1
        found[POINTS] += one.points
        found[POINTS_THERE] += available
        found[OVER] += 1 if capacity.over_line(one.points, available, law.line) else 0
        if available > 0:
            found[LEAST_LOADED + band(one.points, available)] += 1
        if week < one.back:
            found[SICK] += 1
            continue
        seen += one.seen
        high += one.high
        found[GOODWILL] += max(one.points - available, 0)
        minutes = law.limits[one.grade, staffing.month_of(one.begun, week), MINUTES]
        minutes = staffing.own(one, minutes * tally.parts[one.grade] // ONE)
        found[CONTACT] += max(minutes - law.recording * one.seen, 0)
    return seen, high


def band(points: int, available: int) -> int:
    """Return the band of a load: above how many of the lines it is."""
    above = 0
    for line in LOAD_LINES:
        above += 1 if capacity.over_line(points, available, line) else 0
    return above
