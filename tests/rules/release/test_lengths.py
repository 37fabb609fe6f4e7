"""Whole numbers say what the calculation says, and the compiled loop what the plain one says."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from befriend import policies
from befriend.rules.release import calculation, compiled, lengths
from befriend.rules.release.law import law
from befriend.rules.release.length import Length, end_of
from befriend.rules.release.values import Adjusted, Adjustment, DateKind, Kind, Sentence, Situation

TODAY = date(2026, 11, 23)
LAW = law(policies.load(), TODAY)
PLAIN = lengths.plain(LAW)

days = st.dates(date(2016, 1, 1), date(2028, 12, 31))


@settings(max_examples=300, deadline=None)
@given(days, st.integers(1, 200), st.integers(0, 40), st.integers(0, 500))
def test_whole_numbers_say_what_the_calculation_says(sentenced, months, more, off):
    sentence = Sentence("s1", Kind.STANDARD, sentenced, sentenced, Length(0, months, 0, more))
    remand = Adjustment(Adjusted.REMAND, off, sentenced)

    found = calculation.under(Situation(date(1980, 1, 1), (sentence,), (remand,)), LAW)
    number = lengths.release(PLAIN, lengths.number(sentenced), months, more, off)

    assert lengths.EPOCH + timedelta(number) == found.found[DateKind.CRD].day


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)))
def test_a_day_and_its_number_are_each_others(day):
    number = lengths.number(day)

    assert lengths.calendar_day(number) == (day.year, day.month, day.day)
    assert lengths.day_number(day.year, day.month, day.day) == number


@given(days, st.integers(0, 300), st.integers(0, 40))
def test_lengths_end_on_the_same_day(start, months, more):
    last = lengths.last_day(lengths.number(start), months, more)

    assert lengths.EPOCH + timedelta(last) == end_of(Length(0, months, 0, more), start)


def test_compiled_and_plain_are_the_same():
    dice = np.random.default_rng(7)
    start = dice.integers(lengths.number(date(2018, 1, 1)), lengths.number(date(2028, 1, 1)), 5000)
    months, more, off = dice.integers(1, 180, 5000), dice.integers(0, 30, 5000), dice.integers(0, 400, 5000)

    fast = compiled.releases(PLAIN, start, months, more, off)
    slow = lengths.releases(PLAIN, start, months, more, off)

    assert all((one == other).all() for one, other in zip(fast, slow, strict=True))


@pytest.mark.parametrize(
    ("arrays", "wrong"),
    [
        (([1], [1, 2], [0], [0]), "differ in length"),
        (([1], [0], [0], [0]), "no length"),
        (([1], [-1], [0], [0]), "months runs from -1"),
    ],
)
def test_what_cannot_be_reckoned_is_refused(arrays, wrong):
    with pytest.raises(ValueError, match=wrong):
        compiled.releases(PLAIN, *arrays)
