"""The minutes each practitioner has in a week, from dates alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet

from befriend import periods
from befriend.allocation.models import DutyRota
from befriend.policies import Book
from befriend.rules import availability
from befriend.rules.availability import Available, Away, Career, Contract, Reduction
from befriend.rules.values import Grade
from befriend.rules.week import WEEK
from befriend.workforce.models import Absence, Posting, Practitioner, Training
from befriend.workforce.models import Reduction as KeptReduction


def available(book: Book, monday: date, practitioners: Collection[Practitioner]) -> dict[int, Available]:
    """Return the minutes of the week from `monday` with every step, by practitioner key.

    Five queries, however many practitioners. Where a rule cannot answer (a trainee whose
    programme has no first day), there are no minutes and the step `unknown` says so.
    """
    keys = [practitioner.pk for practitioner in practitioners]
    end = monday + WEEK
    postings = grouped(of_week(Posting.objects.all(), keys, monday, end))
    absences = grouped(of_week(Absence.objects.all(), keys, monday, end))
    reductions = grouped(of_week(KeptReduction.objects.all(), keys, monday, end))
    training = grouped(of_week(Training.objects.filter(from_date__isnull=False), keys, monday, end))
    duty = duty_minutes(keys, monday, end)
    return {
        one.pk: minutes_of(
            book,
            monday,
            one,
            postings[one.pk],
            absences[one.pk],
            training[one.pk],
            reductions[one.pk],
            duty[one.pk],
        )
        for one in practitioners
    }


def weeks(book: Book, mondays: Collection[date], practitioner: Practitioner) -> dict[date, Available]:
    """Return the minutes of one practitioner in each week, by Monday. Five queries."""
    if not mondays:
        return {}
    first, end, keys = min(mondays), max(mondays) + WEEK, [practitioner.pk]
    postings = list(of_week(Posting.objects.all(), keys, first, end))
    absences = list(of_week(Absence.objects.all(), keys, first, end))
    reductions = list(of_week(KeptReduction.objects.all(), keys, first, end))
    training = list(of_week(Training.objects.filter(from_date__isnull=False), keys, first, end))
    turns = DutyRota.objects.filter(practitioner=practitioner, day__gte=first, day__lt=end)
    duty = [(turn.day, turn.minutes) for turn in turns]
    return {
        monday: minutes_of(
            book,
            monday,
            practitioner,
            [one for one in postings if touches(one, monday)],
            absences,
            training,
            reductions,
            sum(minutes for day, minutes in duty if monday <= day < monday + WEEK),
        )
        for monday in mondays
    }


def touches(posting: Posting, monday: date) -> bool:
    """Return whether a posting holds a day of the week from `monday`."""
    begins_in_time = posting.from_date < monday + WEEK
    return begins_in_time and (posting.until_date is None or posting.until_date > monday)


def of_week(rows: QuerySet[Any], practitioners: Collection[int], monday: date, end: date) -> QuerySet[Any]:
    """Return the rows of these practitioners that touch the week."""
    return rows.filter(periods.touching(monday, end), practitioner_id__in=practitioners).order_by(
        "from_date", "pk"
    )


def grouped(rows: QuerySet[Any]) -> dict[int, list[Any]]:
    """Return rows by practitioner key."""
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.practitioner_id].append(row)
    return found


def duty_minutes(practitioners: Collection[int], monday: date, end: date) -> dict[int, int]:
    """Return the minutes of duty in the week, by practitioner key."""
    minutes: dict[int, int] = defaultdict(int)
    turns = DutyRota.objects.filter(practitioner_id__in=practitioners, day__gte=monday, day__lt=end)
    for practitioner, spent in turns.values_list("practitioner_id", "minutes"):
        minutes[practitioner] += spent
    return minutes


def minutes_of(
    book: Book,
    monday: date,
    practitioner: Practitioner,
    postings: list[Posting],
    absences: list[Absence],
    training: list[Training],
    reductions: list[KeptReduction],
    duty: int,
) -> Available:
    """Ask the rule about one practitioner."""
    answer = availability.available_minutes(
        monday,
        contracts=[Contract(one.from_date, one.until_date, one.weekly_minutes) for one in postings],
        away=[Away(one.from_date, one.until_date) for one in absences],
        training=[
            Away(one.from_date, one.until_date or one.from_date + timedelta(days=1), one.minutes_a_day)
            for one in training
        ],
        reductions=[
            Reduction(one.from_date, one.until_date, one.kind, one.percent or 0, one.minutes or 0)
            for one in reductions
        ],
        duty_minutes=duty,
        career=career(practitioner, postings),
        book=book,
    )
    if isinstance(answer, Available):
        return answer
    return Available(0, (availability.Step("unknown", 0),))


def career(practitioner: Practitioner, postings: list[Posting]) -> Career:
    """Return the dates that the automatic reductions follow from."""
    grade = Grade(postings[-1].grade) if postings else Grade.HEAD
    started = postings[0].from_date if postings and grade is Grade.PSO else None
    return Career(grade, practitioner.programme_started, practitioner.qualified_on, started)
