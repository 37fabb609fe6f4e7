"""Reductions: what they may take, and when they end."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from befriend import policies
from befriend.rules.workload import reductions
from befriend.rules.workload.reductions import Asked, Unknown

BOOK = policies.load()
DAY = date(2026, 11, 23)
NAMES = [
    name
    for key in ("capacity.reductions", "capacity.reduction_limits", "workload.free_reductions")
    for name in BOOK.on(DAY, key).value
]


@given(name=st.sampled_from(NAMES), contract=st.integers(0, 3000), minutes=st.none() | st.integers(0, 5000))
def test_nothing_takes_more_than_the_week(name, contract, minutes):
    answer = reductions.reduction(Asked(name, DAY, None, minutes), contract, BOOK, DAY)

    if isinstance(answer, Unknown):
        assert minutes is None
        assert answer.most <= contract
    else:
        assert 0 <= answer.minutes <= contract


@given(name=st.sampled_from(NAMES), until=st.none() | st.integers(1, 900))
def test_it_never_lasts_longer_than_was_asked(name, until):
    asked = None if until is None else DAY + timedelta(days=until)
    answer = reductions.reduction(Asked(name, DAY, asked, 10), 2220, BOOK, DAY)

    assert asked is None or answer.until <= asked
    assert answer.state == "active"


def test_it_is_over_on_the_day_it_ends():
    asked = Asked("court_duty", DAY, DAY + timedelta(days=7), 60)

    assert reductions.reduction(asked, 2220, BOOK, DAY + timedelta(days=6)).state == "active"
    assert reductions.reduction(asked, 2220, BOOK, DAY + timedelta(days=7)).state == "ended"


def test_half_a_minute_taken_off_is_a_whole_one():
    assert reductions.allowed("vocational_level_3", 1110, BOOK, DAY) == 56


def test_a_reduction_policy_does_not_have_is_refused_by_name():
    with pytest.raises(ValueError, match="'golf' is not one of: long_term_sickness"):
        reductions.reduction(Asked("golf", DAY, None), 2220, BOOK, DAY)
