"""What the tables of a week mean: each figure is held against arithmetic by hand, not another program.

The compiled country and the plain one look the same tables up: a fault in a table is in both. Held here:

- load: within which bounds, which way and how much it moves recall, sickness and leaving;
- chances: percent a month and a year by week, recall by its kind, leaving by grade, days lost to sickness;
- who comes and joins, how long orders, spells and courses last, and how long they have run at the start;
- limits of those who learn, a relief team, the week from which a policy holds;
- a trial: the sign of a difference, bands, the line of no change.
"""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from math import exp, sqrt

import numpy as np
import pytest

from befriend.rules.values import Grade
from befriend.simulator import (
    assumed,
    chance,
    country,
    draws,
    feedback,
    hazards,
    laws,
    measured,
    sentences,
    trial,
)
from befriend.simulator.chance import Purpose
from befriend.simulator.feedback import ONE
from befriend.simulator.kinds import kinds
from befriend.simulator.states import NEWLY_QUALIFIED, NOT_YET, OFFICER, ORDERS, PSO, TERMS, TRAINEE, State
from tests.simulator.small import BOOK, FIGURES
from tests.simulator.test_country import with_cap

DAY = date(2026, 4, 6)
START = 117  # percent: the load at which the country starts
WEEKS_A_YEAR = 365.25 / 7
SE = 4  # standard errors


def chance_of(threshold) -> float:
    """Return a threshold as a chance."""
    return int(threshold) / 2**32


def figures(**values):
    """Return the parameters with some others; two underlines stand for a point."""
    found = FIGURES
    for key, value in values.items():
        found = found.instead(key.replace("__", "."), value)
    return found


# Load.


@pytest.mark.parametrize("table", [feedback.sickness, feedback.leaving])
def test_load_makes_sickness_and_leaving_likelier_by_its_slope_and_changes_nothing_at_the_start(table):
    slope = 0.8
    found = table(figures(feedback__sickness=slope, feedback__leaving=slope, start__load=START), DAY)

    assert found[START] == ONE
    for load in (60, 100, 150, 200):
        assert found[load] / ONE == pytest.approx(exp(slope * (load - START) / 100), abs=2 / ONE)
    assert found[60] < found[100] < ONE < found[150] < found[200]


@pytest.mark.parametrize(
    ("table", "key"),
    [(feedback.sickness, "feedback.sickness"), (feedback.leaving, "feedback.leaving"),
     (feedback.recall, "feedback.recall")],
)  # fmt: skip
def test_whatever_load_does_stays_from_three_tenths_to_four_times(table, key):
    found = table(FIGURES.instead(key, 50).instead("start.load", START), DAY)

    assert found.min() == int(0.3 * ONE)
    assert found.max() == 4 * ONE


def test_a_heavier_load_makes_recall_likelier_and_more_so_with_somebody_new():
    told = figures(feedback__recall=0.4, feedback__half=125, feedback__slope=6, start__load=START)
    told = told.instead("feedback.inexperience", 90)

    def quality(load):
        return 1 / (1 + exp(6 * (load - 125) / 100))

    experienced, new = feedback.recall(told, DAY)

    assert experienced[START] == pytest.approx(ONE, abs=1)
    for load in (60, 100, 150, 200):
        lost = quality(START) - quality(load)
        assert experienced[load] / ONE == pytest.approx(exp(0.4 * lost), abs=2 / ONE)
    assert experienced[60] < ONE < experienced[150]
    assert (np.diff(experienced) >= 0).all()
    assert (new[:160] > experienced[:160]).all()


# Chances.


def test_months_and_years_have_as_many_weeks_as_in_the_calendar():
    assert float(hazards.YEAR) == pytest.approx(WEEKS_A_YEAR)
    assert float(hazards.MONTH) == pytest.approx(WEEKS_A_YEAR / 12)
    assert pytest.approx(WEEKS_A_YEAR / 12) == measured.WEEKS
    assert pytest.approx(365.25 / 12) == measured.DAYS


