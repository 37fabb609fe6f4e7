"""Limits, room and what is said about them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from befriend import policies
from befriend.rules import availability, capacity
from befriend.rules.values import Grade, Place, Risk, Standing, Tier, Work

BOOK = policies.load()
DAY = date(2026, 11, 23)
WORK = Work(
    Tier.C2,
    Place.COMMUNITY,
    63,
    Risk.MEDIUM,
    mappa=0,
    safeguarding=False,
    sexual_offence=False,
    domestic_abuse=False,
)

grades = st.sampled_from(Grade)
standings = st.builds(
    lambda grade, minutes, month, points, people, ordered: Standing(
        grade,
        *capacity.limits(grade, minutes, month, BOOK, DAY),
        points,
        people,
        month,
        frozenset(),
        ordered,
    ),
    grades,
    st.integers(0, 2220),
    st.integers(0, 30),
    st.integers(0, 4000),
    st.integers(0, 80),
    st.sampled_from([0, 0, 3000]),
)


def test_a_full_week_has_the_published_points_and_limits():
    assert capacity.limits(Grade.OFFICER, 2220, 0, BOOK, DAY) == (2176, 2393, 50)


@pytest.mark.parametrize(("month", "heads"), [(0, 0), (1, 8), (6, 8), (7, 16), (18, 24), (19, 30), (40, 30)])
def test_a_trainee_has_the_heads_of_the_month(month, heads):
    assert capacity.trainee_heads(month, BOOK, DAY) == heads


def test_the_trainee_curve_stays_below_what_trainees_call_normal():
    assert max(BOOK.on(DAY, "capacity.trainee_heads").value.values()) < 35


def test_a_part_time_trainee_is_held_to_whichever_limit_is_lower():
    standing = Standing(
        Grade.TRAINEE, *capacity.limits(Grade.TRAINEE, 300, 8, BOOK, DAY), 0, 6, 8, frozenset()
    )

    assert standing.limit_people == 6
    assert capacity.head_reason(standing, BOOK, DAY).code == "head_cap"


def test_seniors_and_heads_have_no_room():
    assert capacity.limits(Grade.SENIOR, 2220, 0, BOOK, DAY) == (0, 0, 0)
    assert capacity.limits(Grade.HEAD, 2220, 0, BOOK, DAY) == (0, 0, 0)


def test_an_order_gives_no_room_to_somebody_without_time():
    away = Standing(Grade.OFFICER, 0, 0, 50, 0, 0, 0, frozenset(), ordered_points=3000)

    assert capacity.room(away) == 0


def test_a_percentage_of_nothing_is_no_percentage():
    assert capacity.percent(100, 0) is None
    assert capacity.percent(0, 0) is None


def test_a_percentage_never_rounds_up_to_the_cap():
    assert capacity.percent(2392, 2176) == 109
    assert capacity.percent(3351, 2176) == 153


def test_over_110_for_four_weeks_running_is_excessive():
    assert capacity.excessive([(111, 100)] * 4, BOOK, DAY)
    assert capacity.excessive([(90, 100), *[(1101, 1000)] * 4], BOOK, DAY)


def test_three_weeks_or_exactly_110_are_not():
    assert not capacity.excessive([(111, 100)] * 3, BOOK, DAY)
    assert not capacity.excessive([(111, 100)] * 3 + [(110, 100)], BOOK, DAY)


def test_work_in_a_week_with_nothing_available_counts_as_over():
    assert capacity.excessive([(1, 0)] * 4, BOOK, DAY)
    assert not capacity.excessive([(0, 0)] * 4, BOOK, DAY)


def test_every_reason_is_given_and_what_room_cannot_mend_comes_first():
    standing = Standing(Grade.PSO, 2176, 2393, 50, 2390, 50, 0, frozenset())
    heavy = WORK._replace(tier=Tier.A1, risk=Risk.VERY_HIGH)

    decision = capacity.may_take(
        standing, heavy, BOOK, DAY, conflict=True, safety=True, request="woman_officer"
    )

    assert [each.code for each in decision.reasons] == [
        "grade",
        "high_risk",
        "conflict",
        "safety",
        "request",
        "head_cap",
        "weighted_cap",
    ]


def test_a_part_timer_on_three_fifths_with_40_shows_what_a_full_timer_with_66_and_two_thirds_shows():
    weight = 30  # any weight: three part-timers carry 120, three fifths of what 200 are to three
    part = availability.available_points(3 * 1332, BOOK, DAY)
    full = availability.available_points(3 * 2220, BOOK, DAY)

    assert capacity.percent(3 * 40 * weight, part) == capacity.percent(200 * weight, full)


@given(minutes=st.integers(1, 3000), points=st.integers(0, 10_000))
def test_the_same_share_of_hours_and_work_is_the_same_load(minutes, points):
    one = capacity.over_line(points, availability.available_points(minutes * 37, BOOK, DAY), 110)
    both = capacity.over_line(points * 2, availability.available_points(minutes * 74, BOOK, DAY), 110)

    # 2,176 points for 2,220 minutes: multiples of 37 minutes may lose a point to rounding down.
    assert one == both or abs(points * 100 - 110 * minutes * 37 * 2176 // 2220) <= 220


@given(standing=standings, weight=st.integers(1, 400))
def test_a_yes_never_breaks_a_limit(standing, weight):
    decision = capacity.may_take(standing, WORK._replace(points=weight), BOOK, DAY)

    assert decision.reasons
    if decision.allowed:
        assert standing.available_points > 0
        assert standing.people + 1 <= standing.limit_people
        assert standing.points + weight <= max(standing.limit_points, standing.ordered_points)


@given(standing=standings, weight=st.integers(1, 400))
def test_room_and_decision_agree(standing, weight):
    against = capacity.against_room(standing, WORK._replace(points=weight), BOOK, DAY)

    assert (not against) == (capacity.room(standing) >= weight)


@given(standing=standings, weight=st.integers(1, 400), more=st.integers(1, 400))
def test_more_work_never_makes_a_no_a_yes(standing, weight, more):
    lighter = capacity.may_take(standing, WORK._replace(points=weight), BOOK, DAY)
    heavier = capacity.may_take(standing, WORK._replace(points=weight + more), BOOK, DAY)

    assert lighter.allowed or not heavier.allowed
