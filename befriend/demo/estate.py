"""The units and practitioners of the invented country."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from befriend.demo import names
from befriend.demo.calendar import DUTY_MINUTES
from befriend.demo.folder import Rows
from befriend.demo.mix import shares
from befriend.demo.staff import programme_start

REGIONS = 12
UNITS = 110
PRACTITIONERS = 10_700
WITH_PEOPLE = PRACTITIONERS * 65 // 100
GRADES = {"pso": 45, "officer": 37, "newly_qualified": 8, "trainee": 10}


@dataclass(frozen=True)
class Staff:
    """Those of a unit who have people: all of them, and the officers, who may have anybody."""

    all: list[str]
    officers: list[str]


@dataclass(frozen=True)
class Estate:
    """The units in order, and who in each has people."""

    rows: Rows
    units: list[str]
    staff: list[Staff]


def build(chance: Random, monday: date) -> Estate:
    """Make the tree of units, their practitioners and offices."""
    rows = Rows()
    since = monday - timedelta(days=1500)
    places = names.places(REGIONS + UNITS, chance)
    regions = [f"r{number:02}" for number in range(REGIONS)]
    units = [f"u{number:03}" for number in range(UNITS)]
    rows.add("units", ref="birdland", name="Birdland", kind="nation", from_=since)
    for ref, name in zip(regions, places, strict=False):
        cell = {"ref": ref, "name": f"{name} region", "kind": "region", "parent": "birdland"}
        rows.add("units", from_=since, **cell)
    for number, (ref, name) in enumerate(zip(units, places[REGIONS:], strict=True)):
        parent = regions[number % REGIONS]
        rows.add("units", ref=ref, name=name, kind="unit", parent=parent, from_=since)
    staff = add_practitioners(rows, ["birdland", *regions], units, since, monday, chance)
    return Estate(rows, units, staff)


def add_practitioners(
    rows: Rows, above: list[str], units: list[str], since: date, monday: date, chance: Random
) -> list[Staff]:
    """Add everybody who works: a head and seniors for each unit, then those who take people."""
    leaders = [(unit, "head") for unit in (*above, *units)]
    leaders += [(unit, "senior") for unit in units for _ in range(9)]
    grades = shares(PRACTITIONERS - len(leaders), GRADES, chance)
    workers = [(units[number % len(units)], grade) for number, grade in enumerate(grades)]
    staff = {unit: Staff([], []) for unit in units}
    for number, (unit, grade) in enumerate((*leaders, *workers)):
        ref = f"w{number:05}"
        add_practitioner(rows, ref, unit, grade, since, monday, chance)
        if number < len(above) + len(units):
            rows.add("offices", ref=f"{unit}-head", unit=unit, post="head", held_by=ref, from_=since)
        elif len(leaders) <= number < len(leaders) + WITH_PEOPLE:
            staff[unit].all.append(ref)
            if grade == "officer":
                staff[unit].officers.append(ref)
    for unit in units:
        add_duty(rows, unit, staff[unit].all, monday)
    return [staff[unit] for unit in units]


def add_practitioner(
    rows: Rows, ref: str, unit: str, grade: str, since: date, monday: date, chance: Random
) -> None:
    """Add one practitioner; one in twenty is away for long."""
    month = chance.randint(1, 21)
    rows.add(
        "practitioners",
        ref=ref,
        name=f"{chance.choice(names.PRACTITIONER_BIRDS)}, {chance.choice(names.TREES)}",
        grade=grade,
        unit=unit,
        weekly_hours=chance.choices((37, "29.6", "22.2"), (80, 10, 10))[0],
        from_=since,
        programme_started=programme_start(monday, month) if grade == "trainee" else None,
        qualified_on=monday - timedelta(days=9 * month) if grade == "newly_qualified" else None,
        languages=chance.choices(("", "cy", "pl"), (90, 7, 3))[0],
        woman_officer=chance.choice(("yes", "no", None)),
    )
    if grade == "trainee":
        done = monday - timedelta(days=7)
        rows.add("training", practitioner=ref, module="domestic_abuse", completed_on=done)
    if chance.random() < 0.05:
        rows.add("absences", practitioner=ref, from_=monday - timedelta(days=chance.randint(1, 90)))


def add_duty(rows: Rows, unit: str, refs: list[str], monday: date) -> None:
    """Add a duty rota for the working days of three weeks."""
    for week in range(3):
        for weekday in range(5):
            day = monday + timedelta(days=7 * week + weekday)
            ref = refs[(5 * week + weekday) % len(refs)]
            rows.add("duty", unit=unit, day=day, practitioner=ref, minutes=DUTY_MINUTES)
