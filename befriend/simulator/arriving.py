"""Who comes in a week: orders, sentences of prison and, where they are told, releases."""

from __future__ import annotations

from typing import Any

from befriend.simulator import chance, passing
from befriend.simulator.chance import Purpose
from befriend.simulator.passing import CUSTODY, GONE, LICENCE, WITHOUT_END, Record
from befriend.simulator.shapes import Unit
from befriend.simulator.states import LONG_AGO, NEVER, NO_BAND, NOT_YET, PAST, SHORT, WAITS

SENTENCED, TOLD = 2, 3  # the third and the fourth kind of arrival
SUSPENDED_KIND = 1  # the second
KIND_LUCK, LENGTH_LUCK = int(Purpose.PROFILE), int(Purpose.LENGTH)
INSTEAD_LUCK, ORDER_LUCK = int(Purpose.INSTEAD), int(Purpose.ORDER)


def arrive(unit: Unit, told: Any, laws: Any, week: int, seed: int) -> None:
    """Let new orders and new sentences of prison begin; where releases are told, those too."""
    tally = unit.tally[0]
    for kind in range(unit.arrivals.shape[1]):
        for _ in range(unit.arrivals[week, kind]):
            place = free_place(unit)
            me = unit.people[place]
            me.who = tally.serial
            tally.serial += 1
            come(tally, unit.officers, told, laws, week, seed, me, kind)
            unit.moves[week, GONE, me.state] += 1
            passing.write_down(unit, place)


def free_place(unit: Unit) -> int:
    """Return a place nobody is in: the last given back, or a new one."""
    tally = unit.tally[0]
    if tally.freed > 0:
        tally.freed -= 1
        place: int = unit.free[tally.freed]
        return place
    tally.high += 1
    new: int = tally.high - 1
    return new


def come(
    tally: Record, officers: Any, told: Any, laws: Any, week: int, seed: int, me: Record, kind: int
) -> None:
    """Make a person: what they are like and how long it takes follows from their own luck."""
    me.marks, me.since, me.released, me.officer = 0, week, LONG_AGO, WAITS
    me.band, me.term = NO_BAND, SHORT
    me.kind = chance.pick(told[0].kinds, passing.fixed_luck(seed, KIND_LUCK, me.who))
    rules = passing.side_of(told, me.kind)
    law = laws[rules.law_of[week]]
    passing.check_in(law, seed, me)
    drawn = passing.fixed_luck(seed, LENGTH_LUCK, me.who)
    if kind < SENTENCED:
        order_begins(tally, officers, rules, law, seed, me, kind, week, drawn)
        return
    band = chance.pick(law.released if kind == TOLD else law.bands, drawn)
    year = kind == SENTENCED and rules.band_year[band] == 1 and law.instead > 0
    if year and passing.fixed_luck(seed, INSTEAD_LUCK, me.who) < law.instead:
        drawn = passing.fixed_luck(seed, ORDER_LUCK, me.who)
        order_begins(tally, officers, rules, law, seed, me, SUSPENDED_KIND, week, drawn)
        return
    inside, whole = rules.band_weeks[week + PAST, band, 0], rules.band_weeks[week + PAST, band, 1]
    me.band, me.term = band, rules.band_term[band]
    me.marks |= rules.band_marks[band]
    if kind == TOLD:
        left = week + whole - inside
        passing.begin(tally, officers, rules, law, seed, me, LICENCE, week, left, left)
        return
    me.officer = NOT_YET
    if whole >= NEVER:
        passing.begin(tally, officers, rules, law, seed, me, WITHOUT_END, week, NEVER, NEVER)
    else:
        passing.begin(tally, officers, rules, law, seed, me, CUSTODY, week, week + inside, week + whole)
        passing.hand_over(law, me, week)


def order_begins(
    tally: Record, officers: Any, rules: Record, law: Record, seed: int, me: Record, kind: int, week: int,
    drawn: int,
) -> None:  # fmt: skip
    """Let an order of a drawn length begin."""
    until = week + chance.pick(rules.orders[kind], drawn) + 1
    passing.begin(tally, officers, rules, law, seed, me, 1 + kind, week, until, until)
