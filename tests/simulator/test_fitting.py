"""The fit: what it is held against, and that what stands is what it finds."""

import pytest

from befriend.cli import fit as command
from befriend.simulator import backcast, fitting, parameters, series
from befriend.simulator.scoring import HELD_OUT_FROM

# What docs/simulating.md says of the figures as they stand.
COST = 6.07


def test_nothing_of_after_2024_is_looked_at(monkeypatch):
    asked = fitting.known()
    fed = []
    monkeypatch.setattr(backcast, "releases_by_week", lambda until: fed.append(until) or (1,) * 104)
    monkeypatch.setattr(fitting.countries, "country", lambda *_, weeks, **__: weeks)
    monkeypatch.setattr(fitting.running, "run", lambda weeks: weeks)

    assert fitting.lived(fitting.standing()) == fitting.WEEKS == 105
    assert fed == [HELD_OUT_FROM]
    assert {name: len(each) for name, each in asked.items()} == {
        "recalls": 8, "recall_stock": 24, "licence_stock": 2, "determinate": 2, "releases": 8,
    }  # fmt: skip
    assert max(day for each in asked.values() for day in each) < HELD_OUT_FROM


def test_what_stands_is_put_where_it_stands():
    """The parameters that are made of what stands are those that stand, but for rounding."""
    made, stands = fitting.at(fitting.standing()), parameters.load()
    for key in ("recall.hazard", "recall.fixed_share", "recall.standard_release", "custody.received"):
        for day in (day for day in made.by_key[key].values if day < HELD_OUT_FROM):
            as_it_is = stands.on(max(day, stands.first(key)), key).value
            for name, value in made.on(day, key).value.items():
                assert value == pytest.approx(as_it_is[name], rel=0.005)


def test_the_sum_of_squares_is_what_the_docs_say_and_no_step_to_a_side_makes_it_much_less():
    stands = fitting.standing()
    here = fitting.cost(stands)

    assert here == pytest.approx(COST, abs=0.05)
    for name in ("hazard", "received"):
        for step in (-fitting.STEP, fitting.STEP):
            assert fitting.cost(stands | {name: stands[name] * (1 + step)}) > here


def test_what_is_found_is_told_beside_what_stands():
    stands = fitting.standing()
    said = "\n".join(command.lines(fitting.Found(stands, dict.fromkeys(stands, 0.1), 5.4), stands, COST))

    assert "6.500    0.100    6.500" in said
    assert "5.400 as found, 6.070 as it stands" in said
    assert series.SERIES[0] in fitting.OFF
