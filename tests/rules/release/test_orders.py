"""Orders and requirements that the law does not allow, and leaving at the edge of a holiday."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from befriend import policies
from befriend.rules.release import days, orders
from befriend.rules.release.law import bank_holidays
from befriend.rules.release.length import Length, end_of, months_on
from befriend.rules.release.orders import Requirement
from befriend.rules.values import Missing

BOOK = policies.load()
MADE = date(2026, 1, 12)
TODAY = date(2026, 11, 23)
any_day = st.dates(date(2020, 1, 1), date(2027, 12, 31))


@pytest.mark.parametrize("ends", [MADE - timedelta(1), date(2029, 1, 13)])
def test_a_community_order_ends_within_three_years(ends):
    with pytest.raises(ValueError, match="section 209"):
        orders.community(MADE, ends, None, BOOK, TODAY)


def test_a_community_order_may_last_three_years():
    assert orders.community(MADE, date(2029, 1, 12), None, BOOK, TODAY).day == date(2029, 1, 12)


@pytest.mark.parametrize(("months", "supervised"), [(5, 0), (12, 13), (12, 5)])
def test_a_suspension_keeps_its_bounds(months, supervised):
    with pytest.raises(ValueError, match="months, not"):
        orders.suspended(MADE, months, supervised, BOOK)


NAMED = [kind for kind in Requirement if kind not in {*orders.WITH_A_MOST, Requirement.UNPAID_WORK}]


@pytest.mark.parametrize("kind", NAMED, ids=lambda kind: kind.code)
def test_a_requirement_without_a_longest_length_ends_when_the_order_says(kind):
    assert orders.requirement(kind, MADE, None, BOOK, TODAY, MADE).day == MADE
    assert isinstance(orders.requirement(kind, MADE, None, BOOK, TODAY), Missing)
    with pytest.raises(ValueError, match="ends is before since"):
        orders.requirement(kind, MADE, None, BOOK, TODAY, MADE - timedelta(1))
    with pytest.raises(ValueError, match="the law has no length"):
        orders.requirement(kind, MADE, 6, BOOK, TODAY)


def test_a_curfew_ends_by_its_length_alone():
    with pytest.raises(ValueError, match="leave out ends"):
        orders.requirement(Requirement.CURFEW, MADE, 6, BOOK, TODAY, MADE)


@pytest.mark.parametrize("kind", sorted(orders.WITH_A_MOST), ids=lambda kind: kind.code)
def test_a_requirement_keeps_its_bounds(kind):
    most = orders.most_of(kind, MADE, BOOK)

    assert orders.requirement(kind, MADE, most, BOOK, TODAY).day > MADE
    assert isinstance(orders.requirement(kind, MADE, None, BOOK, TODAY), Missing)
    with pytest.raises(ValueError, match=f"lasts {most} at most"):
        orders.requirement(kind, MADE, most + 1, BOOK, TODAY)


@given(any_day)
def test_nobody_leaves_later_than_due_nor_on_a_day_when_nothing_is_open(due):
    left = days.leaving(due, BOOK, TODAY, days_served=400)
    holidays = bank_holidays(BOOK)

    assert left.earliest <= left.day <= due
    assert days.is_working(left.day, holidays)
    assert days.is_working(left.earliest, holidays)


@given(any_day, st.integers(0, 3))
def test_a_short_term_is_never_moved(due, served):
    assert days.leaving(due, BOOK, TODAY, days_served=served).day == due


@given(st.dates(date(2010, 1, 1), date(2026, 12, 31)), st.integers(6, 24))
def test_a_period_of_months_ends_when_a_sentence_of_that_length_does(made, months):
    ended = orders.ended(made, months, None).day

    assert ended == end_of(Length(months=months), made)
    same = months_on(made, months)
    assert ended == (same - timedelta(1) if same.day == made.day else same)
