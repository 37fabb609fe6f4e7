"""The arithmetic of claims: nothing is rounded up, and what cannot be is refused."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from befriend import policies
from befriend.rules import claims
from befriend.rules.claims import Award, Daily

BOOK = policies.load()
DAY = date(2026, 11, 23)
FIRST = date(2026, 1, 1)


def daily(count, days, claimed, counted="people"):
    last = FIRST + timedelta(days=days - 1)
    return claims.daily(Daily(count, counted, FIRST, last, claimed, "people"), BOOK, DAY)


@given(count=st.integers(0, 10**6), days=st.integers(1, 1000), claimed=st.integers(1, 5000))
def test_a_claim_holds_as_long_as_is_said(count, days, claimed):
    found = daily(count, days, claimed)

    assert found.days == days
    assert found.holds == (days <= found.holds_up_to_days) == (count >= claimed * days)


@given(count=st.integers(0, 10**6), days=st.integers(1, 1000), claimed=st.integers(1, 5000))
def test_what_is_not_people_is_never_as_many_people(count, days, claimed):
    assert not daily(count, days, claimed, "assessments").holds


def test_a_period_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="the last day lies before the first one"):
        daily(1, 0, 1)


@given(award=st.integers(0, 2000), progression=st.integers(1, 2000), share=st.integers(0, 100))
def test_new_money_is_the_award_whatever_moves_up(award, progression, share):
    total = award + progression * share // 100
    found = claims.new_money(Award(award, progression, total))

    assert found.new_money == award
    assert found.moving_up_percent <= share
    assert found.holds == (total == award)


@pytest.mark.parametrize("total", [399, 745])
def test_a_total_that_cannot_be_made_of_the_two_is_refused(total):
    with pytest.raises(ValueError, match="the total should lie between"):
        claims.new_money(Award(400, 344, total))


def test_pay_follows_from_what_the_award_is_in_pounds():
    assert claims.salary(1470, 400) == 36_750
    with pytest.raises(ValueError, match="the award is nothing"):
        claims.salary(1470, 0)


@pytest.mark.parametrize(
    ("hundredths", "text"), [(400, "4"), (344, "3.44"), (630, "6.3"), (5, "0.05"), (0, "0")]
)
def test_percentages_are_written_as_people_write_them(hundredths, text):
    assert claims.percent(hundredths) == text
