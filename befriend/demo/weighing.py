"""What the invented people weigh and the invented practitioners have, by the rules in force."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from befriend import policies
from befriend.demo.calendar import Calendar
from befriend.demo.mix import Drawn
from befriend.demo.staff import Worker, first_day, programme_start
from befriend.rules import availability, points
from befriend.rules.availability import Away, Career, Contract, Reduction
from befriend.rules.values import Grade, Missing, Place, Report, Tier

Scale = Callable[[Drawn], int]


def scale(monday: date) -> Scale:
    """Return the function that weighs one person, in points a week."""
    weights = points.weights(policies.load(), monday)
    tiers = {tier.code: tier for tier in Tier}
    places = {place.code: place for place in Place}

    def weigh(one: Drawn) -> int:
        return points.case_points(weights, tiers[one.tier], places[one.place])

    return weigh


def report(kind: str, monday: date) -> int:
    """Return the points of one report due."""
    return points.report_points(points.weights(policies.load(), monday), Report.from_code(kind))


def available(workers: Sequence[Worker], plans: Calendar, monday: date) -> int:
    """Return the points that all the workers have in the week, each rounded down."""
    return sum(_points(worker, plans, monday) for worker in workers)


def _points(worker: Worker, plans: Calendar, monday: date) -> int:
    book = policies.load()
    minutes = availability.available_minutes(
        monday,
        contracts=[Contract(first_day(worker, monday), None, round(float(worker.hours) * 60))],
        away=[Away(*period) for period in plans.absences.get(worker.ref, [])],
        training=[Away(*period) for period in plans.training.get(worker.ref, [])],
        reductions=_reductions(worker, plans),
        duty_minutes=sum(m for day, m in plans.duty.get(worker.ref, []) if 0 <= (day - monday).days < 7),
        career=_career(worker, monday),
        book=book,
    )
    if isinstance(minutes, Missing):
        raise ValueError(f"{worker.ref} lacks {minutes.what}")
    return availability.available_points(minutes.minutes, book, monday)


def _reductions(worker: Worker, plans: Calendar) -> list[Reduction]:
    percent = plans.reductions.get(worker.ref)
    return [Reduction(date.min, None, "given", percent=percent)] if percent else []


def _career(worker: Worker, monday: date) -> Career:
    started = programme_start(monday, worker.month) if worker.grade == "trainee" else None
    qualified = first_day(worker, monday) if worker.grade == "newly_qualified" else None
    return Career(Grade.from_code(worker.grade), started, qualified)
