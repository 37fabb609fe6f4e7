"""What is reckoned of a practitioner's career is the same compiled and plain."""

import numpy as np
import pytest
from numba import njit
from numba.extending import register_jitable

from befriend.simulator import shapes, staffing
from befriend.simulator.laws import CAREER_MONTHS

register_jitable(staffing.month_of)


@njit
def compiled_month(begun, week):
    return staffing.month_of(begun, week)


@pytest.mark.parametrize("weeks", [0, 1, 4, 5, 97, 98, 104, 209, 1_040, 30_000])
def test_a_month_of_a_career_is_the_same_from_16_bits_and_from_whole_numbers(weeks):
    one = np.zeros(1, shapes.PRACTITIONER)
    one["begun"] = -weeks
    begun = one["begun"][0]

    by_hand = min(weeks * 336 // 1461, CAREER_MONTHS - 1)

    # In the 16 bits in which it is kept, 98 weeks by 336 would be a negative number.
    assert begun.dtype == np.int16
    assert staffing.month_of(begun, 0) == staffing.month_of(begun, np.int16(0)) == by_hand
    assert staffing.month_of(-weeks, 0) == compiled_month(begun, 0) == by_hand
