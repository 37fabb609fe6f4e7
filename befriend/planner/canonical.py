"""The same problem in one fixed order, so that the order it came in never matters."""

from typing import NamedTuple

import numpy as np

from befriend.planner import penalties
from befriend.planner.values import Candidate, IntArray, Item, Problem, Proof

WAITS = -1


class Canonical(NamedTuple):
    """A problem sorted by the signed order; what cannot fit even an empty room is left out.

    Pairs of item i are `start[i]` to `start[i + 1]` of `to` and `cost`, by candidate.
    `rank` is the class as 0, 1, 2 ... with no numbers missed out; `penalty` is what it
    costs that item i waits.
    """

    items: tuple[Item, ...]
    candidates: tuple[Candidate, ...]
    points: IntArray
    rank: IntArray
    penalty: IntArray
    start: IntArray
    to: IntArray
    cost: IntArray
    points_room: IntArray
    people_room: IntArray

    @property
    def from_item(self) -> IntArray:
        """Give the item of every pair."""
        return np.repeat(np.arange(len(self.items), dtype=np.int64), np.diff(self.start))


class Found(NamedTuple):
    """A plan by canonical index (`where`, WAITS for who waits) and what is known of it."""

    where: IntArray
    value: int
    bound: int
    proven: bool
    proof: Proof


def integers(values: list[int]) -> IntArray:
    """Make an array of 64-bit integers."""
    return np.array(values, dtype=np.int64)


def canonical(problem: Problem) -> Canonical:
    """Sort a problem, drop pairs that cannot fit, and weigh who waits."""
    refuse_nonsense(problem)
    item_order = sorted(range(len(problem.items)), key=lambda i: signed_order(problem.items[i]))
    candidate_order = sorted(range(len(problem.candidates)), key=lambda j: problem.candidates[j].ref)
    items = tuple(problem.items[i] for i in item_order)
    candidates = tuple(problem.candidates[j] for j in candidate_order)
    points = integers([item.points for item in items])
    points_room = integers([max(0, one.points_room) for one in candidates])
    people_room = integers([max(0, one.people_room) for one in candidates])
    item = places(item_order)[problem.pair_item]
    to = places(candidate_order)[problem.pair_candidate]
    fits = (points[item] <= points_room[to]) & (people_room[to] > 0)
    start, to, cost = rows(len(items), item[fits], to[fits], problem.pair_cost[fits])
    weights = penalties.weigh(items, int(problem.pair_cost.max(initial=0)))
    return Canonical(items, candidates, points, *weights, start, to, cost, points_room, people_room)


def signed_order(item: Item) -> tuple[int, int, str]:
    """Give the key of the signed order: class, then longest waiting, then reference."""
    return item.order, item.since, item.ref


def places(order: list[int]) -> IntArray:
    """Turn an order round: say where each index went."""
    where = np.empty(len(order), dtype=np.int64)
    where[order] = np.arange(len(order), dtype=np.int64)
    return where


def rows(count: int, item: IntArray, to: IntArray, cost: IntArray) -> tuple[IntArray, IntArray, IntArray]:
    """Lay pairs out by item and candidate; of a pair named twice the cheaper one counts."""
    order = np.lexsort((cost, to, item))
    item, to, cost = item[order], to[order], cost[order]
    kept = np.ones(len(item), dtype=np.bool_)
    kept[1:] = (item[1:] != item[:-1]) | (to[1:] != to[:-1])
    start = np.zeros(count + 1, dtype=np.int64)
    np.cumsum(np.bincount(item[kept], minlength=count), out=start[1:])
    return start, to[kept], cost[kept]


def refuse_nonsense(problem: Problem) -> None:
    """Raise ValueError for references used twice, negative points or costs, and loose pairs."""
    for what, refs in (
        ("items", [item.ref for item in problem.items]),
        ("candidates", [one.ref for one in problem.candidates]),
    ):
        if len(set(refs)) != len(refs):
            raise ValueError(f"Two {what} have the same reference. Give each its own.")
    if any(item.points < 0 for item in problem.items):
        raise ValueError("An item has fewer than 0 points. Work weighs 0 or more.")
    if problem.pair_cost.min(initial=0) < 0:
        raise ValueError("A pair costs less than 0. Add the same amount to every cost.")
    lengths = {len(problem.pair_item), len(problem.pair_candidate), len(problem.pair_cost)}
    if len(lengths) != 1:
        raise ValueError("The three pair arrays differ in length. Name each pair in all three.")
    for index, count in (
        (problem.pair_item, len(problem.items)),
        (problem.pair_candidate, len(problem.candidates)),
    ):
        if index.min(initial=0) < 0 or index.max(initial=-1) >= count:
            raise ValueError("A pair names an item or candidate that is not there.")


def room_left(problem: Canonical, where: IntArray) -> tuple[IntArray, IntArray]:
    """Give the points and the people each candidate still has room for."""
    free_points, free_people = problem.points_room.copy(), problem.people_room.copy()
    served = np.flatnonzero(where != WAITS)
    np.subtract.at(free_points, where[served], problem.points[served])
    np.subtract.at(free_people, where[served], 1)
    return free_points, free_people


def value_of(problem: Canonical, where: IntArray) -> int:
    """Add up, exactly, the penalties of who waits and the costs of who does not."""
    total = sum(int(problem.penalty[i]) for i in np.flatnonzero(where == WAITS))
    item = problem.from_item
    return total + int(problem.cost[where[item] == problem.to].sum())


def part(problem: Canonical, items: IntArray, candidates: IntArray) -> Canonical:
    """Give the problem of these alone, with the penalties they have among all."""
    mine = np.isin(problem.from_item, items)
    degrees = np.diff(problem.start)[items]
    return Canonical(
        items=tuple(problem.items[i] for i in items.tolist()),
        candidates=tuple(problem.candidates[j] for j in candidates.tolist()),
        points=problem.points[items],
        rank=np.unique(problem.rank[items], return_inverse=True)[1],
        penalty=problem.penalty[items],
        start=np.concatenate([[0], np.cumsum(degrees)]).astype(np.int64),
        to=np.searchsorted(candidates, problem.to[mine]),
        cost=problem.cost[mine],
        points_room=problem.points_room[candidates],
        people_room=problem.people_room[candidates],
    )
