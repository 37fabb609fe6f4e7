"""The weeks of the invented unit: who is away, who trains, who answers the phone."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import cycle

from befriend.demo.folder import Rows
from befriend.demo.staff import ROSTER, UNIT

MODULES = ("domestic_abuse", "safeguarding", "mappa", "sexual_offending")
# By month of the programme: after the second the first module, then one about every four.
MODULE_MONTHS = (3, 7, 11, 15)
DUTY_MINUTES = 210

Period = tuple[date, date | None]


@dataclass
class Calendar:
    """What takes time, by practitioner: absences, whole days of training, duty, reductions."""

    absences: dict[str, list[Period]] = field(default_factory=dict)
    training: dict[str, list[Period]] = field(default_factory=dict)
    duty: dict[str, list[tuple[date, int]]] = field(default_factory=dict)
    reductions: dict[str, int] = field(default_factory=dict)


def add(table: Rows, monday: date) -> Calendar:
    """Add the rows, and return what they take from whom."""
    plans = Calendar()
    add_absences(table, plans, monday)
    add_training(table, plans, monday)
    for ref, kind, percent in (
        ("s02", "union_facility_time", 20),
        ("o03", "single_point_of_contact", 5),
    ):
        since = monday - timedelta(days=200)
        table.add("reductions", practitioner=ref, kind=kind, percent=percent, from_=since)
        plans.reductions[ref] = percent
    add_duty(table, plans, monday)
    return plans


def add_absences(table: Rows, plans: Calendar, monday: date) -> None:
    """Add two long absences and some days of leave; why anybody is away is not kept."""
    for ref, first, last in (
        ("o10", -70, None),
        ("s12", -45, 60),
        ("o04", 0, 2),
        ("s05", 3, 5),
        ("o02", 14, 19),
        ("s07", -14, -7),
    ):
        until = None if last is None else monday + timedelta(days=last)
        period = (monday + timedelta(days=first), until)
        table.add("absences", practitioner=ref, from_=period[0], until=period[1])
        plans.absences.setdefault(ref, []).append(period)


def add_training(table: Rows, plans: Calendar, monday: date) -> None:
    """Add the modules that trainees have completed, and two days booked."""
    for worker in ROSTER:
        if worker.grade != "trainee":
            continue
        for module, month in zip(MODULES, MODULE_MONTHS, strict=True):
            if worker.month >= month:
                done = monday - timedelta(days=7 + 30 * (worker.month - month))
                table.add("training", practitioner=worker.ref, module=module, completed_on=done)
    for ref, module, first in (("t01", "domestic_abuse", 3), ("o06", "mappa", 8)):
        period = (monday + timedelta(days=first), monday + timedelta(days=first + 1))
        table.add("training", practitioner=ref, module=module, from_=period[0], until=period[1])
        plans.training.setdefault(ref, []).append(period)


def add_duty(table: Rows, plans: Calendar, monday: date) -> None:
    """Add one practitioner for each working day of four weeks: never one with room, or away."""
    turns = cycle([w.ref for w in ROSTER if w.grade in ("pso", "officer") and not w.has_room])
    for days in range(-7, 21):
        day = monday + timedelta(days=days)
        if day.weekday() > 4:
            continue
        ref = next(ref for ref in turns if not is_away(plans, ref, day))
        table.add("duty", unit=UNIT, day=day, practitioner=ref, minutes=DUTY_MINUTES)
        plans.duty.setdefault(ref, []).append((day, DUTY_MINUTES))


def is_away(plans: Calendar, ref: str, day: date) -> bool:
    """Say whether somebody is away or in training on a day."""
    taken = plans.absences.get(ref, []) + plans.training.get(ref, [])
    return any(first <= day and (until is None or day < until) for first, until in taken)
