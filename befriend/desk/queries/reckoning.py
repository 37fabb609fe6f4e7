"""How the minutes a person are reckoned, step by step, with what is assumed marked."""

from __future__ import annotations

from typing import NamedTuple

from befriend.allocation.queries.week import Week
from befriend.policies import Value
from befriend.rules import contact_time
from befriend.rules.values import Missing
from befriend.rules.week import planned_from
from befriend.workforce import queries as workforce

STANDS_ON = {
    "available": "capacity.full_week_minutes",
    "meetings": "contact_time.meetings",
    "recording": "contact_time.recording",
    "reports": "contact_time.report",
}


class Step(NamedTuple):
    """One step: its code, the minutes it adds or takes, and the policy it stands on."""

    code: str
    minutes: int
    policy: Value


class Reckoning(NamedTuple):
    """The minutes a person a week over the whole unit, the steps, and among how many people."""

    minutes: int
    people: int
    steps: list[Step]
    short_by: int


def reckoning(week: Week) -> Reckoning | None:
    """Return how the minutes a person of `week` come about; None when nobody is with anybody."""
    book, now = workforce.policies_in_force(), planned_from(week.day)
    desks = [one.desk for one in week.practitioners]
    people = sum(desk.standing.people for desk in desks)
    minutes = sum(desk.time.minutes for desk in desks if desk.standing.people)
    answer = contact_time.minutes_a_person(minutes, people, week.reports, book, now)
    if isinstance(answer, Missing):
        return None
    steps = [Step(one.code, one.minutes, book.on(now, STANDS_ON[one.code])) for one in answer.steps]
    return Reckoning(answer.minutes, people, steps, answer.short_by)
