"""Since when the law of recall says what it says of somebody, and which text made it say so."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from itertools import takewhile

from befriend.policies import Book, Value
from befriend.rules.recall import law
from befriend.rules.recall.law import Law

# The policies that decide whether a term follows and how long it is, with what they are of the law.
DECIDING = {
    "recall.automatic": ("automatic",),
    "recall.automatic_below": ("automatic_below",),
    "recall.not_automatic": ("bars",),
    "recall.never_fixed": ("never",),
    "recall.fixed_days": ("short_days", "long_days"),
    "recall.short_sentence_months": ("short_months",),
}


def follows(book: Book, day: date, who: str, outcome: Callable[[Law], object]) -> Value:
    """Return the value by which the outcome of `day` came about: it has held from that day on."""

    def on(then: date) -> Law:
        return law.law(book, then, young=who == "young")

    says = outcome(on(day))
    first = earliest(days_of(book, DECIDING, day), lambda then: outcome(on(then)) == says)
    changed = [key for key in DECIDING if first in days_of(book, [key], day)]
    if first == min(days_of(book, DECIDING, day)):
        return book.on(first, changed[0])
    now, before = on(first), on(first - timedelta(days=1))
    old = {key: now._replace(**{each: getattr(before, each) for each in DECIDING[key]}) for key in changed}
    decided = next((key for key in changed if outcome(old[key]) != says), changed[0])
    return book.on(first, decided)


def listed(book: Book, day: date, key: str, who: str, fact: str) -> Value:
    """Return the value that put a fact on a list on which it has stood until `day` without a break."""
    first = earliest(days_of(book, [key], day), lambda then: fact in book.on(then, key).value[who])
    return book.on(first, key)


def too_long(book: Book, day: date, who: str) -> Value:
    """Return the value since which the length decides, with the line of `day`."""
    keys = ("recall.automatic", "recall.automatic_below")

    def line(then: date) -> int:
        return law.law(book, then, young=who == "young").automatic_below

    below = line(day)
    first = earliest(days_of(book, keys, day), lambda then: line(then) == below)
    changed = [key for key in reversed(keys) if first in days_of(book, [key], day)]
    return book.on(first, changed[0])


def days_of(book: Book, keys: Iterable[str], day: date) -> list[date]:
    """Return the days by `day` on which any of the policies changed, the latest first."""
    days = {value.since for key in keys for value in book.entry(key).values if value.since <= day}
    return sorted(days, reverse=True)


def earliest(days: list[date], holds: Callable[[date], bool]) -> date:
    """Return the first of the days from which something has held without a break; it holds on the latest."""
    return list(takewhile(holds, days))[-1]
