"""The edges of keeping: every mark asks for at least the ordinary period, and what is unknown is said."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from befriend import policies
from befriend.rules import retention
from befriend.rules.retention import Hold, Kept
from befriend.rules.values import Missing

BOOK = policies.load()
DAY = date(2026, 11, 23)
MARKS = ("sexual_offence", "safeguarding", "mappa", "domestic_abuse", "high_risk", "unknown_risk")


def closed(ended, marks=(), *holds):
    """Return somebody whose last case has ended."""
    return Kept(open_case=False, last_ended=ended, marks=frozenset(marks), holds=holds)


days = st.dates(date(2000, 1, 1), date(2026, 11, 23))


@given(days, st.sets(st.sampled_from(MARKS)), st.sampled_from(MARKS))
def test_another_mark_never_shortens_it(ended, marks, another):
    fewer = retention.keep_until(closed(ended, marks), BOOK, DAY)
    more = retention.keep_until(closed(ended, {*marks, another}), BOOK, DAY)

    assert fewer.day <= more.day


@given(days, st.sets(st.sampled_from(MARKS)))
def test_nobody_is_due_while_a_case_is_open_or_a_hold_stands(ended, marks):
    held = closed(ended, marks, Hold("litigation", DAY))
    supervised = closed(ended, marks)._replace(open_case=True)

    assert not retention.keep_until(supervised, BOOK, DAY).due
    assert not retention.keep_until(held, BOOK, DAY).due


def test_a_hold_that_begins_tomorrow_does_not_hold_today():
    held = closed(date(2001, 1, 1), (), Hold("complaint", date(2026, 11, 24)))

    found = retention.keep_until(held, BOOK, DAY)

    assert found.due


def test_an_unknown_mark_asks_for_nothing_of_its_own():
    assert retention.longest(frozenset({"another"}), BOOK, DAY) == (72, "ordinary")


@pytest.mark.parametrize(("thing", "until"), [("message", date(2027, 5, 25)), ("look", date(2032, 11, 23))])
def test_a_thing_is_kept_for_its_days(thing, until):
    assert retention.thing_until(thing, DAY, BOOK, DAY) == until


def test_a_thing_of_an_unknown_kind_has_no_day():
    assert isinstance(retention.thing_until("dream", DAY, BOOK, DAY), Missing)


@pytest.mark.parametrize(
    ("months", "then"), [(1, date(2027, 2, 28)), (12, date(2028, 1, 31)), (13, date(2028, 2, 29))]
)
def test_months_end_where_the_month_ends(months, then):
    assert retention.months_after(date(2027, 1, 31), months) == then
