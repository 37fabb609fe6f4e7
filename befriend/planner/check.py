"""A second look at a plan, which shares nothing with how it was made. Whole numbers only."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from befriend.planner.values import Answer, Candidate, Item, Problem


class Findings(NamedTuple):
    """What is wrong with a plan: nothing is, when all are empty or 0.

    `broken` names every hard limit broken. `fits` counts those who wait though a lawful
    candidate has room as the plan stands; `behind` those who wait though taking only people
    of later classes from one candidate would make room.
    """

    broken: tuple[str, ...]
    fits: int
    behind: int


class Load(NamedTuple):
    """The points and people of the plan with one candidate, by class."""

    points: dict[int, int]
    people: dict[int, int]


def check(problem: Problem, answer: Answer) -> Findings:
    """Look a plan over against the problem it answers."""
    lawful = lawful_pairs(problem)
    rooms = {one.ref: one for one in problem.candidates}
    items = {item.ref: item for item in problem.items}
    loads = loads_of(items, answer)
    broken = (
        *rooms_broken(problem, loads),
        *(f"{item} may not go to {to}" for item, to in answer.assigned if to not in lawful[item]),
        *miscounted(problem, answer),
    )
    fits = behind = 0
    for ref in answer.waiting:
        choices = [(rooms[to], loads[to]) for to in lawful[ref]]
        fits_now, fits_without_later = finds_room(choices, items[ref])
        fits += fits_now
        behind += fits_without_later and not fits_now
    return Findings(broken, fits, behind)


def lawful_pairs(problem: Problem) -> dict[str, set[str]]:
    """Give the candidates each item may go to, by reference."""
    lawful: dict[str, set[str]] = defaultdict(set)
    for i, j in zip(problem.pair_item.tolist(), problem.pair_candidate.tolist(), strict=True):
        lawful[problem.items[i].ref].add(problem.candidates[j].ref)
    return lawful


def loads_of(items: dict[str, Item], answer: Answer) -> dict[str, Load]:
    """Add up what the plan gives each candidate."""
    loads: dict[str, Load] = defaultdict(lambda: Load(defaultdict(int), defaultdict(int)))
    for ref, to in answer.assigned:
        loads[to].points[items[ref].order] += items[ref].points
        loads[to].people[items[ref].order] += 1
    return loads


def rooms_broken(problem: Problem, loads: dict[str, Load]) -> list[str]:
    """Name the candidates given more than their room."""
    return [
        f"{one.ref} is given more than their room"
        for one in problem.candidates
        if sum(loads[one.ref].points.values()) > max(0, one.points_room)
        or sum(loads[one.ref].people.values()) > max(0, one.people_room)
    ]


def miscounted(problem: Problem, answer: Answer) -> list[str]:
    """Name the items that are not exactly once in the plan: assigned or waiting."""
    named = sorted([item for item, _ in answer.assigned] + list(answer.waiting))
    return [] if named == sorted(item.ref for item in problem.items) else ["people are miscounted"]


def finds_room(choices: list[tuple[Candidate, Load]], item: Item) -> tuple[bool, bool]:
    """Say whether one of the choices has room: as the plan stands; without later classes."""
    now = any(has_room(one, load, item.points, load.points) for one, load in choices)
    without_later = any(
        has_room(one, load, item.points, [order for order in load.points if order <= item.order])
        for one, load in choices
    )
    return now, without_later


def has_room(one: Candidate, load: Load, points: int, beside: Iterable[int]) -> bool:
    """Say whether work of so many points fits beside the classes named."""
    classes = list(beside)
    held = sum(load.points[order] for order in classes)
    people = sum(load.people[order] for order in classes)
    return held + points <= one.points_room and people < one.people_room
