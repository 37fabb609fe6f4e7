"""A second look at a bound: whole-number prices come with every plan, and the bound is made of them anew.

It shares nothing with how the prices were found, and needs only that they are prices: wrong ones
prove a weak bound and never a false one. Python's own integers wherever a sum could be large.
"""

from collections import defaultdict
from typing import NamedTuple

import numpy as np

from befriend.planner import penalties
from befriend.planner.values import PARTS, Answer, Candidate, Item, Problem, Proof


class Told(NamedTuple):
    """A problem and a proof by reference: penalties, the cheapest cost of every pair, both kinds of price."""

    penalty: dict[str, int]
    points: dict[str, int]
    costs: dict[str, dict[str, int]]
    worth: dict[str, int]
    price: dict[str, tuple[int, int]]
    searched: frozenset[str]
    gains: dict[str, list[tuple[str, int]]]


def rederived(problem: Problem, proof: Proof) -> int:
    """Make the bound anew from the prices of a proof; ValueError for what proves nothing.

    Whoever has a *worth* is bound by bundles: no plan saves more than the best bundle of each
    practitioner would, if serving somebody were worth so much. Everybody else chooses the
    cheapest of waiting and of rooms at their *prices*, less what all rooms cost. The two kinds,
    and what was searched through whole, may share no practitioner.
    """
    return from_prices(problem, by_reference(problem, proof)) + proof.searched_bound


def from_prices(problem: Problem, told: Told) -> int:
    """Give what both kinds of price prove together."""
    refuse_mixed(told)
    served = sum(told.worth.values()) - sum(
        best_bundle(one, told) for one in problem.candidates if told.gains[one.ref]
    )
    chosen = sum(cheapest(ref, told) for ref in told.penalty if kind(ref, told) == "rooms")
    rooms = sum(
        max(0, one.points_room) * told.price[one.ref][0] + max(0, one.people_room) * told.price[one.ref][1]
        for one in problem.candidates
        if one.ref in told.price
    )
    return served + (chosen - rooms) // PARTS


def by_reference(problem: Problem, proof: Proof) -> Told:
    """Lay everything out by reference."""
    refs = [item.ref for item in problem.items]
    names = [one.ref for one in problem.candidates]
    costs: dict[str, dict[str, int]] = defaultdict(dict)
    for i, j, cost in zip(
        problem.pair_item.tolist(), problem.pair_candidate.tolist(), problem.pair_cost.tolist(), strict=True
    ):
        if could_fit(problem.items[i], problem.candidates[j]):
            there = costs[refs[i]]
            there[names[j]] = min(cost, there.get(names[j], cost))
    worth, gains = dict(proof.worth), defaultdict(list)
    for ref, value in worth.items():
        for name, cost in costs.get(ref, {}).items():
            if value > cost:
                gains[name].append((ref, value - cost))
    weights = penalties.weigh(problem.items, int(problem.pair_cost.max(initial=0)))
    return Told(
        penalty=dict(zip(refs, weights.penalty.tolist(), strict=True)),
        points={item.ref: item.points for item in problem.items},
        costs=costs,
        worth=worth,
        price={ref: (per_point, per_person) for ref, per_point, per_person in proof.rooms},
        searched=frozenset(proof.searched),
        gains=gains,
    )


def could_fit(item: Item, one: Candidate) -> bool:
    """Say whether somebody fits an empty room: nobody is bound by a pair that no plan can make."""
    return item.points <= one.points_room and one.people_room > 0


def kind(ref: str, told: Told) -> str:
    """Say by what somebody is bound."""
    if ref in told.worth:
        return "worth"
    return "searched" if ref in told.searched else "rooms"


def refuse_mixed(told: Told) -> None:
    """Raise ValueError for prices that are none, and for a practitioner shared by two kinds of proof."""
    if any(not 0 <= worth <= told.penalty.get(ref, -1) for ref, worth in told.worth.items()):
        raise ValueError("A worth is below 0 or above what it costs that somebody waits.")
    if any(min(pair) < 0 for pair in told.price.values()):
        raise ValueError("The price of a room is below 0.")
    kinds: dict[str, str] = dict.fromkeys(told.price, "rooms")
    for ref in told.penalty:
        mine = kind(ref, told)
        if any(kinds.setdefault(name, mine) != mine for name in told.costs.get(ref, ())):
            raise ValueError("A practitioner is part of two kinds of proof.")


def cheapest(ref: str, told: Told) -> int:
    """Give what somebody pays at the prices of rooms, in the parts that prices are told in."""
    points = told.points[ref]
    least = told.penalty[ref] * PARTS
    for name, cost in told.costs.get(ref, {}).items():
        per_point, per_person = told.price.get(name, (0, 0))
        least = min(least, cost * PARTS + points * per_point + per_person)
    return least


def best_bundle(one: Candidate, told: Told) -> int:
    """Give the most that people who fit one practitioner together are worth, less their costs.

    `best[n, p]` is the most of up to n people with up to p points together. Worths are below
    penalties, whose sum keeps inside 64 bits.
    """
    room, people = max(0, one.points_room), max(0, one.people_room)
    gains = [(told.points[ref], gain) for ref, gain in told.gains[one.ref] if told.points[ref] <= room]
    best = np.zeros((min(people, len(gains)) + 1, room + 1), dtype=np.int64)
    for points, gain in gains:
        best[1:, points:] = np.maximum(best[1:, points:], best[:-1, : room + 1 - points] + gain)
    return int(best[-1, -1])


def is_proven(problem: Problem, answer: Answer) -> bool:
    """Say whether the value is what the plan adds up to, and the bound what its proof proves.

    What was searched through whole has no prices, so of it only this is seen: no bound above
    what it costs. Raises ValueError as `rederived` does.
    """
    told = by_reference(problem, answer.proof)
    searched = added_up(told, answer, told.searched)
    value = added_up(told, answer, frozenset(told.penalty))
    return (
        answer.bound <= answer.value == value
        and answer.proof.searched_bound <= searched
        and answer.bound <= from_prices(problem, told) + answer.proof.searched_bound
    )


def added_up(told: Told, answer: Answer, those: frozenset[str]) -> int:
    """Add up what a plan costs for those items: the penalty of who waits, the cost of every pair."""
    waits = sum(told.penalty[ref] for ref in answer.waiting if ref in those)
    return waits + sum(told.costs[ref][to] for ref, to in answer.assigned if ref in those)
