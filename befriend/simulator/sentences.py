"""Sentences of prison: how many of each length, how long each is inside, by the product's own rule."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from befriend.policies import Book, Value
from befriend.rules.release import compiled, lengths
from befriend.rules.release.law import law as release_law
from befriend.simulator import chance
from befriend.simulator.hazards import YEAR
from befriend.simulator.parameters import Parameters
from befriend.simulator.states import NEVER, PAST

Array = NDArray[Any]
# Bands of one length, which no assumption moves.
EXACT = {"6m": 6, "12m": 12, "4y": 48}


def a_week(figures: Parameters, day: date) -> list[Fraction]:
    """Return how many sentences of each band begin in a week in which somebody stays in prison.

    Who has served all of it on remand walks out of court. Before the first published year it is as in it.
    """
    day = max(day, figures.first("custody.sentences"))
    said, stay = (figures.on(day, f"custody.{name}").value for name in ("sentences", "received"))
    return [Fraction(str(said[band])) * Fraction(str(stay[band])) / 100 / YEAR for band in said]


def months(figures: Parameters, day: date) -> list[int]:
    """Return the whole months of each band, one at least; 0 is life. Those of one length have that one."""
    said = {band: Fraction(str(each)) for band, each in figures.on(day, "custody.band_months").value.items()}
    return [EXACT.get(band, max(1, round(each)) if each else 0) for band, each in said.items()]


def thresholds(figures: Parameters, day: date) -> Array:
    """Return the thresholds by which the length of a new sentence is drawn."""
    return np.array(chance.shares(a_week(figures, day)), np.int64)


def released(figures: Parameters, day: date) -> Array:
    """Return the thresholds by which the length of the sentence of somebody released is drawn."""
    ending = [many if length else 0 for many, length in zip(a_week(figures, day), months(figures, day),
                                                            strict=True)]  # fmt: skip
    return np.array(chance.shares(ending), np.int64)


def weeks(book: Book, figures: Parameters, start: date, many: int) -> Array:
    """Return weeks in prison and in all, by week of sentence (from PAST weeks back) and band.

    By the product's own calculation of release of one standard sentence, so that who is inside already is
    released as the law of the start says, tranche by tranche; part weeks count whole, and everybody is
    inside for a week. Part of the time was served on remand. Without months there is no end.
    """
    length = months(figures, start)
    days = [start + timedelta(weeks=week) for week in range(-PAST, many)]
    inside, whole = reckoned(reaching(book, figures, start), days, length)
    served = figures.number(start, "custody.served_before") / 100
    before = (inside * served.numerator) // served.denominator
    inside = np.maximum(inside - before, 1)
    found = np.stack([inside, np.maximum(whole - before, inside + 1)], axis=2)
    found[:, np.array(length) == 0] = NEVER
    return np.ascontiguousarray(np.minimum(found, NEVER), np.int16)


def reaching(book: Book, figures: Parameters, day: date) -> Book:
    """Return policies in which release at less than half is as it is over everybody, reached by it or not."""
    share = book.entry("release.share")
    part = figures.number(day, "custody.reached") / 100
    over_all = share._replace(values=tuple(on_average(each, part) for each in share.values))
    return Book([over_all if each.key == share.key else each for each in book.every()])


def on_average(share: Value, part: Fraction) -> Value:
    """Return a share of a sentence that a part of people serve while the others serve half."""
    half, less = Fraction(1, 2), Fraction(share.value["standard"])
    if less >= half:
        return share
    return share._replace(value={**share.value, "standard": str(half * (1 - part) + less * part)})


def reckoned(book: Book, days: Sequence[date], length: Sequence[int]) -> tuple[Array, Array]:
    """Return weeks in prison and weeks in all, by day of sentence and length in months.

    By the law of the last day: each change in it says itself from when on whom it reaches.
    """
    plain = lengths.plain(release_law(book, days[-1]))
    start = np.repeat([lengths.number(day) for day in days], len(length))
    none = np.zeros(len(start), np.int64)
    out, end = compiled.releases(plain, start, np.tile(np.maximum(length, 1), len(days)), none, none)
    shape = len(days), len(length)
    inside = np.maximum(-(-(out - start) // 7), 1).reshape(shape)
    return inside, np.maximum(-(-(end + 1 - start) // 7).reshape(shape), inside + 1)
