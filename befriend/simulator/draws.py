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
from befriend.rules.values import Risk
from befriend.simulator import chance, laws, sentences
from befriend.simulator.hazards import MONTH, YEAR
from befriend.simulator.kinds import kinds
from befriend.simulator.laws import Law
from befriend.simulator.parameters import Parameters
from befriend.simulator.shapes import record
from befriend.simulator.states import FOLLOWED, LIFE, LONG, MIDDLE, ORDER_NAMES, SHORT, State

# Twenty years: every country has room for so many weeks, so that one compiled run does for all.
MOST_WEEKS = 1_040
LONGEST_ORDER = 364  # weeks
LONGEST_SPELL = 104
A_YEAR, TWO_YEARS, FOUR_YEARS = 12, 24, 48  # months
RISKS = (Risk.LOW, Risk.MEDIUM, Risk.HIGH, Risk.VERY_HIGH)

Array = NDArray[Any]


class Told(NamedTuple):
    """The rules of all weeks as the kernel wants them, and the laws they were made of."""

    rules: Array  # one record, and another for those whom a proposal leaves out
    table: Array  # the laws, as records
    laws: tuple[Law, ...]
    mondays: tuple[date, ...]
    prison: Prison | None = None  # where full prisons release people early


def told(book: Book, figures: Parameters, start: date, weeks: int, also: Sequence[int] = ()) -> Told:
    """Return what holds in so many weeks from Monday `start`; `also`: weeks from which to look it up anew.

    Traits and lengths are drawn as the parameters of the first week say, all along. ValueError for more
    than MOST_WEEKS.
    """
    if not 0 < weeks <= MOST_WEEKS:
        raise ValueError(f"{weeks} weeks cannot be lived through; from 1 to {MOST_WEEKS} can")
    days = laws.mondays(start, weeks)
    firsts = sorted({*laws.changes(book, figures, days), *also})
    found = tuple(laws.law(book, figures, days[week]) for week in firsts)
    law_of = np.searchsorted(firsts, np.arange(weeks), side="right") - 1
    length = sentences.months(figures, start)
    short = int(book.on(start, "recall.short_sentence_months").value)
    people = kinds(figures, start)
    activated = [int(figures.number(start, "orders.activated"))]
    ever = laws.mondays(start, MOST_WEEKS)
    served = sentences.reckoned(sentences.reaching(book, figures, start), ever, activated)
    none = np.zeros(MOST_WEEKS, np.int64)
    rules = record({
        "law_of": until_the_end(law_of),
        "early": none,  # weeks by which everybody is released early while prisons are full
        "fed": none,  # whether releases are told, and not reckoned
        "left_out": np.zeros(len(people), np.int8),  # the side that holds for a kind
        "kinds": chance.shares([kind.weight for kind in people]),
        "risk_of": [RISKS.index(kind.risk) for kind in people],
        "orders": [order_lengths(figures, start, name) for name in ORDER_NAMES],
        "band_weeks": sentences.weeks(book, figures, start, MOST_WEEKS),
        "band_marks": np.array([FOLLOWED if 0 < months < TWO_YEARS else 0 for months in length], np.int8),
        "band_term": np.array([term(months, short) for months in length], np.int8),
        "band_year": np.array([0 < months <= A_YEAR for months in length], np.int8),
        "activated": np.stack(served, axis=2)[:, 0],
        "spells": chance.lengths(spell_mean(figures, start), 1, LONGEST_SPELL),
        "course": courses(figures, start),
    })  # fmt: skip
    return Told(rules, stacked(found), found, tuple(days), prison(figures, start))


def until_the_end(column: Array) -> Array:
    """Return a column by week, as long as the longest country, the last week again and again."""
    more = [(0, MOST_WEEKS - len(column)), *[(0, 0)] * (column.ndim - 1)]
    return np.pad(column, more, mode="edge")


class Prison(NamedTuple):
    """What is done when prisons are full."""

    capacity: int
    matched: Fraction  # of a change of the population, how much places follow
    others: int  # people in prison whom the country does not hold
    weeks: int  # by which everybody is released early

    def early(self, now: int, at_start: int) -> int:
        """Return by how many weeks everybody is released early while so many are in prison."""
        places = self.capacity + self.matched * (now - at_start)
        return self.weeks if now + self.others > places else 0


def prison(figures: Parameters, start: date) -> Prison | None:
    """Return what is done when prisons are full, or None where nothing is done of itself."""
    if not figures.on(start, "prison.feedback").value:
        return None
    others = sum(figures.number(start, f"custody.{key}") for key in ("remand", "other"))
    return Prison(
        int(figures.number(start, "prison.capacity")),
        figures.number(start, "prison.matched") / 100,
        int(others),
        int(figures.number(start, "prison.early_weeks")),
    )


def term(months: int, short: int) -> int:
    """Return how long a sentence of so many months counts; 0 is life."""
    if months == 0:
        return LIFE
    return SHORT if months < short else MIDDLE if months < FOUR_YEARS else LONG


def stacked(found: Sequence[Law]) -> Array:
    """Return the laws as records, their single numbers beside their tables."""
    rows = [record(law._asdict() | law.scalars._asdict() | {"scalars": 0}) for law in found]
    return np.concatenate(rows)


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


def arrivals(
    seed: int,
    figures: Parameters,
    days: Sequence[date],
    units: int,
    means: Sequence[Fraction],
    part: Fraction,
) -> Array:
    """Return how many of each kind come to each unit (unit, week, kind).

    `means` are the orders of a week in the whole country; sentences of prison are as published for the day.
    """
    tables, known = [], {}
    for day in days:
        every = (*means, sum(sentences.a_week(figures, day), Fraction(0)) * part)
        if every not in known:
            known[every] = [chance.counts(mean / units) for mean in every]
        tables.append(known[every])
    return counted(seed, np.arange(units), chance.Purpose.ARRIVALS, tables)


def shared(many: Sequence[int], units: int, weeks: int) -> Array:
    """Return how many of so many a week come to each unit (unit, week, 1), the odd ones in turn."""
    weekly = np.zeros(weeks, np.int64)
    weekly[: len(many)] = many[:weeks]
    turn = (np.arange(units)[:, None] + np.arange(weeks)[None, :]) % units
    return (weekly // units + (turn < weekly % units))[:, :, None]


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
    return counted(seed, np.arange(units), chance.Purpose.JOINERS, tables)


def counted(seed: int, units: Array, purpose: int, tables: Sequence[Sequence[list[int]]]) -> Array:
    """Return counts by unit (of these numbers), week and kind; the tables are by week and kind."""
    found = np.zeros((len(units), len(tables), len(tables[0])), np.int64)
    for week, by_kind in enumerate(tables):
        for kind, table in enumerate(by_kind):
            drawn = chance.luck(*chance.key(seed, purpose + kind, week), units)  # type: ignore[arg-type]
            found[:, week, kind] = np.searchsorted(table, drawn, side="right")
    return found


def ends_of(found: Law, state: State) -> Fraction:
    """Return the part of a state that luck ends in a week."""
    return Fraction(int(found.hazards[state, SHORT, 1]), chance.WHOLE)
