"""The reduced model in our manner: columns, luck of one's own for everybody, compiled.

Each week one pass without branches over the slots says for whom something happens, sixteen or so at once;
only those are then looked at one by one. Who waits and who is out stand in rings, first come first served,
and cost nothing while they do.
"""

from __future__ import annotations

from time import perf_counter
from typing import Any, NamedTuple

import numpy as np
from numba import njit
from numba.extending import register_jitable
from numpy.typing import NDArray

from befriend.simulator import chance
from benchmarks.reduced.model import (
    BREACH,
    ENDED,
    MORE_IF_MISSED,
    RECALLED,
    SEEN,
    WEEKS_BETWEEN,
    WEEKS_OUT,
    Counted,
    Size,
)

Array = NDArray[Any]
SMALL, TINY = np.uint32, np.uint8
FIRST, SECOND, BY_15, BY_16 = SMALL(0x7FEB352D), SMALL(0x846CA68B), SMALL(15), SMALL(16)
SEEN_BELOW, ENDED_BELOW, RECALLED_BELOW, BREACH_BELOW, MORE = (
    SMALL(chance.threshold(part))
    for part in (SEEN, ENDED, ENDED + RECALLED, ENDED + RECALLED + BREACH, MORE_IF_MISSED)
)
# What luck is for; `chance.Purpose` has those of the whole model.
BEING_SEEN, REVIEW = 1, 2
EMPTY = TINY(128)  # more weeks since a review than there can be: nobody is in the slot
EIGHT = 8
CONTACTS, ENDS, RECALLS, BREACHES, WAITING, OUT, FREE, HEAD, BACK, SERIAL = range(10)


class Country(NamedTuple):
    """Slots as columns, and those without one."""

    who: Array
    since: Array
    missed: Array
    happens: Array  # a multiple of eight
    found: Array  # slots where something happens
    free: Array  # slots
    queue: Array  # a ring of people
    out: Array  # a ring of people, longest out first
    recalled: Array  # week: how many were recalled
    tally: Array


