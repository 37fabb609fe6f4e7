"""What changed when: the same person on the day before and the day of each change."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from befriend.policies import PolicyError
from befriend.rules.asked.tier import RULES
from befriend.rules.tier import protect_and_change, single_axis
from befriend.rules.tier.needs import Requirement, Sentence
from befriend.rules.tier.single_axis import Band, Kind
from befriend.rules.values import Risk
from tests.rules.tier.told import BOOK, PLAIN, SCORED, percent

ORDER = (Sentence(custodial=False, requirements=(Requirement("order_extended", restrictive=False),)),)
MANY = frozenset({"mental_health", "self_harm", "vulnerability", "terrorism", "street_gangs"})
DOUBTS = {"risk": Risk.UNKNOWN, "arp": percent("75")}


@pytest.mark.parametrize(
    ("day", "different", "before", "after"),
    [
        (date(2021, 4, 21), {"sentences": ORDER}, "D1", "D0"),
        # 20 and 10: from 30 points level A began, then from 300, which nobody reached by factors.
        (date(2021, 5, 25), {"risk": Risk.HIGH, "complexity": MANY}, "A1", "B1"),
        (date(2024, 5, 28), {"withdrawn": True}, "D1", "D1S"),
    ],
)
def test_protect_and_change_changed_on_that_day(day, different, before, after):
    def tier(on):
        assessed_then = PLAIN.assessment._replace(completed=on - timedelta(30))
        told = PLAIN._replace(assessment=assessed_then, **different)
        return protect_and_change.answer(told, BOOK, on).tier.code

    assert (tier(day - timedelta(1)), tier(day)) == (before, after)


@pytest.mark.parametrize(("day", "points"), [(24, 30), (25, 300), (27, 300), (28, 150)])
def test_level_a_began_at_three_sums_within_four_days(day, points):
    told = PLAIN._replace(risk=Risk.VERY_HIGH)
    answer = protect_and_change.answer(told, BOOK, date(2021, 5, day))

    assert (answer.protect_points, answer.protect_level) == (points, "A")


BOTH = {"contact": percent("1"), "contact_band": Band.LOW, "images": percent("25"), "images_band": Band.HIGH}
OLD = {"arp": percent("90"), "scored": date(2025, 1, 1)}


@pytest.mark.parametrize(
    ("day", "different", "before", "after"),
    [
        (date(2026, 3, 18), OLD, "missing", "D"),
        (date(2026, 3, 23), BOTH, "D", "C"),
        (date(2026, 3, 30), {**BOTH, "csrp": percent("6.9")}, "C", "B"),
        (date(2026, 4, 1), BOTH, "C", "E"),
        (date(2026, 4, 23), {"active": False}, "G", "not_supervised"),
        (date(2026, 6, 8), {"marks": frozenset({"sexual_offence"})}, "G", "E"),
        (date(2026, 6, 8), {"lifer": True}, "F", "G"),
        (date(2026, 6, 8), {"lifer": True, "released": date(2024, 1, 1)}, "F", "D"),
        (date(2026, 6, 8), {"lifer": True, "released": date(2020, 1, 1)}, "F", "E"),
        (date(2026, 6, 8), {"mappa": True, "risk": Risk.UNKNOWN}, "E", "G"),
        (date(2026, 6, 18), {"mappa": True, "risk": Risk.UNKNOWN}, "G", "E"),
    ],
)
def test_the_single_axis_changed_on_that_day(day, different, before, after):
    def tier(on):
        return single_axis.answer(SCORED._replace(**different), BOOK, on).tier.code

    assert (tier(day - timedelta(1)), tier(day)) == (before, after)


@pytest.mark.parametrize(
    ("day", "different", "before", "after"),
    [
        (date(2026, 6, 8), DOUBTS, False, True),
        (
            date(2026, 6, 18),
            {"risk": Risk.UNKNOWN, "arp": percent("90"), "csrp": percent("0.5")},
            True,
            False,
        ),
        (date(2026, 6, 8), {"arp_kind": Kind.STATIC}, False, True),
    ],
)
def test_whether_a_tier_is_provisional_changed_on_that_day(day, different, before, after):
    def provisional(on):
        return single_axis.answer(SCORED._replace(**different), BOOK, on).provisional

    assert (provisional(day - timedelta(1)), provisional(day)) == (before, after)


def test_the_first_day_of_a_release_year_counts_since_june():
    told = SCORED._replace(lifer=True, released=date(2025, 6, 7))

    assert single_axis.answer(told, BOOK, date(2026, 6, 7)).tier.code == "F"
    again = told._replace(released=date(2025, 6, 8))
    assert single_axis.answer(again, BOOK, date(2026, 6, 8)).tier.code == "B"


def test_a_day_before_the_rules_are_known_is_refused_and_not_guessed():
    with pytest.raises(PolicyError, match="starts on 2021-04-20"):
        protect_and_change.answer(PLAIN, BOOK, date(2021, 4, 19))
    with pytest.raises(PolicyError, match="starts on 2026-03-16"):
        single_axis.answer(SCORED, BOOK, date(2026, 3, 15))


def test_every_change_a_rule_tells_of_is_a_day_on_which_a_figure_changes():
    for rule in RULES:
        days = {value.since for key in rule.policies for value in BOOK.entry(key).values}
        assert {day for day, _ in rule.changed} <= days
