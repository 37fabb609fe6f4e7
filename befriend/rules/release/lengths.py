"""Release of one standard sentence in whole numbers, so that a country of them compiles.

Days are numbers from 1 January 1970. What `calculation` does for one standard sentence without
exclusions, added days or days at large is done here with integers alone; a test holds them equal.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from befriend.rules.release.law import Law, Tranches

Ints = NDArray[np.int64]
EPOCH = date(1970, 1, 1)
NEVER = 1_000_000_000
YEAR_FROM_MARCH = 153  # days of five months in a row, from March on


class Plain(NamedTuple):
    """The law of one standard sentence: tuples of integers, so that numba compiles what reads them."""

    first_fifths: int  # day of the change; NEVER where there is none
    first_third: int
    shares: tuple[tuple[int, int], tuple[int, int], tuple[int, int]]  # half, two fifths, a third
    fifths: tuple[tuple[int, int], ...]  # below so many months, from that day; 0 any length
    thirds: tuple[tuple[int, int], ...]  # up to so many days, from that day; 0 any length


def plain(law: Law) -> Plain:
    """Return the law in integers."""
    two_fifths, one_third = law.two_fifths, law.one_third
    shares = [share["standard"] for change, share in law.shares.items() if change != "added_exclusions"]
    half, fifths, third = ((share.numerator, share.denominator) for share in shares)
    return Plain(
        number(two_fifths.start) if two_fifths else NEVER,
        number(one_third.start) if one_third else NEVER,
        (half, fifths, third),
        rows(two_fifths),
        rows(one_third),
    )


def rows(tranches: Tranches | None) -> tuple[tuple[int, int], ...]:
    """Return tranches in integers."""
    found = tuple((row.longest, number(row.start)) for row in tranches.rows) if tranches else ()
    return found or ((0, NEVER),)


def number(day: date) -> int:
    """Return a day as its number."""
    return (day - EPOCH).days


def day_number(year: int, month: int, day: int) -> int:
    """Return the number of a day of the Gregorian calendar."""
    shifted = year - (1 if month <= 2 else 0)
    era = shifted // 400
    of_era = shifted - era * 400
    of_year = (YEAR_FROM_MARCH * ((month + 9) % 12) + 2) // 5 + day - 1
    return era * 146097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 719468


def calendar_day(number: int) -> tuple[int, int, int]:
    """Return year, month and day of a number."""
    shifted = number + 719468
    era = shifted // 146097
    of_era = shifted - era * 146097
    year = (of_era - of_era // 1460 + of_era // 36524 - of_era // 146096) // 365
    of_year = of_era - (365 * year + year // 4 - year // 100)
    month = (5 * of_year + 2) // YEAR_FROM_MARCH
    day = of_year - (YEAR_FROM_MARCH * month + 2) // 5 + 1
    month = month + 3 if month < 10 else month - 9
    return year + era * 400 + (1 if month <= 2 else 0), month, day


def days_in_month(year: int, month: int) -> int:
    """Return how many days a month has."""
    if month == 12:
        return 31
    return day_number(year, month + 1, 1) - day_number(year, month, 1)


def months_on(number: int, months: int) -> int:
    """Return the same day of another month, or its last where that month is shorter."""
    year, month, day = calendar_day(number)
    total = month - 1 + months
    year, month = year + total // 12, total % 12 + 1
    return day_number(year, month, min(day, days_in_month(year, month)))


def last_day(start: int, months: int, days: int) -> int:
    """Return the last day of a length of months and days that begins on `start`."""
    _, _, day = calendar_day(start)
    if day == 1 and months > 0:
        return months_on(start, months) - 1 + days
    return months_on(months_on(start - 1, months // 12 * 12), months % 12) + days


def served(start: int, length: int, share: tuple[int, int], off: int) -> int:
    """Return the day of release after a share of a length in days, never before the sentence."""
    to_serve = -(-length * share[0] // share[1])
    return max(start, start + to_serve - 1 - off)


def months_within(start: int, after: int) -> int:
    """Return the whole months from `start` up to but not on `after`."""
    year, month, day = calendar_day(start)
    until_year, until_month, until_day = calendar_day(after)
    whole = (until_year - year) * 12 + until_month - month
    return whole - 1 if until_day < day else whole


def release(law: Plain, start: int, months: int, days: int, off: int) -> int:
    """Return the day of release of one standard sentence of months and days, `off` days taken off."""
    end = last_day(start, months, days)
    length = end - start + 1
    before = release_before_thirds(law, start, length, off)
    if start >= law.first_third:
        return served(start, length, law.shares[2], off)
    if uncapped(law, start, length, off) < law.first_third or end - off < law.first_third:
        return before
    tranche = law.thirds[0][1]
    for longest, first in law.thirds:
        tranche = first
        if longest == 0 or length <= longest:
            break
    if before <= tranche:
        return before
    return max(tranche, served(start, length, law.shares[2], off))


def uncapped(law: Plain, start: int, length: int, off: int) -> int:
    """Return release before the progression model without regard to any tranche."""
    share = law.shares[1] if fifths_hold(law, start, length, off) else law.shares[0]
    return start + -(-length * share[0] // share[1]) - 1 - off


def fifths_hold(law: Plain, start: int, length: int, off: int) -> bool:
    """Return whether two fifths are served: sentenced since, or release at half after the tranche."""
    if start >= law.first_fifths:
        return True
    return served(start, length, law.shares[0], off) > tranche_of_fifths(law, start, length)


def tranche_of_fifths(law: Plain, start: int, length: int) -> int:
    """Return the day of the tranche of two fifths."""
    whole = months_within(start, start + length)
    tranche = law.fifths[0][1]
    for below, first in law.fifths:
        tranche = first
        if below == 0 or whole < below:
            break
    return tranche


def release_before_thirds(law: Plain, start: int, length: int, off: int) -> int:
    """Return release at a half or two fifths, never before the tranche it comes by."""
    if not fifths_hold(law, start, length, off):
        return served(start, length, law.shares[0], off)
    day = served(start, length, law.shares[1], off)
    if start >= law.first_fifths:
        return day
    return max(day, tranche_of_fifths(law, start, length))


def releases(law: Plain, start: Ints, months: Ints, days: Ints, off: Ints) -> tuple[Ints, Ints]:
    """Return the day of release and the last day of each sentence, one entry a sentence.

    Nothing is checked here: `compiled.releases` checks.
    """
    out = np.zeros(len(start), np.int64)
    end = np.zeros(len(start), np.int64)
    for i in range(len(start)):
        out[i] = release(law, start[i], months[i], days[i], off[i])
        end[i] = max(start[i], last_day(start[i], months[i], days[i]) - off[i])
    return out, end
