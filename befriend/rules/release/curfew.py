"""Eligibility for home detention curfew (section 246 of the Criminal Justice Act 2003)."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import pairwise

from befriend.rules.release.law import Curfew
from befriend.rules.release.length import on, share_of
from befriend.rules.release.sentence import Running
from befriend.rules.release.values import Found
from befriend.rules.values import Reason, reason


def eligible_from(running: Running) -> Found | None:
    """Return the first day on which curfew may begin, or None where there is too little to serve."""
    latest = running.law.curfews[-1]
    if running.first_release < on(running.sentenced, latest.least_served):
        return None
    if running.reckoned.exact < latest.least_custody:
        return None
    for figures, after in pairwise(running.law.curfews):
        day, step = begun(figures, running)
        if on(day, -running.days.awarded) < after.since and not straddling(after, running):
            return found(running, day, step)
    return found(running, *begun(latest, running))


def straddling(figures: Curfew, running: Running) -> bool:
    """Return whether its sentences were passed some before and some after the figures changed."""
    return any(part.sentenced < figures.since <= other.sentenced
               for part in running.parts for other in running.parts)  # fmt: skip


def begun(figures: Curfew, running: Running) -> tuple[date, Reason]:
    """Return the day under some figures, but none before they became law."""
    day, step = under(figures, running)
    added = running.days.awarded
    if on(day, -added) >= figures.since:
        return day, step
    return on(figures.since, added), reason("release_curfew_change", day=figures.since.isoformat())


def under(figures: Curfew, running: Running) -> tuple[date, Reason]:
    """Return the day under some figures: after half of a short custody, the longest curfew before a long."""
    exact, days = running.reckoned.exact, running.days
    on_days = days.at_large + days.awarded
    if exact < figures.half_below:
        wait = max(figures.least_wait, share_of(exact, Fraction(1, 2)))
        step = reason("release_curfew_half", days=wait)
    else:
        wait = running.reckoned.to_release - figures.longest
        step = reason("release_curfew_longest", days=figures.longest)
    day = on(running.sentenced, wait + on_days - days.off)
    least = on(running.sentenced, figures.least_served)
    if on(day, -on_days) <= least:
        return on(least, on_days), reason("release_curfew_least", days=figures.least_served)
    return day, step


def found(running: Running, day: date, step: Reason) -> Found:
    """Return the day with its steps."""
    return Found(day, (step, *adjusting_steps(running)), running.days.awarded)


def adjusting_steps(running: Running) -> tuple[Reason, ...]:
    """Return what was taken off and put on before the first release, where anything was."""
    added = running.days.awarded
    return (*without_added(running), *((reason("release_added", days=added),) if added else ()))


def without_added(running: Running) -> tuple[Reason, ...]:
    """Return the same for a day that added days do not move."""
    return off_and_on(running.days.off, running.days.at_large)


def ending_steps(running: Running) -> tuple[Reason, ...]:
    """Return what was taken off and put on before the end: days at large, then and later; no added days."""
    days = running.days
    return off_and_on(days.off, days.at_large + days.at_large_after)


def off_and_on(off: int, at_large: int) -> tuple[Reason, ...]:
    """Return the days taken off and those at large, each where there are any."""
    taken = (reason("release_taken_off", days=off),) if off else ()
    return (*taken, *((reason("release_at_large", days=at_large),) if at_large else ()))
