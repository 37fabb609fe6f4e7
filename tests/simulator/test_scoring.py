"""Errors are counted by hand, and a week's stock and flow fall on the right days."""

from datetime import date, timedelta

import pytest

from befriend.simulator import published, scoring

START = date(2023, 1, 2)


def test_an_error_is_the_mean_over_the_days_in_percent():
    published_ = {date(2024, 1, 1): 100, date(2024, 4, 1): 200}

    assert scoring.mape({date(2024, 1, 1): 110.0, date(2024, 4, 1): 190.0}, published_) == pytest.approx(7.5)


def test_no_day_is_refused():
    with pytest.raises(ValueError, match="no day"):
        scoring.mape({}, {})


def test_no_change_is_the_last_figure_of_the_window_of_the_fit():
    recalls = published.load()["recalls"].values
    found = scoring.score({day: float(value) for day, value in recalls.items()}, recalls)

    # By hand: 10,401 against 10,101, 11,041, 12,836, 14,349 and 13,193.
    assert found == (0, 0, pytest.approx(15.28, abs=0.005))


def test_no_change_of_the_stocks_is_what_was_reckoned_by_hand():
    series = published.load()
    for key, naive in (("recall_stock", 6.04), ("licence_stock", 2.60)):
        values = {day: value for day, value in series[key].values.items() if day <= scoring.UNTIL}
        found = scoring.score({day: float(value) for day, value in values.items()}, values)
        assert found.naive == pytest.approx(naive, abs=0.005)


def test_a_stock_lies_between_the_ends_of_its_weeks():
    sunday = START + timedelta(days=6)
    days = [sunday, sunday + timedelta(days=7), START + timedelta(days=9)]
    found = scoring.stock_on(days, START, 10, [17, 31])

    assert [found[day] for day in days] == pytest.approx([17, 31, 17 + 14 * 3 / 7])


def test_a_flow_falls_into_its_quarter_day_by_day():
    weekly = [7.0] * 30
    found = scoring.flow_over([date(2023, 1, 1), date(2023, 4, 1)], START, weekly)

    # A day before the first week is filled from the rest of its quarter.
    assert found == {date(2023, 1, 1): pytest.approx(90), date(2023, 4, 1): pytest.approx(91)}


def test_a_quarter_the_weeks_do_not_reach_is_refused():
    with pytest.raises(ValueError, match="do not cover the quarter from 2023-07-01"):
        scoring.flow_over([date(2023, 7, 1)], START, [7.0] * 30)
