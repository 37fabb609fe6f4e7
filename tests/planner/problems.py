"""Made-up problems for the planner's tests."""

import itertools
import random

import numpy as np
from hypothesis import strategies as st

from befriend.planner import Answer, Candidate, Item, Problem


def problem(items: list[Item], candidates: list[Candidate], pairs: list[tuple[int, int, int]]) -> Problem:
    """Make a problem of (item, candidate, cost) triples."""
    triples = np.array(pairs, dtype=np.int64).reshape(-1, 3)
    return Problem(tuple(items), tuple(candidates), triples[:, 0], triples[:, 1], triples[:, 2])


def person(ref: str, points: int, order: int = 0, since: int = 0) -> Item:
    """Make somebody who waits."""
    return Item(ref, points, order, order == 0, since)


@st.composite
def problems(draw: st.DrawFn, items: int = 5, candidates: int = 3) -> Problem:
    """Draw small problems with tight rooms."""
    rng = random.Random(draw(st.integers(0, 2**32)))
    n, m = draw(st.integers(0, items)), draw(st.integers(0, candidates))
    return random_problem(rng, n, m)


def random_problem(rng: random.Random, n: int, m: int, room: int = 120, heaviest: int = 80) -> Problem:
    """Make a problem of n items and m candidates in which about half of all pairs are lawful."""
    everybody = [
        person(f"p{i:04}", rng.randint(1, heaviest), rng.randint(0, 3), rng.randint(0, 9)) for i in range(n)
    ]
    practitioners = [
        Candidate(f"c{j:04}", rng.randint(0, room), rng.randint(0, max(3, n // 2))) for j in range(m)
    ]
    pairs = [
        (i, j, rng.randint(0, 9)) for i, j in itertools.product(range(n), range(m)) if rng.random() < 0.6
    ]
    return problem(everybody, practitioners, pairs)


def shuffled(one: Problem, rng: random.Random) -> Problem:
    """Give the same problem with everything named in another order."""
    item_order = rng.sample(range(len(one.items)), len(one.items))
    candidate_order = rng.sample(range(len(one.candidates)), len(one.candidates))
    pairs = [
        (item_order.index(int(i)), candidate_order.index(int(j)), int(cost))
        for i, j, cost in zip(one.pair_item, one.pair_candidate, one.pair_cost, strict=True)
    ]
    rng.shuffle(pairs)
    return problem([one.items[i] for i in item_order], [one.candidates[j] for j in candidate_order], pairs)


def served_vector(one: Problem, answer: Answer) -> tuple[int, ...]:
    """Say for each person in the signed order whether they are served (1) or wait (0)."""
    waiting = set(answer.waiting)
    in_order = sorted(one.items, key=lambda item: (item.order, item.since, item.ref))
    return tuple(int(item.ref not in waiting) for item in in_order)
