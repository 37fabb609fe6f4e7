"""A country that starts from a caseload on record, unit by unit, instead of from published stocks.

Who is there, how they stand, what they weigh and who holds them is as the record has it; nobody is given out
anew. What it does not hold is drawn as for a made-up country, given what it does: how long a sentence is and
how much of an order is left. Who comes and who joins is the country's, by a unit's part of its stocks:
assumed. So are people in prison whom the record does not hold yet, because they need nobody for long.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np

from befriend import policies
from befriend.policies import Book
from befriend.rules.values import Risk
from befriend.simulator import chance, draws, kernel, leaving_out, sentences, shapes, staffing
from befriend.simulator import country as starting
from befriend.simulator.caseload import MARKS, UNTOLD, Live, LiveUnit, Somebody
from befriend.simulator.chance import Purpose
from befriend.simulator.countries import start_of
from befriend.simulator.country import OF_A_UNIT, Country, Ground
from befriend.simulator.draws import Array
from befriend.simulator.feedback import ONE
from befriend.simulator.hazards import YEAR
from befriend.simulator.inside import met_inside
from befriend.simulator.kinds import Kind, kinds
from befriend.simulator.laws import Law
from befriend.simulator.leaving_out import LeftOut
from befriend.simulator.left import lengths
from befriend.simulator.parameters import Parameters
from befriend.simulator.shapes import FULL, POINTS_OF
from befriend.simulator.states import (
    IN_PERSON,
    IN_POST,
    KEPT,
    LIFE,
    MOVED,
    NEVER,
    NO_BAND,
    NOT_AT_ALL,
    NOT_YET,
    OFFICER,
    OUT,
    PAST,
    PLACES,
    SEEN,
    SHORT,
    STATES,
    TRAINEE,
    WAITS,
    State,
)

# The parameters of which country hold for what no record tells.
NAME = "march-2026"
# The service refuses work over the cap; who is in prison and in none of its units is not told of.
HERE: dict[str, object] = {
    "start.cap_enforced": True, "start.inherited": True, "custody.remand": 0, "custody.other": 0,
    "prison.feedback": False,
}  # fmt: skip
AFTER = (State.LICENCE, State.POST_SENTENCE, State.FIXED_RECALL, State.STANDARD_RECALL)


def book_of(live: Live) -> Book:
    """Return the policies under which the service works."""
    return Book(live.policies) if live.policies else policies.load()


def figures_of(figures: Parameters) -> Parameters:
    """Return parameters as they are for a caseload on record."""
    for key, value in HERE.items():
        figures = figures.instead(key, value)
    return figures


def ground(
    live: Live,
    book: Book,
    figures: Parameters,
    *,
    weeks: int,
    base: tuple[Book, Parameters] | None = None,
    retroactive: bool = True,
    left: LeftOut | None = None,
) -> Ground:
    """Return what `built` builds upon; the rest as for `country.ground`. Stocks are those of the country."""
    start, (_, figures) = live.start, start_of(NAME, figures)
    old_book, old = (base[0], start_of(NAME, base[1])[1]) if base else (book, figures)
    if left:
        left = left._replace(figures=start_of(NAME, left.figures)[1])
        told = leaving_out.told(book, figures, start, weeks, left)._replace(prison=None)
    else:
        told = draws.told(book, figures, start, weeks)._replace(prison=None)
    before = draws.told(old_book, old, start, 1) if base else told
    inside = met_inside(old_book, old, before)
    stocks = starting.stocks_of(old, start, inside, Fraction(1))
    return Ground(
        NAME, start, Fraction(1), len(live.units), before, told, figures, stocks,
        inside, Fraction(0), [],
        starting.endless(old, start, stocks, Fraction(1)), (), retroactive, (),
    )  # fmt: skip


def built(on: Ground, live: Live, seed: int) -> Country:
    """Return the country of a seed."""
    known, flows = kinds(on.figures, on.start), flows_of(on)
    units = tuple(built_unit(on, unit, number, seed, known, flows) for number, unit in enumerate(live.units))
    return Country(on.name, on.start, seed, units, on.told, Fraction(0), ())


class Flows(NamedTuple):
    """What comes to the whole country in each week: sentences of prison; PSOs and trainees who join."""

    sentences: list[Fraction]
    joiners: list[tuple[Fraction, ...]]
    posts: Fraction  # of all practitioners at the start


def flows_of(on: Ground) -> Flows:
    """Return what comes to the whole country."""
    days, number = on.told.mondays, on.figures.number
    posts = sum(number(on.start, "start.in_post", grade) for grade in ("pso", "officer"))
    return Flows(
        [sum(sentences.a_week(on.figures, day), Fraction(0)) for day in days],
        [tuple(number(day, f"staff.{key}") / YEAR for key in ("pso_joiners", "trainees_a_year"))
         for day in days],
        posts + number(on.start, "start.trainees"),
    )  # fmt: skip


def built_unit(
    on: Ground, unit: LiveUnit, number: int, seed: int, known: Sequence[Kind], flows: Flows
) -> shapes.Unit:
    """Return one unit as the record has it, and those in prison whom it does not hold yet."""
    here = people_of(on, unit, number, seed, known)
    people = np.concatenate([here, in_prison(on, here, number, seed)])
    weeks = len(on.told.mondays)
    joiners = coming(seed, number, Purpose.JOINERS, joining(unit, flows))
    made = starting.laid_out(
        number, weeks, people, staff_of(on, unit, number, seed, int(joiners.sum())),
        coming(seed, number, Purpose.ARRIVALS, arriving(on, here, flows)), joiners,
    )  # fmt: skip
    # Nobody is given out before the first week: who waits is put aside while everybody's load is felt.
    waits = made.people["officer"] == WAITS
    made.people["officer"][waits] = NOT_YET
    kernel.compiled_settle(made, on.base.rules, on.base.table, seed)
    made.people["officer"][waits] = WAITS
    if on.retroactive:
        stay_longer(on, made.people)
    return made


def people_of(on: Ground, unit: LiveUnit, number: int, seed: int, known: Sequence[Kind]) -> Array:
    """Return the people of a unit, as the record has them."""
    told, law = on.base, on.base.laws[0]
    who = (number << OF_A_UNIT) + np.arange(len(unit.people))
    luck = {purpose: starting.drawn(seed, purpose, who) for purpose in Purpose}
    columns = {name: np.array([getattr(one, name) for one in unit.people], np.int64)
               for name in ("officer", "state", "begun", "until", "since")}  # fmt: skip
    out = np.array([is_out(law, one) for one in unit.people], bool)
    when = lengths(on, columns, out, luck)
    people = np.zeros(len(who), shapes.PERSON)
    people["who"], people["officer"], people["since"] = who, columns["officer"], columns["since"]
    for name, column in when._asdict().items():
        people[name] = column
    banded = when.band < NO_BAND
    at = np.where(banded, when.band, 0)
    people["term"] = np.where(banded, told.rules["band_term"][0][at], SHORT)
    people["marks"] = np.where(banded, told.rules["band_marks"][0][at], 0)
    people["term"][when.state == State.WITHOUT_END] = LIFE
    people["marks"] |= np.where([one.moved for one in unit.people], MOVED, 0).astype(np.int8)
    people["withdraw"] = NEVER
    nearest = Nearest(law, known)
    people["kind"] = [nearest.kind(one, bool(gone)) for one, gone in zip(unit.people, out, strict=True)]
    due = starting.withdrawn_from(law, people, luck[Purpose.ACTIVITY]) <= 0
    people["marks"] |= np.where(out, OUT, np.where(due, KEPT, 0)).astype(np.int8)
    return people


def is_out(law: Law, one: Somebody) -> bool:
    """Return whether contact with somebody is withdrawn, and the law knows of that where they are."""
    return one.withdrawn and SEEN[one.state] == 1 and int(law.reset[one.state, 1]) > 0


class Nearest:
    """The kinds of people, and which is nearest to somebody: by weight, then tier, risk and mark."""

    def __init__(self, law: Law, known: Sequence[Kind]) -> None:
        """Take the kinds there are, and what each weighs."""
        self.law, self.known = law, known
        self.found: dict[tuple[Any, ...], int] = {}

    def kind(self, one: Somebody, out: bool) -> int:
        """Return the place of the nearest kind; whoever is `out` is of none that always keeps contact."""
        about = (PLACES[one.state], out, one.tier, one.risk, one.mark, one.points)
        if about not in self.found:
            self.found[about] = min(range(len(self.known)), key=lambda place: self.off(place, *about))
        return self.found[about]

    def off(
        self,
        place: int,
        where: int,
        out: bool,
        tier: int,
        risk: int,
        mark: str,
        points: int,
    ) -> tuple[int, ...]:
        """Return how far a kind is from somebody; the first of equals is taken."""
        kind = self.known[place]
        weight = int(self.law.points[place, where, NOT_AT_ALL if out else IN_PERSON])
        # Unknown is not low: until somebody knows, they are as those of high risk.
        of = risk or int(Risk.HIGH)
        return (
            int(out and self.law.keeps[place] == 1), abs(weight - points), int(kind.tier != tier),
            abs(int(kind.risk) - of), abs(MARKS.index(kind.mark) - MARKS.index(mark)), place,
        )  # fmt: skip


def staff_of(on: Ground, unit: LiveUnit, number: int, seed: int, joining: int) -> Array:
    """Return the practitioners of a unit, and room for all who will join."""
    law, count = on.base.laws[0], len(unit.workers)
    found = np.zeros(count + joining, shapes.PRACTITIONER)
    who = (number << OF_A_UNIT) + np.arange(count)
    long, short_weeks, long_weeks = on.base.rules["course"][0]
    course = np.where(starting.drawn(seed, Purpose.COURSE, who) < long, long_weeks, short_weeks)
    spell = 1 + np.searchsorted(on.base.rules["spells"][0], starting.drawn(seed, Purpose.SPELL, who), "right")
    grade, begun, points, reports, back = (
        np.array([getattr(one, name) for one in unit.workers], np.int64)
        for name in ("grade", "begun", "points", "reports", "back")
    )
    columns = {
        "here": IN_POST, "who": who, "grade": grade, "begun": begun, "reports": reports,
        "time": [time_of(law, parts_of(law, grade), *one) for one in zip(grade, begun, points, strict=True)],
        "course": np.where(grade == TRAINEE, np.maximum(begun + course, 1), NEVER),
        "back": np.where(back == UNTOLD, spell, back),
    }  # fmt: skip
    for name, column in columns.items():
        found[name][:count] = column
    found["strain"] = staffing.UNKNOWN
    return found


def parts_of(law: Law, grade: Array) -> list[int]:
    """Return which part of its time each grade has in a unit, as `staffing.share_time` reckons it."""
    parts = [law.scalars.free_time] * law.limits.shape[0]
    officers, trainees = int((grade == OFFICER).sum()), int((grade == TRAINEE).sum())
    if officers:
        taken = law.scalars.mentoring * trainees // officers
        parts[OFFICER] = max(law.scalars.free_time - taken, law.scalars.least_part)
    return parts


def time_of(law: Law, parts: Sequence[int], grade: int, begun: int, points: int) -> int:
    """Return by how much the week of somebody is longer or shorter than a full one, in parts of FULL.

    So that they are available for exactly their points: whoever teaches trainees has that time taken off in
    the record already, and only what their number changes is taken off beyond it.
    """
    full = int(law.limits[grade, staffing.month_of(int(begun), 0), POINTS_OF]) * parts[grade] // ONE
    return -(-int(points) * FULL // full) - FULL if full else -FULL


def in_prison(on: Ground, here: Array, number: int, seed: int) -> Array:
    """Return people in prison who need nobody yet and are not on record: assumed, by the unit's part.

    As many as the unit's part of all in prison, of whom those to be released soon should be on record; less
    those on record who are to be released later.
    """
    law, part = on.base.laws[0], part_of(on, here)
    many = [int(part * on.stocks[state]) for state in (State.CUSTODY, State.WITHOUT_END)]
    state = np.repeat([State.CUSTODY, State.WITHOUT_END], many).astype(np.int64)
    who = (number << OF_A_UNIT) + len(here) + np.arange(len(state))
    luck = {purpose: starting.drawn(seed, purpose, who) for purpose in Purpose}
    state, begun, until, ends, released, band = starting.times(on, state, luck)
    later = np.isin(here["state"], (State.CUSTODY, State.WITHOUT_END)) & (
        here["until"] > law.scalars.handover
    )
    far = np.flatnonzero(until > law.scalars.handover)
    far = far[: max(0, len(far) - int(later.sum()))]
    people = np.zeros(len(far), shapes.PERSON)
    at = np.minimum(band[far], len(on.base.rules["band_term"][0]) - 1)
    columns = {
        "who": (number << OF_A_UNIT) + len(here) + np.arange(len(far)), "officer": NOT_YET,
        "state": state[far], "begun": begun[far], "until": until[far], "ends": ends[far],
        "released": released[far], "band": band[far], "withdraw": NEVER,
        "kind": np.searchsorted(on.base.rules["kinds"][0], luck[Purpose.PROFILE][far], side="right"),
        "term": on.base.rules["band_term"][0][at], "marks": on.base.rules["band_marks"][0][at],
    }  # fmt: skip
    for name, column in columns.items():
        people[name] = column
    endless = people["state"] == State.WITHOUT_END
    people["term"][endless], people["marks"][endless] = LIFE, 0
    return people


def part_of(on: Ground, here: Array) -> Fraction:
    """Return a unit's part of all who are supervised after release, or recalled."""
    return Fraction(
        int(np.isin(here["state"], AFTER).sum()), max(1, sum(on.stocks[state] for state in AFTER))
    )


