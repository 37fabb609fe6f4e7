"""Where mathematics knows the answer, the made-up country gives it: Little's law, and queues without a limit.

Everything here is without feedback, over many weeks, and within what luck alone explains.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from befriend.rules import availability
from befriend.simulator import chance, draws, running
from befriend.simulator.country import country
from befriend.simulator.hazards import YEAR
from befriend.simulator.states import IN_POST, NEVER, PAST, PSO, State
from tests.simulator.small import BOOK, FIGURES

CALM = FIGURES.instead("orders.to_custody", {"community_order": 0, "suspended_sentence_order": 0})
CALM = CALM.instead("recall.new_sentence", 0)
WEEKS = 260
SE = 4  # standard errors: by luck alone once in sixteen thousand weeks


def made(figures, seed=1, weeks=WEEKS, part=40):
    return country(BOOK, figures, seed=seed, weeks=weeks, part=Fraction(1, part), units=2)


@pytest.mark.parametrize("state", [State.COMMUNITY_ORDER, State.SUSPENDED_ORDER])
def test_as_many_are_there_as_come_times_how_long_they_stay(state):
    """Little's law, once those who were there at the start have gone."""
    one = made(CALM, weeks=520)
    result = running.run(one)
    place = int(state) - 1
    comes = sum(unit.arrivals[:, place].sum() for unit in one.units) / 520
    stays = draws.stay(one.told.rules["orders"][0, place].tolist(), draws.ends_of(one.told.laws[0], state))

    counted = result.measure(state.name.lower())[208:]
    # A stock of people who come by chance and stay for long varies as a Poisson number, and is much like
    # itself for as long as they stay: so many weeks are worth one.
    spread = np.sqrt(float(comes * stays) / (len(counted) / (2 * float(stays))))
    assert counted.mean() == pytest.approx(float(comes * stays), abs=SE * spread)


def test_prison_is_the_convolution_of_who_comes_with_how_long_they_stay():
    """An infinite-server queue: each week's mean follows from arrivals and the spread of stays, exactly."""
    one = made(CALM)
    result = running.run(one)
    rules = one.told.rules[0]
    bands = np.diff(one.told.table["bands"], prepend=0, axis=1).astype(float)
    inside = rules["band_weeks"][PAST:, :, 0].astype(int)
    ending = rules["band_weeks"][PAST, :, 1] < NEVER
    comes = sum(unit.arrivals[:, 2] for unit in one.units)
    mean, variance = np.zeros(WEEKS), np.zeros(WEEKS)
    for week in range(WEEKS):
        weights = bands[rules["law_of"][week]]
        stays = inside[week] - 1  # whoever is let out in a week is not counted in it
        for after in range(week, WEEKS):
            there = float((weights * (ending & (stays > after - week))).sum() / weights.sum())
            mean[after] += comes[week] * there
            variance[after] += comes[week] * there * (1 - there)
    for unit in one.units:
        until = unit.people["until"][unit.people["state"] == State.CUSTODY]
        mean += [(until > week + 1).sum() for week in range(WEEKS)]

    off = result.measure("custody") - mean
    assert abs(off).max() > 0  # luck, and not the same reckoning twice
    assert (abs(off[variance > 25]) < SE * np.sqrt(variance[variance > 25])).all()


ALONE = CALM.instead("feedback.loops", value=False)


def test_psos_are_those_who_joined_less_who_left_by_chance():
    """Immigration and death: of those there and those who joined, so many are left after each week."""
    one = made(ALONE, part=8)
    result = running.run(one)
    stays = 1 - float(one.told.laws[0].leaving[PSO]) / chance.WHOLE
    joined = sum(unit.joiners[:, PSO] for unit in one.units)
    begun = sum(
        int((unit.officers["grade"][unit.officers["here"] == IN_POST] == PSO).sum()) for unit in one.units
    )
    ages = np.arange(1, WEEKS + 1)

    mean = begun * stays**ages
    variance = mean * (1 - stays**ages)
    for week in range(WEEKS):
        left = stays ** np.arange(WEEKS - week)  # whoever joins in a week cannot leave in it
        mean[week:] += joined[week] * left
        variance[week:] += joined[week] * left * (1 - left)
    off = result.measure("pso") - mean
    assert abs(off).max() > 0
    assert (abs(off[8:]) < SE * np.sqrt(variance[8:])).all()


def test_as_many_days_are_lost_to_sickness_as_are_told():
    """A machine that fails and is mended: the part of weeks away is told weeks, of all weeks in post."""
    one = made(ALONE, part=8, weeks=520)
    result = running.run(one)
    grades = ("pso", "trainee", "newly_qualified", "officer")
    in_post = sum(result.measure(grade)[52:] for grade in grades)
    part = float(ALONE.number(one.start, "staff.sick_days") / availability.WORKING_DAYS / YEAR)

    # A spell of three weeks is one draw of luck, so three weeks of somebody are worth one.
    spread = np.sqrt(part * (1 - part) / (in_post.sum() / 6))
    assert result.measure("sick")[52:].sum() / in_post.sum() == pytest.approx(part, abs=SE * spread)
