"""Annealing, compiled: many small changes, at first also for the worse, later only for the better.

Luck comes from a counter (splitmix64), so that the same problem always has the same luck.
Everything that is added or compared is a 64-bit integer; only the temperature is not.

Five tables of whole numbers hold everything (named tuples of arrays are five times slower in
numba): `people` a row for each item, `desks` for each candidate, `pairs` for each lawful pair;
pairs of item i are rows `start[i]` to `start[i + 1]`; `held` lists who is with whom, each
desk's stretch beginning at its FIRST.
"""

import numpy as np

from befriend.planner.canonical import Canonical
from befriend.planner.values import IntArray
from befriend.rules.kept import compiled

SEED = 20261121
NOWHERE = -1
# Columns of people, of desks (free points, how many there are, their stretch of held, the most
# people) and of pairs.
POINTS, PENALTY, WITH, SLOT = 0, 1, 2, 3
FREE, SIZE, FIRST, MOST = 0, 1, 2, 3
TO, COST = 0, 1
# How often the temperature is lowered, and how many other places are tried for who must go.
COOLS_EVERY, PLACES_TRIED = 1000, 6


def anneal(problem: Canonical, where: IntArray, steps: int, hot: float, cold: float) -> IntArray:
    """Improve a lawful plan by `steps` changes, cooling from `hot` to `cold` (penalty units)."""
    if len(problem.to) == 0 or steps < 1:
        return where.copy()
    nowhere = np.full(len(where), NOWHERE)
    people = np.stack([problem.points, problem.penalty, nowhere, nowhere], axis=1)
    pairs = np.stack([problem.to, problem.cost], axis=1)
    desks, held = desks_of(problem)
    seat_all(people, desks, held, where)
    cooling = (cold / hot) ** (COOLS_EVERY / max(steps, COOLS_EVERY))
    best: IntArray = run(
        people, desks, pairs, problem.start, held, steps, float(hot), cooling, np.uint64(SEED)
    )
    return best


def desks_of(problem: Canonical) -> tuple[IntArray, IntArray]:
    """Make an empty desk for each candidate, with as many places as they can ever need."""
    count = len(problem.candidates)
    most = np.minimum(problem.people_room, np.bincount(problem.to, minlength=count))
    first = np.cumsum(most) - most
    desks = np.stack([problem.points_room, np.zeros_like(most), first, most], axis=1)
    return desks, np.full(int(most.sum()) + 1, NOWHERE, dtype=np.int64)


@compiled
def seat_all(people: IntArray, desks: IntArray, held: IntArray, where: IntArray) -> None:
    """Lay out a plan in the tables."""
    for i in range(len(where)):
        if where[i] >= 0:
            join(people, desks, held, i, where[i])


