"""Tests of points as hours."""

from datetime import date

import pytest

from befriend import policies
from befriend.rules import availability, hours

DAY = date(2026, 11, 23)
BOOK = policies.load()


def test_the_points_of_a_full_week_are_its_minutes():
    assert hours.minutes_of(2176, BOOK, DAY) == 2220


def test_minutes_are_rounded_up_so_that_no_time_is_lost():
    assert hours.minutes_of(1, BOOK, DAY) == 2
    assert hours.minutes_of(0, BOOK, DAY) == 0


@pytest.mark.parametrize("points", [1, 35, 206, 2176, 3310])
def test_the_minutes_of_points_are_enough_for_them(points):
    minutes = hours.minutes_of(points, BOOK, DAY)

    assert availability.available_points(minutes, BOOK, DAY) >= points


def test_only_what_is_more_than_the_time_there_is_is_beyond_it():
    assert hours.beyond(2176, 2220, BOOK, DAY) == 0
    assert hours.beyond(2393, 2220, BOOK, DAY) == hours.minutes_of(2393, BOOK, DAY) - 2220
