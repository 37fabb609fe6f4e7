"""What must hold of two countries whatever either says: no cap, nothing changed, more staff, one unit or two.

Where luck is not the same on both sides, the mean of pairs of runs is held, within what luck explains.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import cache

import numpy as np
import pytest

from befriend.policies import Book, proposal_of
from befriend.simulator import packs, running
from befriend.simulator.country import Ground, built, ground
from befriend.simulator.packs import Pack
from befriend.simulator.parameters import Parameters
from befriend.simulator.running import Result
from befriend.simulator.shapes import Unit
from befriend.simulator.states import OFFICER, State
from tests.simulator.small import BOOK, ENFORCED, FIGURES

START = date(2026, 4, 6)
SEEDS = range(8)
SE = 4  # standard errors
NO_LIMIT = 1_000_000
WITHOUT_FEEDBACK = FIGURES.instead("feedback.loops", value=False)
KEPT = WITHOUT_FEEDBACK.instead("start.cap_enforced", value=True)

CHANGED = """
what: As a test says.
applies_to: everybody
retroactive: true
exclusions: []
changes:
"""
ONE = """
  {key}:
    values:
      {day}:
        value: {value}
        issued: 2026-01-01
        status: assumed
        reference: {{title: A test}}
        note: Tried only.
"""


def with_values(day: str, **values: object) -> Book:
    """Return the policies with other values of capacity from a day."""
    parts = (ONE.format(key=f"capacity.{key}", day=day, value=value) for key, value in values.items())
    text = CHANGED + "".join(parts)
    return BOOK.with_proposal(proposal_of(text, "a test"))


@cache
def on(figures: Parameters, *, weeks: int = 52, part: int = 500, units: int = 1, book: Book = BOOK) -> Ground:
    """Return what small countries are built upon."""
    return ground(book, figures, weeks=weeks, part=Fraction(1, part), units=units, base=(BOOK, FIGURES))


def same(one: Result, other: Result) -> bool:
    """Say whether two runs counted the same, to the last person."""
    return (one.measures == other.measures).all() and (one.moves == other.moves).all()


def waited(result: Result) -> float:
    """Return how many weeks people spent waiting."""
    return float(result.measure("waiting").sum())


def test_a_cap_without_end_is_no_cap():
    book = with_values("2021-03-30", weighted_cap=NO_LIMIT, head_cap=NO_LIMIT, trainee_heads={1: NO_LIMIT})

    kept, free = (running.run(built(on(figures, book=book), 1)) for figures in (KEPT, WITHOUT_FEEDBACK))

    assert same(kept, free)
    # Where there is an end to it, it is not the same.
    assert not same(*(running.run(built(on(figures), 1)) for figures in (KEPT, WITHOUT_FEEDBACK)))


SAME = """
what: What is in force anyway.
applies_to: everybody
retroactive: true
exclusions: []
changes:
  capacity.weighted_cap:
    values:
      2026-07-01:
        {{value: {cap}, issued: 2026-01-01, status: assumed, reference: {{title: A test}}, note: Tried only.}}
parameters:
  staff.sick_days:
    values:
      2026-06-01:
        {{value: {sick}, issued: 2026-01-01, status: assumed, reference: {{title: A test}}, note: Tried.}}
