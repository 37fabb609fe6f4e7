"""Reading the dates off the sentences as they stand: of one, or of several (PSI 03/2015, chapter 8)."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from befriend.rules.release import alongside, several
from befriend.rules.release.law import Change, Law
from befriend.rules.release.reading import Read, end_found, release_found, served_under, transfers
from befriend.rules.release.sentence import Running
from befriend.rules.release.values import DateKind, Found, Situation
from befriend.rules.values import reason


class Result(NamedTuple):
    """The dates of all sentences, the first and last day, and whether two fifths made any of them."""

    found: dict[DateKind, Found]
    recall_release: date | None
    start: date
    end: date
    two_fifths: bool = False
    one_third: bool = False


def extract(groups: list[list[Running]], told: Situation, law: Law) -> Result:
    """Return the dates of groups of sentences, each group one stay in custody."""
    every = [running for group in groups for running in group]
    if len(every) == 1:
        return of_one(every[0], law)
    read = several.read(groups, told, law)
    return Result(
        read.found,
        max((each.recall_release for each in every if each.recall_release), default=None),
        min(running.sentenced for running in every),
        max(running.unadjusted_end for running in every),
        two_fifths=alongside.by_change(Change.TWO_FIFTHS, every, read),
        one_third=alongside.by_change(Change.ONE_THIRD, every, read),
    )


def of_one(running: Running, law: Law) -> Result:
    """Return the dates of one sentence."""
    kinds = running.kinds
    read = Read({})
    read.put(DateKind.SLED if DateKind.SLED in kinds else DateKind.SED, end_found(running))
    release = release_kind(running)
    read.put(release, release_found(running))
    if DateKind.LED in kinds and running.licence_end:
        read.put(DateKind.LED, running.licence_end)
    read.put(DateKind.TUSED, running.supervision)
    if running.curfew and DateKind.HDCED in kinds and running.release > running.curfew.day:
        read.put(DateKind.HDCED, alongside.still_open(running.curfew, [running], law))
    if running.parole:
        read.put(DateKind.PED, Found(running.parole, alongside.parole_steps(running), running.days.awarded))
    read.put(DateKind.ERSED, running.removal)
    if DateKind.ETD in kinds and not running.at_once:
        transfers(read, running, running.release)
    if not running.supervision_breach:
        read.put(DateKind.ESED, whole_end(running.unadjusted_end))
    by = {change: served_under(change, running) and not running.recalled for change in Change}
    return Result(read.found, running.recall_release, running.sentenced, running.unadjusted_end,
                  by[Change.TWO_FIFTHS], by[Change.ONE_THIRD])  # fmt: skip


def release_kind(running: Running) -> DateKind:
    """Return what the release of one sentence is called."""
    if running.recalled:
        return DateKind.PRRD
    if running.conditional:
        return DateKind.CRD
    return DateKind.MTD if DateKind.MTD in running.kinds else DateKind.ARD


def whole_end(day: date) -> Found:
    """Return the end of everything before anything was taken off."""
    return Found(day, (reason("release_end_unadjusted"),))
