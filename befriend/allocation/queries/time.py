"""The minutes each practitioner has in a week, from dates alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date, timedelta
from typing import NamedTuple

from befriend.policies import Book
from befriend.rows import Question
from befriend.rules import availability
from befriend.rules.availability import Available, Away, Career, Contract, Reduction
from befriend.rules.values import Grade
from befriend.rules.week import WEEK
from befriend.workforce.models import Practitioner


class Dated(NamedTuple):
    """What is known of one practitioner's time in a stretch of days, each kind by the day it begins."""

    contracts: list[Contract]
    grades: list[Grade]  # of each contract
    away: list[Away]
    training: list[Away]
    reductions: list[Reduction]
    duty: list[tuple[date, int]]  # the minutes of a day


# One question for all, of what touches the days from `first` until `end`.
DATED = Question(
    """
    SELECT 'posting', w.practitioner_id, w.from_date, w.until_date, w.weekly_minutes, w.grade, '', w.id
    FROM workforce_posting w WHERE w.practitioner_id = ANY(%(practitioners)s)
      AND w.from_date < %(end)s AND (w.until_date IS NULL OR w.until_date > %(first)s)
    UNION ALL
    SELECT 'absence', a.practitioner_id, a.from_date, a.until_date, NULL, NULL, '', a.id
    FROM workforce_absence a WHERE a.practitioner_id = ANY(%(practitioners)s)
      AND a.from_date < %(end)s AND (a.until_date IS NULL OR a.until_date > %(first)s)
    UNION ALL
    SELECT 'reduction', r.practitioner_id, r.from_date, r.until_date, r.minutes, r.percent, r.kind, r.id
    FROM workforce_reduction r WHERE r.practitioner_id = ANY(%(practitioners)s)
      AND r.from_date < %(end)s AND (r.until_date IS NULL OR r.until_date > %(first)s)
    UNION ALL
    SELECT 'training', t.practitioner_id, t.from_date, t.until_date, t.minutes_a_day, NULL, '', t.id
    FROM workforce_training t WHERE t.practitioner_id = ANY(%(practitioners)s)
      AND t.from_date < %(end)s AND (t.until_date IS NULL OR t.until_date > %(first)s)
    UNION ALL
    SELECT 'duty', d.practitioner_id, d.day, NULL, d.minutes, NULL, '', d.id
    FROM allocation_dutyrota d WHERE d.practitioner_id = ANY(%(practitioners)s)
      AND d.day >= %(first)s AND d.day < %(end)s
    ORDER BY 3, 8
    """
)


def dated(practitioners: Collection[int], first: date, end: date) -> dict[int, Dated]:
    """Return what is known of the time of these practitioners, by key. One query."""
    found: dict[int, Dated] = defaultdict(lambda: Dated([], [], [], [], [], []))
    rows = DATED.ask(practitioners=list(practitioners), first=first, end=end)
    for kind, practitioner, since, until, minutes, other, words, _ in rows:
        its = found[practitioner]
        if kind == "posting":
            its.contracts.append(Contract(since, until, minutes))
            its.grades.append(Grade(other))
        elif kind == "absence":
            its.away.append(Away(since, until))
        elif kind == "training":
            its.training.append(Away(since, until or since + timedelta(days=1), minutes))
        elif kind == "reduction":
            its.reductions.append(Reduction(since, until, words, other or 0, minutes or 0))
        else:
            its.duty.append((since, minutes))
    return found


def available(book: Book, monday: date, practitioners: Collection[Practitioner]) -> dict[int, Available]:
    """Return the minutes of the week from `monday` with every step, by practitioner key.

    One query, however many practitioners. Where a rule cannot answer (a trainee whose
    programme has no first day), there are no minutes and the step `unknown` says so.
    """
    known = dated([one.pk for one in practitioners], monday, monday + WEEK)
    return {one.pk: minutes_of(book, monday, one, known[one.pk]) for one in practitioners}


def weeks(book: Book, mondays: Collection[date], practitioner: Practitioner) -> dict[date, Available]:
    """Return the minutes of one practitioner in each week, by Monday. One query."""
    if not mondays:
        return {}
    known = dated([practitioner.pk], min(mondays), max(mondays) + WEEK)[practitioner.pk]
    return {monday: minutes_of(book, monday, practitioner, of_week(known, monday)) for monday in mondays}


def of_week(known: Dated, monday: date) -> Dated:
    """Return what is known with the contracts and the duty of the week from `monday` alone."""
    end = monday + WEEK
    held = [
        (contract, grade)
        for contract, grade in zip(known.contracts, known.grades, strict=True)
        if contract.start < end and (contract.until is None or contract.until > monday)
    ]
    return known._replace(
        contracts=[contract for contract, _ in held],
        grades=[grade for _, grade in held],
        duty=[(day, minutes) for day, minutes in known.duty if monday <= day < end],
    )


def minutes_of(book: Book, monday: date, practitioner: Practitioner, known: Dated) -> Available:
    """Ask the rule about one practitioner."""
    answer = availability.available_minutes(
        monday,
        contracts=known.contracts,
        away=known.away,
        training=known.training,
        reductions=known.reductions,
        duty_minutes=sum(minutes for _, minutes in known.duty),
        career=career(practitioner, known),
        book=book,
    )
    if isinstance(answer, Available):
        return answer
    return Available(0, (availability.Step("unknown", 0),))


def career(practitioner: Practitioner, known: Dated) -> Career:
    """Return the dates that the automatic reductions follow from."""
    grade = known.grades[-1] if known.grades else Grade.HEAD
    started = known.contracts[0].start if known.contracts and grade is Grade.PSO else None
    return Career(grade, practitioner.programme_started, practitioner.qualified_on, started)
