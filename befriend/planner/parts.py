"""A large problem in parts that share nobody: each planned for itself, by the method its shape asks for."""

from collections.abc import Iterator

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from befriend.planner import exact, large
from befriend.planner.canonical import WAITS, Canonical, Found, part
from befriend.planner.values import IntArray, Proof

# Up to so many people with anybody to go to, the signed order is kept person by person.
EXACT_ITEMS = 150
# There may be many small parts, and few of their questions are hard: each gets a share of the effort.
SHARE = 4


def solve(problem: Canonical, effort: int) -> tuple[Found, bool]:
    """Plan every part; say too whether all of them were planned exactly, person by person.

    No choice in one part changes what is possible in another, so the signed order of all is
    kept exactly where it is kept in each, and values, bounds and proofs add up.
    """
    where = np.full(len(problem.items), WAITS, dtype=np.int64)
    found = [waits_for_nobody(problem)]
    all_exact = True
    for items, candidates in apart(problem):
        one = part(problem, items, candidates)
        is_small = len(items) <= EXACT_ITEMS
        planned = exact.solve(one, max(1, effort // SHARE)) if is_small else large.solve(one, effort)
        where[items] = np.where(planned.where == WAITS, WAITS, candidates[planned.where])
        found.append(planned)
        all_exact = all_exact and is_small
    value, bound = sum(one.value for one in found), sum(one.bound for one in found)
    proof = together([one.proof for one in found])
    return Found(where, value, bound, all(one.proven for one in found), proof), all_exact


def apart(problem: Canonical) -> Iterator[tuple[IntArray, IntArray]]:
    """Give the items and candidates of each part, by index, in the signed order of its first item."""
    count, many = len(problem.items), len(problem.candidates)
    item = problem.from_item
    pairs = coo_array((np.ones(len(item)), (item, count + problem.to)), shape=(count + many, count + many))
    label = connected_components(pairs, directed=False)[1]
    order = np.argsort(label, kind="stable")
    groups = np.split(order, np.flatnonzero(np.diff(label[order])) + 1)
    for group in sorted(groups, key=lambda group: int(group[0])):
        items, candidates = group[group < count], group[group >= count] - count
        if len(items) and len(candidates):
            yield items, candidates


def waits_for_nobody(problem: Canonical) -> Found:
    """Plan those who can go to nobody: they wait, and their penalty is its own proof."""
    them = np.flatnonzero(np.diff(problem.start) == 0)
    penalty = problem.penalty[them].tolist()
    worth = tuple((problem.items[i].ref, one) for i, one in zip(them.tolist(), penalty, strict=True))
    return Found(np.full(len(them), WAITS), sum(penalty), sum(penalty), proven=True, proof=Proof(worth))


def together(proofs: list[Proof]) -> Proof:
    """Put the proofs of parts that share nobody into one."""
    return Proof(
        worth=tuple(line for one in proofs for line in one.worth),
        rooms=tuple(line for one in proofs for line in one.rooms),
        searched=tuple(ref for one in proofs for ref in one.searched),
        searched_bound=sum(one.searched_bound for one in proofs),
    )
