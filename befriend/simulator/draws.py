"""What the weeks of a country are told: the laws, the thresholds of traits and lengths, and who comes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import localcontext
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from befriend.policies import Book
from befriend.rules.release import compiled, lengths
from befriend.rules.release.law import law as release_law
from befriend.simulator import chance, laws
from befriend.simulator.kinds import kinds
from befriend.simulator.laws import MONTH, YEAR, Law
from befriend.simulator.parameters import Parameters
from befriend.simulator.shapes import Laws, Rules
from befriend.simulator.states import NEVER, ORDER_NAMES, State

LONGEST_ORDER = 364  # weeks
LONGEST_SPELL = 104

Array = NDArray[Any]


class Told(NamedTuple):
    """The rules of all weeks as the kernel wants them, and the laws they were made of."""

    rules: Rules
    laws: tuple[Law, ...]
    mondays: tuple[date, ...]


def told(book: Book, figures: Parameters, start: date, weeks: int) -> Told:
    """Return what holds in so many weeks from Monday `start`.

    Traits and lengths are drawn as the parameters of the first week say, all along.
    """
    days = laws.mondays(start, weeks)
    firsts = laws.changes(book, figures, days)
    found = tuple(laws.law(book, figures, days[week]) for week in firsts)
    law_of = np.searchsorted(firsts, np.arange(weeks), side="right") - 1
    sentences = figures.on(start, "custody.sentences").value
    months = [int(figures.number(start, "custody.band_months", band)) for band in sentences]
    short = int(book.on(start, "recall.short_sentence_months").value)
    rules = Rules(
        laws=stacked(found),
        law_of=law_of,
        kinds=thresholds(chance.shares([kind.weight for kind in kinds(figures, start)])),
        orders=np.array([order_lengths(figures, start, name) for name in ORDER_NAMES], np.int64),
        bands=thresholds(chance.shares([Fraction(str(many)) for many in sentences.values()])),
        band_weeks=sentence_weeks(book, days, months),
        band_short=np.array([0 < length < short for length in months], np.uint8),
        activated=sentence_weeks(book, days, [int(figures.number(start, "orders.activated"))])[:, 0],
        spells=thresholds(chance.lengths(spell_mean(figures, start), 1, LONGEST_SPELL)),
        course=courses(figures, start),
    )
    return Told(rules, found, tuple(days))


def stacked(found: Sequence[Law]) -> Laws:
    """Return the laws one beside the other."""
    return Laws(*(np.ascontiguousarray(np.stack([np.asarray(part) for part in parts]))
                  for parts in zip(*found, strict=True)))  # fmt: skip


def thresholds(table: Sequence[int]) -> Array:
    """Return thresholds as an array."""
    return np.array(table, np.int64)


def order_lengths(figures: Parameters, day: date, name: str) -> list[int]:
    """Return the thresholds of the lengths of one kind of order, in weeks."""
    mean = figures.number(day, "orders.length", name) * MONTH
    return chance.lengths(mean, int(figures.number(day, "orders.length_shape")), LONGEST_ORDER)


def spell_mean(figures: Parameters, day: date) -> Fraction:
    """Return the mean of a spell as drawn, for a mean of whole weeks (each begun week counts)."""
    return max(Fraction(1, 10), figures.number(day, "staff.sick_spell") - Fraction(1, 2))


def courses(figures: Parameters, day: date) -> Array:
    """Return the threshold of the long course, and the weeks of the short and of the long one."""
    long = chance.threshold(figures.number(day, "staff.long_course") / 100)
    weeks = [int(figures.number(day, "staff.course", name) * MONTH) for name in ("short", "long")]
    return np.array([long, *weeks], np.int64)


def sentence_weeks(book: Book, days: Sequence[date], months: Sequence[int]) -> Array:
    """Return for each week of sentence and length in months the weeks in prison and the weeks in all.

    By the product's own calculation of release of one standard sentence; part weeks count whole, and
    everybody is inside for a week. Without months there is no end.
    """
    plain = lengths.plain(release_law(book, days[0]))
    start = np.repeat([lengths.number(day) for day in days], len(months))
    length = np.tile(np.maximum(months, 1), len(days))
    none = np.zeros(len(start), np.int64)
    out, end = compiled.releases(plain, start, length, none, none)
    inside = np.maximum(-(-(out - start) // 7), 1)
    whole = np.maximum(-(-(end + 1 - start) // 7), inside + 1)
    found = np.stack([inside, whole], axis=1).reshape(len(days), len(months), 2)
    found[:, np.array(months) == 0] = NEVER
    return np.ascontiguousarray(found)


def stay(table: Sequence[int], ends: Fraction) -> Fraction:
    """Return how many weeks somebody is counted, on average, who may end early in each by chance."""
    with localcontext() as exact:
        exact.prec = chance.DIGITS
        stays, total = chance.decimal(1 - ends), chance.decimal(Fraction(0))
        left = stays
        for threshold in table[:-1]:
            total += left * chance.decimal(Fraction(chance.WHOLE - threshold, chance.WHOLE))
            left *= stays
        return Fraction(total)


def arrivals(seed: int, weeks: int, units: int, means: Sequence[Fraction]) -> Array:
    """Return how many of each kind come to each unit (unit, week, kind), from the mean of a week and unit."""
    kinds_of = [chance.counts(mean) for mean in means]
    return counted(seed, weeks, units, chance.Purpose.ARRIVALS, [kinds_of] * weeks)


def joiners(seed: int, figures: Parameters, days: Sequence[date], units: int, part: Fraction) -> Array:
    """Return how many PSOs and trainees join each unit (unit, week, grade)."""
    tables, known = [], {}
    for day in days:
        means = tuple(
            figures.number(day, f"staff.{key}") / YEAR * part / units
            for key in ("pso_joiners", "trainees_a_year")
        )
        if means not in known:
            known[means] = [chance.counts(mean) for mean in means]
        tables.append(known[means])
    return counted(seed, len(days), units, chance.Purpose.JOINERS, tables)


def counted(seed: int, weeks: int, units: int, purpose: int, tables: Sequence[Sequence[list[int]]]) -> Array:
    """Return counts by unit, week and kind; the tables are by week and kind."""
    found = np.zeros((units, weeks, len(tables[0])), np.int64)
    everybody = np.arange(units)
    for week, by_kind in enumerate(tables):
        for kind, table in enumerate(by_kind):
            drawn = chance.luck(*chance.key(seed, purpose + kind, week), everybody)  # type: ignore[arg-type]
            found[:, week, kind] = np.searchsorted(table, drawn, side="right")
    return found


def ends_of(found: Law, state: State) -> Fraction:
    """Return the part of a state that luck ends in a week."""
    return Fraction(int(found.hazards[state, 1]), chance.WHOLE)
