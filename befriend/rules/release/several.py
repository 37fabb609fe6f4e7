"""Reading the dates off several sentences: the latest release, the latest end, and what goes with them."""

from __future__ import annotations

from datetime import date

from befriend.rules.release import alongside, recalls
from befriend.rules.release.law import Law
from befriend.rules.release.picture import (
    Picture,
    by_release,
    pictured,
    standard_single,
    total_months,
    whole_period,
)
from befriend.rules.release.reading import Read, end_found, release_found, transfers
from befriend.rules.release.sentence import Running
from befriend.rules.release.values import DateKind, Found, Situation
from befriend.rules.release.whole import rehabilitated
from befriend.rules.values import reason


def read(groups: list[list[Running]], told: Situation, law: Law) -> Read:
    """Return the dates of several sentences."""
    picture = pictured(groups, told, law)
    found = Read({})
    conditional, licence_ends = licence_after(picture)
    put_ends(found, picture, licence_ends=licence_ends)
    put_releases(found, picture, conditional=conditional)
    alongside.put_supervision(found, picture)
    found.put(DateKind.HDCED, alongside.curfew_of_all(picture))
    alongside.put_parole(found, picture)
    alongside.put_removal(found, picture)
    if any(running.recalled for running in picture.last):
        put_recall(found, picture)
    end = max(running.unadjusted_end for running in picture.every)
    found.put(DateKind.ESED, Found(end, (reason("release_end_unadjusted"),)))
    return found


def put_ends(found: Read, picture: Picture, *, licence_ends: bool) -> None:
    """Put the end of sentence, and of licence where it is another day."""
    last = picture.last_end
    end = end_found(last)
    licence = picture.licence.licence_until if picture.licence else None
    if last.end == licence and DateKind.SLED in last.kinds:
        found.put(DateKind.SLED, end)
        return
    if picture.detention and picture.others:
        same = by_release(picture.others).end == by_release(picture.detention).end
        found.put(DateKind.SLED if same else DateKind.SED, end)
        return
    found.put(DateKind.SED, end)
    if picture.licence and licence and licence_ends and licence >= picture.release:
        found.put(DateKind.LED, picture.licence.licence_end if DateKind.LED in picture.licence.kinds
                  else end_found(picture.licence))  # fmt: skip


def licence_after(picture: Picture) -> tuple[bool, bool]:
    """Return whether release is on conditions, and whether a licence may end before the sentence."""
    mixed = mixed_concurrent(picture)
    if mixed is not None:
        return mixed
    if picture.detention:
        ages = [running.age(running.release) for running in picture.every]
        if all(age < 18 for age in ages) and total_months(picture) < 12:
            return False, True
        if picture.others and all(age >= 18 for age in ages):
            return True, True
    return any(licensed_on(running, picture.release) for running in picture.every), True


def licensed_on(running: Running, day: date) -> bool:
    """Return whether the licence of a sentence has not ended before `day`."""
    return running.licence_until is not None and running.licence_until >= day


def mixed_concurrent(picture: Picture) -> tuple[bool, bool] | None:
    """Return the same where short sentences with and without licence run together, else None."""
    single = [running for running in picture.every if standard_single(running)]
    later = [running for running in single if rehabilitated(running.parts[0], running.law)]
    earlier = [running for running in single if running not in later and running.shorter_than(12)]
    if DateKind.CRD in picture.last_first.kinds or whole_period(picture)[0] >= 4 or not (later and earlier):
        return None
    with_end = [running for running in picture.every if DateKind.SED in running.kinds]
    licensed = [running for running in picture.every if DateKind.SLED in running.kinds]
    if not with_end or not licensed:
        return None
    if DateKind.SED in picture.last_end.kinds and picture.release > max(running.end for running in licensed):
        return False, False
    return True, True


def put_releases(found: Read, picture: Picture, *, conditional: bool) -> None:
    """Put the release, by whatever name."""
    if picture.detention and not picture.others:
        found.put(DateKind.MTD, release_found(picture.last[0]))
        if DateKind.ETD in picture.last_end.kinds:
            transfers(found, picture.last_end, picture.release)
        return
    kind = DateKind.CRD if conditional else DateKind.ARD
    if picture.detention:
        put_with_detention(found, picture, kind)
        return
    free = [running for running in picture.last if not running.recalled]
    if free:
        found.put(kind, release_found(free[0]))


def put_with_detention(found: Read, picture: Picture, kind: DateKind) -> None:
    """Put the release from a sentence, and the middle of an order for the young beside it."""
    other, order = by_release(picture.others), by_release(picture.detention)
    found.put(kind, release_found(other))
    middle = middle_of(order, kind, picture)
    steps = release_found(order).steps
    found.put(DateKind.MTD, Found(middle, steps))
    if not any(running.at_once for running in picture.detention):
        transfers(found, order, middle)
    if other.conditional and DateKind.SLED not in found.found and other.licence_until:
        found.put(DateKind.LED, Found(other.licence_until, end_found(other).steps))


def middle_of(order: Running, kind: DateKind, picture: Picture) -> date:
    """Return the middle of an order for the young that runs with another sentence."""
    counted = any(part.sentenced >= order.law.detention_counts_remand for part in order.parts)
    if order.at_once and counted:
        return order.sentenced
    if kind is DateKind.CRD and not counted:
        return order.unadjusted_release
    young = all(running.age(running.release) < 18 for running in picture.every)
    return order.first_release if kind is DateKind.CRD or young else picture.release


def put_recall(found: Read, picture: Picture) -> None:
    """Put the release from a recall; curfew goes unless another release comes after it."""
    day = recalls.release(picture.every, picture.release, picture.told.returned, found.day(DateKind.SLED))
    recalled = next(running for running in picture.last if running.recalled)
    found.put(DateKind.PRRD, Found(day, release_found(recalled).steps))
    found.found.pop(DateKind.PED, None)  # there is no parole before the recall has run
    others = [found.day(kind) for kind in (DateKind.CRD, DateKind.ARD)]
    latest = max((each for each in others if each), default=None)
    if latest is None or day == found.day(DateKind.CRD) or day >= latest:
        found.found.pop(DateKind.HDCED, None)
