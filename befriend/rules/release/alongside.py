"""What goes with a release from several sentences: supervision, curfew, parole and removal."""

from __future__ import annotations

from datetime import date

from befriend.rules.release.curfew import adjusting_steps
from befriend.rules.release.law import Change, Law
from befriend.rules.release.picture import (
    Picture,
    in_tranche,
    standard_single,
)
from befriend.rules.release.reading import Read, served_under
from befriend.rules.release.sentence import Running
from befriend.rules.release.values import DateKind, Found, Kind
from befriend.rules.release.whole import Shape
from befriend.rules.values import Reason, reason


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
    least = picture.law.curfews[-1].least_served
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
