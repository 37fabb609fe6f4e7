"""Minutes of a week: edges and properties."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from befriend import policies
from befriend.rules import availability
from befriend.rules.availability import Away, Career, Contract, Reduction
from befriend.rules.values import Grade

BOOK = policies.load()
MONDAY = date(2026, 11, 23)

days = st.dates(date(2026, 11, 1), date(2026, 12, 20))
untils = st.none() | days
aways = st.lists(st.builds(Away, days, untils, st.none() | st.integers(0, 600)), max_size=4)
reductions = st.lists(
    st.builds(Reduction, days, untils, st.just("groups"), st.integers(0, 100), st.integers(0, 900)),
    max_size=3,
)
careers = st.builds(
    Career, st.sampled_from(Grade), programme_started=days, qualified_on=days, pso_started=untils
)


def week(**given):
    everything = {
        "contracts": [Contract(date(2020, 1, 6), None, 2220)],
        "away": [],
        "training": [],
        "reductions": [],
        "duty_minutes": 0,
        "career": Career(Grade.OFFICER),
        "book": BOOK,
    }
    return availability.available_minutes(MONDAY, **{**everything, **given})


@given(
    minutes=st.integers(0, 3600),
    away=aways,
    training=aways,
    reductions=reductions,
    duty=st.integers(0, 3000),
    career=careers,
)
def test_what_is_left_is_never_negative_and_the_steps_add_up(
    minutes, away, training, reductions, duty, career
):
    answer = week(
        contracts=[Contract(date(2020, 1, 6), None, minutes)],
        away=away,
        training=training,
        reductions=reductions,
        duty_minutes=duty,
        career=career,
    )

    assert 0 <= answer.minutes <= minutes
    assert answer.minutes == sum(step.minutes for step in answer.steps)
    assert answer.steps[0].minutes >= 0
    assert all(step.minutes < 0 for step in answer.steps[1:])


@given(away=aways, one_more=st.builds(Away, days, untils, st.none() | st.integers(0, 600)))
def test_one_more_absence_never_gives_time(away, one_more):
    assert week(away=[*away, one_more]).minutes <= week(away=away).minutes


@given(minutes=st.integers(0, 3600))
def test_a_week_spread_over_its_days_is_the_whole_week(minutes):
    parts = [availability.spread(minutes, i) for i in range(5)]

    assert sum(parts) == minutes
    assert max(parts) - min(parts) <= 1


@given(started=days, months=st.integers(0, 40))
def test_a_programme_month_begins_where_the_last_one_ended(started, months):
    begins = availability.add_months(started, months)

    assert availability.programme_month(started, begins) == months + 1
    assert availability.programme_month(started, begins - timedelta(days=1)) == months


def test_a_programme_begun_on_the_31st_keeps_to_the_end_of_shorter_months():
    assert availability.add_months(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert availability.programme_month(date(2026, 1, 31), date(2026, 2, 28)) == 2
    assert availability.programme_month(date(2026, 1, 31), date(2026, 2, 27)) == 1


def test_a_contract_that_changes_in_the_week_counts_from_its_day():
    contracts = [
        Contract(date(2020, 1, 6), MONDAY + timedelta(days=2), 2220),
        Contract(MONDAY + timedelta(days=2), None, 1110),
    ]

    assert week(contracts=contracts).minutes == 2 * 444 + 3 * 222


def test_without_a_contract_there_is_no_time():
    assert week(contracts=[]).minutes == 0


def test_a_week_begins_on_a_monday():
    with pytest.raises(ValueError, match="2026-11-24 is not a Monday"):
        availability.available_minutes(
            date(2026, 11, 24),
            contracts=[],
            away=[],
            training=[],
            reductions=[],
            duty_minutes=0,
            career=Career(Grade.OFFICER),
            book=BOOK,
        )


@pytest.mark.parametrize(
    "given",
    [
        {"contracts": [Contract(MONDAY, None, -1)]},
        {"away": [Away(MONDAY, None, -1)]},
        {"training": [Away(MONDAY, None, -1)]},
        {"reductions": [Reduction(MONDAY, None, "groups", minutes=-1)]},
        {"reductions": [Reduction(MONDAY, None, "groups", percent=-1)]},
        {"duty_minutes": -1},
    ],
)
def test_negative_time_is_refused(given):
    with pytest.raises(ValueError, match="-1 is negative"):
        week(**given)
