"""The country at its start and through its weeks: as published, nobody lost, the same however it is run."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from befriend.policies import proposal_of
from befriend.simulator import country as starting
from befriend.simulator import plain, running
from befriend.simulator.country import country
from befriend.simulator.laws import CAREER_MONTHS
from befriend.simulator.parameters import Parameters
from befriend.simulator.states import MEASURE, MEASURES, NOT_YET, STATES, WAITS, State
from tests.simulator.small import BOOK, ENFORCED, FIGURES, small

CAP = """
what: Another cap.
applies_to: everybody
retroactive: true
exclusions: []
changes:
  capacity.weighted_cap:
    values:
      {day}:
        value: {cap}
        issued: 2026-01-01
        status: assumed
        reference: {{title: A test}}
        note: Tried only.
"""


def with_cap(cap: int, day: str = "2021-03-30"):
    """Return the policies with another cap from a day."""
    return BOOK.with_proposal(proposal_of(CAP.format(cap=cap, day=day), "a test"))


def same(one: running.Result, other: running.Result) -> bool:
    """Say whether two runs counted the same, to the last person."""
    return (one.measures == other.measures).all() and (one.moves == other.moves).all()


changed = st.fixed_dictionaries({
    "start.cap_enforced": st.booleans(),
    "start.load": st.sampled_from([60, 117, 200]),
    "recall.hazard": st.sampled_from([0, 6.63, 60]),
    "recall.fixed_share": st.sampled_from([0, 50, 100]),
    "recall.standard_release": st.sampled_from([0, 18, 100]),
    "orders.activity": st.sampled_from([0, 70, 100]),
    "staff.sick_days": st.sampled_from([0, 11.4, 90]),
    "staff.promoted": st.sampled_from([0, 3, 300]),
    "staff.withdrawing": st.sampled_from([0, 17, 90]),
    "custody.handover": st.sampled_from([0, 33, 150]),
    "custody.life_release": st.sampled_from([0, 0.21, 20]),
})  # fmt: skip


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 2**62 - 1), changed)
def test_compiled_is_plain_to_the_last_person(seed, values):
    figures = FIGURES
    for key, value in values.items():
        figures = figures.instead(key, value)
    made = small(figures, seed=seed, weeks=16, part=3000, units=2)

    measures, moves = plain.run(made, BOOK, figures)
    fast = running.run(made)

    told_apart = [name for name in MEASURES if (fast.measure(name) != measures[:, MEASURE[name]]).any()]
    assert told_apart == []
    assert (fast.moves == moves).all()


def test_compiled_is_plain_while_policies_change():
    book = with_cap(95, "2026-07-06")
    # So many go on to other posts, and so many join, that somebody does.
    figures = ENFORCED.instead("staff.promoted", 150).instead("staff.pso_joiners", 6000)
    made = small(figures, weeks=90, part=1000, units=1, book=book)

    measures, moves = plain.run(made, book, figures)
    fast = running.run(made)

    assert len(made.told.laws) > 1
    assert (fast.measures == measures).all()
    assert (fast.moves == moves).all()
    # A test in which hardly anything happens would show nothing.
    happens = [MEASURE[name] for name in ("waiting", "contact_withdrawn", "sick", "officer_left", "qualified",
                                          "pso_joined", "trainee_joined", "changed")]  # fmt: skip
    assert (fast.measures[:, happens].sum(axis=0) > 0).all()
    assert (fast.moves.sum(axis=0)[State.LICENCE, [State.FIXED_RECALL, State.STANDARD_RECALL]] > 0).all()


def test_any_number_of_threads_counts_the_same():
    made = small(weeks=52, units=5)

    assert same(running.run(made, threads=3), running.run(made))


def test_a_run_leaves_the_country_as_it_was():
    made = small()

    assert same(running.run(made), running.run(made))


def test_another_seed_is_another_country():
    assert not same(running.run(small(seed=1)), running.run(small(seed=2)))


def test_who_is_lost_is_seen():
    made = small()
    result = running.run(made)
    begun = sum((running.stocks(unit) for unit in made.units), np.zeros(STATES, np.int64))
    running.refuse_lost(begun, result)
    result.measures[7, MEASURE["licence"]] -= 1

    with pytest.raises(AssertionError, match="In week 7"):
        running.refuse_lost(begun, result)


def test_policies_of_the_same_value_change_nothing():
    assert same(running.run(small(ENFORCED, book=with_cap(110))), running.run(small(ENFORCED)))


def test_a_cap_that_nobody_reaches_is_no_cap():
    figures = FIGURES.instead("start.cap_enforced", value=False)
    book = without_heads(with_cap(1_000_000))

    assert same(running.run(small(ENFORCED, book=book)), running.run(small(figures, book=book)))


def without_heads(book):
    """Return the policies with room for any number of people."""
    text = CAP.format(cap=1_000_000, day="2021-03-30").replace("weighted_cap", "head_cap")
    book = book.with_proposal(proposal_of(text, "a test"))
    text = text.replace("head_cap", "trainee_heads").replace("value: 1000000", "value: {1: 1000000}")
    return book.with_proposal(proposal_of(text, "a test"))


def test_under_a_cap_nobody_new_is_put_on_top():
    open_country, kept = small(weeks=52), small(ENFORCED, weeks=52)

    without, under = running.run(open_country), running.run(kept)

    assert under.measure("waiting")[-1] > without.measure("waiting")[-1]
    assert under.measure("points")[-1] < without.measure("points")[-1]
    # Luck is the same: who comes, leaves and is recalled does not hang on the cap while nothing feeds back.
    assert (under.moves == without.moves).all()


def test_two_policies_share_their_luck_until_they_differ():
    before = running.run(small(ENFORCED, weeks=26))
    later = running.run(small(ENFORCED, weeks=26, book=with_cap(80, "2026-07-06")))

    week = (date(2026, 7, 6) - before.start).days // 7
    assert (before.measures[:week] == later.measures[:week]).all()
    assert later.measure("waiting")[-1] > before.measure("waiting")[-1]


def test_the_start_is_as_published():
    made = country(BOOK, FIGURES, seed=1, weeks=1, part=Fraction(1, 10), units=11)
    stocks = sum((running.stocks(unit) for unit in made.units), np.zeros(STATES, np.int64))
    in_states = stocks[1:].tolist()

    assert sum(in_states) == pytest.approx(25_833, abs=7)
    # Community orders by suspended sentences, as published: 64,112 by 52,267.
    assert in_states[0] / in_states[1] == pytest.approx(64_112 / 52_267, abs=0.001)
    assert sum(in_states[5:]) == pytest.approx(12_089 / 10 * 258_332 / 265_452, abs=3)


def test_the_start_carries_the_published_load_and_nobody_waits():
    made = country(BOOK, FIGURES, seed=1, weeks=1, part=Fraction(1, 10), units=11)
    law = made.told.laws[0]
    points = available = 0
    for unit in made.units:
        here = unit.officers.here == 1
        month = np.minimum(-unit.officers.begun[here].astype(int) * 336 // 1461, CAREER_MONTHS - 1)
        points += unit.officers.points[here].sum()
        available += law.limits[unit.officers.grade[here], month, 0].sum()

    assert points / available == pytest.approx(1.17, abs=0.02)
    assert not any((unit.people.officer[: unit.tally[0]] == WAITS).any() for unit in made.units)


def test_who_is_long_from_release_has_no_community_practitioner_yet():
    (unit,) = small(units=1).units
    inside = unit.people.state == State.CUSTODY

    assert (unit.people.officer[inside & (unit.people.until > 33)] == NOT_YET).all()
    assert (unit.people.officer[inside & (unit.people.until <= 33)] >= 0).all()


def test_orders_and_prison_stay_level_while_nothing_changes():
    # Prison for half a year only: then sentences come under the progression model.
    made = country(BOOK, FIGURES, seed=3, weeks=26, part=Fraction(1, 10), units=10)
    result = running.run(made)
    stocks = sum((running.stocks(unit) for unit in made.units), np.zeros(STATES, np.int64))

    for name, state in (("community_order", 1), ("suspended_order", 2), ("custody", 3)):
        # Random walk of comings and goings: some 250 in half a year of thousands.
        assert result.measure(name)[-1] == pytest.approx(stocks[state], rel=0.06)


def test_an_unknown_start_and_a_unit_without_numbers_are_refused():
    with pytest.raises(ValueError, match="'june-2099' is not one of: march-2026"):
        country(BOOK, FIGURES, seed=1, weeks=1, name="june-2099")
    with pytest.raises(ValueError, match="make more units"):
        country(BOOK, FIGURES, seed=1, weeks=1, part=Fraction(5), units=1)


def test_every_parameter_is_used(monkeypatch):
    read: set[str] = set()
    on = Parameters.on

    def listening(self, day, key):
        read.add(key)
        return on(self, day, key)

    monkeypatch.setattr(Parameters, "on", listening)
    small(weeks=2, units=None)

    assert read == set(FIGURES.by_key)
    assert set(starting.STARTS) == {"march-2026"}
