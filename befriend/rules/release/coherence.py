"""What cannot be right of a situation as it was told: found before anything is worked out from it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from befriend.rules.release.values import Sentence, Situation

FIRST = date(1900, 1, 1)
LAST = date(2200, 1, 1)
LONGEST = 200 * 366  # days, of all sentences and adjustments together


def incoherent(told: Situation) -> str:
    """Return the first thing that cannot be right, or nothing."""
    return next(mistakes(told), "")


def mistakes(told: Situation) -> Iterator[str]:
    """Find what cannot be right."""
    yield from outside(told)
    yield from unchained(told.sentences)
    for each in told.sentences:
        if each.offence and each.offence > each.sentenced:
            yield f"the offence of sentence {each.id} comes after the sentence"
    for period in told.adjustments:
        if period.first and period.last and period.first > period.last:
            yield f"the days from {period.first} end before they begin, on {period.last}"


def outside(told: Situation) -> Iterator[str]:
    """Find days and lengths that no one's life has."""
    days = [
        told.born,
        *(each.sentenced for each in told.sentences),
        *(each.applies for each in told.adjustments),
    ]
    for day in days:
        if not FIRST <= day <= LAST:
            yield f"{day} is not between {FIRST} and {LAST}"
    whole = sum(roughly(each) for each in told.sentences) + sum(each.days for each in told.adjustments)
    if whole > LONGEST:
        yield f"sentences and adjustments come to {whole} days, {LONGEST} is the most"


def roughly(sentence: Sentence) -> int:
    """Return the most days a sentence may have."""
    lengths = (sentence.length, sentence.extension)
    return sum(each.years * 366 + each.months * 31 + each.weeks * 7 + each.days for each in lengths)


def unchained(sentences: tuple[Sentence, ...]) -> Iterator[str]:
    """Find names given twice, sentences that follow nothing, and sentences that follow themselves."""
    follows = {each.id: each.follows for each in sentences}
    if len(follows) < len(sentences):
        yield "two sentences have the same id"
    for name, before in follows.items():
        if before and before not in follows:
            yield f"sentence {name} is consecutive to {before}, which is not told"
    for name in follows:
        if in_a_circle(name, follows):
            yield f"sentence {name} is consecutive to itself"


def in_a_circle(name: str, follows: dict[str, str]) -> bool:
    """Return whether what a sentence follows leads back to it."""
    before = follows[name]
    for _ in follows:
        if before == name:
            return True
        before = follows.get(before, "")
    return False
