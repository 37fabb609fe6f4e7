"""A bound for very many people: prices of rooms, found as on a market, and a proof made of them.

First one price of a point for all rooms. Then each practitioner in turn asks what suits them best
while all others stay as they are: a price of a point, of a place, or both. Every step proves
more than the one before, nothing is solved as a linear programme, and a round costs a few looks
at each pair. Any prices prove a bound (`pairs.certified`), whatever the floats that found them.
"""

import numpy as np
from numpy.typing import NDArray

from befriend.planner import greedy, pairs, search
from befriend.planner.canonical import WAITS, Canonical, part
from befriend.planner.knapsack import turned
from befriend.planner.relaxed import Relaxed
from befriend.planner.values import IntArray
from befriend.rules.kept import compiled

# Above so many pairs a market proves nearly as much as the linear programme, in a hundredth of its time.
MOST_PAIRS = 200_000
ROUNDS = 2
# Prices of a point that are tried for all rooms at first.
OPENINGS = 64
# Whoever pays less by this share than their waiting costs is clearly served.
CLEARLY = 0.01
# Temperatures, in the penalty of a point of the last who is served.
HOT, COLD = 0.2, 0.0005

Prices = NDArray[np.float64]


def is_wanted(problem: Canonical) -> bool:
    """Say whether there are too many pairs for a linear programme."""
    return len(problem.to) > MOST_PAIRS


def relax(problem: Canonical, rounds: int = ROUNDS, steps: int = 0) -> Relaxed:
    """Prove a bound from the prices of a market, and plan with `steps` changes tried whom it serves."""
    prices = opening(problem)
    theirs = turned(problem)
    for _ in range(rounds):
        once_round(
            problem.points, problem.penalty, problem.start, problem.to, problem.cost,
            theirs.start, theirs.item, theirs.cost, problem.points_room, problem.people_room, prices,
        )  # fmt: skip
    bound, proof = pairs.certified(problem, prices[0], prices[1])
    return Relaxed(bound, whom_it_serves(problem, prices, steps), proof)


def whom_it_serves(problem: Canonical, prices: Prices, steps: int) -> IntArray:
    """Plan those alone who pay clearly less than their waiting costs; the others fill what is left.

    Those in doubt would only clutter the rooms: there are many of them, and each is worth
    about as much as the room they take.
    """
    pays = each_pays(problem.points, problem.penalty, problem.start, problem.to, problem.cost, prices)
    served = np.flatnonzero(problem.penalty - pays > CLEARLY * problem.penalty)
    where = np.full(len(problem.items), WAITS, dtype=np.int64)
    if len(served) and steps:
        them = part(problem, served, np.arange(len(problem.candidates)))
        point = float(them.penalty[-1]) / max(1, int(them.points[-1]))
        where[served] = search.anneal(them, greedy.best_fit(them), steps, HOT * point, COLD * point)
    greedy.fill(problem, where)
    return where


def opening(problem: Canonical) -> Prices:
    """Find the one price of a point, for all rooms, that proves most; a place costs nothing."""
    worth = problem.penalty / np.maximum(1, problem.points)
    tried = np.unique(np.quantile(worth, np.linspace(0, 1, OPENINGS))) if len(worth) else np.zeros(1)
    prices = np.zeros((2, len(problem.candidates)))
    proven = [0.0] * len(tried)
    for number, price in enumerate(tried.tolist()):
        prices[0] = price
        proven[number] = paid(
            problem.points, problem.penalty, problem.start, problem.to, problem.cost, prices
        ) - price * float(problem.points_room.sum())
    prices[0] = tried[int(np.argmax(proven))]
    return prices


@compiled
def paid(
    points: IntArray, penalty: IntArray, start: IntArray, to: IntArray, cost: IntArray, prices: Prices
) -> float:
    """Let everybody choose the cheapest at these prices; give what they pay together."""
    return float(each_pays(points, penalty, start, to, cost, prices).sum())


@compiled
def each_pays(
    points: IntArray, penalty: IntArray, start: IntArray, to: IntArray, cost: IntArray, prices: Prices
) -> Prices:
    """Let everybody choose the cheapest at these prices; give what each pays."""
    pays = np.empty(len(points))
    for i in range(len(points)):
        pays[i] = cheapest(points, penalty, start, to, cost, prices, i, -1)
    return pays


@compiled
def cheapest(
    points: IntArray, penalty: IntArray, start: IntArray, to: IntArray, cost: IntArray, prices: Prices,
    i: int, without: int,
) -> float:  # fmt: skip
    """Give the least item i can pay, by waiting or with anybody but `without`."""
    least = float(penalty[i])
    for pair in range(start[i], start[i + 1]):
        j = to[pair]
        if j != without:
            least = min(least, cost[pair] + points[i] * prices[0, j] + prices[1, j])
    return least


@compiled
def once_round(
    points: IntArray, penalty: IntArray, start: IntArray, to: IntArray, cost: IntArray,
    their_start: IntArray, their_item: IntArray, their_cost: IntArray,
    points_room: IntArray, people_room: IntArray, prices: Prices,
) -> None:  # fmt: skip
    """Let each candidate in turn ask the prices that suit them best, while all others stay."""
    for j in range(len(points_room)):
        begin, end = their_start[j], their_start[j + 1]
        spare = np.empty(end - begin)
        weight = np.empty(end - begin)
        for pair in range(begin, end):
            i = their_item[pair]
            # What they would pay more elsewhere: so much they can pay here.
            spare[pair - begin] = cheapest(points, penalty, start, to, cost, prices, i, j) - their_cost[pair]
            weight[pair - begin] = points[i]
        best = asking(spare, weight, points_room[j], people_room[j], prices[0, j], prices[1, j])
        prices[0, j], prices[1, j] = best


@compiled
def asking(
    spare: Prices, weight: Prices, room: int, people: int, point: float, place: float
) -> tuple[float, float]:
    """Choose the better of: only points cost; only places do; one of the two moves beside the other."""
    alone = np.ones(len(spare))
    per_point = clearing(spare, weight, room)
    per_place = clearing(spare, alone, people)
    tried = [
        (point, place),
        (per_point, 0.0),
        (0.0, per_place),
        (clearing(spare - place, weight, room), place),
        (point, clearing(spare - point * weight, alone, people)),
        (per_point, clearing(spare - per_point * weight, alone, people)),
        (clearing(spare - per_place, weight, room), per_place),
    ]
    best, least = tried[0], np.inf
    for one in tried:
        left = one[0] * room + one[1] * people
        left += np.maximum(0.0, spare - weight * one[0] - one[1]).sum()
        if left < least:
            best, least = one, left
    return best


@compiled
def clearing(spare: Prices, weight: Prices, room: int) -> float:
    """Give the price at which those who can pay most just fill the room; 0 if all of them fit."""
    order = np.argsort(-spare / np.maximum(1.0, weight))
    used = 0.0
    for k in order:
        used += weight[k]
        if used > room:
            return max(0.0, float(spare[k] / max(1.0, weight[k])))
    return 0.0
