"""The release dates of one person, with how each was found."""

from __future__ import annotations

from datetime import date

from befriend.policies import Book
from befriend.rules.release import changes, merging, refusals, timeline
from befriend.rules.release import law as laws
from befriend.rules.release.extraction import Result
from befriend.rules.release.law import Change, Law
from befriend.rules.release.state import State
from befriend.rules.release.values import Dates, Situation
from befriend.rules.values import Missing


def dates(told: Situation, book: Book, day: date) -> Dates | Missing:
    """Return every date of a person's sentences, under the law as it is known on `day`."""
    return under(told, laws.law(book, day))


def under(told: Situation, law: Law) -> Dates | Missing:
    """Return the same under a law given."""
    if not told.sentences:
        return Missing("a sentence")
    state = timeline.walk(told, law)
    result = settled(state, state.read_off())
    affected = {Change.TWO_FIFTHS.value} if result.two_fifths else set()
    if result.one_third:
        affected.add(Change.ONE_THIRD.value)
    return Dates(result.found, result.start, result.end, dict(state.tranches), frozenset(affected),
                 refusals.refused(state, result))  # fmt: skip


def settled(state: State, result: Result) -> Result:
    """Return dates settled against those of the law before the latest change that had a tranche."""
    before, applied = state.before, state.applied
    if Change.ONE_THIRD in before:
        tranche_day = applied[Change.ONE_THIRD].tranche_day
        if tranche_day:
            return merging.one_third(result, before[Change.ONE_THIRD], tranche_day)
    if Change.TWO_FIFTHS in before:
        return changes.settled_two_fifths(state, result)
    return result
