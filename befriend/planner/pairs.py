"""A bound for large rooms: people may be split between practitioners, rooms may not be broken."""

import numpy as np
from numpy.typing import NDArray

from befriend.planner.canonical import WAITS, Canonical
from befriend.planner.relaxed import Master, Relaxed
from befriend.planner.values import PARTS, IntArray, Proof

# Pairs a person starts with, and pairs added for them in a round.
AT_FIRST, IN_A_ROUND = 4, 3
CLOSE_ENOUGH = 1e-6


class Relaxation:
    """The linear programme, which pairs it has so far, and the last prices of its limits."""

    def __init__(self, problem: Canonical) -> None:
        """Begin without pairs: a row for each person, each room in points, each in people."""
        ones = np.ones(len(problem.items), dtype=np.int64)
        limits = np.concatenate([ones, problem.points_room, problem.people_room])
        self.problem = problem
        self.master = Master(limits, float(max(1, problem.penalty.min(initial=1))))
        self.pairs: list[int] = []
        self.saving = problem.cost - problem.penalty[problem.from_item]

    def add(self, pairs: IntArray) -> None:
        """Add pairs, by their place in the canonical problem."""
        problem, count, many = self.problem, len(self.problem.items), len(self.problem.candidates)
        for pair, i, j, saving in zip(
            pairs.tolist(),
            problem.from_item[pairs].tolist(),
            problem.to[pairs].tolist(),
            self.saving[pairs].tolist(),
            strict=True,
        ):
            uses = [(i, 1), (count + j, int(problem.points[i])), (count + many + j, 1)]
            self.master.add(saving, uses)
            self.pairs.append(pair)

    def wanted(self, prices: NDArray[np.float64]) -> IntArray:
        """Give, for each person, the few missing pairs that would save most at these prices."""
        problem, count, many = self.problem, len(self.problem.items), len(self.problem.candidates)
        item, to = problem.from_item, problem.to
        reduced = self.saving + prices[item] + problem.points[item] * prices[count + to]
        reduced += prices[count + many + to]
        reduced[self.pairs] = 0.0
        missing = np.flatnonzero(reduced < -CLOSE_ENOUGH * self.master.scale)
        ranked = missing[np.lexsort((reduced[missing], item[missing]))]
        place = np.arange(len(ranked)) - np.searchsorted(item[ranked], item[ranked])
        return ranked[place < IN_A_ROUND]

    def whole(self) -> IntArray:
        """Keep whom the last solution gave whole to one candidate, as far as limits are kept."""
        problem = self.problem
        where = np.full(len(problem.items), WAITS, dtype=np.int64)
        points, people = problem.points_room.copy(), problem.people_room.copy()
        kept = np.flatnonzero(self.master.shares() > 1 - 1e-6)
        for pair in sorted(self.pairs[column] for column in kept.tolist()):
            i, j = int(problem.from_item[pair]), int(problem.to[pair])
            if where[i] == WAITS and points[j] >= problem.points[i] and people[j] >= 1:
                where[i] = j
                points[j] -= problem.points[i]
                people[j] -= 1
        return where


def relax(problem: Canonical, where: IntArray, rounds: int) -> Relaxed:
    """Solve the relaxation, adding pairs only as they are wanted, from a plan to start with.

    Every round proves a bound; the best is kept.
    """
    relaxation = Relaxation(problem)
    count, many = len(problem.items), len(problem.candidates)
    free = np.zeros(many)
    start, more = where, first_pairs(problem, where)
    bound, proof = certified(problem, free, free)
    for _ in range(rounds):
        relaxation.add(more)
        prices = relaxation.master.prices()
        if prices is None:
            break
        start = relaxation.whole()
        proven = certified(problem, prices[count : count + many], prices[count + many :])
        bound, proof = max((bound, proof), proven, key=lambda one: one[0])
        more = relaxation.wanted(prices)
        value = float(problem.penalty.sum()) + relaxation.master.value
        if len(more) == 0 or value - bound <= CLOSE_ENOUGH * bound:
            break
    return Relaxed(bound, start, proof)


def first_pairs(problem: Canonical, where: IntArray) -> IntArray:
    """Give everybody's cheapest pairs, and those of the plan."""
    item = problem.from_item
    by_cost = np.lexsort((problem.cost, item))
    cheap = by_cost[np.arange(len(item)) - problem.start[item[by_cost]] < AT_FIRST]
    return np.union1d(cheap, np.flatnonzero(where[item] == problem.to))


def certified(
    problem: Canonical, point_price: NDArray[np.float64], people_price: NDArray[np.float64]
) -> tuple[int, Proof]:
    """Prove a bound from any prices of rooms, whatever solver they came from; give it and the proof.

    If rooms were bought at these prices, everybody would choose the cheapest of waiting and
    their candidates; that sum, less what all rooms cost, is below any lawful plan. Python's
    own integers: nothing overflows, and only the last division rounds, downwards.
    """
    per_point = np.array([round(price * PARTS) for price in point_price.tolist()], dtype=object)
    per_person = np.array([round(price * PARTS) for price in people_price.tolist()], dtype=object)
    item, to = problem.from_item, problem.to
    asked = problem.cost.astype(object) * PARTS
    asked = asked + problem.points[item].astype(object) * per_point[to] + per_person[to]
    best = problem.penalty.astype(object) * PARTS
    np.minimum.at(best, item, asked)
    rooms = (problem.points_room.astype(object) * per_point).sum()
    rooms += (problem.people_room.astype(object) * per_person).sum()
    named = zip((one.ref for one in problem.candidates), per_point.tolist(), per_person.tolist(), strict=True)
    return (int(best.sum()) - int(rooms)) // PARTS, Proof(rooms=tuple(named))
