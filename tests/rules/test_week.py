"""The week that is planned on a day."""

from datetime import date

import pytest

from befriend.rules import week


@pytest.mark.parametrize(
    ("day", "monday", "planned_from"),
    [
        (date(2026, 11, 23), date(2026, 11, 23), date(2026, 11, 23)),
        (date(2026, 11, 27), date(2026, 11, 23), date(2026, 11, 27)),
        (date(2026, 11, 28), date(2026, 11, 30), date(2026, 11, 30)),
        (date(2026, 11, 29), date(2026, 11, 30), date(2026, 11, 30)),
    ],
)
def test_at_a_weekend_the_week_is_the_next_one(day, monday, planned_from):
    assert week.week_of(day) == monday
    assert week.planned_from(day) == planned_from


def test_a_week_ends_on_its_sunday():
    assert week.last_day(date(2026, 11, 23)) == date(2026, 11, 29)


def test_what_is_planned_runs_to_the_sunday():
    assert week.planned_until(date(2026, 11, 25)) == date(2026, 11, 29)
    assert week.planned_until(date(2026, 11, 28)) == date(2026, 12, 6)
