"""The tiers of many people, compiled, are those of the plain functions."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from befriend.rules.tier import compiled, loops, points, protect_and_change, single_axis
from tests.rules.tier.told import BOOK, DAY, axis_day, axis_facts, facts, old_day


def rows(people):
    """Return facts as rows of whole numbers, the needs where they stand."""
    flat = [
        [int(n) for each in one for n in (each if isinstance(each, tuple) else (each,))] for one in people
    ]
    return np.array(flat, np.int64).reshape(len(people), -1)


@settings(deadline=None)
@given(people=st.lists(facts, min_size=1, max_size=30), day=old_day)
def test_compiled_is_plain(people, day):
    figures = protect_and_change.figures(BOOK, day)

    fast = compiled.tiers(figures, rows(people))

    assert fast.tolist() == loops.tiers(figures, rows(people)).tolist()
    assert fast.tolist() == [points.tier(figures, one) for one in people]


@settings(deadline=None)
@given(people=st.lists(axis_facts, min_size=1, max_size=30), day=axis_day)
def test_compiled_is_plain_on_the_single_axis(people, day):
    figures = single_axis.figures(BOOK, day)

    fast = compiled.axis_tiers(figures, rows(people))

    assert fast.tolist() == [single_axis.axis.tier(figures, one) for one in people]


def test_nobody_has_no_tier():
    figures = protect_and_change.figures(BOOK, DAY)

    assert compiled.tiers(figures, np.zeros((0, loops.PROTECT_AND_CHANGE), np.int64)).tolist() == []


@pytest.mark.parametrize(("column", "value", "named"), [(1, 5, "rosh"), (2, 4, "mappa"), (10, 3, "needs")])
def test_a_fact_out_of_range_is_refused_by_name(column, value, named):
    people = np.zeros((2, loops.PROTECT_AND_CHANGE), np.int64)
    people[1, column] = value

    with pytest.raises(ValueError, match=named):
        compiled.tiers(protect_and_change.figures(BOOK, DAY), people)


def test_rows_of_another_length_are_refused():
    with pytest.raises(ValueError, match="rows of 17 facts"):
        compiled.axis_tiers(single_axis.figures(BOOK, DAY), np.zeros((2, 4), np.int64))
