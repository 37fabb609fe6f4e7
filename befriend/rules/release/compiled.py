"""The loop of `lengths`, compiled from the same functions."""

from __future__ import annotations

import numpy as np
from numba.extending import register_jitable
from numpy.typing import ArrayLike

from befriend.rules.kept import compiled
from befriend.rules.release import lengths
from befriend.rules.release.lengths import Ints, Plain

PLAIN = (
    lengths.day_number, lengths.calendar_day, lengths.days_in_month, lengths.months_on, lengths.last_day,
    lengths.served, lengths.months_within, lengths.tranche_of_fifths, lengths.fifths_hold, lengths.uncapped,
    lengths.release_before_thirds, lengths.release,
)  # fmt: skip

for each in PLAIN:
    # Compiled code that meets the plain function compiles that very function.
    register_jitable(each)
_loop = compiled(lengths.releases)


def releases(
    law: Plain, start: ArrayLike, months: ArrayLike, days: ArrayLike, off: ArrayLike
) -> tuple[Ints, Ints]:
    """Return release and end of each sentence, as `lengths.releases`.

    Raises ValueError for arrays of unequal length, a length of nothing, or days out of reach, which
    compiled code would take without a word.
    """
    starts, whole = checked(start, "start", 100_000), checked(months, "months", 1200)
    more, less = checked(days, "days", 40_000), checked(off, "off", 40_000)
    if not len(starts) == len(whole) == len(more) == len(less):
        raise ValueError("start, months, days and off differ in length")
    if len(starts) and (whole + more).min() == 0:
        raise ValueError("a sentence has no length")
    out, end = _loop(law, starts, whole, more, less)
    return out, end


def checked(array: ArrayLike, name: str, most: int) -> Ints:
    """Return `array` as integers from 0 to `most`, or raise ValueError."""
    numbers = np.ascontiguousarray(array, np.int64)
    if len(numbers) and (numbers.min() < 0 or numbers.max() > most):
        raise ValueError(f"{name} runs from {numbers.min()} to {numbers.max()}; "
                         f"it should stay from 0 to {most}")  # fmt: skip
    return numbers
