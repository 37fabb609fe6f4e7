"""The country at its start and through its weeks: as published, nobody lost, the same however it is run."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from befriend.policies import proposal_of
from befriend.simulator import plain, running
from befriend.simulator.country import country
from befriend.simulator.laws import CAREER_MONTHS
from befriend.simulator.parameters import Parameters
from befriend.simulator.states import MEASURE, MEASURES, NOT_YET, STATES, TERMS, WAITS, State
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


def by_term(percent):
    """Return the same for every length of sentence."""
    return dict.fromkeys(TERMS, percent)


changed = st.fixed_dictionaries({
    "start.cap_enforced": st.booleans(),
    "start.inherited": st.booleans(),
    "start.load": st.sampled_from([60, 117, 200]),
    "recall.factor": st.sampled_from([0, 100, 1000]),
    "recall.fixed_share": st.sampled_from([by_term(0), by_term(50), by_term(100)]),
    "recall.standard_release": st.sampled_from([by_term(0), by_term(18), by_term(100)]),
    "recall.soon_factor": st.sampled_from([50, 100, 300]),
    "custody.suspended_instead": st.sampled_from([0, 50]),
    "supervision.check_ins": st.sampled_from([0, 60]),
    "staff.relief_posts": st.sampled_from([0, 3000]),
    "staff.other_duties": st.sampled_from([0, 10]),
    "staff.protected": st.booleans(),
    "feedback.loops": st.booleans(),
    "feedback.withdrawn": st.sampled_from([50, 100, 140]),
    "orders.activity": st.sampled_from([0, 70, 100]),
    "staff.sick_days": st.sampled_from([0, 11.4, 90]),
    "staff.promoted": st.sampled_from([0, 3, 300]),
    "staff.withdrawing": st.sampled_from([0, 17, 90]),
    "custody.handover": st.sampled_from([0, 33, 150]),
    "custody.life_release": st.sampled_from([0, 0.21, 20]),
})  # fmt: skip


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 2**62 - 1), changed, st.sampled_from(["march-2026", "january-2023", "june-2023"]))
def test_compiled_is_plain_to_the_last_person(seed, values, name):
    figures = FIGURES
    for key, value in values.items():
        figures = figures.instead(key, value)
    made = small(figures, seed=seed, weeks=8, part=3000, units=2, name=name)

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


def test_without_feedback_a_cap_changes_nobodys_sentence():
    figures = FIGURES.instead("feedback.loops", value=False)

    without = running.run(small(figures, weeks=52))
    under = running.run(small(figures.instead("start.cap_enforced", value=True), weeks=52))

    assert under.measure("waiting")[-1] > without.measure("waiting")[-1]
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
    order, suspended, custody, without_end, licence, fixed, standard, after = stocks[1:].tolist()

    assert (order, suspended, custody, without_end) == (6_411, 5_226, 4_822, 849)
    assert licence + after == 6_808
    assert after > 500
    assert fixed + standard == pytest.approx(1_208, abs=1)
    assert 100 < fixed < 300  # of 14 or 28 days: the 56 of the Act began a week before


def test_the_start_carries_the_published_load_and_nobody_waits():
    made = country(BOOK, FIGURES, seed=1, weeks=1, part=Fraction(1, 10), units=11)
    law = made.told.laws[0]
    points = available = 0
    for unit in made.units:
        here = unit.officers[unit.officers["here"] == 1]
        month = np.minimum(-here["begun"].astype(int) * 336 // 1461, CAREER_MONTHS - 1)
        points += here["points"].sum()
        there = law.limits[here["grade"], month, 0] * unit.tally["parts"][0][here["grade"]] // 1024
        available += there.sum()

    assert points / available == pytest.approx(1.17, abs=0.03)
    assert not any((unit.people["officer"][unit.people["state"] > 0] == WAITS).any() for unit in made.units)


def test_who_is_long_from_release_has_no_community_practitioner_yet():
    (unit,) = small(units=1).units
    inside = unit.people[unit.people["state"] == State.CUSTODY]

    assert (inside["officer"][inside["until"] > 33] == NOT_YET).all()
    assert (inside["officer"][inside["until"] <= 33] >= 0).all()


def test_orders_stay_level_while_nothing_changes():
    made = country(BOOK, FIGURES, seed=3, weeks=26, part=Fraction(1, 10), units=10)
    result = running.run(made)

    for name, begun in (("community_order", 6_411), ("suspended_order", 5_226)):
        # Random walk of comings and goings: some 250 in half a year of thousands.
        assert result.measure(name)[-1] == pytest.approx(begun, rel=0.06)


def test_supervision_after_sentence_ends_with_the_law_for_those_who_have_it():
    result = running.run(small())
    begun = sum((running.stocks(unit) for unit in small().units), np.zeros(STATES, np.int64))

    assert begun[State.POST_SENTENCE] > 0
    assert result.moves[0, State.POST_SENTENCE, State.GONE] == begun[State.POST_SENTENCE]
    assert result.measure("post_sentence").sum() == 0


def test_releases_that_are_told_are_the_releases():
    told = [1_000, 500, 0, 1_500]
    made = small(weeks=8, part=100, name="january-2023", fed=[100 * many for many in told])
    result = running.run(made)

    assert result.moves[:4, State.GONE, State.LICENCE].tolist() == told
    assert result.moves[:4, State.CUSTODY, State.LICENCE].sum() == 0
    assert result.moves[4:, State.CUSTODY, State.LICENCE].min() > 0


def test_full_prisons_release_people_early_where_they_answer():
    answering = FIGURES.instead("prison.feedback", value=True).instead("prison.capacity", 0)
    usual, early = running.run(small()), running.run(small(answering))

    released = [result.moves[:, State.CUSTODY, State.LICENCE].sum() for result in (usual, early)]
    assert released[1] > released[0]
    assert same(running.run(small(answering), threads=2), early)


def test_another_policy_meets_the_same_people_and_the_same_staff():
    tried = FIGURES.instead("staff.trainees_a_year", 2_600)
    base, other = small(), small(tried, base=(BOOK, FIGURES))

    for one, two in zip(base.units, other.units, strict=True):
        count = len(one.officers) - int(one.joiners.sum())
        assert (one.people["who"][: one.tally["high"][0]] == two.people["who"][: two.tally["high"][0]]).all()
        assert (one.officers["who"][:count] == two.officers["who"][:count]).all()


def test_an_unknown_start_and_a_unit_without_numbers_are_refused():
    with pytest.raises(ValueError, match="'june-2099' is not one of: january-2023, june-2023, march-2026"):
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
    small(FIGURES.instead("prison.feedback", value=True), weeks=2, units=None)

    # What it costs is told of what was counted, and changes nobody (tests/simulator/test_measured.py).
    assert read == {key for key in FIGURES.by_key if not key.startswith("cost.")}
