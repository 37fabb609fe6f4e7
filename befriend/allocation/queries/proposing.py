"""The plan for a week, worked out and not yet written down: who could take whom, and who waits."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import numpy as np

from befriend import periods
from befriend.allocation.models import Relationship, Waiting
from befriend.people.models import Person
from befriend.planner import problem as planner
from befriend.policies import Book
from befriend.rules import capacity, cover, serving, waiting
from befriend.rules.serving import ServingOrder
from befriend.rules.values import Decision, Reason, Standing, WaitingFor, Work, reason
from befriend.rules.week import planned_from
from befriend.workforce import queries as workforce
from befriend.workforce.models import Absence, Unit

from .standing import Bars, Desk, bars, desks_of_unit, previous
from .work import works


class Wanting(NamedTuple):
    """One person who looks for an officer or for cover, and since when."""

    person: Person
    waiting_for: WaitingFor
    since: date
    work: Work


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


class Setting(NamedTuple):
    """All that a plan is made from."""

    book: Book
    day: date
    order: ServingOrder
    desks: dict[int, Desk]
    wanting: list[Wanting]
    bars: Bars
    before: dict[int, set[int]]
    supervisors: dict[int, int]


def propose(unit: Unit, day: date) -> Proposal:
    """Work out the plan of the week of `day` for `unit`; nothing is written."""
    book = workforce.policies_in_force()
    now = planned_from(day)
    return solve(setting(book, unit, now, day, wanting(book, unit, now)))


def setting(book: Book, unit: Unit, now: date, day: date, people: list[Wanting]) -> Setting:
    """Gather what a plan for these people is made from."""
    keys = [one.person.pk for one in people]
    return Setting(
        book=book,
        day=now,
        order=serving.order(book, now),
        desks=desks_of_unit(book, unit, now),
        wanting=people,
        bars=bars(keys, now),
        before=previous(keys, day),
        supervisors=supervisors(keys, now),
    )


def wanting(book: Book, unit: Unit, now: date) -> list[Wanting]:
    """Return everybody of `unit` who waits on `now`, in order of reference."""
    rows = Waiting.objects.filter(periods.on(now), unit_id__in=workforce.below(unit, now)).select_related(
        "person"
    )
    waits = {(one.person.pk, WaitingFor(one.waiting_for)): one for one in rows}
    work = works(book, now, [person for person, _ in waits])
    return sorted(
        (
            Wanting(one.person, waiting_for, one.from_date, work[person])
            for (person, waiting_for), one in waits.items()
        ),
        key=lambda one: (one.person.ref, one.waiting_for),
    )


def cover_needed(unit: Unit, day: date) -> list[Relationship]:
    """Return the relationships without cover whose practitioner is away for long enough."""
    book, now = workforce.policies_in_force(), planned_from(day)
    posted = workforce.postings(unit, now).values("practitioner_id")
    away = {
        absence.practitioner_id
        for absence in Absence.objects.filter(periods.on(now), practitioner_id__in=posted)
        if cover.need(absence.from_date, absence.until_date, book, now).needed
    }
    held = Relationship.objects.filter(periods.on(now), practitioner_id__in=away)
    covered = held.filter(periods.on(now, "covers__")).values("pk")
    return list(held.exclude(pk__in=covered).select_related("person").order_by("person__ref"))


def solve(given: Setting) -> Proposal:
    """Ask the planner, and say in data why each is where they are."""
    verdicts = {name(one): decisions(given, one) for one in given.wanting}
    answer = planner.plan(problem(given, verdicts))
    by_name = {name(one): one for one in given.wanting}
    by_ref = {desk.practitioner.ref: desk for desk in given.desks.values()}
    taken = [(by_name[item], by_ref[candidate]) for item, candidate in answer.assigned]
    after = with_plan(given, taken)
    return Proposal(
        allocations=[allocated(given, one, desk, verdicts[name(one)]) for one, desk in taken],
        waiting=[left(given, by_name[item], verdicts[item], after) for item in answer.waiting],
        serving_order_since=given.order.since,
        value=answer.value,
        bound=answer.bound,
        method=answer.method,
        one_more=[],
    )


def name(one: Wanting) -> str:
    """Return what the planner calls a person who waits."""
    return f"{one.person.ref}/{one.waiting_for.code}"


def decisions(given: Setting, one: Wanting) -> dict[int, Decision]:
    """Return what the rule says of every practitioner as things stand, by key."""
    carrying = given.supervisors.get(one.person.pk) if one.waiting_for is WaitingFor.COVER else None
    return {
        key: decision(given, one, desk, desk.standing) for key, desk in given.desks.items() if key != carrying
    }


def supervisors(people: Collection[int], day: date) -> dict[int, int]:
    """Return the key of the practitioner who supervises each person on `day`. One query."""
    now = Relationship.objects.filter(periods.on(day), person_id__in=people)
    return dict(now.values_list("person_id", "practitioner_id"))


def decision(given: Setting, one: Wanting, desk: Desk, standing: Standing) -> Decision:
    """Return what the rule says of one practitioner for one person."""
    return capacity.may_take(
        standing,
        one.work,
        given.book,
        given.day,
        conflict=given.bars.conflict(one.person.pk, desk.practitioner.pk),
        request=given.bars.request(one.person.pk, desk.practitioner),
    )


def problem(given: Setting, verdicts: Mapping[str, Mapping[int, Decision]]) -> planner.Problem:
    """Put the week in the planner's terms: only pairs that the rule allows as things stand."""
    items = tuple(item(given, one) for one in given.wanting)
    columns = {key: column for column, key in enumerate(given.desks)}
    pairs = [
        (row, columns[key], cost(given, one, given.desks[key]))
        for row, one in enumerate(given.wanting)
        for key, verdict in verdicts[name(one)].items()
        if verdict.allowed
    ]
    table = np.array(pairs, dtype=np.int64).reshape(-1, 3)
    return planner.Problem(
        items, tuple(map(candidate, given.desks.values())), table[:, 0], table[:, 1], table[:, 2]
    )


def item(given: Setting, one: Wanting) -> planner.Item:
    """Put one person in the planner's terms."""
    return planner.Item(
        ref=name(one),
        points=one.work.points,
        order=serving.place_of(given.order, one.work),
        first=serving.first_order(given.order, one.work),
        since=one.since.toordinal(),
    )


def candidate(desk: Desk) -> planner.Candidate:
    """Put one practitioner in the planner's terms."""
    standing = desk.standing
    return planner.Candidate(
        ref=desk.practitioner.ref,
        points_room=capacity.room(standing),
        people_room=max(0, standing.limit_people - standing.people),
    )


def cost(given: Setting, one: Wanting, desk: Desk) -> int:
    """Return what it costs, among equals, to choose this practitioner: lower is better."""
    costs = given.book.on(given.day, "preferences.costs").value
    person, practitioner = one.person, desk.practitioner
    standing = desk.standing
    load = capacity.percent(standing.points + one.work.points, standing.available_points)
    return int(
        (load or 0) * costs["balance"]
        + (practitioner.pk not in given.before.get(person.pk, ())) * costs["previous_practitioner"]
        + (person.patch not in practitioner.patches) * costs["patch"]
        + (person.language not in ("en", *practitioner.languages)) * costs["language"]
    )


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