def country(size: Size) -> Country:
    """Return everybody at the start."""
    slots, people = size.slots, np.arange(size.people, dtype=SMALL)
    made = Country(
        who=people[:slots].copy(),
        since=(people[:slots] % WEEKS_BETWEEN).astype(TINY),
        missed=np.zeros(slots, TINY),
        happens=np.zeros(-(-slots // EIGHT) * EIGHT, TINY),
        found=np.zeros(slots + EIGHT, np.int32),
        free=np.zeros(slots, np.int32),
        queue=np.zeros(size.people, SMALL),
        out=np.zeros(size.people, SMALL),
        recalled=np.zeros(size.weeks, np.int64),
        tally=np.zeros(10, np.int64),
    )
    made.queue[: size.people - slots] = people[slots:]
    made.tally[WAITING], made.tally[SERIAL] = size.people - slots, size.people
    return made


def luck_of(weeks: int, seed: int) -> Array:
    """Return what opens the luck of each week: week, purpose, both halves of a key."""
    purposes = (BEING_SEEN, REVIEW)
    keys = [[chance.key(seed, purpose, week) for purpose in purposes] for week in range(weeks)]
    return np.array(keys, SMALL)


def small_mix(number: int) -> int:
    """Mix as `chance.mix` does; compiled code takes so many at once only if every step is cut to 32 bits."""
    mixed = SMALL(number ^ (number >> BY_16))
    mixed = SMALL(mixed * FIRST)
    mixed = SMALL(mixed ^ (mixed >> BY_15))
    mixed = SMALL(mixed * SECOND)
    return SMALL(mixed ^ (mixed >> BY_16))


def luck(first: int, second: int, who: int) -> int:
    """Return the luck of `who`, as `chance.luck` does."""
    return small_mix(SMALL(small_mix(SMALL(who ^ first)) + second))


def live(all_of_it: Country, keys: Array) -> None:
    """Live through every week there is a key for."""
    for week in range(len(keys)):
        come_back(all_of_it, week)
        give(all_of_it)
        pass_over(all_of_it, keys[week])
        decide(all_of_it, keys[week, 1], week, find(all_of_it))


def come_back(all_of_it: Country, week: int) -> None:
    """Let those who were recalled five weeks ago join the end of the queue."""
    if week <= WEEKS_OUT:
        return
    queue, out, tally = all_of_it.queue, all_of_it.out, all_of_it.tally
    back = all_of_it.recalled[week - WEEKS_OUT - 1]
    end, first = after(queue, tally[HEAD] + tally[WAITING]), tally[BACK]
    for _ in range(back):
        queue[end] = out[first]
        end, first = after(queue, end + 1), after(out, first + 1)
    tally[BACK] = first
    tally[WAITING] += back
    tally[OUT] -= back


def give(all_of_it: Country) -> None:
    """Give free slots to those who wait longest."""
    queue, free, tally = all_of_it.queue, all_of_it.free, all_of_it.tally
    who, since = all_of_it.who, all_of_it.since
    given, head = min(tally[WAITING], tally[FREE]), tally[HEAD]
    for place in range(given):
        slot = free[place]
        who[slot], since[slot] = queue[head], 0
        head = after(queue, head + 1)
    for place in range(given, tally[FREE]):
        free[place - given] = free[place]
    tally[HEAD] = head
    tally[WAITING] -= given
    tally[FREE] -= given


def pass_over(all_of_it: Country, keys: Array) -> None:
    """See everybody who comes; mark those for whom a review decides something."""
    who, since, missed, happens = all_of_it.who, all_of_it.since, all_of_it.missed, all_of_it.happens
    seen_first, seen_second, first, second = keys[0, 0], keys[0, 1], keys[1, 0], keys[1, 1]
    contacts = SMALL(0)
    for slot in range(len(who)):
        here = TINY(since[slot] < EMPTY)
        came = TINY(here & (luck(seen_first, seen_second, who[slot]) < SEEN_BELOW))
        absent = TINY(missed[slot] + TINY(here ^ came))
        weeks = TINY(since[slot] + here)
        due = TINY(weeks == WEEKS_BETWEEN)
        decides = luck(first, second, who[slot]) < SMALL(BREACH_BELOW + SMALL(MORE * absent))
        happens[slot] = due & TINY(decides)
        keep = TINY(due - TINY(1))  # all bits, or none at a review
        since[slot] = weeks & keep
        missed[slot] = absent & keep
        contacts = SMALL(contacts + came)
    all_of_it.tally[CONTACTS] += contacts


def find(all_of_it: Country) -> int:
    """List the slots where something happens, eight at a time; return how many."""
    happens, found = all_of_it.happens, all_of_it.found
    eights, many = happens.view(np.uint64), 0
    for place in range(len(eights)):
        if eights[place] != 0:
            for slot in range(EIGHT * place, EIGHT * place + EIGHT):
                found[many] = slot
                many += happens[slot]
    return many


def decide(all_of_it: Country, keys: Array, week: int, many: int) -> None:
    """Let those found end, be recalled or be in breach."""
    who, since, found = all_of_it.who, all_of_it.since, all_of_it.found
    free, queue, out, tally = all_of_it.free, all_of_it.queue, all_of_it.out, all_of_it.tally
    end, last = after(queue, tally[HEAD] + tally[WAITING]), after(out, tally[BACK] + tally[OUT])
    gone, breaches, recalled = tally[FREE], 0, 0
    serial = tally[SERIAL]
    for place in range(many):
        slot = found[place]
        drawn = luck(keys[0], keys[1], who[slot])
        if drawn >= RECALLED_BELOW:
            breaches += 1
            continue
        since[slot] = EMPTY
        free[gone] = slot
        gone += 1
        if drawn < ENDED_BELOW:
            queue[end] = serial
            serial += 1
            end = after(queue, end + 1)
        else:
            out[last] = who[slot]
            recalled += 1
            last = after(out, last + 1)
    ended = serial - tally[SERIAL]
    tally[BREACHES] += breaches
    tally[ENDS] += ended
    tally[WAITING] += ended
    tally[RECALLS] += recalled
    tally[OUT] += recalled
    all_of_it.recalled[week] = recalled
    tally[SERIAL], tally[FREE] = serial, gone


def after(ring: Array, place: int) -> int:
    """Return a place of a ring; after the last comes the first."""
    return place - len(ring) if place >= len(ring) else place


for _function in (small_mix, luck, come_back, give, pass_over, find, decide, after):
    register_jitable(_function)
compiled_live = njit(cache=True, nogil=True)(live)


def run(size: Size, *, seed: int) -> tuple[Counted, float]:
    """Live through the weeks; return what was counted, and the seconds without making the people."""
    made = country(size)
    start = perf_counter()
    compiled_live(made, luck_of(size.weeks, seed))
    seconds = perf_counter() - start
    found = (int(number) for number in made.tally[:WAITING])
    free, waiting, out = (int(made.tally[place]) for place in (FREE, WAITING, OUT))
    return Counted(*found, size.slots - free, waiting, out), seconds


def touched(made: Country) -> tuple[list[Array], int]:
    """Return the columns a week goes through, and the bytes it reads and writes there for each slot."""
    read, written = [made.who, made.since, made.missed, made.happens], [made.since, made.missed, made.happens]
    return read, sum(column.itemsize for column in read + written)