"""


def tried(cap: int, sick: float) -> Result:
    """Return a run under a pack of these values, laid over the base with everything fed back."""
    pack = Pack("a test", proposal_of(SAME.format(cap=cap, sick=sick), "a test"))
    book, figures = packs.laid_over(pack, BOOK, ENFORCED)
    made = ground(book, figures, weeks=52, part=Fraction(1, 500), units=2, base=(BOOK, ENFORCED))
    return running.run(built(made, 3))


def test_a_proposal_of_what_is_in_force_is_the_base_to_the_last_person():
    cap = BOOK.on(START, "capacity.weighted_cap").value
    sick = FIGURES.on(START, "staff.sick_days").value
    base = running.run(built(ground(BOOK, ENFORCED, weeks=52, part=Fraction(1, 500), units=2), 3))

    assert same(tried(cap, sick), base)
    assert not same(tried(cap - 5, sick), base)


def relabelled(unit: Unit, by: int) -> Unit:
    """Return a unit in which everybody has another number, and so other luck."""
    tally, people = unit.tally.copy(), unit.people.copy()
    people["who"][: tally["high"][0]] += by
    tally["serial"] += by
    return unit._replace(tally=tally, people=people)


def test_what_people_are_numbered_changes_nothing_but_luck():
    found = {"licence": [], "waiting": [], "fixed_recall": []}
    for seed in SEEDS:
        made = built(on(KEPT), seed)
        other = made._replace(units=tuple(relabelled(unit, 7_919) for unit in made.units))
        one, two = running.run(made), running.run(other)
        assert not same(one, two)
        for name, each in found.items():
            each.append(float(one.measure(name).mean() - two.measure(name).mean()))

    for name, each in found.items():
        off = np.array(each)
        assert abs(off.mean()) < SE * off.std(ddof=1) / np.sqrt(len(off)), name


def test_a_recall_of_no_days_leaves_nobody_in_prison_but_for_the_week_it_happens_in():
    text = CHANGED + ONE.format(
        key="recall.fixed_days", day="2026-03-31",
        value={"adult": {"short": 0, "long": 0}, "young": {"short": 0, "long": 0}},
    )  # fmt: skip
    book = BOOK.with_proposal(proposal_of(text, "a test"))
    made = ground(book, WITHOUT_FEEDBACK, weeks=40, part=Fraction(1, 50), units=1)

    result = running.run(built(made, 1))

    stock, recalled = (each[12:] for each in (
        result.measure("fixed_recall"), result.moves[:, State.LICENCE, State.FIXED_RECALL]))  # fmt: skip
    assert (stock == recalled).all()
    assert recalled.sum() > 0
    usual = running.run(built(on(WITHOUT_FEEDBACK, weeks=40, part=50), 1)).measure("fixed_recall")[12:]
    assert stock.mean() < usual.mean() / 5


def doubled(unit: Unit) -> Unit:
    """Return a unit with as many officers again, who have nobody yet."""
    tally, staff = unit.tally.copy(), int(unit.tally["staff"][0])
    more = unit.officers[:staff][unit.officers["grade"][:staff] == OFFICER].copy()
    for name in ("points", "people", "seen", "high"):
        more[name] = 0
    # Numbers that nobody has, nor will have who joins.
    more["who"] += 1 << 19
    tally["staff"] += len(more)
    parts = unit.officers[:staff], more, unit.officers[staff:]
    return unit._replace(tally=tally, officers=np.concatenate(parts))


def test_doubling_officers_never_lengthens_the_wait():
    pairs = []
    for seed in SEEDS:
        made = built(on(KEPT), seed)
        more = made._replace(units=tuple(doubled(unit) for unit in made.units))
        pairs.append((waited(running.run(more)), waited(running.run(made))))

    assert all(with_more < as_is for with_more, as_is in pairs)


@pytest.mark.parametrize("load", [90, 117])
def test_splitting_a_region_in_two_never_helps(load):
    """Pooling: two halves that cannot lend each other anybody leave more waiting, on the mean of many."""
    figures = KEPT.instead("start.load", load)
    whole, halves = (
        [waited(running.run(built(made, seed))) for seed in range(20)]
        for made in (ground(BOOK, figures, weeks=52, part=Fraction(1, 500), units=units) for units in (1, 2))
    )

    assert sum(whole) < sum(halves)


def with_more(made: Ground, percent: int, seed: int) -> float:
    """Return how many are on a community order after two years, with so many percent more who come."""
    more = made._replace(orders=tuple(mean * (100 + percent) / 100 for mean in made.orders))
    return float(running.run(built(more, seed)).measure("community_order")[-26:].mean())


def test_twice_the_change_of_who_comes_is_twice_the_change_of_who_is_there():
    made = on(WITHOUT_FEEDBACK, weeks=104, part=50)
    stocks = np.array([[with_more(made, percent, seed) for percent in (0, 10, 20)] for seed in SEEDS])
    none, some, twice = stocks.T

    assert (some - none).mean() > 0.05 * none.mean()
    off = (twice - none) - 2 * (some - none)
    assert abs(off.mean()) < SE * off.std(ddof=1) / np.sqrt(len(off))
