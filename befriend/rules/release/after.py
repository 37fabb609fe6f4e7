"""What follows release: the end of a licence that stops before the sentence, and supervision after it."""

from __future__ import annotations

from fractions import Fraction

from befriend.rules.release import curfew, removal
from befriend.rules.release.curfew import ending_steps, without_added
from befriend.rules.release.length import Length, days_of, months_on, on, share_of
from befriend.rules.release.sentence import Running
from befriend.rules.release.values import DateKind, Found, Kind
from befriend.rules.release.whole import Shape, part_old, rehabilitated, whole_length
from befriend.rules.values import reason


def work_out(running: Running, *, removal_changed: bool) -> None:
    """Work out what hangs on the days as they stand now: removal, supervision, licence, curfew."""
    if removal.may_be_removed(running):
        running.removal = removal.eligible_from(running, changed=removal_changed)
    running.supervision = supervised_until(running)
    if DateKind.LED in running.kinds:
        running.licence_end = licence_end(running)
    if DateKind.HDCED in running.kinds:
        running.curfew = curfew.eligible_from(running)


def supervised_until(running: Running) -> Found | None:
    """Return the last day of supervision after the licence, or None without any."""
    law = running.law
    if not law.supervision:
        return None
    if running.shape is Shape.SINGLE and running.supervision_breach:
        until = running.parts[0].supervision_until
        return Found(until, (reason("release_supervision_as_before"),)) if until else None
    licence = running.reckoned.days - running.reckoned.to_release
    young = running.age(running.release_without_added) < 18
    if licence >= 365 or DateKind.TUSED not in running.kinds or young:
        return None
    start = running.sentenced if running.at_once else running.release_without_added
    until = on(months_on(start, law.supervision_months), running.days.at_large_after)
    return Found(until, (reason("release_supervision", months=law.supervision_months),
                         *ending_steps(running)))  # fmt: skip


def mixed(running: Running) -> bool:
    """Return whether consecutive sentences are partly for offences before 2015, and all new style."""
    standard = [part for part in running.parts if part.kind is Kind.STANDARD]
    if running.shape is not Shape.CHAIN or any(part_old(part, running.law) for part in standard):
        return False
    new = [rehabilitated(part, running.law) for part in standard]
    return any(new) and not all(new)


def licence_end(running: Running) -> Found:
    """Return the last day of a licence that ends before the sentence."""
    if mixed(running):
        return half_of_new(running)
    days = share_of(running.reckoned.days, Fraction(3, 4))
    days += running.over_deducted + running.days.to_release_without_added
    steps = (reason("release_licence_quarters", days=days), *without_added(running))
    return Found(on(running.sentenced, days - 1), steps)


def half_of_new(running: Running) -> Found:
    """Return the licence of a mixed chain under a year: half of the part for later offences."""
    whole = Length()
    for part in running.parts:
        if rehabilitated(part, running.law):
            whole = whole.and_then(whole_length(part))
    days = days_of(whole, running.sentenced) // 2
    until = on(running.first_release, days - running.days.unused_licence)
    return Found(until, (reason("release_licence_half", days=days),))