def test_recalls_are_as_often_and_as_often_of_a_fixed_term_as_told():
    hazard, share = (
        dict(zip(TERMS, (20, 8, 4, 2), strict=True)),
        dict(zip(TERMS, (90, 70, 40, 0), strict=True)),
    )
    told = figures(recall__hazard=hazard, recall__fixed_share=share, recall__factor=100)

    found = hazards.hazards(told, DAY)[State.LICENCE]

    for place, term in enumerate(TERMS):
        fixed, either = (chance_of(each) for each in found[place])
        assert either == pytest.approx(hazard[term] / 100 * 12 / WEEKS_A_YEAR)
        assert fixed == pytest.approx(either * share[term] / 100)
    doubled = hazards.hazards(told.instead("recall.factor", 200), DAY)[State.LICENCE]
    assert doubled == pytest.approx(2 * found, abs=2)


def test_who_is_recalled_until_released_comes_out_or_is_sentenced_anew_as_told():
    told = figures(recall__standard_release=dict.fromkeys(TERMS, 10), recall__new_sentence=5)
    found = hazards.hazards(told, DAY)[State.STANDARD_RECALL]
    a_week = 12 / WEEKS_A_YEAR / 100

    for place, term in enumerate(TERMS):
        out, either = (chance_of(each) for each in found[place])
        assert out == pytest.approx(10 * a_week)
        assert either - out == pytest.approx(0 if term == "life" else 5 * a_week, abs=1e-9)


def test_nothing_ends_a_sentence_of_prison_with_an_end_by_luck_and_one_without_only_as_told():
    found = hazards.hazards(figures(custody__life_release=1.2), DAY)

    assert (found[State.CUSTODY] == 0).all()
    assert (found[State.FIXED_RECALL] == 0).all()
    first, either = found[State.WITHOUT_END, 0]
    assert chance_of(first) == pytest.approx(0.012 * 12 / WEEKS_A_YEAR)
    assert first == either


def test_orders_go_to_prison_and_end_early_as_told():
    names = ("community_order", "suspended_sentence_order")
    told = figures(orders__to_custody=dict(zip(names, (1, 2), strict=True)),
                   orders__ended_early=dict(zip(names, (3, 5), strict=True)))  # fmt: skip
    a_week = 12 / WEEKS_A_YEAR / 100

    found = hazards.hazards(told, DAY)

    for state, prison, early in zip(ORDERS, (1, 2), (3, 5), strict=True):
        first, either = (chance_of(each) for each in found[state, 0])
        assert first == pytest.approx(prison * a_week)
        assert either - first == pytest.approx(early * a_week)


def test_practitioners_leave_by_grade_and_trainees_over_their_course():
    told = figures(
        staff__leaving={"pso": 10, "newly_qualified": 20, "officer": 8}, staff__promoted=3,
        staff__withdrawing=18, staff__course={"short": 12, "long": 24}, staff__long_course=50,
    )  # fmt: skip
    found = [chance_of(each) for each in hazards.leaving(told, DAY)]

    assert found[PSO] * WEEKS_A_YEAR == pytest.approx(0.10)
    assert found[NEWLY_QUALIFIED] * WEEKS_A_YEAR == pytest.approx(0.20)
    # Who goes on to another post holds nobody any more.
    assert found[OFFICER] * WEEKS_A_YEAR == pytest.approx(0.08 + 0.03)
    assert found[TRAINEE] * 18 / 12 * WEEKS_A_YEAR == pytest.approx(0.18)


def test_spells_of_sickness_last_as_told_and_as_many_days_are_lost():
    told = figures(staff__sick_days=15, staff__sick_spell=4)
    table = chance.lengths(draws.spell_mean(told, DAY), 1, draws.LONGEST_SPELL)
    chances = np.diff([0, *table]) / chance.WHOLE

    assert (chances * np.arange(1, len(chances) + 1)).sum() == pytest.approx(4, abs=0.05)
    # Fifteen of some 260 working days are a part of all weeks; each spell is four of the weeks away.
    away = 15 / 5 / WEEKS_A_YEAR
    assert chance_of(hazards.sickness(told, DAY)) == pytest.approx(away / (1 - away) / 4, rel=0.01)


# Who comes, and how long everything lasts.


def mondays(weeks: int) -> list[date]:
    """Return so many Mondays."""
    return [DAY + timedelta(weeks=week) for week in range(weeks)]


