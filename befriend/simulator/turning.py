"""The week in which a proposal begins: until then a country lives as it is, to the bit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np

from befriend.policies import Book
from befriend.simulator.draws import Array, Told
from befriend.simulator.parameters import Parameters
from befriend.simulator.states import NO_BAND, PAST, State

Side = tuple[Book, Parameters]


def first_week(base: Side, tried: Side, start: date) -> int:
    """Return the first week, from 0 at the start, on whose Monday anything is said otherwise than as it is.

    0 where it is from the start, or where nothing is.
    """
    first = min((max(day, start) for day in otherwise(base, tried)), default=start)
    return -(-(first - start).days // 7)


def otherwise(base: Side, tried: Side) -> Iterator[date]:
    """Return the days from which one side says a value that the other does not say."""
    books = [{entry.key: entry.values for entry in book.every()} for book, _ in (base, tried)]
    for one, other in (books, books[::-1]):
        for key, values in one.items():
            yield from (value.since for value in values if value not in other.get(key, ()))
    figures = [side.by_key for _, side in (base, tried)]
    for ours, theirs in (figures, figures[::-1]):
        for key, each in ours.items():
            yield from (day for day, figure in each.values.items() if theirs[key].values.get(day) != figure)


def stay_anew(told: Told, people: Array) -> None:
    """Let those inside already stay as long as the law that is tried says."""
    are = np.flatnonzero((people["state"] == State.CUSTODY) & (people["band"] < NO_BAND))
    week = people["begun"][are].astype(np.int64)
    side = told.rules["left_out"][0][people["kind"][are]]
    inside, whole = told.rules["band_weeks"][side, week + PAST, people["band"][are]].astype(np.int64).T
    people["until"][are], people["ends"][are] = week + inside, week + whole