@compiled
def luck(seed: np.uint64, counter: int) -> np.uint64:
    """Return 64 bits that depend on the seed and the counter alone (splitmix64)."""
    bits = seed + np.uint64(counter + 1) * np.uint64(0x9E3779B97F4A7C15)
    bits = (bits ^ (bits >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    bits = (bits ^ (bits >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return bits ^ (bits >> np.uint64(31))


@compiled
def pick(bits: np.uint64, shift: int, count: int) -> int:
    """Return a number from 0 to count - 1 from 21 of the bits."""
    part = (bits >> np.uint64(shift)) & np.uint64(0x1FFFFF)
    return int((part * np.uint64(count)) >> np.uint64(21))


@compiled
def is_taken(worse: int, heat: float, bits: np.uint64) -> bool:
    """Say whether a change that is `worse` by this much is made at this temperature."""
    if worse <= 0:
        return True
    chance = float(bits >> np.uint64(11)) / 9007199254740992.0
    return worse < heat * 40.0 and chance < np.exp(-worse / heat)


@compiled
def find_pair(pairs: IntArray, start: IntArray, i: int, j: int) -> int:
    """Return the place of the pair (i, j), or NOWHERE if it is not lawful."""
    low, high = start[i], start[i + 1]
    while low < high:
        middle = (low + high) // 2
        if pairs[middle, TO] < j:
            low = middle + 1
        else:
            high = middle
    place: int = low if low < start[i + 1] and pairs[low, TO] == j else NOWHERE
    return place


@compiled
def join(people: IntArray, desks: IntArray, held: IntArray, i: int, j: int) -> None:
    """Give item i to candidate j, who has room."""
    place = desks[j, FIRST] + desks[j, SIZE]
    held[place] = i
    desks[j, SIZE] += 1
    desks[j, FREE] -= people[i, POINTS]
    people[i, SLOT] = place
    people[i, WITH] = j


@compiled
def leave(people: IntArray, desks: IntArray, held: IntArray, i: int) -> None:
    """Take item i from its candidate, if it has one."""
    j = people[i, WITH]
    if j < 0:
        return
    desks[j, SIZE] -= 1
    last = held[desks[j, FIRST] + desks[j, SIZE]]
    held[people[i, SLOT]] = last
    people[last, SLOT] = people[i, SLOT]
    desks[j, FREE] += people[i, POINTS]
    people[i, WITH] = NOWHERE


@compiled
def price_now(people: IntArray, pairs: IntArray, start: IntArray, i: int) -> int:
    """Return what item i costs as things stand: its pair, or its waiting."""
    price: int = people[i, PENALTY]
    if people[i, WITH] >= 0:
        price = pairs[find_pair(pairs, start, i, people[i, WITH]), COST]
    return price


@compiled
def other_place(
    people: IntArray, desks: IntArray, pairs: IntArray, start: IntArray, k: int, i: int, bits: np.uint64
) -> int:
    """Find a pair for k, who makes way for i: where i came from, or a place with room.

    NOWHERE means that k would wait.
    """
    came_from = people[i, WITH]
    if came_from >= 0:
        pair = find_pair(pairs, start, k, came_from)
        if pair >= 0 and desks[came_from, FREE] + people[i, POINTS] >= people[k, POINTS]:
            return pair
    count = int(start[k + 1] - start[k])
    begin = pick(bits, 0, count)
    for tried in range(min(count, PLACES_TRIED)):
        pair = int(start[k]) + (begin + tried) % count
        j = pairs[pair, TO]
        if j in (came_from, people[k, WITH]):
            continue
        if desks[j, FREE] >= people[k, POINTS] and desks[j, SIZE] < desks[j, MOST]:
            return pair
    return NOWHERE


@compiled
def move(
    people: IntArray, desks: IntArray, pairs: IntArray, start: IntArray, held: IntArray,
    i: int, pair: int, heat: float, bits: np.uint64,
) -> int:  # fmt: skip
    """Perhaps give item i to the candidate of `pair`, who has room; return the change of value."""
    worse: int = pairs[pair, COST] - price_now(people, pairs, start, i)
    if not is_taken(worse, heat, bits):
        return 0
    leave(people, desks, held, i)
    join(people, desks, held, i, pairs[pair, TO])
    return worse


@compiled
def exchange(
    people: IntArray, desks: IntArray, pairs: IntArray, start: IntArray, held: IntArray,
    i: int, pair: int, k: int, heat: float, bits: np.uint64,
) -> int:  # fmt: skip
    """Perhaps give item i to the candidate of `pair` in the place of k; return the change."""
    j = pairs[pair, TO]
    if desks[j, FREE] + people[k, POINTS] < people[i, POINTS]:
        return 0
    there = other_place(people, desks, pairs, start, k, i, bits)
    price = pairs[there, COST] if there >= 0 else people[k, PENALTY]
    worse: int = pairs[pair, COST] - price_now(people, pairs, start, i)
    worse += price - price_now(people, pairs, start, k)
    if not is_taken(worse, heat, bits):
        return 0
    leave(people, desks, held, k)
    leave(people, desks, held, i)
    join(people, desks, held, i, j)
    if there >= 0:
        join(people, desks, held, k, pairs[there, TO])
    return worse


@compiled
def try_one(
    people: IntArray, desks: IntArray, pairs: IntArray, start: IntArray, held: IntArray,
    heat: float, bits: np.uint64, more: np.uint64,
) -> int:  # fmt: skip
    """Try one change, chosen by luck; return the change of value (0 if it is not made)."""
    i = pick(bits, 0, len(people))
    count = int(start[i + 1] - start[i])
    if count == 0:
        return 0
    pair = int(start[i]) + pick(bits, 21, count)
    j = pairs[pair, TO]
    if j == people[i, WITH]:
        return 0
    if desks[j, FREE] >= people[i, POINTS] and desks[j, SIZE] < desks[j, MOST]:
        return move(people, desks, pairs, start, held, i, pair, heat, more)
    if desks[j, SIZE] == 0:
        return 0
    k = int(held[desks[j, FIRST] + pick(bits, 42, int(desks[j, SIZE]))])
    return exchange(people, desks, pairs, start, held, i, pair, k, heat, more)


@compiled
def run(
    people: IntArray, desks: IntArray, pairs: IntArray, start: IntArray, held: IntArray,
    steps: int, heat: float, cooling: float, seed: np.uint64,
) -> IntArray:  # fmt: skip
    """Anneal, and return with whom everybody is in the best plan met on the way."""
    best = people[:, WITH].copy()
    now, lowest = 0, 0
    for step in range(steps):
        if step % COOLS_EVERY == COOLS_EVERY - 1:
            heat *= cooling
        bits, more = luck(seed, 2 * step), luck(seed, 2 * step + 1)
        now += try_one(people, desks, pairs, start, held, heat, bits, more)
        if now < lowest:
            lowest = now
            best[:] = people[:, WITH]
    return best
