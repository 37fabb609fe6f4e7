"""The plan for a week, worked out and not yet written down: who could take whom, and who waits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from befriend.planner import problem as planner
from befriend.rules import capacity, serving, waiting
from befriend.rules.values import Decision, Reason, Standing, WaitingFor, reason
from befriend.rules.week import planned_from
from befriend.workforce import queries as workforce
from befriend.workforce.models import Unit

from .one_more import with_one_more
from .setting import Setting, Wanting, cost, decision, decisions, name, problem, setting, wanting
from .standing import Desk


class Allocated(NamedTuple):
    """One proposal: person and practitioner by key, why, and the choices there were."""

    person: int
    practitioner: int
    waiting_for: WaitingFor
    points: int
    reasons: list[Reason]
    choices: list[dict[str, Any]]


class Left(NamedTuple):
    """One person left waiting, with the limit that binds."""

    person: int
    waiting_for: WaitingFor
    points: int
    first_order: bool
    since: date
    reason: Reason


class Proposal(NamedTuple):
    """A whole plan: proposals by person, those left waiting in the signed order, the proof."""

    allocations: list[Allocated]
    waiting: list[Left]
    serving_order_since: date
    value: int
    bound: int
    method: str
    one_more: list[dict[str, Any]]


def propose(unit: Unit, day: date) -> Proposal:
    """Work out the plan of the week of `day` for `unit`; nothing is written."""
    book = workforce.policies_in_force()
    now = planned_from(day)
    given = setting(book, unit, now, day, wanting(book, unit, now))
    solved = solve(given)
    return solved.proposal._replace(one_more=with_one_more(given, solved.problem, solved.answer))


class Solved(NamedTuple):
    """A proposal, with the problem and the answer it was read from."""

    proposal: Proposal
    problem: planner.Problem
    answer: planner.Answer


def solve(given: Setting) -> Solved:
    """Ask the planner, and say in data why each is where they are."""
    verdicts = {name(one): decisions(given, one) for one in given.wanting}
    asked = problem(given, verdicts)
    answer = planner.plan(asked)
    by_name = {name(one): one for one in given.wanting}
    by_ref = {desk.practitioner.ref: desk for desk in given.desks.values()}
    taken = [(by_name[item], by_ref[candidate]) for item, candidate in answer.assigned]
    after = with_plan(given, taken)
    proposal = Proposal(
        allocations=[allocated(given, one, desk, verdicts[name(one)]) for one, desk in taken],
        waiting=[left(given, by_name[item], verdicts[item], after) for item in answer.waiting],
        serving_order_since=given.order.since,
        value=answer.value,
        bound=answer.bound,
        method=answer.method,
        one_more=[],
    )
    return Solved(proposal, asked, answer)


def with_plan(given: Setting, taken: Sequence[tuple[Wanting, Desk]]) -> dict[int, Standing]:
    """Return how everybody stands once the plan is done, by key."""
    after = {key: desk.standing for key, desk in given.desks.items()}
    for one, desk in taken:
        standing = after[desk.practitioner.pk]
        after[desk.practitioner.pk] = standing._replace(
            points=standing.points + one.work.points, people=standing.people + 1
        )
    return after


def allocated(given: Setting, one: Wanting, desk: Desk, verdicts: Mapping[int, Decision]) -> Allocated:
    """Say why this practitioner, and what other choices there were that day."""
    allowed = sorted(
        (cost(given, one, given.desks[key]), given.desks[key].practitioner.ref, key)
        for key, verdict in verdicts.items()
        if verdict.allowed
    )
    return Allocated(
        person=one.person.pk,
        practitioner=desk.practitioner.pk,
        waiting_for=one.waiting_for,
        points=one.work.points,
        reasons=[
            reason("serving_class", place=serving.class_of(given.order, one.work)),
            *fits(given, one, desk),
            *verdicts[desk.practitioner.pk].reasons,
        ],
        choices=[
            {"practitioner": ref, "cost": price, "room": capacity.room(given.desks[key].standing)}
            for price, ref, key in allowed
        ],
    )


def fits(given: Setting, one: Wanting, desk: Desk) -> list[Reason]:
    """Return what speaks for this practitioner among equals."""
    practitioner = desk.practitioner
    found = []
    if practitioner.pk in given.before.get(one.person.pk, ()):
        found.append(reason("officer_before"))
    if one.person.patch and one.person.patch in practitioner.patches:
        found.append(reason("same_patch"))
    if one.person.language != "en" and one.person.language in practitioner.languages:
        found.append(reason("shared_language"))
    return found


def left(
    given: Setting,
    one: Wanting,
    verdicts: Mapping[int, Decision],
    after: Mapping[int, Standing],
) -> Left:
    """Say which limit keeps one person waiting."""
    choices = [
        waiting.Choice(
            before=verdict,
            after=decision(given, one, given.desks[key], after[key]),
            room=capacity.room(after[key]),
            limit=capacity.limit(after[key]),
        )
        for key, verdict in verdicts.items()
    ]
    return Left(
        person=one.person.pk,
        waiting_for=one.waiting_for,
        points=one.work.points,
        first_order=serving.first_order(given.order, one.work),
        since=one.since,
        reason=waiting.why(one.work, choices, one.waiting_for),
    )
