"""Which dates a sentence has, by its kind, its length, its offence and the law of its day."""

from __future__ import annotations

from fractions import Fraction

from befriend.rules.release.length import on, share_of
from befriend.rules.release.values import DateKind, Kind, Sentence
from befriend.rules.release.whole import WITH_PAROLE, Shape, Whole, has_parole, part_old, rehabilitated

LICENSED = (DateKind.SLED, DateKind.CRD)
UNLICENSED = (DateKind.SED, DateKind.ARD)
TRANSFERS = (DateKind.SED, DateKind.MTD, DateKind.ETD, DateKind.LTD, DateKind.TUSED)


def kinds_of(whole: Whole) -> tuple[DateKind, ...]:
    """Return the dates of a sentence by kind and length."""
    if whole.shape is Shape.CHAIN:
        return kinds_of_chain(whole)
    part = whole.parts[0]
    if whole.detention:
        return TRANSFERS
    if part.kind is Kind.FINE_DEFAULT:
        return UNLICENSED
    if part.kind is Kind.SUPERVISION_BREACH:
        return (*UNLICENSED, DateKind.TUSED) if part.supervision_until else UNLICENSED
    if part.kind in WITH_PAROLE:
        return kinds_with_parole(part, recalled=whole.recalled)
    return (*standard_kinds(whole), *later_kinds(whole))


def kinds_with_parole(part: Sentence, *, recalled: bool) -> tuple[DateKind, ...]:
    """Return the dates of an extended sentence, or one for particular concern."""
    if recalled:
        return (DateKind.SLED,)
    return (*LICENSED, DateKind.PED) if has_parole(part) else LICENSED


def kinds_of_chain(whole: Whole) -> tuple[DateKind, ...]:
    """Return the dates of consecutive sentences."""
    parts = whole.parts
    if any(part.kind in WITH_PAROLE for part in parts):
        return (*LICENSED, DateKind.PED) if any(map(has_parole, parts)) else LICENSED
    if whole.detention:
        return TRANSFERS
    return (*chain_kinds(whole), *later_kinds(whole))


def chain_kinds(whole: Whole) -> tuple[DateKind, ...]:
    """Return the release and end of a chain of standard sentences, of one style or of both."""
    law = whole.law
    standard = [part for part in whole.parts if part.kind is Kind.STANDARD]
    old = [part_old(part, law) for part in standard]
    if not standard or (all(part.plus for part in standard) and len(standard) == len(whole.parts)):
        return LICENSED if standard else UNLICENSED
    if any(old):
        return old_kinds(whole) if all(old) else LICENSED
    new = [rehabilitated(part, law) for part in standard]
    if any(new) and not all(new):
        return (DateKind.LED, DateKind.SED, DateKind.CRD) if whole.shorter_than(12) else LICENSED
    return new_kinds(whole)


def standard_kinds(whole: Whole) -> tuple[DateKind, ...]:
    """Return the release and end of a standard sentence."""
    return old_kinds(whole) if whole.old_style else new_kinds(whole)


def old_kinds(whole: Whole) -> tuple[DateKind, ...]:
    """Return the same before the Criminal Justice Act 2003: licence to the end, to three quarters, none."""
    if not whole.shorter_than(whole.law.to_the_end_months):
        return LICENSED
    if not whole.shorter_than(whole.law.licence_months):
        return (DateKind.LED, DateKind.CRD, DateKind.SED)
    return UNLICENSED


def new_kinds(whole: Whole) -> tuple[DateKind, ...]:
    """Return the same since: no licence under a year for offences before 1 February 2015, nor for a day."""
    offence = whole.offence
    early = offence is not None and offence < whole.law.licence_under_a_year
    if (whole.shorter_than(12) and early) or whole.length_days <= 1:
        return UNLICENSED
    return LICENSED


def later_kinds(whole: Whole) -> tuple[DateKind, ...]:
    """Return supervision after the licence, and curfew before release, where they may come."""
    later: tuple[DateKind, ...] = ()
    if may_be_supervised(whole):
        later = (DateKind.TUSED,)
    if not whole.registered and not any(part.plus or part.plus_today for part in whole.parts):
        return (*later, DateKind.HDCED)
    return later


def may_be_supervised(whole: Whole) -> bool:
    """Return whether supervision may follow: under two years, for an offence since 2015, an adult."""
    law = whole.law
    standard = [part for part in whole.parts if part.kind is Kind.STANDARD]
    if not law.supervision or whole.shape is Shape.ONE_TERM or not standard:
        return False
    if any(part_old(part, law) for part in standard):
        return False
    half = on(whole.sentenced, share_of(whole.length_days, Fraction(1, 2)))
    return (
        any(rehabilitated(part, law) for part in standard)
        and whole.shorter_than(24)
        and whole.length_days > 1
        and whole.age(half) > 18
    )
