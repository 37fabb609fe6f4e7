"""The bands of a trial hold as many runs as they say, of runs they were not made of.

A band of n runs, read between their ranks, holds (n - 1) / (n + 1) of what it is called of runs to come; how
many of m others it holds varies by its own luck and by theirs.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import sqrt

import numpy as np
import pytest

from befriend.simulator import measured, packs, running, trial
from befriend.simulator.country import Ground, built, ground
from tests.simulator.small import BOOK, FIGURES

MEASURES = ("load_percent", "contact_hours", "minutes_a_person", "goodwill_hours")  # which hardly ever tie
MADE_OF, HELD_OUT, DRAWN = 150, 150, 32
SE = 4  # standard errors
ASKED = trial.Asked(packs.read("cap-100"), packs.read("base"), months=3, runs=DRAWN, seed=5, smaller=500)


def difference(one: trial.Monthly, other: trial.Monthly, name: str) -> float:
    """Return the difference of a run, as a statement takes it."""
    return trial.mean([after - before for before, after in zip(one[name], other[name], strict=True)])


def within(band: trial.Spread, percent: int, value: float) -> bool:
    """Say whether a band holds a value."""
    low, high = (getattr(band, f"{end}{percent}") for end in ("low", "high"))
    return bool(low <= value <= high)


def called(percent: int, many: int) -> float:
    """Return the part that a band of so many runs holds of others."""
    return percent / 100 * (many - 1) / (many + 1)


def lucky(on: Sequence[Ground], seed: int) -> tuple[trial.Monthly, ...]:
    """Return both countries of a seed, with the assumptions as they stand."""
    return tuple(
        measured.monthly(measured.Lived(running.run(built(one, seed)), BOOK, one.figures, one.part), 3)
        for one in on
    )


@pytest.fixture(scope="module")
def by_luck():
    """Return the differences of many seeds, by measure."""
    book, figures = packs.laid_over(packs.in_time(ASKED.policy, ASKED.start), BOOK, FIGURES)
    told = {"weeks": ASKED.weeks, "part": Fraction(1, 500), "units": 2, "base": (BOOK, FIGURES)}
    on = ground(BOOK, FIGURES, **told), ground(book, figures, **told)
    pairs = [lucky(on, seed) for seed in range(MADE_OF + HELD_OUT)]
    return {name: [difference(*pair, name) for pair in pairs] for name in MEASURES}


@pytest.mark.parametrize("percent", trial.BANDS)
@pytest.mark.parametrize("name", MEASURES)
def test_a_band_holds_as_many_seeds_it_was_not_made_of_as_it_says(by_luck, name, percent):
    made_of, others = by_luck[name][:MADE_OF], by_luck[name][MADE_OF:]
    band = trial.spread(made_of)

    held = sum(within(band, percent, value) for value in others) / HELD_OUT

    expected = called(percent, MADE_OF)
    error = sqrt(expected * (1 - expected) * (1 / HELD_OUT + 1 / MADE_OF))
    assert held == pytest.approx(expected, abs=SE * error)
    assert len(set(by_luck[name])) > MADE_OF  # and not because all are the same


def test_a_band_that_is_too_narrow_is_seen(by_luck):
    values = by_luck["load_percent"]
    band = trial.spread([value / 3 + 2 / 3 * np.mean(values) for value in values[:MADE_OF]])

    held = sum(within(band, 80, value) for value in values[MADE_OF:]) / HELD_OUT
    assert held < called(80, MADE_OF) - SE * sqrt(0.16 * (1 / HELD_OUT + 1 / MADE_OF))


def test_a_band_of_drawn_assumptions_holds_other_draws_as_often_as_it_says():
    """Each run in turn is held out of the others: few, as each draw needs a country of its own."""
    pairs = [trial.pair(ASKED, run) for run in range(DRAWN)]
    for name in MEASURES:
        values = [difference(pair.base, pair.policy, name) for pair in pairs]
        for percent in trial.BANDS:
            held = sum(
                within(trial.spread(values[:run] + values[run + 1 :]), percent, values[run])
                for run in range(DRAWN)
            )
            expected = called(percent, DRAWN - 1)
            error = sqrt(expected * (1 - expected) * 2 / DRAWN)
            assert held / DRAWN == pytest.approx(expected, abs=SE * error), (name, percent)


def test_two_policies_that_share_luck_differ_by_less_of_it(by_luck):
    """What sharing luck is for: the difference varies less than that of two seeds would."""
    book, figures = packs.laid_over(packs.in_time(ASKED.policy, ASKED.start), BOOK, FIGURES)
    told = {"weeks": ASKED.weeks, "part": Fraction(1, 500), "units": 2, "base": (BOOK, FIGURES)}
    on = ground(BOOK, FIGURES, **told), ground(book, figures, **told)
    pairs = [lucky(on, seed) for seed in range(40)]
    one, other = ([trial.mean(pair[side]["contact_hours"]) for pair in pairs] for side in (0, 1))
    apart = [after - before for before, after in zip(one, [*other[1:], other[0]], strict=True)]

    assert np.var(by_luck["contact_hours"][:40]) < np.var(apart) / 2
