"""What sentences come to in days before anything is taken off or put on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

from befriend.rules.release.law import Change, Law
from befriend.rules.release.length import chained_days, days_of, months_on, on, share_of
from befriend.rules.release.values import Kind, Sentence
from befriend.rules.release.whole import Shape, Whole, has_parole, whole_length

Shares = Mapping[str, Fraction]  # of standard sentences, by id


class Reckoned(NamedTuple):
    """What a sentence comes to in days before anything is taken off or put on."""

    days: int
    exact: Fraction  # days to release, a part of a day left
    to_release: int
    to_parole: int | None


def reckon(whole: Whole, shares: Shares) -> Reckoned:
    """Return the days of a sentence to release, parole and end."""
    return chain(whole, shares) if whole.shape is Shape.CHAIN else single(whole, shares)


def track(part: Sentence, law: Law) -> str:
    """Return the name under which the law gives its share: `standard` and `plus` change, others do not."""
    if part.kind is Kind.STANDARD:
        return "plus" if part.plus else "standard"
    if part.kind is Kind.EXTENDED and part.automatic:
        return "extended_automatic"
    large = part.fine >= law.large_fine and part.sentenced >= law.large_fine_since
    if part.kind is Kind.FINE_DEFAULT and large:
        return "large_fine_default"
    return part.kind.code


def share(part: Sentence, law: Law, shares: Shares) -> Fraction:
    """Return the part of a sentence to serve."""
    if part.kind is Kind.STANDARD:
        return shares[part.id]
    return law.fixed[track(part, law)]


def parole_share(part: Sentence, law: Law) -> Fraction:
    """Return after what part of the custodial term the Parole Board may release."""
    tables = [table for since, table in law.parole if since <= part.sentenced]
    if part.two_thirds_parole:
        tables = [law.parole[-1][1]]
    return (tables or [law.parole[0][1]])[-1][part.kind.code]


def single(whole: Whole, shares: Shares) -> Reckoned:
    """Reckon a sentence that stands by itself."""
    part, law = whole.parts[0], whole.law
    if whole.shape is Shape.ONE_TERM:
        days, portion = whole.length_days, law.shares[Change.DEFAULT]["standard"]
        return Reckoned(days, days * portion, share_of(days, portion), None)
    custody = days_of(part.length, part.sentenced)
    portion = share(part, law, shares)
    to_release = share_of(custody, portion)
    parole = None
    if has_parole(part) and not whole.recalled:
        parole = share_of(to_release, parole_share(part, law))
    return Reckoned(whole.length_days, custody * portion, to_release, parole)


def chain(whole: Whole, shares: Shares) -> Reckoned:
    """Reckon consecutive sentences: like shares together in order of appearance, parole kinds last."""
    law, start = whole.law, whole.sentenced
    groups: dict[Fraction, list[Sentence]] = {}
    for part in whole.parts:
        if not has_parole(part):
            groups.setdefault(share(part, law, shares), []).append(part)
    to_release, parole = 0, None
    for portion, parts in groups.items():
        to_release += share_of(group_days(parts, on(start, to_release), law), portion)
    last = [part for part in whole.parts if has_parole(part)]
    if last:
        begins = on(start, to_release)
        if not whole.recalled:
            parole = to_release + days_to_parole(last, begins, law)
        portion = share(last[0], law, shares)
        to_release += share_of(group_days(last, begins, law), portion)
    days = group_days(whole.parts, start, law, whole=True)
    return Reckoned(days, Fraction(to_release), to_release, parole)


def group_days(parts: Iterable[Sentence], start: date, law: Law, *, whole: bool = False) -> int:
    """Return the days of sentences one after the other; detention and training has a limit."""
    parts = tuple(parts)
    days = chained_days([whole_length(part) if whole else part.length for part in parts], start)
    if all(part.kind is Kind.DETENTION_TRAINING for part in parts):
        return min(days, (months_on(start, law.detention_longest) - start).days)
    return days


def days_to_parole(parts: list[Sentence], start: date, law: Law) -> int:
    """Return the days to parole eligibility of consecutive sentences that have it."""
    first = parole_share(parts[0], law)
    like = [part for part in parts if parole_share(part, law) == first]
    other = [part for part in parts if parole_share(part, law) != first]
    days = share_of(group_days(like, start, law), first)
    if other:
        # The published calculation starts these on the last day before, not on the day after it.
        begins = start + timedelta(days - 1)
        days += share_of(group_days(other, begins, law), parole_share(other[0], law))
    return days
