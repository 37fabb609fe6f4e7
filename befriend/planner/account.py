"""Where every point of the gap of a whole plan comes from, by named limits that add up exactly."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from befriend.planner.check import lawful_pairs
from befriend.planner.values import Answer, Candidate, Problem


class Part(NamedTuple):
    """So many points of the gap for one named reason, and at which candidates (by reference)."""

    code: str
    points: int
    candidates: tuple[str, ...]


class Account(NamedTuple):
    """The points of all work, of those who wait, and the parts that add up to the latter."""

    work: int
    waiting: int
    parts: tuple[Part, ...]


class Unused(NamedTuple):
    """Points of room a plan left unused with one candidate, and the limit that kept them so."""

    code: str
    points: int
    candidate: str


def account(
    problem: Problem,
    answer: Answer,
    available: Mapping[str, int],
    cap_percent: int,
    protected: frozenset[str] = frozenset(),
) -> Account:
    """Account for the waiting points of a plan made from nothing.

    `available` is each candidate's available points, `protected` those with a lower head cap
    as trainees. The parts: `shortage` (work less the cap's share of all available points),
    `rounding` (caps are rounded down one by one), `other_limits` (rooms that are not the cap's:
    less, or raised by an order), and for room left unused `head_cap`, `trainee_heads`,
    `nobody_lawful` (nobody who waits may go there) or `remainder` (less than anybody's work
    who waits and may).
    """
    work = sum(item.points for item in problem.items)
    capped = {one.ref: available[one.ref] * cap_percent // 100 for one in problem.candidates}
    whole = sum(available[one.ref] for one in problem.candidates) * cap_percent // 100
    others = [
        Unused("other_limits", capped[one.ref] - one.points_room, one.ref) for one in problem.candidates
    ]
    parts = (
        Part("shortage", work - whole, ()),
        Part("rounding", whole - sum(capped.values()), ()),
        *added_up([*others, *unused_room(problem, answer, protected)]),
    )
    points = {item.ref: item.points for item in problem.items}
    waiting = sum(points[ref] for ref in answer.waiting)
    if sum(part.points for part in parts) != waiting:
        raise AssertionError("The parts of the gap do not add up to the points that wait.")
    return Account(work, waiting, parts)


def unused_room(problem: Problem, answer: Answer, protected: frozenset[str]) -> Iterator[Unused]:
    """Name the limit that keeps each candidate's unused room unused."""
    points = {item.ref: item.points for item in problem.items}
    lawful = lawful_pairs(problem)
    given: dict[str, list[int]] = defaultdict(list)
    for ref, to in answer.assigned:
        given[to].append(points[ref])
    wanting: dict[str, list[int]] = defaultdict(list)
    for ref in answer.waiting:
        for to in lawful[ref]:
            wanting[to].append(points[ref])
    for one in problem.candidates:
        left = one.points_room - sum(given[one.ref])
        yield Unused(limit_of(one, left, given[one.ref], wanting[one.ref], protected), left, one.ref)


def limit_of(
    one: Candidate, left: int, given: list[int], wanting: list[int], protected: frozenset[str]
) -> str:
    """Say which limit binds at a candidate with points left."""
    if not wanting:
        return "nobody_lawful"
    if left < min(wanting):
        return "remainder"
    if len(given) >= one.people_room:
        return "trainee_heads" if one.ref in protected else "head_cap"
    raise AssertionError(f"{one.ref} has room for somebody who waits.")


def added_up(unused: list[Unused]) -> Iterator[Part]:
    """Add up by limit; what is 0 is left out."""
    by_code: dict[str, list[Unused]] = defaultdict(list)
    for one in unused:
        if one.points:
            by_code[one.code].append(one)
    for code, those in sorted(by_code.items()):
        yield Part(code, sum(one.points for one in those), tuple(one.candidate for one in those))
