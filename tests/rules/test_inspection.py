"""Ratings: every sum has one band, and a better standard never makes a worse unit."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from befriend import policies
from befriend.rules import inspection
from befriend.rules.inspection import Between

BOOK = policies.load()
NINE, SEVEN = date(2022, 6, 1), date(2025, 8, 1)
RATINGS = list(BOOK.on(SEVEN, "inspection.rating_points").value)


def standards(day):
    return [*BOOK.on(day, "inspection.organisation").value, *BOOK.on(day, "inspection.delivery").value]


def rated(day):
    return st.fixed_dictionaries({each: st.sampled_from(RATINGS) for each in standards(day)})


@pytest.mark.parametrize(("day", "number", "most"), [(NINE, 9, 27), (SEVEN, 7, 21)])
def test_there_are_so_many_standards_of_three_points(day, number, most):
    assert len(standards(day)) == number
    assert inspection.score(dict.fromkeys(standards(day), "outstanding"), BOOK, day)[:2] == (most, most)


@pytest.mark.parametrize("day", [NINE, SEVEN])
def test_a_band_is_the_rating_the_mean_is_nearest_to(day):
    number = len(standards(day))
    nearest = [RATINGS[(2 * total + number) // (2 * number)] for total in range(number * 3 + 1)]

    assert [inspection.band(total, BOOK, day) for total in range(number * 3 + 1)] == nearest


@given(ratings=rated(SEVEN), better=st.sampled_from(standards(SEVEN)))
def test_a_better_standard_never_makes_a_worse_unit(ratings, better):
    before = inspection.score(ratings, BOOK, SEVEN)
    after = inspection.score({**ratings, better: "outstanding"}, BOOK, SEVEN)

    assert RATINGS.index(after.rating) >= RATINGS.index(before.rating)
    assert before.points == sum(step.points for step in before.steps)


@given(ratings=rated(SEVEN), lacking=st.sets(st.sampled_from(standards(SEVEN)), min_size=1))
def test_what_is_not_rated_lies_between_the_ends_that_are_told(ratings, lacking):
    whole = inspection.score(ratings, BOOK, SEVEN)
    partly = inspection.score({k: v for k, v in ratings.items() if k not in lacking}, BOOK, SEVEN)

    assert isinstance(partly, Between)
    assert RATINGS.index(partly.least) <= RATINGS.index(whole.rating) <= RATINGS.index(partly.most)
    assert all(each in partly.missing.what for each in lacking)


@pytest.mark.parametrize(
    ("ratings", "named"),
    [({"outcomes": "good"}, "'outcomes' is not one of"), ({"planning": "fine"}, "'fine' is not one of")],
)
def test_a_standard_or_rating_of_another_day_is_refused_by_name(ratings, named):
    with pytest.raises(ValueError, match=named):
        inspection.score(ratings, BOOK, SEVEN)
