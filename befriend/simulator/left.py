"""How long everybody on record has been where they are, and still has: as told, and drawn where it is not."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

import numpy as np

from befriend.simulator import chance
from befriend.simulator.caseload import UNTOLD
from befriend.simulator.chance import Purpose
from befriend.simulator.country import Ground
from befriend.simulator.draws import Array
from befriend.simulator.states import LONG_AGO, NEVER, NO_BAND, ORDERS, PAST, State

# Whoever is under an order longer than any that is drawn has this much left at most.
A_YEAR = 52
RECALLED = (State.FIXED_RECALL, State.STANDARD_RECALL)
Luck = dict[Purpose, Array]
Said = dict[str, Array]  # state, begun and until


class Lengths(NamedTuple):
    """Times of everybody in weeks, as a person of the country has them; lengths of sentences as bands."""

    state: Array
    begun: Array
    until: Array
    ends: Array
    released: Array
    band: Array


def lengths(on: Ground, said: Said, out: Array, luck: Luck) -> Lengths:
    """Return the times of everybody; `said` are state, begun and until as the record has them.

    Whose contact is withdrawn (`out`) has a sentence with an end.
    """
    count = len(said["state"])
    found = Lengths(
        said["state"].copy(), np.zeros(count, np.int64), np.full(count, NEVER), np.full(count, NEVER),
        np.full(count, LONG_AGO), np.full(count, NO_BAND),
    )  # fmt: skip
    for place, order in enumerate(ORDERS):
        under_order(on, found, said, luck, place, np.flatnonzero(said["state"] == order))
    inside(on, found, said, luck, np.flatnonzero(said["state"] == State.CUSTODY))
    on_licence(on, found, said, luck, np.flatnonzero(said["state"] == State.LICENCE))
    for state in RECALLED:
        recalled(on, found, said, luck, np.flatnonzero(said["state"] == state))
    after_sentence(on, found, said, luck, np.flatnonzero(said["state"] == State.POST_SENTENCE))
    without_end(on, found, said, out, luck)
    return found._replace(until=np.maximum(found.until, 1), ends=np.maximum(found.ends, 1))


def under_order(on: Ground, found: Lengths, said: Said, luck: Luck, place: int, are: Array) -> None:
    """Put down an order: how long it is follows from how long it has run already."""
    begun, until = said["begun"][are], said["until"][are]
    comes = on.base.rules["orders"][0, place].astype(np.int64)
    length, left = luck[Purpose.LENGTH][are], luck[Purpose.REMAINING][are]
    met = 1 + np.searchsorted(np.array(chance.met(comes.tolist())), length, side="right")
    begun = np.where(begun == UNTOLD, -(met * left >> chance.BITS), begun)
    age = np.maximum(-begun, 0)
    low = np.where(age > 0, comes[np.minimum(age, len(comes)) - 1], 0)
    whole = 1 + np.searchsorted(comes, low + scaled(length, chance.WHOLE - low), side="right")
    whole = np.where(age < len(comes), whole, age + 1 + (left * A_YEAR >> chance.BITS))
    found.begun[are] = begun
    found.until[are] = found.ends[are] = np.where(until == UNTOLD, begun + whole, until)


def scaled(luck: Array, many: Array) -> Array:
    """Return luck as a part of so many; both have up to 32 bits, and so has the product of their halves."""
    return (luck >> 1) * (many >> 1) >> (chance.BITS - 2)


def met(on: Ground, state: State, which: Array, key: Array, wanted: Array, luck: Array) -> Array:
    """Return week of sentence and band of those met in a state, among rows `which`, of the wanted key.

    Where nobody of that key is met, any row may be theirs. Raises ValueError without any row.
    """
    rows, weights = on.inside.rows[state], np.diff(on.inside.thresholds[state], prepend=0)
    chosen = np.flatnonzero(which)
    if not len(chosen):
        raise ValueError(f"nobody is met in {state.name}")
    order = chosen[np.argsort(key[chosen], kind="stable")]
    total, keys = np.cumsum(weights[order]), key[order]
    first, last = np.searchsorted(keys, wanted, "left"), np.searchsorted(keys, wanted, "right")
    low = np.where(first > 0, total[first - 1], 0)
    none = (first == last) | (total[last - 1] <= low)
    first, last, low = np.where(none, 0, first), np.where(none, len(keys), last), np.where(none, 0, low)
    at = np.searchsorted(total, low + scaled(luck, total[last - 1] - low), side="right")
    found: Array = rows[order[np.minimum(at, last - 1)]]
    return found


def weeks_of(on: Ground, rows: Array) -> tuple[Array, Array]:
    """Return in which week each of these rows is released, and in which the sentence ends."""
    inside, whole = on.base.rules["band_weeks"][0, rows[:, 0] + PAST, rows[:, 1]].astype(np.int64).T
    return rows[:, 0] + inside, rows[:, 0] + whole


def inside(on: Ground, found: Lengths, said: Said, luck: Luck, are: Array) -> None:
    """Put down a sentence in prison: how long it is follows from when it began."""
    rows = on.inside.rows[State.CUSTODY]
    drawn = met(on, State.CUSTODY, np.ones(len(rows), bool), rows[:, 0], said["begun"][are],
                luck[Purpose.LENGTH][are])  # fmt: skip
    release, ends = weeks_of(on, drawn)
    until = np.where(said["until"][are] == UNTOLD, release, said["until"][are])
    found.begun[are], found.band[are] = drawn.T
    found.until[are], found.ends[are] = until, until + ends - release


def sentenced(on: Ground) -> tuple[Array, Array, Array]:
    """Return which rows of those after release are on licence, when they are released, and when it ends."""
    release, ends = weeks_of(on, on.inside.rows[State.LICENCE])
    return ends > 0, release, ends


def on_licence(on: Ground, found: Lengths, said: Said, luck: Luck, are: Array) -> None:
    """Put down a licence: how long the sentence is follows from when they were released."""
    which, release, _ = sentenced(on)
    begun = said["begun"][are]
    drawn = met(on, State.LICENCE, which, release, begun, luck[Purpose.LENGTH][are])
    released, ends = weeks_of(on, drawn)
    found.band[are] = drawn[:, 1]
    found.begun[are] = found.released[are] = np.where(begun == UNTOLD, released, begun)
    found.until[are] = found.ends[are] = np.where(said["until"][are] == UNTOLD, ends, said["until"][are])


def recalled(on: Ground, found: Lengths, said: Said, luck: Luck, are: Array) -> None:
    """Put down a recall; with a day of release it is of a fixed term. When it began is not in the record."""
    which, release, _ = sentenced(on)
    drawn = met(on, State.LICENCE, which, release, np.full(len(are), UNTOLD), luck[Purpose.LENGTH][are])
    released, ends = weeks_of(on, drawn)
    until = said["until"][are]
    found.band[are] = drawn[:, 1]
    found.begun[are] = found.released[are] = released
    found.ends[are] = np.where(until == UNTOLD, ends, np.maximum(ends, until))
    found.until[are] = np.where(until == UNTOLD, ends, until)


def after_sentence(on: Ground, found: Lengths, said: Said, luck: Luck, are: Array) -> None:
    """Put down supervision after a sentence; where the law no longer knows of it, it ends at once."""
    release, ends = weeks_of(on, on.inside.rows[State.LICENCE])
    which = ends <= 0
    left = np.ones(len(are), np.int64)
    begun = np.where(said["begun"][are] == UNTOLD, -1, said["begun"][are])
    found.released[are] = begun
    if which.any():
        drawn = met(on, State.LICENCE, which, release, said["begun"][are], luck[Purpose.LENGTH][are])
        found.released[are], over = weeks_of(on, drawn)
        begun = np.where(said["begun"][are] == UNTOLD, over, said["begun"][are])
        left = found.released[are] + on.inside.after
    found.begun[are] = begun
    found.until[are] = found.ends[are] = np.where(said["until"][are] == UNTOLD, left, said["until"][are])


def without_end(on: Ground, found: Lengths, said: Said, out: Array, luck: Luck) -> None:
    """Let as many have a sentence without an end as in the country, of those whose end is not on record."""
    stocks, last = on.stocks, len(on.base.rules["band_term"][0]) - 1
    custody = stocks[State.CUSTODY] + stocks[State.WITHOUT_END]
    parts = {
        State.CUSTODY: Fraction(stocks[State.WITHOUT_END], max(1, custody)),
        State.LICENCE: on.without_end["on_licence"],
        State.STANDARD_RECALL: on.without_end["recalled"],
    }
    for state, part in parts.items():
        untold = (said["state"] == state) & (said["until"] == UNTOLD) & ~out
        are = np.flatnonzero(untold & (luck[Purpose.CAREER] < chance.threshold(part)))
        found.until[are] = found.ends[are] = NEVER
        found.band[are] = last
        if state is State.CUSTODY:
            found.state[are], found.band[are] = State.WITHOUT_END, NO_BAND
