"""Points of people, reports and caseloads; compiled is plain."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from befriend import policies
from befriend.rules import compiled, points
from befriend.rules.values import Place, Report, Tier

BOOK = policies.load()
DAY = date(2026, 11, 23)
WEIGHTS = points.weights(BOOK, DAY)

person = st.tuples(st.integers(-1, 4), st.sampled_from(Tier), st.sampled_from(Place), st.integers(0, 500))
young_person = st.tuples(*(st.integers(-1, 4), st.sampled_from(Tier), st.sampled_from(Place)),
                         st.integers(0, 500), st.integers(0, 1))  # fmt: skip


def test_the_published_figures_stand_as_published():
    assert points.case_points(WEIGHTS, Tier.A3, Place.COMMUNITY) == 206
    assert points.case_points(WEIGHTS, Tier.A3, Place.LICENCE) == 219
    assert points.case_points(WEIGHTS, Tier.D1, Place.CUSTODY) == 13
    assert points.report_points(WEIGHTS, Report.STANDARD) == 138
    assert points.report_points(WEIGHTS, Report.FAST) == 65


def test_nobody_weighs_nothing_under_the_set_in_force():
    assert all(weight > 0 for row in (*WEIGHTS.tiers, *WEIGHTS.young) for weight in row)


def test_a_young_adult_weighs_anywhere_what_others_weigh_in_custody():
    for tier in Tier:
        for place in Place:
            young = points.case_points(WEIGHTS, tier, place, True)  # noqa: FBT003

            assert young == points.case_points(WEIGHTS, tier, Place.CUSTODY)


def test_the_published_zeros_can_still_be_asked_for():
    published = points.weights(BOOK, DAY, points.PUBLISHED_DEFAULT)

    assert points.case_points(published, Tier.UNTIERED, Place.LICENCE) == 0
    assert points.case_points(published, Tier.B2S, Place.COMMUNITY) == 0
    assert points.given_no_time(BOOK, DAY, Tier.C0, Place.CUSTODY)
    assert not points.given_no_time(BOOK, DAY, Tier.C0, Place.COMMUNITY)


def test_what_is_published_above_nothing_is_never_changed():
    published = points.weights(BOOK, DAY, points.PUBLISHED_DEFAULT)

    pairs = zip((*published.tiers, *published.young), (*WEIGHTS.tiers, *WEIGHTS.young), strict=True)
    assert all(p in {0, f} for old, new in pairs for p, f in zip(old, new, strict=True))


def test_an_unknown_set_is_refused_by_name():
    with pytest.raises(ValueError, match="'today' is not one of: in_force, published_default"):
        points.weights(BOOK, DAY, "today")


@settings(deadline=None)
@given(people=st.lists(person, max_size=60))
def test_the_compiled_loop_is_the_plain_loop(people):
    columns = np.array(people, np.int64).reshape(-1, 4).T
    plain = points.load_by_practitioner(*columns, WEIGHTS, 5)
    fast = compiled.load_by_practitioner(*columns, WEIGHTS, 5)

    assert all((a == b).all() for a, b in zip(plain, fast, strict=True))


@settings(deadline=None)
@given(people=st.lists(young_person, max_size=60))
def test_the_compiled_loop_is_the_plain_loop_with_young_adults_too(people):
    *columns, young = np.array(people, np.int64).reshape(-1, 5).T
    plain = points.load_by_practitioner(*columns, WEIGHTS, 5, young)
    fast = compiled.load_by_practitioner(*columns, WEIGHTS, 5, young)

    assert all((a == b).all() for a, b in zip(plain, fast, strict=True))


@given(people=st.lists(person, max_size=60), data=st.data())
def test_load_does_not_depend_on_the_order_of_people(people, data):
    shuffled = data.draw(st.permutations(people))
    both = [np.array(each, np.int64).reshape(-1, 4).T for each in (people, shuffled)]
    one, other = (points.load_by_practitioner(*columns, WEIGHTS, 5) for columns in both)

    assert all((a == b).all() for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize(
    ("arrays", "named"),
    [
        (([5], [1], [0], [0]), "owner"),
        (([0], [33], [0], [0]), "tier"),
        (([0], [1], [3], [0]), "place"),
        (([0, 1], [1], [0], [0]), "length"),
    ],
)
def test_arrays_that_would_be_read_past_are_refused(arrays, named):
    with pytest.raises(ValueError, match=named):
        compiled.load_by_practitioner(*arrays, WEIGHTS, 5)


@pytest.mark.parametrize("young", [[2], [0, 0]])
def test_marks_of_young_adults_that_would_be_read_past_are_refused(young):
    with pytest.raises(ValueError, match="young"):
        compiled.load_by_practitioner([0], [1], [0], [0], WEIGHTS, 5, young)


def test_reports_due_weigh_by_kind():
    assert points.report_totals(WEIGHTS, [[1, 1, 1, 0], [2, 0, 0, 0]]).tolist() == [203, 276]


@pytest.mark.parametrize(("day", "total"), [(date(2022, 12, 31), 240), (date(2023, 1, 1), 0)])
def test_a_parole_report_weighs_by_itself_until_it_went_into_the_points_of_the_tier(day, total):
    weights = points.weights(BOOK, day)

    assert points.report_totals(weights, [[0, 0, 0, 2]]).tolist() == [total]