def arriving(on: Ground, here: Array, flows: Flows) -> list[tuple[Fraction, ...]]:
    """Return who comes: orders so that each stock stays level, sentences by the unit's part."""
    orders = starting.ordered(np.bincount(here["state"], minlength=STATES).tolist(), on.base)
    part = part_of(on, here)
    return [(*orders, many * part) for many in flows.sentences]


def joining(unit: LiveUnit, flows: Flows) -> list[tuple[Fraction, ...]]:
    """Return who joins: the country's, by the unit's part of all practitioners."""
    part = len(unit.workers) / flows.posts
    return [tuple(many * part for many in week) for week in flows.joiners]


def coming(seed: int, number: int, purpose: int, means: Sequence[tuple[Fraction, ...]]) -> Array:
    """Return how many come to a unit, by week and kind."""
    known = {each: [chance.counts(mean) for mean in each] for each in set(means)}
    found: Array = draws.counted(seed, np.array([number]), purpose, [known[each] for each in means])[0]
    return found


def stay_longer(on: Ground, people: Array) -> None:
    """Let those inside already stay by as much longer or shorter as the law that is tried says."""
    are = np.flatnonzero((people["state"] == State.CUSTODY) & (people["band"] < NO_BAND))
    week = people["begun"][are].astype(np.int64) + PAST
    side, band = on.told.rules["left_out"][0][people["kind"][are]], people["band"][are]
    then = on.told.rules["band_weeks"][side, week, band].astype(np.int64)
    now = on.base.rules["band_weeks"][0, week, band].astype(np.int64)
    more = then - now
    people["until"][are] += more[:, 0].astype(np.int16)
    people["ends"][are] += more[:, 1].astype(np.int16)
