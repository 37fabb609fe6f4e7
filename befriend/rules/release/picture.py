"""All sentences at once, and which of them comes last by what."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from befriend.rules.release.law import Change, Law
from befriend.rules.release.length import period
from befriend.rules.release.sentence import Running
from befriend.rules.release.tranches import any_covered
from befriend.rules.release.values import DateKind, Situation
from befriend.rules.release.whole import Shape


class Picture(NamedTuple):
    """All sentences, and which of them comes last by what."""

    every: list[Running]
    groups: list[list[Running]]
    told: Situation
    law: Law
    last: list[Running]  # to be released, the tranche considered
    last_first: Running  # by first release
    last_end: Running
    release: date
    licence: Running | None
    detention: list[Running]
    others: list[Running]


def pictured(groups: list[list[Running]], told: Situation, law: Law) -> Picture:
    """Return what comes last by what."""
    every = [running for group in groups for running in group]
    latest = max(in_tranche(running) for running in every)
    last = [running for running in every if in_tranche(running) == latest]
    licensed = [running for running in every if running.licence_until is not None]
    return Picture(
        every, groups, told, law, last,
        last_first=max(every, key=lambda running: running.first_release),
        # Of several that end on one day the one with a licence to that day, in whatever order they are told.
        last_end=max(every, key=lambda running: (running.end, DateKind.SLED in running.kinds)),
        release=last[0].release,
        licence=max(licensed, key=lambda running: running.licence_until or date.min, default=None),
        detention=[running for running in every if running.detention],
        others=[running for running in every if not running.detention],
    )  # fmt: skip


def in_tranche(running: Running) -> date:
    """Return the release of a sentence, or the day of its tranche where that is later."""
    applied = running.applied
    if running.recalled or not applied or not applied.tranche_day:
        return running.release
    if not any_covered(applied.change, running):
        return running.release
    if applied.change is Change.ONE_THIRD:
        return raised(running.first_release, applied.tranche_day, running.days.awarded)
    return max(running.first_release, applied.tranche_day)


def raised(day: date, tranche_day: date, added: int) -> date:
    """Return a day raised to the tranche, added days served on top of it."""
    without = date.fromordinal(day.toordinal() - added)
    return date.fromordinal(tranche_day.toordinal() + added) if without < tranche_day else day


def by_release(sentences: Iterable[Running]) -> Running:
    """Return the sentence released last; of several the last."""
    return sorted(sentences, key=lambda running: running.release)[-1]


def total_months(picture: Picture) -> int:
    """Return the whole months from the first sentence to the last end."""
    length = whole_period(picture)
    return length[0] * 12 + length[1]


def whole_period(picture: Picture) -> tuple[int, int]:
    """Return the years and months from the first sentence to the last end."""
    start = min(running.sentenced for running in picture.every)
    end = max(running.unadjusted_end for running in picture.every)
    length = period(start, date.fromordinal(end.toordinal() + 1))
    return length.years, length.months


def standard_single(running: Running) -> bool:
    """Return whether it is one standard sentence by itself."""
    return running.shape is Shape.SINGLE and running.parts[0].kind.code == "standard"
