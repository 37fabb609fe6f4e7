"""The country at its start: who is supervised, for how much longer, and who works there.

Stocks are as published; how long everybody has been there, and has left, is drawn as one meets people on a
day and not as they come. As many come as keep orders and prison level (Little's law). Units are invented,
all of a size. The number of practitioners who hold people is fitted to the mean load.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import NamedTuple

import numpy as np

from befriend.policies import Book
from befriend.simulator import chance, draws, kernel, shapes
from befriend.simulator.chance import Purpose
from befriend.simulator.draws import Array, Told
from befriend.simulator.laws import CAREER_MONTHS, MONTH, YEAR, Law
from befriend.simulator.parameters import Parameters
from befriend.simulator.shapes import HIGH, SERIAL, STAFF, WAITING, Officers, People, Unit
from befriend.simulator.states import (
    IN_POST,
    MEASURES,
    NEVER,
    NEWLY_QUALIFIED,
    NOT_YET,
    OFFICER,
    ORDER_NAMES,
    PLACES,
    PSO,
    SHORT,
    STATES,
    TRAINEE,
    WAITS,
    State,
)

STARTS = {"march-2026": date(2026, 4, 6)}  # the first Monday after the stocks
# A practitioner's number begins with their unit's; so does a person's, in a range of its own.
OF_A_UNIT = 20


class Country(NamedTuple):
    """A country before its first week, and all it will be told."""

    name: str
    start: date
    seed: int
    units: tuple[Unit, ...]
    told: Told
    share: Fraction  # of those in post, how many hold people
    a_year: tuple[Fraction, ...]  # community orders, suspended sentences and sentences of prison that come


def country(
    book: Book,
    figures: Parameters,
    *,
    seed: int,
    weeks: int,
    name: str = "march-2026",
    part: Fraction = Fraction(1),
    units: int | None = None,
) -> Country:
    """Return a country at its start; `part` makes one as much smaller, in so many units.

    ValueError for a name that is not a start, or so many people in a unit that numbers would run out.
    """
    if name not in STARTS:
        raise ValueError(f"{name!r} is not one of: {', '.join(STARTS)}")
    start = STARTS[name]
    number = units or int(figures.number(start, "start.units"))
    told = draws.told(book, figures, start, weeks)
    stocks = stocks_of(figures, told, part)
    means = arriving(stocks, told)
    arrivals = draws.arrivals(seed, weeks, number, [mean / number for mean in means])
    people = [peopled(told, seed, unit, split(stocks, unit, number)) for unit in range(number)]
    share, posts = staffed(figures, told, start, part, people)
    joiners = draws.joiners(seed, figures, told.mondays, number, share * part)
    everybody = [
        staff_of(told, seed, unit, split(posts, unit, number), joiners[unit]) for unit in range(number)
    ]
    built = tuple(
        built_unit(told, unit, people[unit], everybody[unit], arrivals[unit], joiners[unit])
        for unit in range(number)
    )
    return Country(name, start, seed, built, told, share, tuple(mean * YEAR for mean in means))


def stocks_of(figures: Parameters, told: Told, part: Fraction) -> list[int]:
    """Return how many stand in each state. Who stands in two published counts is counted once."""
    day = told.mondays[0]
    orders = [figures.number(day, "start.orders", name) for name in ORDER_NAMES]
    before, after = (figures.number(day, "start.custody_and_licence", name)
                     for name in ("before_release", "after_release"))  # fmt: skip
    recalled, life = figures.number(day, "start.recalled"), figures.number(day, "start.without_end")
    # By Little's law: as often as they come, times how long they stay.
    law = told.laws[0]
    short, both = (Fraction(int(law.hazards[State.LICENCE, place])) for place in (0, 1))
    fixed = short * Fraction(int(law.fixed_weeks.sum()), 2) * int(law.hazards[State.STANDARD_RECALL, 1])
    standard = (both - short) * chance.WHOLE
    # Where nobody is recalled, or nobody comes out again, all who are there stay on a standard recall.
    fixed_part = recalled * fixed / (fixed + standard) if fixed else Fraction(0)
    found = [Fraction(0), *orders, before - recalled - life, life, after, fixed_part, recalled - fixed_part]
    once = figures.number(day, "start.supervised") / sum(found)
    return [int(many * once * part) for many in found]


def arriving(stocks: list[int], told: Told) -> list[Fraction]:
    """Return how many of each kind come in a week, so that orders and prison stay level."""
    law, rules = told.laws[0], told.rules
    means = [
        stocks[state] / draws.stay(rules.orders[place].tolist(), draws.ends_of(law, State(state)))
        for place, state in enumerate((State.COMMUNITY_ORDER, State.SUSPENDED_ORDER))
    ]
    weights, inside, _ = bands(told)
    mean_stay = Fraction(int((weights * (inside - 1)).sum()), int(weights.sum()))
    return [*means, stocks[State.CUSTODY] / mean_stay]


def bands(told: Told) -> tuple[Array, Array, Array]:
    """Return weight, weeks in prison and weeks in all of each band with an end, sentenced at the start."""
    ending = told.rules.band_weeks[0, :, 1] < NEVER
    weights = np.diff(told.rules.bands, prepend=0)[ending] >> 12
    return weights, *told.rules.band_weeks[0, ending].T.astype(np.int64)


def split(many: list[int], unit: int, units: int) -> list[int]:
    """Return one unit's part of each: whole numbers that add up."""
    return [number * (unit + 1) // units - number * unit // units for number in many]


def peopled(told: Told, seed: int, unit: int, stocks: list[int]) -> People:
    """Return the people of one unit at the start, none with a practitioner yet."""
    count = sum(stocks)
    state = np.repeat(np.arange(STATES), stocks)
    who = (unit << OF_A_UNIT) + np.arange(count)
    luck = {purpose: drawn(seed, purpose, who) for purpose in Purpose}
    kind = np.searchsorted(told.rules.kinds, luck[Purpose.PROFILE], side="right")
    begun, until, ends, short = times(told, state, luck)
    law, scalars = told.laws[0], told.laws[0].scalars
    withdraw = withdrawn_from(law, state, kind, begun, until, luck[Purpose.ACTIVITY])
    needs_none = (state == State.CUSTODY) & (until > scalars.handover) | (state == State.WITHOUT_END)
    columns = People(
        state=state, kind=kind, marks=np.where(short, SHORT, 0), officer=np.where(needs_none, NOT_YET, WAITS),
        begun=begun, until=until, ends=ends, withdraw=withdraw, since=np.zeros(count), who=who,
    )  # fmt: skip
    return People(*(column.astype(kind) for column, kind in zip(columns, shapes.PEOPLE, strict=True)))


def drawn(seed: int, purpose: int, who: Array) -> Array:
    """Return the luck of everybody for a purpose that has no week."""
    return chance.luck(*chance.key(seed, purpose, 0), who)  # type: ignore[arg-type, return-value]


def times(told: Told, state: Array, luck: dict[Purpose, Array]) -> tuple[Array, Array, Array, Array]:
    """Return begin, end of the state and end of the sentence of everybody, and whose sentence is short."""
    begun, until = np.zeros(len(state), np.int64), np.full(len(state), NEVER)
    ends, short = np.full(len(state), NEVER), np.zeros(len(state), bool)
    length, remaining = luck[Purpose.LENGTH], luck[Purpose.REMAINING]
    for place, order in enumerate((State.COMMUNITY_ORDER, State.SUSPENDED_ORDER)):
        are = state == order
        whole = 1 + np.searchsorted(chance.met(told.rules.orders[place].tolist()), length[are], side="right")
        begun[are] = -(whole * remaining[are] >> chance.BITS)
        until[are] = ends[are] = begun[are] + whole
    weights, inside, whole = bands(told)
    is_short = told.rules.band_short[told.rules.band_weeks[0, :, 1] < NEVER] == 1
    for states, part in (((State.CUSTODY,), inside), (LICENSED, whole - inside)):
        are = np.isin(state, states)
        band = np.searchsorted(chance.shares((weights * part).tolist()), length[are], side="right")
        begun[are] = -(part[band] * remaining[are] >> chance.BITS)
        until[are] = begun[are] + part[band]
        ends[are] = until[are] + (whole - inside)[band] if states == (State.CUSTODY,) else until[are]
        short[are] = is_short[band]
    on_fixed = state == State.FIXED_RECALL
    term = told.laws[0].fixed_weeks[short[on_fixed].astype(int)]
    until[on_fixed] = np.minimum(ends[on_fixed], 1 + (term * luck[Purpose.CAREER][on_fixed] >> chance.BITS))
    return begun, until, ends, short


LICENSED = (State.LICENCE, State.FIXED_RECALL, State.STANDARD_RECALL)


def withdrawn_from(law: Law, state: Array, kind: Array, begun: Array, until: Array, luck: Array) -> Array:
    """Return from which week contact is withdrawn, as `passing.begin` reckons it for those who come."""
    served, parts = law.reset[state].T
    reached = (parts > 0) & (until < NEVER) & (law.keeps[kind] == 0)
    reached &= (state > State.SUSPENDED_ORDER) | (luck < law.scalars.activity)
    return np.where(reached, begun + -(-(until - begun) * served // np.maximum(parts, 1)), NEVER)


def staffed(
    figures: Parameters, told: Told, day: date, part: Fraction, people: list[People]
) -> tuple[Fraction, list[int]]:
    """Return the share of those in post who hold people, fitted to the mean load, and posts by grade."""
    law = told.laws[0]
    new = figures.number(day, "start.newly_qualified")
    posts = [figures.number(day, "start.in_post", "pso"), figures.number(day, "start.trainees"), new,
             figures.number(day, "start.in_post", "officer") - new]  # fmt: skip
    course = int(sum(figures.number(day, "staff.course", name) for name in ("short", "long")) / 2)
    year = int(figures.number(day, "staff.newly_qualified"))
    careers = (
        range(CAREER_MONTHS - 1, CAREER_MONTHS),
        range(course),
        range(year),
        range(CAREER_MONTHS - 1, CAREER_MONTHS),
    )
    has = sum(
        many * sum(int(law.limits[grade, month, 0]) for month in months) / len(months)
        for grade, (many, months) in enumerate(zip(posts, careers, strict=True))
    )
    carried = sum(carried_at_start(law, unit) for unit in people)
    load = figures.number(day, "start.load") / 100
    share = Fraction(carried) / load / (has * part)
    return share, [round(many * share * part) for many in posts]


def carried_at_start(law: Law, people: People) -> int:
    """Return the points of everybody in a unit who needs a practitioner."""
    needs = people.officer == WAITS
    place = np.array(PLACES)[people.state[needs]]
    return int(law.points[people.kind[needs], place, (people.withdraw[needs] <= 0).astype(int)].sum())


def staff_of(told: Told, seed: int, unit: int, posts: list[int], joiners: Array) -> Officers:
    """Return the practitioners of one unit at the start, and room for all who will join."""
    count = sum(posts)
    found = Officers(*(column[0] for column in shapes.officers(1, count + int(joiners.sum()))))
    grade, who = np.repeat(np.arange(len(posts)), posts), (unit << OF_A_UNIT) + np.arange(count)
    career, course = drawn(seed, Purpose.CAREER, who), drawn(seed, Purpose.COURSE, who)
    long, short_weeks, long_weeks = told.rules.course
    weeks = np.where(course < long, long_weeks, short_weeks)
    so_far = np.select(
        [grade == TRAINEE, grade == NEWLY_QUALIFIED], [weeks, told.laws[0].scalars.newly_qualified],
        int(CAREER_MONTHS * MONTH),
    )  # fmt: skip
    begun = np.where(np.isin(grade, (PSO, OFFICER)), -so_far, -(so_far * career >> chance.BITS))
    found.here[:count], found.grade[:count], found.who[:count] = IN_POST, grade, who
    found.begun[:count] = begun
    found.course[:count] = np.where(grade == TRAINEE, begun + weeks, NEVER)
    return found


def built_unit(
    told: Told, number: int, people: People, officers: Officers, arrivals: Array, joiners: Array
) -> Unit:
    """Return one unit, where everybody who needs a practitioner was given one."""
    count, staff = len(people.state), int(officers.here.sum())
    places = count + int(arrivals.sum())
    if places >= 1 << OF_A_UNIT:
        raise ValueError(f"a unit of {places} people has no numbers for them; make more units")
    room = People(*(column[0] for column in shapes.people(1, places)))
    for column, start in zip(room, people, strict=True):
        column[:count] = start
    tally = np.zeros(5, np.int64)
    tally[[HIGH, SERIAL, STAFF]] = count, (number << OF_A_UNIT) + count, staff
    waits = np.flatnonzero(room.officer[:count] == WAITS)
    tally[WAITING] = len(waits)
    waiting = np.zeros(places, np.int32)
    waiting[: len(waits)] = waits
    weeks = len(told.mondays)
    unit = Unit(
        room, officers, tally, np.zeros(places, np.int32), waiting,
        np.zeros((len(officers.here), 3), np.int64), arrivals, joiners,
        np.zeros((weeks, len(MEASURES)), np.int64), np.zeros((weeks, STATES, STATES), np.int64),
    )  # fmt: skip
    kernel.compiled_settle(unit, told.rules)
    return unit
