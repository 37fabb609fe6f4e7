"""The invented country: a quarter of a million people in a hundred and ten units, column by column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

import numpy as np
from numpy.typing import NDArray

from befriend.demo import estate, names
from befriend.demo.estate import Estate
from befriend.demo.folder import write_table
from befriend.demo.mix import CHANGES, LEVELS, ORDERS, PLACES, RISKS
from befriend.demo.people import LANGUAGES
from befriend.imports.tables import TABLES

PEOPLE = 258_000
WAITING_PERCENT = 1.5
HAD_ANOTHER_PERCENT = 20
WARNED_PERCENT = 1
MARKS = {"safeguarding": 4, "sexual_offence": 7, "domestic_abuse": 20}
WHY = ("left", "absent", "workload", "asked", "moved")

Column = NDArray[np.str_]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Dice:
    """Draws of a seeded generator, as columns, and days before the Monday."""

    draw: np.random.Generator
    monday: date

    def shares(self, count: int, parts: dict[str, int]) -> Column:
        """Draw words by their shares."""
        chances = np.array(list(parts.values()), float)
        return self.draw.choice(np.array(list(parts)), count, p=chances / chances.sum())

    def yes(self, count: int, percent: float) -> Column:
        """Draw yes or no."""
        return np.where(self.draw.random(count) * 100 < percent, "yes", "no")

    def days_before(self, days: Ints) -> Column:
        """Return the days so long before the Monday, as text."""
        return np.datetime_as_string(np.datetime64(self.monday) - days)


def write(folder: Path, seed: int, monday: date) -> None:
    """Write the files of the whole country."""
    dice = Dice(np.random.default_rng(seed), monday)
    country = estate.build(Random(f"country/{seed}"), monday)  # nosec B311 # noqa: S311
    country.rows.write(folder)
    write_people(folder, dice)
    cases = Cases.drawn(dice, country)
    cases.write(folder)
    write_relationships(folder, dice, country, cases)
    write_facts(folder, dice)


def refs(letter: str, numbers: Ints) -> list[str]:
    """Return references such as p0000042."""
    return [f"{letter}{number:07}" for number in numbers.tolist()]


def write_columns(folder: Path, table: str, columns: dict[str, Sequence[object]]) -> None:
    """Write one table from its columns; one not named is blank."""
    count = len(next(iter(columns.values())))
    header = next(one.header for one in TABLES if one.name == table)
    blank = [""] * count
    write_table(folder, table, zip(*(columns.get(name, blank) for name in header), strict=True))


def write_people(folder: Path, dice: Dice) -> None:
    """Write everybody: so many that names come again and again, as names do."""
    trees = dice.draw.choice(np.array(names.TREES), PEOPLE)
    birds = dice.draw.choice(np.array(names.PEOPLE_BIRDS), PEOPLE)
    columns: dict[str, Sequence[object]] = {
        "ref": refs("p", np.arange(PEOPLE)),
        "chosen_name": [f"{a} {b}" for a, b in zip(trees.tolist(), birds.tolist(), strict=True)],
        "language": dice.shares(PEOPLE, LANGUAGES).tolist(),
    }
    write_columns(folder, "people", columns)


@dataclass(frozen=True)
class Cases:
    """The case of everybody, as columns, and how many days ago each began."""

    unit: Ints
    days: Ints
    columns: dict[str, Sequence[object]]
    light: NDArray[np.bool_]

    @classmethod
    def drawn(cls, dice: Dice, country: Estate) -> Cases:
        """Draw a case for everybody."""
        level = dice.shares(PEOPLE, LEVELS)
        place = dice.shares(PEOPLE, PLACES)
        risk = by_kind(dice, level, RISKS)
        days = dice.draw.integers(1, 1000, PEOPLE)
        unit = dice.draw.integers(0, len(country.units), PEOPLE)
        of_a, high = level == "A", np.isin(risk, ("high", "very_high"))
        columns: dict[str, Sequence[object]] = {
            "ref": refs("c", np.arange(PEOPLE)),
            "person": refs("p", np.arange(PEOPLE)),
            "unit": np.array(country.units)[unit].tolist(),
            "order_type": by_kind(dice, place, ORDERS).tolist(),
            "place": place.tolist(),
            "tier": np.char.add(level, dice.shares(PEOPLE, CHANGES)).tolist(),
            "risk": risk.tolist(),
            "mappa": np.where(of_a, 2, np.where(high & (days % 3 == 0), 1, 0)).tolist(),
            "from": dice.days_before(days).tolist(),
        }
        columns |= {mark: dice.yes(PEOPLE, percent).tolist() for mark, percent in MARKS.items()}
        return cls(unit, days, columns, np.isin(level, ("C", "D")) & ~high)

    def write(self, folder: Path) -> None:
        """Write the file."""
        write_columns(folder, "cases", self.columns)


def by_kind(dice: Dice, kinds: Column, tables: dict[str, dict[str, int]]) -> Column:
    """Draw a word for everybody, by the shares that hold for their kind."""
    drawn = np.empty(len(kinds), "U20")
    for kind, parts in tables.items():
        here = kinds == kind
        drawn[here] = dice.shares(int(here.sum()), parts)
    return drawn


def write_relationships(folder: Path, dice: Dice, country: Estate, cases: Cases) -> None:
    """Write who is with whom, and for some who was before."""
    owner = np.full(PEOPLE, "", "U8")
    for number, staff in enumerate(country.staff):
        for light, eligible in ((True, staff.all), (False, staff.officers)):
            here = (cases.unit == number) & (cases.light == light)
            owner[here] = dice.draw.choice(np.array(eligible), int(here.sum()))
    with_one = np.flatnonzero(dice.draw.random(PEOPLE) * 100 >= WAITING_PERCENT)
    had = with_one[dice.draw.random(len(with_one)) * 100 < HAD_ANOTHER_PERCENT]
    # A change half-way through the case; otherwise the same practitioner since its first day.
    changed = cases.days.copy()
    changed[had] //= 2
    before = owner[np.roll(had, 1)]
    now: dict[str, Sequence[object]] = {
        "person": refs("p", np.concatenate([had, with_one])),
        "practitioner": [*before.tolist(), *owner[with_one].tolist()],
        "from": dice.days_before(np.concatenate([cases.days[had], changed[with_one]])).tolist(),
        "until": [*dice.days_before(changed[had]).tolist(), *([""] * len(with_one))],
        "why_changed": [*dice.draw.choice(WHY, len(had)).tolist(), *([""] * len(with_one))],
    }
    write_columns(folder, "relationships", now)


def write_facts(folder: Path, dice: Dice) -> None:
    """Write a warning before a visit for a few."""
    warned = np.flatnonzero(dice.draw.random(PEOPLE) * 100 < WARNED_PERCENT)
    day = (dice.monday - timedelta(days=40)).isoformat()
    columns: dict[str, Sequence[object]] = {
        "person": refs("p", warned),
        "key": ["warnings.visit"] * len(warned),
        "value": ["See at the office only, never alone."] * len(warned),
        "observed_on": [day] * len(warned),
        "known_from": [day] * len(warned),
    }
    write_columns(folder, "facts", columns)
