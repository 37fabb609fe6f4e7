"""How the made-up country gives people out, beside the plan that the live service makes of the same week.

The country serves one after another in the signed order, each by whoever has most room, and moves nobody
again. The planner moves what it has just placed until the signed order is kept as far as it can be. Both are
given the same week: who waits in a unit, and the room there is, once the first steps of the week are over,
with the cap kept. Counted are people and points placed, by class of the order; no time is measured.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from functools import cache
from types import FunctionType, ModuleType
from typing import Any, NamedTuple

import numpy as np
from numba import njit
from numba.extending import register_jitable

from befriend import policies
from befriend.planner import Answer, Candidate, Item, Problem, plan
from befriend.rules import serving
from befriend.simulator import allocating, counting, kernel, parameters, passing, running, staffing
from befriend.simulator.country import Country, country
from befriend.simulator.shapes import Unit
from befriend.simulator.states import MEASURE
from benchmarks.row import Row, against

SEED = 1
# Units of the size they have in the whole country, and the weeks that are looked at.
UNITS, OF, WEEKS = 2, 110, (4, 26, 52)
EFFORT = 2
PEER = "the planner's plan of the same weeks"


class Placed(NamedTuple):
    """Who was placed in one unit in one week: by class of the signed order, people and points."""

    people: Counter[int]
    points: Counter[int]


class Compared(NamedTuple):
    """One week of one unit, both ways."""

    problem: Problem
    greedy: frozenset[str]  # who was given somebody, by reference
    answer: Answer


def run() -> list[Row]:
    """Compare weeks of some units of the country."""
    rows = list(compared(enforced(Fraction(UNITS, OF), UNITS, max(WEEKS) + 1), WEEKS))
    return told(rows)


def enforced(part: Fraction, units: int, weeks: int) -> Country:
    """Return a part of the country in which the cap is kept."""
    figures = parameters.load().instead("start.cap_enforced", value=True)
    return country(policies.load(), figures, seed=SEED, weeks=weeks, part=part, units=units)


def told(rows: Sequence[Compared]) -> list[Row]:
    """Print both by class of the order, and return people and points placed in all."""
    greedy = [placed(one.problem, one.greedy) for one in rows]
    planned = [placed(one.problem, {item for item, _ in one.answer.assigned}) for one in rows]
    for order in sorted({item.order for one in rows for item in one.problem.items}):
        print(f"  class {order}: greedy places {total(greedy, 0, order)} people, {total(greedy, 1, order):,} "
              f"points; the planner {total(planned, 0, order)} people, {total(planned, 1, order):,} points",
              file=sys.stderr)  # fmt: skip
    proven = sum(one.answer.proven for one in rows)
    print(f"  {len(rows)} weeks of units, {proven} of them planned to proof", file=sys.stderr, flush=True)
    limits = [sum(most(one.problem)[place] for one in rows) for place in (0, 1)]
    return [
        against(f"greedy, {what} placed", total(greedy, place), what, peer=PEER,
                peer_value=total(planned, place), more_is_better=True, limit=limit)
        for place, (what, limit) in enumerate(zip(("people", "points"), limits, strict=True))
    ]  # fmt: skip


def total(found: Sequence[Placed], place: int, order: int | None = None) -> int:
    """Return people (place 0) or points (1) in all weeks, of one class or of all."""
    return sum(one[place].total() if order is None else one[place][order] for one in found)


def compared(made: Country, weeks: Sequence[int]) -> Iterator[Compared]:
    """Yield every unit in every one of the weeks, as greedy in the country, and as the planner would."""
    for unit in made.units:
        for week in weeks:
            before = ready(made, running.fresh(unit), week)
            problem = problem_of(made, before, week)
            yield Compared(problem, given(made, before, week), plan(problem, effort=EFFORT))


def nothing(*_told: Any) -> None:
    """Stand in for a step that is left out."""


def without(module: ModuleType, *steps: str) -> ModuleType:
    """Return a module like another, of which some functions do nothing."""
    found = ModuleType(module.__name__)
    vars(found).update(vars(module) | dict.fromkeys(steps, nothing))
    return found


@cache
def up_to_giving() -> Callable[..., None]:
    """Return `kernel.run` itself, in which nobody is given out and nothing follows, compiled.

    Not a copy of it, which would go on in its own order when the kernel's changes.
    """
    register_jitable(nothing)
    others = {"allocating": without(allocating, "allocate"), "staffing": without(staffing, "feel"),
              "passing": without(passing, "live"), "counting": without(counting, "count")}  # fmt: skip
    made: Callable[..., None] = njit(FunctionType(kernel.run.__code__, vars(kernel) | others))
    return made


def ready(made: Country, unit: Unit, week: int) -> Unit:
    """Return a unit in a week, just before people are given out; its records by name."""
    rules, laws = made.told.rules, made.told.table
    kernel.compiled_run(unit, rules, laws, made.seed, 0, week)
    up_to_giving()(unit, rules, laws, made.seed, week, week + 1)
    named = {name: getattr(unit, name).view(np.recarray) for name in ("tally", "people", "officers")}
    return unit._replace(**named)


def law_of(made: Country, week: int) -> Any:
    """Return the law of a week as the country's functions read it."""
    return made.told.table.view(np.recarray)[int(made.told.rules["law_of"][0, week])]


