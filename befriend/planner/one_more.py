"""Who could be served with one more practitioner of each grade: the plan is solved again."""

from typing import NamedTuple

import numpy as np

from befriend.planner.problem import plan
from befriend.planner.values import Answer, Candidate, Problem
from befriend.rules.values import Grade


class Extra(NamedTuple):
    """One more practitioner of a grade: their whole room, and the items they might lawfully take."""

    grade: Grade
    points_room: int
    people_room: int
    items: tuple[str, ...]


class OneMore(NamedTuple):
    """What one more practitioner of a grade would change, by item reference, in the signed order.

    `waits` names anybody served now who would then wait, because somebody earlier in the
    order is served at last.
    """

    grade: Grade
    served: tuple[str, ...]
    waits: tuple[str, ...]


def one_more(
    problem: Problem, answer: Answer, extras: tuple[Extra, ...], *, effort: int = 1
) -> tuple[OneMore, ...]:
    """Solve again with each extra practitioner in turn, and compare with the answer there is."""
    return tuple(compared(extra, answer, plan(joined_by(problem, extra), effort=effort)) for extra in extras)


def joined_by(problem: Problem, extra: Extra) -> Problem:
    """Add the extra practitioner, as dear as the dearest pair there is."""
    index = {item.ref: i for i, item in enumerate(problem.items)}
    theirs = np.array([index[ref] for ref in extra.items], dtype=np.int64)
    dearest = int(problem.pair_cost.max(initial=0))
    # References are opaque and never begin so: it clashes with nobody's.
    newcomer = Candidate(f"+{extra.grade.code}", extra.points_room, extra.people_room)
    return Problem(
        problem.items,
        (*problem.candidates, newcomer),
        np.concatenate([problem.pair_item, theirs]),
        np.concatenate([problem.pair_candidate, np.full_like(theirs, len(problem.candidates))]),
        np.concatenate([problem.pair_cost, np.full_like(theirs, dearest)]),
    )


def compared(extra: Extra, before: Answer, after: Answer) -> OneMore:
    """Name who is served only with the extra practitioner, and who only without."""
    waited, waits = set(before.waiting), set(after.waiting)
    served = tuple(ref for ref in before.waiting if ref not in waits)
    return OneMore(extra.grade, served, tuple(ref for ref in after.waiting if ref not in waited))
