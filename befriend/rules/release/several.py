"""Reading the dates off several sentences: the latest release, the latest end, and what goes with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from befriend.rules.release import recalls
from befriend.rules.release.curfew import adjusting_steps
from befriend.rules.release.law import Change, Law
from befriend.rules.release.length import period
from befriend.rules.release.reading import Read, end_found, release_found, served_under, transfers
from befriend.rules.release.sentence import Running
from befriend.rules.release.tranches import any_covered
from befriend.rules.release.values import DateKind, Found, Kind, Situation
from befriend.rules.release.whole import Shape, rehabilitated
from befriend.rules.values import Reason, reason

Day = Callable[[Running], date | None]


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


def read(groups: list[list[Running]], told: Situation, law: Law) -> Read:
    """Return the dates of several sentences."""
    picture = pictured(groups, told, law)
    found = Read({})
    conditional, licence_ends = licence_after(picture)
    put_ends(found, picture, licence_ends=licence_ends)
    put_releases(found, picture, conditional=conditional)
    put_supervision(found, picture)
    found.put(DateKind.HDCED, curfew_of_all(picture))
    put_parole(found, picture)
    put_removal(found, picture)
    if any(running.recalled for running in picture.last):
        put_recall(found, picture)
    end = max(running.unadjusted_end for running in picture.every)
    found.put(DateKind.ESED, Found(end, (reason("release_end_unadjusted"),)))
    return found


def pictured(groups: list[list[Running]], told: Situation, law: Law) -> Picture:
    """Return what comes last by what."""
    every = [running for group in groups for running in group]
    latest = max(in_tranche(running) for running in every)
    last = [running for running in every if in_tranche(running) == latest]
    licensed = [running for running in every if running.licence_until is not None]
    return Picture(
        every, groups, told, law, last,
        last_first=max(every, key=lambda running: running.first_release),
        last_end=max(every, key=lambda running: running.end),
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


# Ends and licences.


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


def by_release(sentences: Iterable[Running]) -> Running:
    """Return the sentence released last; of several the last."""
    return sorted(sentences, key=lambda running: running.release)[-1]


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


def standard_single(running: Running) -> bool:
    """Return whether it is one standard sentence by itself."""
    return running.shape is Shape.SINGLE and running.parts[0].kind.code == "standard"


# Releases.


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


# What goes with a release.


def put_supervision(found: Read, picture: Picture) -> None:
    """Put supervision after the licence, where it outlasts every licence."""
    if picture.licence is None:
        if all_detention_adult(picture):
            found.put(DateKind.TUSED, latest_supervision(picture.every))
        return
    breach = [running for running in picture.every if is_breach(running)]
    other = [running for running in picture.every if not is_breach(running)]
    latest = latest_supervision(other) or latest_supervision(breach)
    if latest is None or picture.licence.licence_until is None:
        return
    orders = [running.end for running in picture.detention if DateKind.SED in running.kinds]
    if max(orders, default=date.min) <= latest.day > picture.licence.licence_until:
        found.put(DateKind.TUSED, latest)


def is_breach(running: Running) -> bool:
    """Return whether it is one breach of supervision by itself."""
    return running.shape is Shape.SINGLE and running.supervision_breach


def latest_supervision(sentences: list[Running]) -> Found | None:
    """Return the supervision that lasts longest."""
    found = [running.supervision for running in sentences if running.supervision]
    return max(found, key=lambda each: each.day, default=None)


def all_detention_adult(picture: Picture) -> bool:
    """Return whether there are only orders for the young, under two years, and not all releases under 18."""
    if picture.others:
        return False
    young = all(running.age(running.release) < 18 for running in picture.every)
    return not young and all(running.shorter_than(24) for running in picture.every)


def curfew_of_all(picture: Picture) -> Found | None:
    """Return the latest curfew, moved to a later release of a sentence that has none."""
    every = picture.every
    if any(standard_single(running) and (running.parts[0].plus or running.parts[0].plus_today)
           for running in every):  # fmt: skip
        return None
    free = [running for running in every if not running.recalled and not running.detention]
    if not free or curfew_of(max(free, key=lambda running: running.release)) is None:
        return None
    least = picture.law.curfews[1].least_served
    with_curfew = [
        each for each in every if curfew_of(each) and (picture.release - each.sentenced).days >= least
    ]
    if not with_curfew:
        return None
    chosen = max(with_curfew, key=curfew_day)
    curfew = curfew_of(chosen)
    if curfew is None or picture.release <= curfew.day:
        return None
    return still_open(moved_curfew(picture, chosen, curfew), every, picture.law)


def still_open(curfew: Found, every: list[Running], law: Law) -> Found | None:
    """Return a curfew unless adults are no longer released on it; youths and terms in default are."""
    kept = all(running.shape is Shape.SINGLE and (running.parts[0].youth or is_term_kind(running))
               for running in every)  # fmt: skip
    ended = law.curfew_suspended or any(served_under(Change.ONE_THIRD, running) for running in every)
    closed = law.curfew_ends is not None and (ended or curfew.day >= law.curfew_ends)
    return None if closed and not kept else curfew


def is_term_kind(running: Running) -> bool:
    """Return whether it is a term in default, or an order for the young."""
    return running.parts[0].kind in (Kind.FINE_DEFAULT, Kind.DETENTION_TRAINING)


def curfew_of(running: Running) -> Found | None:
    """Return the curfew of a sentence, where it has one."""
    return running.curfew if DateKind.HDCED in running.kinds else None


def curfew_day(running: Running) -> date:
    """Return the day of a curfew that is known to be there."""
    return running.curfew.day if running.curfew else date.min


def moved_curfew(picture: Picture, chosen: Running, curfew: Found) -> Found:
    """Return the curfew, or the later release of another sentence from which there is none."""
    without = [
        running
        for running in picture.every
        if running is not chosen
        and curfew_of(running) is None
        and in_tranche(running) > curfew.day
        and not running.detention
    ]
    if not without:
        return curfew
    latest = max(without, key=lambda running: running.release)
    only_at_once = all(running.at_once and not running.recalled for running in without)
    if only_at_once and not latest.exactly_at_once:
        return curfew
    day = in_tranche(latest)
    return Found(day, (*curfew.steps, reason("release_curfew_after_other", day=day.isoformat())))


def put_parole(found: Read, picture: Picture) -> None:
    """Put parole where the last release has it, never before another release."""
    days = [running.parole for running in picture.every if running.parole]
    if not days or picture.last_first.parole is None:
        return
    others = [
        running
        for running in picture.every
        if not running.recalled and running.parole is None and not running.detention and not running.at_once
    ]
    other = max((running.release for running in others), default=None)
    if other is not None and other >= picture.last_first.release:
        return
    latest = max(days)
    holder = next(running for running in picture.every if running.parole == latest)
    if other is not None and latest < other:
        steps = (*parole_steps(holder), reason("release_parole_after_other", day=other.isoformat()))
        found.put(DateKind.PED, Found(other, steps, holder.days.awarded))
        return
    found.put(DateKind.PED, Found(latest, parole_steps(holder), holder.days.awarded))


def parole_steps(running: Running) -> tuple[Reason, ...]:
    """Return how a parole date was found."""
    days = running.reckoned.to_parole or 0
    return (reason("release_parole", days=days), *adjusting_steps(running))


def put_removal(found: Read, picture: Picture) -> None:
    """Put early removal, after any term in default, and not before the middle of an order for the young."""
    ready = [running for running in picture.every if running.removal and not running.at_once]
    if not ready:
        return
    latest = max(ready, key=removal_day)
    removal = latest.removal
    if removal is None:
        return
    group = next(group for group in picture.groups if latest in group)
    terms = [running.release for running in group if running.fine and not running.at_once
             and running.release > removal.day]  # fmt: skip
    if terms and max(terms) >= picture.release:
        return
    if terms:
        step = reason("release_removal_after_term", day=max(terms).isoformat())
        found.put(DateKind.ERSED, Found(max(terms), (*removal.steps, step), removal.added))
    elif picture.detention:
        put_removal_with_detention(found, removal)
    else:
        found.put(DateKind.ERSED, removal)


def removal_day(running: Running) -> date:
    """Return the day of a removal that is known to be there."""
    return running.removal.day if running.removal else date.min


def put_removal_with_detention(found: Read, removal: Found) -> None:
    """Put early removal where the order for the young ends before the other release."""
    middle = found.day(DateKind.MTD)
    release = found.day(DateKind.CRD) or found.day(DateKind.ARD)
    if middle is None or release is None or middle >= release:
        return
    if middle < removal.day:
        found.put(DateKind.ERSED, removal)
        return
    step = reason("release_removal_after_order", day=middle.isoformat())
    found.put(DateKind.ERSED, Found(middle, (*removal.steps, step), removal.added))


COUNTED = (DateKind.CRD, DateKind.ARD, DateKind.HDCED, DateKind.TUSED, DateKind.PED, DateKind.ERSED)


def by_change(change: Change, every: list[Running], read: Read) -> bool:
    """Return whether a sentence served by the shares of a change made any of the dates."""
    return any(
        served_under(change, running) and not running.recalled
        and any(own_day(running, kind, change) == read.day(kind) is not None for kind in COUNTED)
        for running in every
    )  # fmt: skip


def own_day(running: Running, kind: DateKind, change: Change) -> date | None:
    """Return the day a sentence itself has for a date."""
    if kind in (DateKind.CRD, DateKind.ARD):
        return running.first_release if kind in running.kinds else None
    found = {DateKind.HDCED: curfew_of(running), DateKind.TUSED: running.supervision}.get(kind)
    if kind is DateKind.PED:
        # Parole may stand where it does because a sentence of the later law lets out only then.
        return running.parole or (running.first_release if change is Change.ONE_THIRD else None)
    return found.day if found else None
