"""Reviews of further offences: the boundary, and what never changes the answer."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from befriend import policies
from befriend.rules import further_offence
from befriend.rules.further_offence import Charge
from befriend.rules.values import Missing

BOOK = policies.load()
DAY = date(2026, 11, 23)
ENDED = date(2026, 6, 30)
STARTED = date(2025, 7, 1)


def review(days, **given):
    charge = Charge(ENDED + timedelta(days=days), STARTED, ENDED, **{"qualifying": True, **given})
    return further_offence.review(charge, BOOK, DAY)


@given(days=st.integers(-300, 300))
def test_only_the_days_policy_gives_count(days):
    assert review(days).eligible == (days <= 28)


@given(days=st.integers(-300, 28))
def test_without_the_list_there_is_no_answer_in_those_days(days):
    assert isinstance(review(days, qualifying=None), Missing)


@given(days=st.integers(29, 300), qualifying=st.sampled_from([True, False, None]))
def test_the_list_changes_nothing_after_them(days, qualifying):
    assert review(days, qualifying=qualifying) == review(days)


@given(days=st.integers(-300, 300), committed=st.none() | st.dates(date(2020, 1, 1), DAY))
def test_the_day_of_the_offence_never_changes_the_answer_and_is_only_said(days, committed):
    assert review(days, committed=committed)[:3] == review(days)[:3]


def test_the_days_are_those_of_policy():
    longer = further_offence.review(Charge(ENDED + timedelta(28), STARTED, ENDED, qualifying=True), BOOK, DAY)

    assert longer.last_day == date(2026, 7, 28)
