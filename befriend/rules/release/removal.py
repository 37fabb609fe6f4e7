"""Eligibility for early removal from the country (section 260 of the Criminal Justice Act 2003)."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from befriend.rules.release.curfew import adjusting_steps
from befriend.rules.release.law import Removal
from befriend.rules.release.length import months_on, on, share_of
from befriend.rules.release.sentence import Running
from befriend.rules.release.values import Found, Kind
from befriend.rules.release.whole import Shape
from befriend.rules.values import Reason, reason

REMOVABLE = (Kind.STANDARD, Kind.EXTENDED, Kind.PARTICULAR_CONCERN)


class Tried(NamedTuple):
    """A day of eligibility under some figures, and the same without added days."""

    found: Found
    without_added: date


def may_be_removed(running: Running) -> bool:
    """Return whether early removal is for this sentence."""
    if running.recalled or not running.removable:
        return False
    if running.shape is Shape.SINGLE and running.parts[0].kind is Kind.STANDARD and running.old_style:
        return False
    return any(part.kind in REMOVABLE for part in running.parts)


def eligible_from(running: Running, *, changed: bool) -> Found:
    """Return the first day of eligibility; `changed` once the newer figures have come into force."""
    before, after = running.law.removals
    if not changed:
        return tried(running, before).found
    passed = [part.sentenced >= after.since for part in running.parts]
    new = tried(running, after)
    if any(passed):
        return best_of(running, new)
    old = tried(running, before)
    if old.without_added < after.since:
        return old.found
    if new.without_added >= after.since:
        return new.found
    days = running.days
    step = reason("release_removal_change", day=after.since.isoformat())
    return Found(on(after.since, days.awarded), (step, *adjusting_steps(running)), days.awarded)


def best_of(running: Running, new: Tried) -> Found:
    """Return the day held before a later sentence was added, where it had passed by then; else the new."""
    if running.earlier_removal:
        earlier, added, added_on = running.earlier_removal
        if on(earlier.day, -added) > new.without_added and earlier.day < added_on:
            return earlier
    return new.found


def tried(running: Running, figures: Removal) -> Tried:
    """Return the day under some figures: never before the sentence."""
    day, step = later_of(running, figures)
    days = running.days
    on_days = days.at_large + days.added
    if on(day, -on_days) < running.sentenced:
        steps = (reason("release_removal_at_sentence"), *adjusting_steps(running))
        at_sentence = Found(on(running.sentenced, on_days), steps, days.awarded)
        return Tried(at_sentence, on(running.sentenced, days.at_large))
    steps = (step, *adjusting_steps(running))
    return Tried(Found(day, steps, days.awarded), on(day, days.at_large - on_days))


def later_of(running: Running, figures: Removal) -> tuple[date, Reason]:
    """Return the later of the part to serve and the longest time before release (or parole)."""
    release = running.parole or running.first_release
    parole_days = running.reckoned.to_parole
    whole = parole_days if parole_days is not None else running.reckoned.to_release
    longest = months_on(on(release, -figures.days), -figures.months)
    least = on(running.sentenced, share_of(whole, figures.share) + running.days.to_release)
    least = min(least, release)
    percent = int(figures.share * 100)
    if least > longest:
        return least, reason("release_removal_share", percent=percent)
    return longest, reason("release_removal_longest", days=figures.days, months=figures.months)