def problem_of(made: Country, unit: Unit, week: int) -> Problem:
    """Return the week of a unit in the planner's terms. No pair is dearer than another."""
    law, staff = law_of(made, week), unit.officers[: unit.tally[0].staff]
    people = unit.people[unit.waiting[: allocating.still_waiting(unit)]]
    classes = serving.order(policies.load(), made.told.mondays[week]).classes
    items = tuple(item(law, week, me, classes) for me in people)
    candidates = tuple(
        Candidate(f"{one.who:010}", max(0, int(one.room)), max(0, int(one.heads))) for one in staff
    )
    may = law.eligible[staff.grade[None, :], staff.trained[None, :], people.kind[:, None]] == 1
    fits = may & (staff.room[None, :] >= np.array([each.points for each in items])[:, None])
    pair_item, pair_candidate = np.nonzero(fits)
    return Problem(items, candidates, pair_item, pair_candidate, np.zeros(len(pair_item), np.int64))


def item(law: Any, week: int, me: Any, classes: Sequence[serving.ServingClass]) -> Item:
    """Return one person who waits in the planner's terms."""
    order = int(allocating.turn(law, week, me)) >> 48
    first = order < len(classes) and classes[order].first
    return Item(f"{me.who:010}", int(passing.weight_of(law, me)), order, first, int(me.since))


def given(made: Country, unit: Unit, week: int) -> frozenset[str]:
    """Return whom the country gives somebody, by reference; the unit goes on from there."""
    waiting = unit.waiting[: allocating.still_waiting(unit)].copy()
    rules = made.told.rules.view(np.recarray)[0]
    allocating.allocate(unit, rules, law_of(made, week), week, True)  # noqa: FBT003  (as compiled code calls it)
    return frozenset(f"{me.who:010}" for me in unit.people[waiting] if me.officer >= 0)


def given_in(unit: Unit, week: int) -> int:
    """Return how many were given somebody in a week, as the country counts it."""
    return int(unit.measures[week, MEASURE["given"]])


def placed(problem: Problem, refs: Sequence[str] | frozenset[str] | set[str]) -> Placed:
    """Return people and points of some by class of the order."""
    these = [each for each in problem.items if each.ref in refs]
    points: Counter[int] = Counter()
    for each in these:
        points[each.order] += each.points
    return Placed(Counter(each.order for each in these), points)


def most(problem: Problem) -> tuple[int, int]:
    """Return people and points that no allocation can pass: who fits anywhere, and the room there is."""
    fitting = {int(i) for i in problem.pair_item}
    rooms = {int(j) for j in problem.pair_candidate}
    points = sum(problem.items[i].points for i in fitting)
    return (
        min(len(fitting), sum(problem.candidates[j].people_room for j in rooms)),
        min(points, sum(problem.candidates[j].points_room for j in rooms)),
    )