def test_as_many_come_as_are_told():
    weeks, units = 200, 20
    means = (Fraction(200), Fraction(90))

    found = draws.arrivals(3, FIGURES, mondays(weeks), units, means, Fraction(1, 10)).sum(axis=(0, 1))

    prison = float(sum(sentences.a_week(FIGURES, DAY), Fraction(0))) / 10
    for many, mean in zip(found, (200, 90, prison), strict=True):
        assert many / weeks == pytest.approx(mean, abs=SE * sqrt(mean / weeks))
    # As published, of the last year: so many sentences, less those who have served them on remand.
    said, stay = (FIGURES.on(DAY, f"custody.{name}").value for name in ("sentences", "received"))
    assert prison * 10 * WEEKS_A_YEAR == pytest.approx(sum(said[band] * stay[band] / 100 for band in said))


def test_as_many_join_as_are_told():
    weeks, units = 400, 10
    told = figures(staff__pso_joiners=520, staff__trainees_a_year=1_040)

    psos, trainees = draws.joiners(3, told, mondays(weeks), units, Fraction(1)).sum(axis=(0, 1))

    for many, a_year in ((psos, 520), (trainees, 1_040)):
        mean = a_year / WEEKS_A_YEAR
        assert many / weeks == pytest.approx(mean, abs=SE * sqrt(mean / weeks))


def test_orders_and_courses_are_as_long_as_told():
    told = figures(orders__length={"community_order": 12, "suspended_sentence_order": 18},
                   staff__course={"short": 15, "long": 21}, staff__long_course=25)  # fmt: skip
    for name, months in (("community_order", 12), ("suspended_sentence_order", 18)):
        chances = np.diff([0, *draws.order_lengths(told, DAY, name)]) / chance.WHOLE
        mean = (chances * np.arange(1, len(chances) + 1)).sum()
        # A week that has begun counts.
        assert mean == pytest.approx(months * WEEKS_A_YEAR / 12 + 0.5, abs=0.1)
    long, short_weeks, long_weeks = draws.courses(told, DAY)
    assert chance_of(long) == pytest.approx(0.25)
    assert (short_weeks, long_weeks) == (65, 91)


@pytest.fixture(scope="module")
def start():
    """What a country is built upon, and its people before anybody has a practitioner."""
    on = country.ground(BOOK, FIGURES, weeks=1, part=Fraction(1, 4), units=1)
    return on, country.peopled(on, 1, 0, on.stocks)


def test_orders_at_the_start_are_met_on_a_day_and_not_as_they_come(start):
    """Renewal: who is met has as much behind them as before them, half of an order met by its length."""
    on, people = start
    for place, order in enumerate(ORDERS):
        are = people[people["state"] == order]
        table = on.base.rules["orders"][0, place].tolist()
        met = np.diff([0, *chance.met(table)]) / chance.WHOLE
        half = (met * np.arange(1, len(met) + 1)).sum() / 2

        behind, before = -are["begun"].astype(float), are["until"].astype(float)
        for weeks in (behind, before):
            assert weeks.mean() == pytest.approx(half, rel=0.03)
        assert before.min() >= 1


def test_whoever_is_inside_without_an_end_has_no_day_of_release(start):
    on, people = start
    inside = people[people["state"] == State.WITHOUT_END]

    assert len(inside) == int(FIGURES.number(DAY, "start.without_end") / 4) == on.stocks[State.WITHOUT_END]
    assert (inside["until"] == 32_000).all()
    assert (inside["ends"] == 32_000).all()
    assert (inside["officer"] == NOT_YET).all()


def test_whoever_is_inside_with_an_end_comes_out_after_today_and_before_the_end(start):
    _, people = start
    inside = people[people["state"] == State.CUSTODY]

    assert inside["until"].min() >= 1
    assert (inside["until"] < inside["ends"]).all()
    assert (inside["begun"] < 0).all()


def test_whoever_is_out_at_the_start_was_released_and_their_licence_is_not_over(start):
    _, people = start
    out = people[(people["state"] == State.LICENCE) & (people["until"] < 32_000)]
    recalled = people[people["state"] == State.FIXED_RECALL]

    assert len(out) > 1_000
    assert (out["released"] <= 0).all()
    assert (out["until"] == out["ends"]).all()
    assert out["until"].min() >= 1
    assert recalled["until"].min() >= 1
    assert recalled["until"].max() <= 8  # weeks: the longest term
    assert (recalled["until"] <= recalled["ends"]).all()


