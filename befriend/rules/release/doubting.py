"""What is not known of an offence and decides whether a third is served: the dates either way."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from befriend.rules.release import calculation
from befriend.rules.release.law import Law
from befriend.rules.release.length import Length, days_of
from befriend.rules.release.values import Dates, Doubt, Exclusion, Kind, Sentence, Situation

SCHEDULES = frozenset({Exclusion.SCHEDULE_13, Exclusion.SCHEDULE_2026})
WORDS = {
    Doubt.PLUS_TODAY: "whether today's law would let sentence {id} out at two thirds (SDS+)",
    Doubt.SCHEDULE: "whether the offence of sentence {id} is kept from release at a third "
    "(Schedule 13 Part 3, or the Schedule of the Sentencing Act 2026)",
}


class Way(NamedTuple):
    """One thing that is not known, and the situation in which it is so."""

    what: str
    situation: Situation


def deciding(told: Situation, law: Law) -> list[Way]:
    """Return each thing not known on which a date hangs, with the situation in which it is so."""
    ways = list(every_way(told, law))
    if not ways:
        return []
    otherwise = days_found(told, law)
    return [way for way in ways if days_found(way.situation, law) != otherwise]


def every_way(told: Situation, law: Law) -> Iterator[Way]:
    """Return everything that is not known and may be so by the law."""
    for sentence in told.sentences:
        for doubt in sorted(sentence.not_known):
            if may_be(doubt, sentence, law):
                others = tuple(so(doubt, each) if each.id == sentence.id else each for each in told.sentences)
                yield Way(WORDS[doubt].format(id=sentence.id), told._replace(sentences=others))


def may_be(doubt: Doubt, sentence: Sentence, law: Law) -> bool:
    """Return whether it may be so: SDS+ is for longer sentences, and one law since its last change."""
    if sentence.kind is not Kind.STANDARD or sentence.plus:
        return False
    if doubt is Doubt.SCHEDULE:
        return True
    least = days_of(Length(months=law.plus_months), sentence.sentenced)
    return sentence.sentenced < law.plus_since and days_of(sentence.length, sentence.sentenced) >= least


def so(doubt: Doubt, sentence: Sentence) -> Sentence:
    """Return a sentence of which it is so; either Schedule has the same effect."""
    if doubt is Doubt.PLUS_TODAY:
        return sentence._replace(plus_today=True)
    return sentence._replace(
        exclusions=sentence.exclusions | {Exclusion.SCHEDULE_13, Exclusion.SCHEDULE_2026}
    )


def days_found(told: Situation, law: Law) -> object:
    """Return the days a situation comes to, and why it is refused."""
    found = calculation.under(told, law)
    if not isinstance(found, Dates):
        return found
    return {kind: each.day for kind, each in found.found.items()}, found.refused
