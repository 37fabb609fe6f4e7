"""Settling dates of a changed law against those of the law before, for somebody in a tranche."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from befriend.rules.release.extraction import Result
from befriend.rules.release.length import on
from befriend.rules.release.picture import in_tranche, raised
from befriend.rules.release.sentence import Running
from befriend.rules.release.values import Adjusted, Adjustment, DateKind, Found, Kind
from befriend.rules.values import reason

Days = dict[DateKind, Found]

SETTLED = (DateKind.CRD, DateKind.ERSED, DateKind.HDCED, DateKind.PED, DateKind.PRRD)
RAISED = (DateKind.CRD, DateKind.PED, DateKind.ERSED)
LATER = (DateKind.HDCED, DateKind.ERSED, DateKind.PED)
TRANCHE, STANDARD = "tranche", "standard"


def two_fifths(
    early: Result, before: Result, tranche_day: date, start: date,
    adjustments: Iterable[Adjustment], every: list[Running],
) -> Result:  # fmt: skip
    """Return the dates of release at two fifths for somebody whose tranche came on `tranche_day`."""
    dates = dict(early.found)
    settle(dates, early, before, tranche_day)
    keep_supervision(dates, before, start, every)
    settle_recall(dates, early)
    drop_same_day(dates, tranche_day)
    drop_parole(dates, every)
    changed = days_of(dates) != days_of(before.found)
    put_on_later(dates, adjustments, tranche_day)
    return early._replace(found=dates, two_fifths=changed or before.two_fifths)


def days_of(dates: Days) -> dict[DateKind, date]:
    """Return the days of dates."""
    return {kind: found.day for kind, found in dates.items()}


def settle(dates: Days, early: Result, before: Result, tranche_day: date) -> None:
    """Take for each date the tranche, the date of the law before, or the earlier one."""
    days = [early.found.get(kind) or before.found.get(kind) for kind in SETTLED]
    some_before = any(found.day < tranche_day for found in days if found)
    for kind in SETTLED:
        new, old = early.found.get(kind), before.found.get(kind)
        if some_before:
            settle_one(dates, kind, new, old, before, tranche_day)
        elif new and old and (old.day < tranche_day or old.day == new.day):
            dates[kind] = Found(new.day, old.steps, old.added, STANDARD)


def settle_one(
    dates: Days, kind: DateKind, new: Found | None, old: Found | None, before: Result, tranche_day: date
) -> None:
    """Settle one date where some date of the new law falls before the tranche."""
    if new and old and new.day < tranche_day <= old.day:
        step = reason("release_tranche", day=tranche_day.isoformat(), otherwise=new.day.isoformat())
        dates[kind] = Found(tranche_day, (*new.steps, step), new.added, TRANCHE)
    elif old and (old.day < tranche_day or (new and new.day == old.day)):
        dates[kind] = old._replace(settled=STANDARD)
        if kind is DateKind.CRD and DateKind.TUSED in before.found:
            dates[DateKind.TUSED] = before.found[DateKind.TUSED]


def keep_supervision(dates: Days, before: Result, start: date, every: list[Running]) -> None:
    """Keep the supervision of a release before the change, for somebody recalled on it."""
    old = before.found.get(DateKind.CRD)
    recalled = any(
        running.recalled and DateKind.TUSED in running.kinds
        and any(part.kind is Kind.STANDARD for part in running.parts)
        for running in every
    )  # fmt: skip
    if old and old.day < start and DateKind.TUSED in dates and recalled and DateKind.TUSED in before.found:
        dates[DateKind.TUSED] = before.found[DateKind.TUSED]


def settle_recall(dates: Days, early: Result) -> None:
    """Keep the later of release and release from recall; curfew never comes before the latter."""
    kind = DateKind.ARD if DateKind.ARD in dates else DateKind.CRD
    if kind not in dates:
        return
    recall = dates[DateKind.PRRD].day if DateKind.PRRD in dates else early.recall_release
    curfew = dates.get(DateKind.HDCED)
    if curfew and recall and recall > curfew.day:
        dates[DateKind.HDCED] = curfew._replace(day=recall)
    if DateKind.PRRD not in dates:
        return
    if dates[kind].day > dates[DateKind.PRRD].day:
        del dates[DateKind.PRRD]
    else:
        del dates[kind]
        dates.pop(DateKind.HDCED, None)


def drop_same_day(dates: Days, tranche_day: date) -> None:
    """Drop curfew and removal on the very day of release at the tranche."""
    release = dates.get(DateKind.CRD) or dates.get(DateKind.ARD)
    for kind in (DateKind.HDCED, DateKind.ERSED):
        if release and kind in dates and dates[kind].day == release.day == tranche_day:
            del dates[kind]


def drop_parole(dates: Days, every: list[Running]) -> None:
    """Drop parole where the sentence released last has none."""
    if DateKind.PED in dates and DateKind.PED not in max(every, key=in_tranche).kinds:
        del dates[DateKind.PED]


def put_on_later(dates: Days, adjustments: Iterable[Adjustment], tranche_day: date) -> None:
    """Put days awarded or at large from the tranche on to dates that were settled to it."""
    if DateKind.CRD not in dates:
        return
    release = dates[DateKind.CRD].day
    days = sum(signed(each) for each in adjustments if tranche_day <= each.applies < release)
    if not days:
        return
    for kind in LATER:
        found = dates.get(kind)
        if found and found.settled and found.day <= tranche_day:
            day = on(found.day, days)
            if found.settled == TRANCHE:
                day = max(day, tranche_day)
            step = reason("release_after_tranche", days=days)
            dates[kind] = found._replace(day=day, steps=(*found.steps, step))


def signed(adjustment: Adjustment) -> int:
    """Return the days an adjustment puts on after a tranche."""
    if adjustment.kind is Adjusted.RESTORED:
        return -adjustment.days
    return adjustment.days if adjustment.kind in (Adjusted.ADDED, Adjusted.AT_LARGE) else 0


def one_third(early: Result, before: Result, tranche_day: date) -> Result:
    """Return the dates of the progression model for somebody whose tranche comes on `tranche_day`."""
    dates = dict(early.found)
    if DateKind.HDCED in before.found:
        dates[DateKind.HDCED] = before.found[DateKind.HDCED]
    for kind in RAISED:
        found = settled_third(early.found.get(kind), before.found.get(kind), tranche_day)
        if found:
            dates[kind] = found
    changed = days_of(dates) != days_of(before.found)
    return early._replace(found=dates, one_third=changed or before.one_third)


def settled_third(new: Found | None, old: Found | None, tranche_day: date) -> Found | None:
    """Return the old date where it comes before the tranche, else the new one raised to it."""
    if old and new and new.day > old.day:
        return new
    if old and on(old.day, -old.added) < tranche_day:
        return old
    if not new:
        return None
    day = raised(new.day, tranche_day, new.added)
    if day == new.day:
        return new
    step = reason("release_tranche", day=tranche_day.isoformat(), otherwise=new.day.isoformat())
    return new._replace(day=day, steps=(*new.steps, step))
