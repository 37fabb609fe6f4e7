"""Luck: a number for every seed, purpose, week and person, the same whoever asks and in whatever order.

Nothing is drawn from a stream that moves on, so a policy that asks one question more changes nobody else's
luck. The same functions run compiled, on numpy arrays of 64-bit integers and in plain Python: every step is
arithmetic on numbers below 2**32, cut to 32 bits after each multiplication, where a wrap does no harm.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, localcontext
from enum import IntEnum
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

BITS = 32
WHOLE = 1 << BITS  # a chance of one, as a threshold
CUT = WHOLE - 1
DIGITS = 50


class Purpose(IntEnum):
    """What a draw is for. Numbers are never used again for something else."""

    ARRIVALS = 1  # of each kind: ARRIVALS, ARRIVALS + 1, ARRIVALS + 2
    JOINERS = 5  # PSOs, trainees
    PROFILE = 10
    LENGTH = 11
    ACTIVITY = 12
    EVENT = 13
    REMAINING = 14
    INSTEAD = 15
    ORDER = 16
    CHECKS = 17
    EARLY = 18
    EARLY_WEEK = 19
    COURSE = 20
    LEAVING = 21
    SICKNESS = 22
    SPELL = 23
    CAREER = 24


def mix(number: int) -> int:
    """Return 32 bits in which every bit depends on every bit of `number` (lowbias32, C. Wellons)."""
    mixed = number ^ (number >> 16)
    mixed = (mixed * 0x7FEB352D) & CUT
    mixed = mixed ^ (mixed >> 15)
    mixed = (mixed * 0x846CA68B) & CUT
    return mixed ^ (mixed >> 16)


def key(seed: int, purpose: int, week: int) -> tuple[int, int]:
    """Return what opens one purpose in one week: two numbers of 32 bits.

    `seed` is below 2**62 and `week` from -32768 up. One number would be too few: of some thousand keys two
    would soon differ in so few bits that the luck of some people would be that of others.
    """
    first = mix((mix((seed & CUT) ^ 0x9E3779B9) + mix((seed >> 32) + 0x85EBCA6B)) & CUT)
    step = mix(((week + 32768) * 64 + purpose) & CUT)
    return mix(first ^ step), mix((first + step + 0xC2B2AE35) & CUT)


def luck(first: int, second: int, who: int) -> int:
    """Return the luck of `who`, from 0 up to but not including 2**32, under a key."""
    return mix((mix(who ^ first) + second) & CUT)


def pick(table: Sequence[int] | Ints, drawn: int) -> int:
    """Return the first place of a rising table of thresholds that is above `drawn`."""
    low, high = 0, len(table) - 1
    while low < high:
        middle = (low + high) // 2
        if drawn < table[middle]:
            high = middle
        else:
            low = middle + 1
    return low


def threshold(chance: Fraction) -> int:
    """Return a chance as the number that luck must stay below, rounded down; ValueError over one."""
    if not 0 <= chance <= 1:
        raise ValueError(f"{float(chance)} is no chance; it should stay from 0 to 1")
    return int(chance * WHOLE)


def shares(weights: Sequence[Fraction | int]) -> list[int]:
    """Return the thresholds that pick each place as often as its weight says."""
    total, so_far, found = Fraction(sum(weights)), Fraction(0), []
    for weight in weights:
        so_far += weight
        found.append(threshold(so_far / total))
    return found


def counts(mean: Fraction) -> list[int]:
    """Return the thresholds of a Poisson count around `mean`: its place is the count."""
    places = int(mean) + 12 * (int(mean) + 1) // (1 + int(mean) // 100) + 20
    with localcontext() as exact:
        exact.prec = DIGITS
        average = decimal(mean)
        term = (-average).exp()
        so_far, found = term, []
        for place in range(1, places):
            found.append(min(WHOLE, int(so_far * WHOLE)))
            term = term * average / place
            so_far += term
    return [*found, WHOLE]


def lengths(mean_weeks: Fraction, shape: int, longest: int) -> list[int]:
    """Return the thresholds of a length in weeks, Erlang of `shape`: place 0 is one week."""
    with localcontext() as exact:
        exact.prec = DIGITS
        rate = decimal(shape / mean_weeks)
        found = [int((1 - longer(rate * week, shape)) * WHOLE) for week in range(1, longest)]
    return [*found, WHOLE]


def longer(passed: Decimal, shape: int) -> Decimal:
    """Return the chance that an Erlang time of `shape` steps at rate 1 is longer than `passed`."""
    term, total = Decimal(1), Decimal(1)
    for step in range(1, shape):
        term = term * passed / step
        total += term
    return total * (-passed).exp()


def decimal(number: Fraction) -> Decimal:
    """Return a fraction as a decimal of the precision in force."""
    return Decimal(number.numerator) / Decimal(number.denominator)


def met(table: Sequence[int]) -> list[int]:
    """Return the thresholds of lengths as one meets them on a day: the long ones oftener, by their length.

    Those who are inside on a day are not as those who come: who stays twice as long is met twice as often.
    """
    chances = [high - low for low, high in zip([0, *table[:-1]], table, strict=True)]
    return shares([chance * (place + 1) for place, chance in enumerate(chances)])
