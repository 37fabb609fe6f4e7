"""The single axis where yes-or-no facts are not known: every value they may have is tried."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import product
from typing import Any, NamedTuple

from befriend.policies import Book
from befriend.rules.tier import single_axis
from befriend.rules.tier.answers import in_range, lacks
from befriend.rules.tier.single_axis import MARKS, Answer, Told, words
from befriend.rules.values import AxisTier

# How long ago the release of somebody with a life sentence may have been, in days; None: none yet.
RELEASES = (1, 800, 4000, None)


class Option(NamedTuple):
    """One way in which what is not known may be; `changed` names what differs from the first."""

    told: Told
    changed: frozenset[str]


def options(told: Told, unknown: frozenset[str], book: Book, day: date) -> tuple[Option, ...]:
    """Return every way in which what is not known may be, the plain one first."""
    lives = [{"lifer": told.lifer}]
    if {"lifer", "released"} & unknown:
        lives = lifers(told, unknown, day)
    ways: tuple[Sequence[Mapping[str, Any]], ...] = (
        [{"mappa": False}, {"mappa": True}] if "mappa" in unknown else [{}],
        lives,
        # The highest mark wins, so no mark and each by itself reach every tier that any of them can.
        [{"marks": frozenset[str]()}, *({"marks": frozenset((mark,))} for mark in MARKS)]
        if "marks" in unknown
        else [{}],
        [{"contact": score} for score in contacts(book, day)] if "contact" in unknown else [{}],
    )
    first: dict[str, Any] = {}
    found = []
    for way in product(*ways):
        values = {name: value for each in way for name, value in each.items()}
        first = first or values
        changed = {name for name, value in values.items() if value != first.get(name, value)}
        found.append(Option(told._replace(**values), frozenset(changed & unknown)))
    return tuple(found)


def lifers(told: Told, unknown: frozenset[str], day: date) -> list[dict[str, Any]]:
    """Return how a life sentence and its release may be."""
    released = [None if days is None else day - timedelta(days) for days in RELEASES]
    lives: list[dict[str, Any]] = [{"lifer": False, "released": told.released}] if "lifer" in unknown else []
    when = released if "released" in unknown else [told.released]
    return [*lives, *({"lifer": True, "released": each} for each in when)]


def contacts(book: Book, day: date) -> tuple[int, ...]:
    """Return the scores of contact sexual reoffending at which a medium band may stand, the lowest first."""
    return tuple(sorted(score for score, _ in single_axis.figures(book, day).sexual_medium)) or (1,)


def answer(every: Sequence[Option], book: Book, day: date) -> Answer:
    """Return the tier where all ways lead to one, else that it is missing, with what and the range."""
    answers = [single_axis.answer(one.told, book, day) for one in every]
    first = answers[0]
    could_be = tuple(sorted({tier for one in answers for tier in one.could_be}, reverse=True))
    if len({one.tier for one in answers}) == 1 and not first.missing:
        open_still = any(one.provisional for one in answers)
        return first._replace(could_be=could_be, provisional=open_still) if open_still else first
    pairs = list(zip(every, answers, strict=True))
    moving = {name for one, said in pairs if said.could_be != first.could_be for name in one.changed}
    missing = tuple(dict.fromkeys((*(name for one in answers for name in one.missing), *sorted(moving))))
    if missing == first.missing:
        return first
    said = (*map(lacks, missing), in_range(words(could_be)))
    whys = (step.reason for step in first.steps if step.gave is not None)
    return Answer(AxisTier.MISSING, could_be, missing, first.steps, (*said, *whys))
