"""The minutes a week a practitioner has for each person, after everything else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from befriend.policies import Book
from befriend.rules.availability import Step
from befriend.rules.values import Missing, Report


class ContactTime(NamedTuple):
    """Minutes a person a week, rounded down; steps that add up to the week's; what is short."""

    minutes: int
    steps: tuple[Step, ...]
    short_by: int  # minutes a week the work itself needs beyond those there are


def minutes_a_person(
    available_minutes: int, people: int, reports: Sequence[Report], book: Book, day: date
) -> ContactTime | Missing:
    """Return what is left for each of `people`, with `reports` due in the weeks policy says.

    Meetings are in proportion to the minutes available. Missing when there is nobody to share
    them among.
    """
    if people <= 0:
        return Missing("people: nobody is with this practitioner, so there is no time a person")
    full_week = int(book.on(day, "capacity.full_week_minutes").value)
    meetings = int(book.on(day, "contact_time.meetings").value) * available_minutes // full_week
    steps = (
        Step("available", available_minutes),
        Step("meetings", -meetings),
        Step("recording", -int(book.on(day, "contact_time.recording").value) * people),
        Step("reports", -report_minutes(reports, book, day)),
    )
    left = sum(step.minutes for step in steps)
    return ContactTime(max(0, left) // people, steps, max(0, -left))


def report_minutes(reports: Sequence[Report], book: Book, day: date) -> int:
    """Return what reports due take a week, rounded up."""
    each: Mapping[str, int] = book.on(day, "contact_time.report").value
    weeks = int(book.on(day, "contact_time.report_weeks").value)
    return -(-sum(each[report.code] for report in reports) // weeks)


def needed(people: int, minutes_each: int) -> int:
    """Return the minutes a week that giving each of `people` so many minutes would take."""
    return people * minutes_each
