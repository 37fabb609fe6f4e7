"""The rules on everybody: tiers, load and release dates of 258,000, in people (or sentences) a second.

One core does the work. Beside each stands the same plain function called in a Python loop, timed on some of
the people, which must answer the same. People are made up by dice and fill every branch, so the figures are
those of the rules and not of a likely caseload. The limit is to let numpy add up the very table that is
read. Compiling is not timed.

The dates are those of one plain standard sentence, by the compiled function (`release.lengths`); what answers
a person goes through every other kind, chain and refusal too, and is not what is timed. The row says so.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from befriend import policies
from befriend.rules import compiled, points
from befriend.rules.release import compiled as compiled_dates
from befriend.rules.release import law, lengths
from befriend.rules.tier import compiled as compiled_tiers
from befriend.rules.tier import loops, protect_and_change, single_axis
from befriend.rules.values import Place, Tier
from benchmarks.row import Row, against

SEED, DAY = 1, date(2026, 11, 23)
PEOPLE, PRACTITIONERS, SAMPLE, TIMES = 258_000, 6_000, 10_000, 7
GOAL = 1_000_000
SCORE_MOST = 100_000_000  # 100%, in millionths of a percent

Table = NDArray[np.int64]
Answer = Callable[[Any], Any]


class Bench(NamedTuple):
    """A rule on a table of people, a row each: compiled, and plain on lists; both must answer the same."""

    name: str
    unit: str
    table: Table
    fast: Answer
    plain: Answer


def run() -> list[Row]:
    """Measure every rule on everybody."""
    return [measured(bench) for bench in benches()]


def benches(people: int = PEOPLE) -> list[Bench]:
    """Return what is measured, with people made up."""
    book, dice = policies.load(), np.random.default_rng(SEED)
    figures, tables = protect_and_change.figures(book, DAY), single_axis.figures(book, DAY)
    return [
        Bench(
            "rules-tier",
            "people/s",
            made_up(dice, compiled_tiers.PROTECT_AND_CHANGE, people),
            lambda table: compiled_tiers.tiers(figures, table),
            lambda rows: loops.tiers(figures, rows),
        ),
        Bench(
            "rules-tier-single-axis",
            "people/s",
            made_up(dice, compiled_tiers.AXIS, people),
            lambda table: compiled_tiers.axis_tiers(tables, table),
            lambda rows: loops.axis_tiers(tables, rows),
        ),
        load_bench(book, dice, people),
        dates_bench(book, dice, people),
    ]


def made_up(dice: np.random.Generator, ranges: Any, people: int) -> Table:
    """Return facts by dice, each within its range and no score above 100%."""
    columns = [dice.integers(low, min(high, SCORE_MOST), people) for low, high in ranges]
    return np.ascontiguousarray(np.stack(columns, axis=1))


def load_bench(book: policies.Book, dice: np.random.Generator, people: int) -> Bench:
    """Return the bench of what every practitioner carries."""
    weights = points.weights(book, DAY)
    columns = [
        dice.integers(-1, PRACTITIONERS, people),
        dice.integers(0, len(Tier), people),
        dice.integers(0, len(Place), people),
        dice.integers(0, 2, people) * weights.reports[0],
    ]
    return Bench(
        "rules-load",
        "people/s",
        np.stack(columns, axis=1),
        lambda table: compiled.load_by_practitioner(*table.T, weights, PRACTITIONERS),
        lambda rows: points.load_by_practitioner(*columns_of(rows), weights, PRACTITIONERS),
    )


def dates_bench(book: policies.Book, dice: np.random.Generator, people: int) -> Bench:
    """Return the bench of release and end of simple sentences."""
    plain = lengths.plain(law.law(book, DAY))
    first, last = lengths.number(date(2018, 1, 1)), lengths.number(DAY)
    columns = [
        dice.integers(first, last, people),
        dice.integers(1, 180, people),
        dice.integers(0, 30, people),
        dice.integers(0, 400, people),
    ]
    return Bench(
        "rules-dates",
        "plain standard sentences/s",
        np.stack(columns, axis=1),
        lambda table: compiled_dates.releases(plain, *table.T),
        lambda rows: lengths.releases(plain, *columns_of(rows)),
    )


def columns_of(rows: list[list[int]]) -> list[list[int]]:
    """Return the columns of rows, in Python's own numbers."""
    return [list(column) for column in zip(*rows, strict=True)]


def measured(bench: Bench) -> Row:
    """Return ours beside a plain loop of the same rule."""
    some = bench.table[:SAMPLE]
    # Numbers of Python's own, which a loop reads faster than those of an array.
    rows = some.tolist()
    same(bench.fast(some), bench.plain(rows))
    ours = best(lambda: bench.fast(bench.table), TIMES)
    plain = best(lambda: bench.plain(rows), 3)
    read = best(bench.table.sum, TIMES)
    everybody = len(bench.table)
    print(f"  {bench.name}: {everybody:,} in {ours * 1000:.1f} ms; the goal is {GOAL:,}/s", file=sys.stderr)
    return against(
        bench.name,
        everybody / ours,
        bench.unit,
        peer=f"a plain Python loop, on {len(some):,}",
        peer_value=len(some) / plain,
        more_is_better=True,
        limit=everybody / read,
    )


def best(work: Callable[[], object], times: int) -> float:
    """Return the best time of some, in seconds: whatever else the machine does can only slow one down."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        found.append(time.perf_counter() - start)
    return min(found)


def same(one: Any, other: Any) -> None:
    """Raise ValueError where two ways to reckon differ: then neither time means anything."""
    for mine, plain in zip(np.atleast_2d(one), np.atleast_2d(other), strict=True):
        if not (mine == plain).all():
            raise ValueError("two ways to reckon the same give two answers")
