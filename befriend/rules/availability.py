"""The minutes a practitioner has in a week, step by step."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from befriend.policies import Book
from befriend.rules.values import Grade, Missing

WORKING_DAYS = 5


class Contract(NamedTuple):
    """Minutes a week somebody is employed for, from `start` until (not on) `until`."""

    start: date
    until: date | None
    minutes: int


class Away(NamedTuple):
    """Absence, leave or booked training: whole days, or so many minutes of each."""

    start: date
    until: date | None
    minutes_a_day: int | None = None


class Reduction(NamedTuple):
    """Time given to something else: a percentage, or minutes of a full week."""

    start: date
    until: date | None
    name: str
    percent: int = 0
    minutes: int = 0


class Career(NamedTuple):
    """What the automatic reductions follow from. A PSO without a start is not a new one."""

    grade: Grade
    programme_started: date | None = None
    qualified_on: date | None = None
    pso_started: date | None = None


class Step(NamedTuple):
    """One component: what, the minutes it adds (or takes, negative), and its percentage if any."""

    code: str
    minutes: int
    percent: int = 0


class Available(NamedTuple):
    """Minutes of one week; the minutes of the steps add up to them."""

    minutes: int
    steps: tuple[Step, ...]


def available_minutes(
    week_start: date,
    *,
    contracts: Sequence[Contract],
    away: Sequence[Away],
    training: Sequence[Away],
    reductions: Sequence[Reduction],
    duty_minutes: int,
    career: Career,
    book: Book,
) -> Available | Missing:
    """Return the minutes available in the week from Monday `week_start`, with every step.

    Policies are those in force on the Monday. Missing when a trainee's programme or a newly
    qualified officer's qualification has no date: their reduction cannot be known.
    """
    if week_start.weekday() != 0:
        raise ValueError(f"{week_start} is not a Monday")
    refuse_negative(contracts, [*away, *training], reductions, duty_minutes)
    automatic = automatic_reductions(career, book, week_start)
    if isinstance(automatic, Missing):
        return automatic
    days = [week_start + timedelta(days=i) for i in range(WORKING_DAYS)]
    left = [contracted_on(contracts, day, i) for i, day in enumerate(days)]
    steps = [Step("contracted", sum(left))]
    for code, periods in (("away", away), ("training", training)):
        before, left = sum(left), without(left, days, periods)
        steps.append(Step(code, sum(left) - before))
    steps += percentages(left, days, [*automatic, *reductions])
    for each in reductions:
        steps.append(fixed(left, days, each, total(steps)))
    steps.append(Step("duty", -min(duty_minutes, total(steps))))
    kept = steps[:1] + [step for step in steps[1:] if step.minutes]
    return Available(total(kept), tuple(kept))


def refuse_negative(
    contracts: Sequence[Contract],
    away: Sequence[Away],
    reductions: Sequence[Reduction],
    duty_minutes: int,
) -> None:
    """Raise ValueError for negative time: taken off, it would give time that is not there."""
    numbers = [duty_minutes, *(each.minutes for each in contracts)]
    numbers += [each.minutes_a_day or 0 for each in away]
    numbers += [min(each.minutes, each.percent) for each in reductions]
    if min(numbers) < 0:
        raise ValueError(f"{min(numbers)} is negative; minutes and percentages start at 0")


def total(steps: Iterable[Step]) -> int:
    """Return the minutes of all steps together."""
    return sum(step.minutes for step in steps)


def within(day: date, start: date, until: date | None) -> bool:
    """Return whether `day` is in the half-open period."""
    return start <= day and (until is None or day < until)


def spread(minutes: int, i: int) -> int:
    """Return working day `i`'s part of a week's minutes: whole numbers that add up."""
    return minutes * (i + 1) // WORKING_DAYS - minutes * i // WORKING_DAYS


def contracted_on(contracts: Sequence[Contract], day: date, i: int) -> int:
    """Return the minutes contracted on one working day; the contract that began last counts."""
    live = [each for each in contracts if within(day, each.start, each.until)]
    return spread(max(live).minutes, i) if live else 0


def without(left: Sequence[int], days: Sequence[date], periods: Sequence[Away]) -> list[int]:
    """Return what is left of each day after the time away, never below 0."""
    return [
        max(0, minutes - sum(gone(each, minutes) for each in periods if within(day, *each[:2])))
        for minutes, day in zip(left, days, strict=True)
    ]


def gone(away: Away, minutes: int) -> int:
    """Return what an absence takes of a day of `minutes`."""
    return minutes if away.minutes_a_day is None else away.minutes_a_day


def percentages(left: Sequence[int], days: Sequence[date], reductions: Sequence[Reduction]) -> list[Step]:
    """Return a step for each percentage, of what absence and training left.

    Percentages of one day add up to 100 at most. What is taken is rounded up over all of them
    together, so that no minute is counted that is not there.
    """
    used, hundredths, steps = [0] * len(days), 0, []
    for each in reductions:
        before = -(-hundredths // 100)
        for i, day in enumerate(days):
            if within(day, each.start, each.until):
                percent = min(each.percent, 100 - used[i])
                used[i] += percent
                hundredths += left[i] * percent
        steps.append(Step(each.name, before - -(-hundredths // 100), each.percent))
    return steps


def fixed(left: Sequence[int], days: Sequence[date], reduction: Reduction, most: int) -> Step:
    """Return the step of a reduction in minutes a week, spread over the days somebody works."""
    wanted = sum(
        min(left[i], spread(reduction.minutes, i))
        for i, day in enumerate(days)
        if within(day, reduction.start, reduction.until)
    )
    return Step(reduction.name, -min(wanted, most))


def automatic_reductions(career: Career, book: Book, day: date) -> list[Reduction] | Missing:
    """Return the reductions that follow from grade and dates, under the policies of `day`."""
    if career.grade is Grade.TRAINEE:
        if career.programme_started is None:
            return Missing("the day the trainee's programme started")
        steps = book.on(day, "capacity.trainee_reduction").value
        return by_month("trainee_programme", career.programme_started, steps)
    if career.grade is Grade.NEWLY_QUALIFIED:
        if career.qualified_on is None:
            return Missing("the day the officer qualified")
        return for_months("newly_qualified", career.qualified_on, book, day)
    if career.grade is Grade.PSO and career.pso_started is not None:
        return for_months("pso_learning", career.pso_started, book, day)
    return []


def by_month(name: str, started: date, steps: Mapping[int, int]) -> list[Reduction]:
    """Return one reduction for each step of a table by programme month."""
    months = sorted(steps)
    starts = [add_months(started, month - 1) for month in months]
    return [
        Reduction(start, until, name, percent=steps[month])
        for month, start, until in zip(months, starts, [*starts[1:], None], strict=True)
    ]


def for_months(name: str, start: date, book: Book, day: date) -> list[Reduction]:
    """Return the reduction `name` for the months after `start` that policy gives it."""
    percent = book.on(day, f"capacity.{name}_reduction").value
    months = book.on(day, f"capacity.{name}_months").value
    return [Reduction(start, add_months(start, months), name, percent=percent)]


def add_months(day: date, months: int) -> date:
    """Return the same day so many months on, or the last of that month if it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def programme_month(started: date, day: date) -> int:
    """Return the month of the programme on `day`, 1 for the first, 0 before it started."""
    if day < started:
        return 0
    months = (day.year - started.year) * 12 + day.month - started.month
    return months + (1 if add_months(started, months) <= day else 0)


def available_points(minutes: int, book: Book, day: date) -> int:
    """Return the points that so many minutes of a week can carry, rounded down."""
    nominal = int(book.on(day, "capacity.nominal_points").value)
    return nominal * minutes // int(book.on(day, "capacity.full_week_minutes").value)
