"""A bound for small rooms: each practitioner takes one bundle of people that fits them whole.

Where a room holds a person or two, splitting people is a poor guide. Here a person may still
be split, but only between bundles that each fit; which bundles matter is asked of a knapsack
for each practitioner (column generation).
"""

import numpy as np
from numpy.typing import NDArray

from befriend.planner import knapsack
from befriend.planner.canonical import WAITS, Canonical
from befriend.planner.relaxed import Master, Relaxed, least
from befriend.planner.values import IntArray, Proof

# Rooms are small enough when pricing them all once takes no more than so many table cells.
MOST_CELLS = 20_000_000
CLOSE_ENOUGH = 1e-6
# Well over half, so that floats do not make two halves overlap.
MOST_OF_IT = 0.6


def are_within_reach(problem: Canonical) -> bool:
    """Say whether rooms are small enough for a knapsack each, again and again."""
    degree = np.bincount(problem.to, minlength=len(problem.candidates))
    people = np.minimum(degree, problem.people_room)
    return int((degree * (people + 1) * (problem.points_room + 1)).sum()) <= MOST_CELLS


class Relaxation:
    """The linear programme over bundles found so far."""

    def __init__(self, problem: Canonical) -> None:
        """Begin with a row for each person and each candidate, and no bundles."""
        self.problem, self.pairs = problem, knapsack.turned(problem)
        rows = len(problem.items) + len(problem.candidates)
        scale = float(max(1, int(np.median(problem.penalty)))) if len(problem.items) else 1.0
        self.master = Master(np.ones(rows, dtype=np.int64), scale)
        self.bundles: list[tuple[int, tuple[int, ...]]] = []
        self.known: set[tuple[int, tuple[int, ...]]] = set()

    def add(self, j: int, pairs: list[int]) -> bool:
        """Add the bundle of these pairs for candidate j; say whether it is new."""
        bundle = j, tuple(sorted(pairs))
        if not pairs or bundle in self.known:
            return False
        people = self.pairs.item[pairs]
        saving = int(self.pairs.cost[pairs].sum()) - int(self.problem.penalty[people].sum())
        uses = [(i, 1) for i in people.tolist()]
        self.master.add(saving, [*uses, (len(self.problem.items) + j, 1)])
        self.known.add(bundle)
        self.bundles.append(bundle)
        return True

    def begin(self, where: IntArray) -> None:
        """Add everybody alone with each of their candidates, and the bundles of a plan."""
        start = self.pairs.start.tolist()
        planned = where[self.pairs.item]
        for j in range(len(self.problem.candidates)):
            here = range(start[j], start[j + 1])
            for pair in here:
                self.add(j, [pair])
            self.add(j, [pair for pair in here if planned[pair] == j])

    def price(self, worth: IntArray) -> tuple[int, int]:
        """Find everybody's best bundle if serving item i is worth `worth[i]`.

        Give the bound these worths prove (any worths from 0 to the penalties prove one), and
        how many new bundles were added. Whole numbers throughout.
        """
        saved, bundles = knapsack.best_bundles(self.problem, self.pairs, worth)
        new = sum(self.add(j, pairs) for j, pairs in bundles)
        return sum(worth.tolist()) - saved, new

    def leaning(self) -> IntArray:
        """Keep the bundles the last solution takes most of; no two of them can overlap."""
        where = np.full(len(self.problem.items), WAITS, dtype=np.int64)
        for column in np.flatnonzero(self.master.shares() > MOST_OF_IT).tolist():
            j, pairs = self.bundles[column]
            where[self.pairs.item[list(pairs)]] = j
        return where


def relax(problem: Canonical, where: IntArray, rounds: int) -> Relaxed:
    """Solve the relaxation over bundles, from a plan to start with; every round proves a bound."""
    relaxation = Relaxation(problem)
    relaxation.begin(where)
    proof = least(problem)
    bound, start, steady = sum(proof.tolist()), where, np.zeros(len(problem.items), dtype=np.int64)
    for _ in range(rounds):
        prices = relaxation.master.prices()
        if prices is None:
            break
        start = relaxation.leaning()
        value = float(problem.penalty.sum()) + relaxation.master.value
        worth = worths(problem, prices)
        new = 0
        # Prices swing from round to round; half way to the best so far often proves more.
        for tried in (worth, (worth + steady) // 2):
            proven, found = relaxation.price(tried)
            new += found
            if proven > bound:
                bound, steady, proof = proven, tried, tried
        if new == 0 or value - bound <= CLOSE_ENOUGH * bound:
            break
    return Relaxed(bound, start, proof_of(problem, proof))


def proof_of(problem: Canonical, worth: IntArray) -> Proof:
    """Name the worths that prove a bound."""
    refs = [item.ref for item in problem.items]
    return Proof(worth=tuple(zip(refs, worth.tolist(), strict=True)))


def worths(problem: Canonical, prices: NDArray[np.float64]) -> IntArray:
    """Turn what one more of each person would save into the whole worth of serving them once."""
    price = np.round(prices[: len(problem.items)]).astype(np.int64)
    worth: IntArray = np.clip(problem.penalty - price, 0, problem.penalty)
    return worth
