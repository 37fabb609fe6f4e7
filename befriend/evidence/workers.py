"""The practitioners of a caseload: their grade, their time, what they write, and who is away."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import numpy as np

from befriend.allocation.queries import load, time
from befriend.allocation.queries.standing import Desk
from befriend.policies import Book
from befriend.rules import availability, capacity, points
from befriend.rules.points import Weights
from befriend.rules.values import Grade
from befriend.rules.week import WEEK
from befriend.simulator.caseload import UNTOLD, Worker
from befriend.simulator.states import GRADES, OFFICER
from befriend.workforce.models import Posting, Unit


class Asked(NamedTuple):
    """What a caseload is read with."""

    book: Book
    weights: Weights
    day: date
    start: date  # the Monday of its week
    until: date  # the last day of that

    def week(self, day: date) -> int:
        """Return the week in which a day lies."""
        return (day - self.start).days // 7

    def after(self, day: date) -> int:
        """Return the first whole week after a day; the first at the soonest."""
        return max(1, -(-(day - self.start).days // 7))


def holds(desk: Desk) -> bool:
    """Return whether somebody takes people, or has some all the same."""
    return desk.grade in GRADES or desk.standing.people > 0


def places_of(staff: dict[int, Desk], tops: dict[int, Unit]) -> dict[int, int]:
    """Return the place of each practitioner among those of their unit, by key."""
    count: Counter[int] = Counter()
    found = {}
    for key, desk in staff.items():
        top = tops[desk.unit_id].pk
        found[key] = count[top]
        count[top] += 1
    return found


def workers_of(
    asked: Asked,
    staff: dict[int, Desk],
    tops: dict[int, Unit],
    work: load.Carried,
    posted: Sequence[Posting],
) -> tuple[dict[int, list[Worker]], int]:
    """Return the practitioners of each unit by its key, and how many are away for a part of the week."""
    known = time.dated(list(staff), asked.start, asked.start + WEEK)
    due = points.report_totals(asked.weights, work.reports)
    since = {one.practitioner_id: one.from_date for one in posted}
    found: dict[int, list[Worker]] = defaultdict(list)
    leave = 0
    for key, desk in staff.items():
        dates = known[key]
        usual = time.minutes_of(
            asked.book, asked.start, desk.practitioner, dates._replace(away=[], training=[])
        ).minutes
        leave += 0 < desk.time.minutes < usual
        found[tops[desk.unit_id].pk].append(Worker(
            grade=GRADES.index(desk.grade) if desk.grade in GRADES else OFFICER,
            begun=begun_of(asked, desk, dates, since[key]),
            points=capacity.limits(desk.grade, usual, 1, asked.book, asked.day).available_points,
            reports=int(due[work.practitioner == key].sum()),
            back=0 if desk.time.minutes or not usual else back_of(asked, dates),
        ))  # fmt: skip
    return found, leave


def begun_of(asked: Asked, desk: Desk, dates: time.Dated, posted: date) -> int:
    """Return the week in which somebody began in their grade, in the month that the rule has them in."""
    who = desk.practitioner
    started = {
        Grade.TRAINEE: who.programme_started,
        Grade.NEWLY_QUALIFIED: who.qualified_on,
        Grade.PSO: dates.contracts[0].start if dates.contracts else None,
    }.get(desk.grade) or posted
    month = max(0, availability.programme_month(started, asked.start) - 1)
    # As `simulator.staffing.month_of` counts: 336 months are 1,461 weeks.
    first, last = (-(-each * 1461 // 336) for each in (month, month + 1))
    return -int(np.clip((asked.start - started).days // 7, first, last - 1))


def back_of(asked: Asked, dates: time.Dated) -> int:
    """Return in which week somebody who is away all week comes back; UNTOLD where nobody knows."""
    ends = [each.until for each in dates.away]
    if any(end is None for end in ends):
        return UNTOLD
    return max((asked.after(end) for end in ends if end is not None), default=1)
