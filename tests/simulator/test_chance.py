"""Luck is the same compiled, in numpy and in plain Python; it is even, and nobody's is another's."""

from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numba import njit
from numba.extending import register_jitable

from befriend.simulator import chance

for each in (chance.mix, chance.key, chance.luck, chance.pick):
    register_jitable(each)

SEED = st.integers(0, 2**62 - 1)
PURPOSE = st.sampled_from(chance.Purpose).map(int)
WEEK = st.integers(-32768, 32767)
WHO = st.integers(0, 2**31 - 1)


@njit
def compiled_luck(seed, purpose, week, who):
    first, second = chance.key(seed, purpose, week)
    return chance.luck(first, second, who)


@njit
def compiled_pick(table, drawn):
    return chance.pick(table, drawn)


@settings(deadline=None)  # the first compiles
@given(SEED, PURPOSE, WEEK, WHO)
def test_luck_is_the_same_compiled_in_numpy_and_plain(seed, purpose, week, who):
    first, second = chance.key(seed, purpose, week)
    plain = chance.luck(first, second, who)

    assert 0 <= plain < chance.WHOLE
    assert compiled_luck(seed, purpose, week, who) == plain
    assert chance.luck(first, second, np.array([who]))[0] == plain


@settings(deadline=None)
@given(st.lists(st.integers(0, chance.WHOLE), min_size=1, max_size=30), st.integers(0, chance.CUT))
def test_what_is_picked_is_the_same_compiled_in_numpy_and_plain(thresholds, drawn):
    table = np.array([*sorted(thresholds), chance.WHOLE], np.int64)

    plain = chance.pick(table.tolist(), drawn)

    assert table[plain] > drawn
    assert plain == 0 or table[plain - 1] <= drawn
    assert compiled_pick(table, drawn) == plain
    assert np.searchsorted(table, drawn, side="right") == plain


def test_luck_is_even_and_independent_between_weeks():
    people = np.arange(200_000)
    weeks = [chance.luck(*chance.key(7, chance.Purpose.EVENT, week), people) for week in (0, 1)]

    for drawn in weeks:
        found = np.bincount(drawn >> 28, minlength=16)
        # Sixteen parts of 12,500: three standard deviations are 325; five, 540.
        assert abs(found - 12_500).max() < 540
    assert abs(np.corrcoef(*weeks)[0, 1]) < 0.01


def test_no_two_keys_give_people_each_others_luck():
    keys = [chance.key(1, purpose, week) for purpose, week in product(chance.Purpose, range(520))]
    tenth = [tuple(chance.luck(*key, who) for who in range(3)) for key in keys]

    assert len(set(keys)) == len(keys)
    assert len(set(tenth)) == len(tenth)


@pytest.mark.parametrize("mean", [Fraction(0), Fraction(1, 3), Fraction(9), Fraction(440)])
def test_counts_have_their_mean_and_spread(mean):
    chances = np.diff([0, *chance.counts(mean)]) / chance.WHOLE
    places = np.arange(len(chances))
    average = (chances * places).sum()

    assert average == pytest.approx(float(mean), abs=1e-6)
    assert (chances * (places - average) ** 2).sum() == pytest.approx(float(mean), abs=1e-4)


def test_lengths_have_their_mean_and_are_met_by_their_length():
    table = chance.lengths(Fraction(66), 4, 520)
    chances = np.diff([0, *table]) / chance.WHOLE
    weeks = np.arange(1, len(chances) + 1)
    met = np.diff([0, *chance.met(table)]) / chance.WHOLE

    # A length within a week counts as the whole week.
    assert (chances * weeks).sum() == pytest.approx(66.5, abs=0.05)
    # Length-biased: the second moment over the first, by hand.
    assert (met * weeks).sum() == pytest.approx(
        (chances * weeks**2).sum() / (chances * weeks).sum(), rel=1e-6
    )


def test_shares_and_thresholds():
    assert chance.shares([1, 1, 2]) == [2**30, 2**31, 2**32]
    assert chance.threshold(Fraction(1)) == chance.WHOLE
    with pytest.raises(ValueError, match="no chance"):
        chance.threshold(Fraction(3, 2))
