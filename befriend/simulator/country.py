"""The country at its start: who is supervised, for how much longer, and who works there.

Stocks are as published; how long everybody has been there, and has left, is drawn as one meets people on a
day and not as they come. As many come as keep orders and prison level (Little's law). Units are invented,
all of a size. The number of practitioners who hold people is fitted to the mean load.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

import numpy as np

from befriend.policies import Book
from befriend.simulator import chance, draws, kernel, leaving_out, shapes
from befriend.simulator.chance import Purpose
from befriend.simulator.countries import start_of
from befriend.simulator.draws import Array, Told
from befriend.simulator.feedback import ONE
from befriend.simulator.hazards import MONTH, YEAR
from befriend.simulator.inside import Inside, met_inside
from befriend.simulator.laws import CAREER_MONTHS, Law
from befriend.simulator.leaving_out import LeftOut
from befriend.simulator.parameters import Parameters
from befriend.simulator.shapes import POINTS_OF, Unit
from befriend.simulator.staffing import UNKNOWN
from befriend.simulator.states import (
    IN_PERSON,
    IN_POST,
    LIFE,
    LONG_AGO,
    MEASURES,
    NEVER,
    NEWLY_QUALIFIED,
    NO_BAND,
    NOT_AT_ALL,
    NOT_YET,
    OFFICER,
    ORDER_NAMES,
    ORDERS,
    PAST,
    PLACES,
    PSO,
    SHORT,
    STATES,
    TRAINEE,
    WAITS,
    State,
)
from befriend.simulator.turning import first_week, stay_anew

# A practitioner's number begins with their unit's; so does a person's, in a range of its own.
OF_A_UNIT = 20
SAMPLE = 60_000
LICENSED = (State.LICENCE, State.FIXED_RECALL, State.STANDARD_RECALL)


class Country(NamedTuple):
    """A country before its first week, and all it will be told."""

    name: str
    start: date
    seed: int
    units: tuple[Unit, ...]
    told: Told
    share: Fraction  # of those in post, how many hold people
    a_year: tuple[Fraction, ...]  # community orders and suspended sentences that come
    before: Told | None = None  # what holds up to the week `first`, where that is another
    first: int = 0
    stays: bool = True  # whether those inside then stay as long as what is tried says


class Ground(NamedTuple):
    """All of a country that no luck touches: made once, and built upon for every seed."""

    name: str
    start: date
    part: Fraction
    units: int
    base: Told  # as it was, up to the week from which what is tried holds; the first week at least
    told: Told  # every week, as they are tried
    figures: Parameters  # as tried
    stocks: list[int]
    inside: Inside
    share: Fraction
    posts: list[int]
    without_end: dict[str, Fraction]  # of those on licence and on a standard recall, how many have no end
    orders: tuple[Fraction, ...]  # community orders and suspended sentences that come in a week
    retroactive: bool
    fed: tuple[int, ...]
    first: int = 0  # the week from which what is tried holds; until then all is as it was


def country(
    book: Book,
    figures: Parameters,
    *,
    seed: int,
    weeks: int,
    name: str = "march-2026",
    part: Fraction = Fraction(1),
    units: int | None = None,
    base: tuple[Book, Parameters] | None = None,
    fed: Sequence[int] = (),
) -> Country:
    """Return a country at its start; `part` makes one as much smaller, in so many units.

    `base`: policies and parameters under which it came to be, where others are tried from now on. `fed`: how
    many are released from a sentence in the whole country, week by week, as long as that is told.
    ValueError for a name that is not a start, or so many people in a unit that numbers would run out.
    """
    made = ground(book, figures, weeks=weeks, name=name, part=part, units=units, base=base, fed=fed)
    return built(made, seed)


def ground(
    book: Book,
    figures: Parameters,
    *,
    weeks: int,
    name: str = "march-2026",
    part: Fraction = Fraction(1),
    units: int | None = None,
    base: tuple[Book, Parameters] | None = None,
    retroactive: bool = True,
    fed: Sequence[int] = (),
    left: LeftOut | None = None,
) -> Ground:
    """Return what `country` is built upon; `left`: whom a proposal leaves out, and what holds for them.

    Not retroactive: who is inside already stays as long as before.
    """
    start, figures = start_of(name, figures)
    old_book, old = (base[0], start_of(name, base[1])[1]) if base else (book, figures)
    if left:
        left = left._replace(figures=start_of(name, left.figures)[1])
        told = leaving_out.told(book, figures, start, weeks, left)
    else:
        told = draws.told(book, figures, start, weeks)
    told.rules["fed"][:, : len(fed)] = 1
    first = min(first_week((old_book, old), (book, figures), start), weeks)
    before = draws.told(old_book, old, start, max(first, 1)) if base else told
    inside = met_inside(old_book, old, before)
    stocks = stocks_of(old, start, inside, part)
    number = units or int(old.number(start, "start.units"))
    found = Ground(
        name, start, part, number, before, told, figures, stocks, inside,
        Fraction(0), [], endless(old, start, stocks, part), ordered(stocks, before), retroactive,
        tuple(int(many * part) for many in fed), first,
    )  # fmt: skip
    share, posts = staffed(found, old)
    return found._replace(share=share, posts=posts)


def built(on: Ground, seed: int) -> Country:
    """Return the country of a seed."""
    days = on.told.mondays
    arrivals = draws.arrivals(seed, on.figures, days, on.units, on.orders, on.part)
    if on.fed:
        arrivals = np.concatenate([arrivals, draws.shared(on.fed, on.units, len(days))], axis=2)
    joiners = draws.joiners(seed, on.figures, days, on.units, on.share * on.part)
    units = tuple(
        built_unit(
            on, unit, seed, peopled(on, seed, unit, split(on.stocks, unit, on.units)),
            staff_of(on.base, seed, unit, split(on.posts, unit, on.units), joiners[unit]),
            arrivals[unit], joiners[unit],
        )
        for unit in range(on.units)
    )  # fmt: skip
    return Country(on.name, on.start, seed, units, on.told, on.share,
                   tuple(mean * YEAR for mean in on.orders),
                   on.base if on.first else None, on.first, on.retroactive)  # fmt: skip


def stocks_of(figures: Parameters, day: date, inside: Inside, part: Fraction) -> list[int]:
    """Return how many stand in each state, as published; those after release together, under LICENCE."""
    orders = [figures.number(day, "start.orders", name) for name in ORDER_NAMES]
    determinate, life, recalled, after = (
        figures.number(day, f"start.{key}")
        for key in ("determinate", "without_end", "recalled", "after_release")
    )
    # By Little's law: as often as they are recalled for a fixed term, times how long that is.
    ending = after - min(after, figures.number(day, "start.life", "on_licence"))
    fixed_part = min(recalled, ending * inside.fixed)
    found = [Fraction(0), *orders, determinate, life, after, fixed_part, recalled - fixed_part, Fraction(0)]
    return [int(many * part) for many in found]


def endless(figures: Parameters, day: date, stocks: list[int], part: Fraction) -> dict[str, Fraction]:
    """Return how large a part of those on licence and on a standard recall has a sentence without an end."""
    return {
        key: min(Fraction(1), figures.number(day, "start.life", key) * part / max(1, stocks[state]))
        for key, state in (("on_licence", State.LICENCE), ("recalled", State.STANDARD_RECALL))
    }


def ordered(stocks: list[int], told: Told) -> tuple[Fraction, ...]:
    """Return how many orders of each kind come in a week, so that they stay level."""
    law, rules = told.laws[0], told.rules[0]
    return tuple(
        stocks[state] / draws.stay(rules["orders"][place].tolist(), draws.ends_of(law, state))
        for place, state in enumerate(ORDERS)
    )


def split(many: list[int], unit: int, units: int) -> list[int]:
    """Return one unit's part of each: whole numbers that add up."""
    return [number * (unit + 1) // units - number * unit // units for number in many]


def peopled(on: Ground, seed: int, unit: int, stocks: list[int]) -> Array:
    """Return the people of one unit at the start, none with a practitioner yet."""
    told, count = on.base, sum(stocks)
    state = np.repeat(np.arange(STATES), stocks)
    who = (unit << OF_A_UNIT) + np.arange(count)
    luck = {purpose: drawn(seed, purpose, who) for purpose in Purpose}
    kind = np.searchsorted(told.rules["kinds"][0], luck[Purpose.PROFILE], side="right")
    state, begun, until, ends, released, band = times(on, state, luck)
    last = len(told.rules["band_term"][0]) - 1
    known, band_at = band < NO_BAND, np.minimum(band, last)
    marks = np.where(known, told.rules["band_marks"][0][band_at], 0)
    term = np.where(known, told.rules["band_term"][0][band_at], SHORT)
    term[state == State.WITHOUT_END] = LIFE
    needs_none = (state == State.CUSTODY) & (until > told.laws[0].scalars.handover)
    needs_none |= state == State.WITHOUT_END
    people = np.zeros(count, shapes.PERSON)
    columns = {
        "state": state, "kind": kind, "band": band, "term": term, "marks": marks, "begun": begun,
        "until": until, "ends": ends, "released": released, "withdraw": NEVER, "who": who,
        "officer": np.where(needs_none, NOT_YET, WAITS),
    }  # fmt: skip
    for name, column in columns.items():
        people[name] = column
    return people


def drawn(seed: int, purpose: int, who: Array) -> Array:
    """Return the luck of everybody for a purpose that has no week."""
    return chance.luck(*chance.key(seed, purpose, 0), who)  # type: ignore[arg-type, return-value]


def times(on: Ground, state: Array, luck: dict[Purpose, Array]) -> tuple[Array, ...]:
    """Return state, its begin and end, end of the sentence, release and length of everybody."""
    count, told = len(state), on.base
    begun, until, ends = np.zeros(count, np.int64), np.full(count, NEVER), np.full(count, NEVER)
    released, band = np.full(count, LONG_AGO), np.full(count, NO_BAND)
    state, length, remaining = state.copy(), luck[Purpose.LENGTH], luck[Purpose.REMAINING]
    for place, order in enumerate(ORDERS):
        are = state == order
        whole = 1 + np.searchsorted(
            chance.met(told.rules["orders"][0, place].tolist()), length[are], side="right"
        )
        begun[are] = -(whole * remaining[are] >> chance.BITS)
        until[are] = ends[are] = begun[are] + whole
    for place in (State.CUSTODY, *LICENSED):
        are = np.flatnonzero(state == place)
        met = np.searchsorted(on.inside.thresholds[place], length[are], side="right")
        week, band[are] = on.inside.rows[place][met].T
        inside, whole = told.rules["band_weeks"][0, week + PAST, band[are]].astype(np.int64).T
        ends[are] = week + whole
        begun[are], until[are] = week, week + inside
        if place is not State.CUSTODY:
            released[are] = begun[are] = week + inside
            until[are] = ends[are]
    for place, key in ((State.LICENCE, "on_licence"), (State.STANDARD_RECALL, "recalled")):
        are = np.flatnonzero(state == place)
        many = int(len(are) * on.without_end[key])
        ends[are[:many]] = until[are[:many]] = NEVER
        band[are[:many]] = len(told.rules["band_term"][0]) - 1
    on_fixed = np.flatnonzero(state == State.FIXED_RECALL)
    short = told.rules["band_term"][0][band[on_fixed]] == SHORT
    term = on.inside.fixed_weeks[short.astype(int)]
    served = term * luck[Purpose.CAREER][on_fixed] >> chance.BITS
    until[on_fixed] = np.minimum(ends[on_fixed], 1 + served)
    over = (state == State.LICENCE) & (ends <= 0)
    state[over] = State.POST_SENTENCE
    begun[over] = ends[over]
    until[over] = ends[over] = released[over] + on.inside.after
    return state, begun, until, ends, released, band


def withdrawn_from(law: Law, people: Array, luck: Array) -> Array:
    """Return from which week contact is withdrawn, as `passing.reset` reckons it."""
    served, parts = law.reset[people["state"]].T
    begun, until = people["begun"].astype(np.int64), people["until"].astype(np.int64)
    reached = (parts > 0) & (until < NEVER) & (law.keeps[people["kind"]] == 0)
    reached &= (people["state"] > State.SUSPENDED_ORDER) | (luck < law.scalars.activity)
    return np.where(reached, begun + -(-(until - begun) * served // np.maximum(parts, 1)), NEVER)


def staffed(on: Ground, figures: Parameters) -> tuple[Fraction, list[int]]:
    """Return the share of those in post who hold people, fitted to the mean load, and posts by grade.

    Fitted to the posts that there should be, where the load is told of those.
    """
    day, told = on.start, on.base
    law = told.laws[0]
    new = figures.number(day, "start.newly_qualified")
    posts = [figures.number(day, "start.in_post", "pso"), figures.number(day, "start.trainees"), new,
             figures.number(day, "start.in_post", "officer") - new]  # fmt: skip
    fitted = [*posts[:OFFICER], posts[OFFICER] + figures.number(day, "start.officers_short")]
    course = int(sum(figures.number(day, "staff.course", name) for name in ("short", "long")) / 2)
    year = int(figures.number(day, "staff.newly_qualified"))
    last = range(CAREER_MONTHS - 1, CAREER_MONTHS)
    careers = (last, range(course), range(year), last)
    parts = [law.scalars.free_time] * len(posts)
    if fitted[OFFICER]:
        parts[OFFICER] -= int(law.scalars.mentoring * posts[TRAINEE] / fitted[OFFICER])
    has = sum(
        many * part * sum(int(law.limits[grade, month, POINTS_OF]) for month in months) / len(months) / ONE
        for grade, (many, part, months) in enumerate(zip(fitted, parts, careers, strict=True))
    )
    load = figures.number(day, "start.load") / 100
    share = carried_at_start(on) / load / (has * on.part)
    return share, [round(many * share * on.part) for many in posts]


def carried_at_start(on: Ground) -> Fraction:
    """Return the points of everybody who needs a practitioner, from a sample of the whole country.

    Of one luck, so that as many practitioners stand in every country of a seed.
    """
    law = on.base.laws[0]
    smaller = max(1, sum(on.stocks) // SAMPLE)
    people = peopled(on, 0, 0, [many // smaller for many in on.stocks])
    luck = drawn(0, Purpose.ACTIVITY, people["who"].astype(np.int64))
    needs = people["officer"] == WAITS
    way = np.where(withdrawn_from(law, people, luck) <= 0, NOT_AT_ALL, IN_PERSON)[needs]
    carried = law.points[people["kind"][needs], np.array(PLACES)[people["state"][needs]], way].sum()
    return Fraction(int(carried)) * sum(on.stocks) / len(people)


def staff_of(told: Told, seed: int, unit: int, posts: list[int], joiners: Array) -> Array:
    """Return the practitioners of one unit at the start, and room for all who will join."""
    count = sum(posts)
    found = np.zeros(count + int(joiners.sum()), shapes.PRACTITIONER)
    grade, who = np.repeat(np.arange(len(posts)), posts), (unit << OF_A_UNIT) + np.arange(count)
    career, course = drawn(seed, Purpose.CAREER, who), drawn(seed, Purpose.COURSE, who)
    long, short_weeks, long_weeks = told.rules["course"][0]
    weeks = np.where(course < long, long_weeks, short_weeks)
    so_far = np.select(
        [grade == TRAINEE, grade == NEWLY_QUALIFIED], [weeks, told.laws[0].scalars.newly_qualified],
        int(CAREER_MONTHS * MONTH),
    )  # fmt: skip
    begun = np.where(np.isin(grade, (PSO, OFFICER)), -so_far, -(so_far * career >> chance.BITS))
    columns = {"here": IN_POST, "grade": grade, "who": who, "begun": begun,
               "course": np.where(grade == TRAINEE, begun + weeks, NEVER)}  # fmt: skip
    for name, column in columns.items():
        found[name][:count] = column
    found["strain"] = UNKNOWN
    return found


def built_unit(
    on: Ground, number: int, seed: int, people: Array, officers: Array, arrivals: Array, joiners: Array
) -> Unit:
    """Return one unit, where everybody who needs a practitioner was given one, as it came to be."""
    unit = laid_out(number, len(on.told.mondays), people, officers, arrivals, joiners)
    kernel.compiled_settle(unit, on.base.rules, on.base.table, seed)
    if on.retroactive and not on.first:
        stay_anew(on.told, unit.people)
    return unit


def laid_out(
    number: int, weeks: int, people: Array, officers: Array, arrivals: Array, joiners: Array
) -> Unit:
    """Return one unit with room for everybody who will come; ValueError where numbers would run out."""
    count, staff = len(people), int(officers["here"].sum())
    places = count + int(arrivals.sum())
    if places >= 1 << OF_A_UNIT:
        raise ValueError(f"a unit of {places} people has no numbers for them; make more units")
    tally = np.zeros(1, shapes.TALLY)
    tally["number"], tally["high"], tally["staff"] = number, count, staff
    tally["serial"] = (number << OF_A_UNIT) + count
    return Unit(
        tally=tally,
        people=np.concatenate([people, np.zeros(places - count, shapes.PERSON)]),
        officers=officers,
        **{name: np.zeros(places, kind)
           for name, kind in (("who", np.uint32), ("risk", np.uint32), ("due", np.int16),
                              ("free", np.int32), ("waiting", np.int32))},
        flags=np.zeros(-(-places // 8) * 8, np.uint8),
        arrivals=arrivals,
        joiners=joiners,
        measures=np.zeros((weeks, len(MEASURES)), np.int64),
        moves=np.zeros((weeks, STATES, STATES), np.int64),
    )  # fmt: skip
