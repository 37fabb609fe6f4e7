"""What the planner is asked and what it answers, as plain values."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

IntArray = NDArray[np.int64]


class Item(NamedTuple):
    """One piece of work looking for a practitioner: a person, or cover for one.

    `order` is the class in the signed serving order (0 is served first), `first` says
    whether that class belongs to the first order, `since` is the day (ordinal) they began
    to wait.
    """

    ref: str
    points: int
    order: int
    first: bool
    since: int


class Candidate(NamedTuple):
    """One practitioner, with the points and the people there is still room for."""

    ref: str
    points_room: int
    people_room: int


class Problem(NamedTuple):
    """Who looks for whom: the three pair arrays name every lawful pair and its cost.

    `pair_item` and `pair_candidate` are indices into `items` and `candidates`. Grade,
    training, conflicts and requests are applied already: a pair that is not lawful is not
    there. A cost is 0 or more; lower is better (continuity, patch, language, balance).
    """

    items: tuple[Item, ...]
    candidates: tuple[Candidate, ...]
    pair_item: IntArray
    pair_candidate: IntArray
    pair_cost: IntArray


# Prices of rooms are whole numbers of this many parts of one, so that rounding costs next to nothing.
PARTS = 1024


class Proof(NamedTuple):
    """Whole numbers from which anybody can make a bound again (`befriend.planner.proof`).

    `worth`: items, and what serving each is worth. `rooms`: candidates, the price of a point
    and of a place with each, in parts of one. `searched` names the items of parts that were
    searched through whole, for which no prices speak, with the bound that search gave.
    """

    worth: tuple[tuple[str, int], ...] = ()
    rooms: tuple[tuple[str, int, int], ...] = ()
    searched: tuple[str, ...] = ()
    searched_bound: int = 0


class Answer(NamedTuple):
    """The best lawful plan found, and how good it is known to be.

    `assigned` is sorted pairs of item and candidate; `waiting` is in the signed order.
    `value` is the penalty of everyone who waits plus the cost of every pair; no plan the
    method may make has a lower one than `bound`, as `proof` shows. `gap` is (value - bound) /
    bound.
    """

    assigned: tuple[tuple[str, str], ...]
    waiting: tuple[str, ...]
    value: int
    bound: int
    gap: float
    proven: bool
    method: str
    proof: Proof
