"""The one door of the planner: a problem in, the best lawful plan out.

Hard limits: points and people of every candidate, lawful pairs only, one candidate each.
Who is served is decided by the signed order (class, longest waiting, reference) and never
falls out of the arithmetic. A plan made twice is the same plan: no clock, no dice, one
worker, and the order in which items and candidates are named changes nothing.
"""

import numpy as np

from befriend.planner.canonical import WAITS, Canonical, Found, canonical
from befriend.planner.check import check
from befriend.planner.proof import is_proven
from befriend.planner.values import Answer, Candidate, IntArray, Item, Problem, Proof

__all__ = ["Answer", "Candidate", "IntArray", "Item", "Problem", "Proof", "plan"]


# Up to so many people with anybody to go to, no parts are looked for: the signed order is kept of all.
EXACT_ITEMS = 150


def plan(problem: Problem, *, effort: int = 4) -> Answer:
    """Make the plan. `effort` is how much work may be spent, never how much time.

    Raises ValueError for a problem that is not one, AssertionError if the method broke a limit.
    """
    sorted_problem = canonical(problem)
    if int((np.diff(sorted_problem.start) > 0).sum()) <= EXACT_ITEMS:
        answer = in_words(sorted_problem, solve_small(sorted_problem, effort), "exact")
    else:
        answer = in_words(sorted_problem, *solve_large(sorted_problem, effort))
    refuse_broken(problem, answer)
    return answer


def solve_small(problem: Canonical, effort: int) -> Found:
    """Call the method for problems of a week."""
    # Imported here: its solver takes a third of a second to load, and whoever only looks plans nothing.
    from befriend.planner import exact

    return exact.solve(problem, effort)


def solve_large(problem: Canonical, effort: int) -> tuple[Found, str]:
    """Call the methods for large problems; say which it was."""
    # Imported here: the compiler it needs takes longer to start than a weekly plan takes.
    from befriend.planner import parts

    found, all_exact = parts.solve(problem, effort)
    return found, "exact, part by part" if all_exact else "search and bound"


def refuse_broken(problem: Problem, answer: Answer) -> None:
    """Raise AssertionError rather than hand back a plan that breaks a limit, or a bound nothing proves."""
    found = check(problem, answer)
    if any(found.broken) or found.fits or not is_proven(problem, answer):
        raise AssertionError(f"The planner made a plan that cannot be: {found}")


def in_words(problem: Canonical, found: Found, method: str) -> Answer:
    """Name who is with whom, and who waits in the signed order."""
    where = found.where
    assigned = sorted(
        (problem.items[i].ref, problem.candidates[int(where[i])].ref)
        for i in np.flatnonzero(where != WAITS).tolist()
    )
    waiting = tuple(problem.items[i].ref for i in np.flatnonzero(where == WAITS).tolist())
    # A bound of 0 (everybody might be served for nothing) is measured against 1.
    gap = (found.value - found.bound) / max(1, found.bound)
    return Answer(tuple(assigned), waiting, found.value, found.bound, gap, found.proven, method, found.proof)