# Limits, and from when a policy holds.


@pytest.mark.parametrize("grade", [Grade.TRAINEE, Grade.NEWLY_QUALIFIED])
def test_those_who_learn_are_given_less_where_they_are_protected_and_as_officers_where_not(grade):
    kept, not_kept = (
        FIGURES.instead("staff.protected", value=True),
        FIGURES.instead("staff.protected", value=False),
    )
    officer = laws.limit(Grade.OFFICER, laws.CAREER_MONTHS - 1, BOOK, FIGURES, DAY)

    protected = laws.limit(grade, 5, BOOK, kept, DAY)
    assert protected[1] < officer[1]
    unprotected = laws.limit(grade, 5, BOOK, not_kept, DAY)
    assert unprotected[1:3] == officer[1:3]
    # Their time is theirs either way.
    assert unprotected[0] == protected[0] < officer[0]


@pytest.mark.parametrize("units", [1, 10, 110])
def test_the_relief_teams_of_all_units_carry_what_their_posts_carry(units):
    told = figures(staff__relief_posts=220, start__units=units)
    each = laws.limit(Grade.OFFICER, laws.CAREER_MONTHS - 1, BOOK, told, DAY)[0]

    assert laws.relief(BOOK, told, DAY) * units == pytest.approx(220 * each, rel=0.01)


@pytest.mark.parametrize("day", [date(2026, 8, 10), date(2026, 8, 6)])
def test_a_policy_holds_from_the_monday_on_or_after_its_day(day):
    # In these weeks nothing else changes, for which the law would be looked up anyway.
    first = date(2026, 7, 13)
    told = draws.told(with_cap(60, str(day)), FIGURES, first, 8)
    most = [int(told.table["limits"][law, OFFICER, -1, 1]) for law in told.rules["law_of"][0][:8]]

    assert len({*most[:4]}) == len({*most[4:]}) == 1
    assert most[4] / most[0] == pytest.approx(60 / 110, abs=0.01)
    assert len(told.laws) == 2


def test_every_kind_of_person_comes_as_often_as_its_part():
    assert float(sum(kind.weight for kind in kinds(FIGURES, DAY))) == pytest.approx(1)


# Trials.


def pairs(*differences: float) -> list[trial.Pair]:
    """Return runs of two months: 100 and 300 people as it is, and so many more under the policy."""
    return [
        trial.Pair({"people": [100.0, 300.0]}, {"people": [100.0, 300.0 + 2 * more]}) for more in differences
    ]


def test_a_difference_is_the_policy_less_what_is_and_no_change_is_the_first_month():
    found = trial.summed("people", pairs(30, 50, 40), {})

    assert found.difference.mean == 40
    assert [month.mean for month in found.by_month] == [0, 80]
    assert (found.base, found.policy) == ([100, 300], [100, 380])
    assert found.no_change == 100
    assert found.agreeing == 1
    assert trial.summed("people", pairs(-30, -50, 20), {}).agreeing == pytest.approx(2 / 3)


def test_bands_hold_as_many_of_a_hundred_runs_as_their_names_say():
    found = trial.spread([float(each) for each in range(1_001)])

    assert found.mean == 500
    assert (found.low50, found.high50) == (250, 750)
    assert (found.low80, found.high80) == pytest.approx((100, 900))
    assert (found.low95, found.high95) == pytest.approx((25, 975))


def test_every_run_and_every_seed_has_its_own_luck_and_assumptions():
    seeds = {trial.seed_of(seed, run) for seed in range(20) for run in range(20)}
    parts = {assumed.part(seed, key) for seed in range(20) for key in ("staff.mentoring", "feedback.half")}
    keys = {chance.key(seed, Purpose.EVENT, week) for seed in range(20) for week in range(20)}

    assert (len(seeds), len(parts), len(keys)) == (400, 40, 400)
    one, other = (assumed.drawn(FIGURES, seed).number(DAY, "feedback.half") for seed in (1, 2))
    assert one != other
