"""What a plan is made from: who looks for somebody, how all stand, and what the rules say of each pair."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import NamedTuple

import numpy as np
from django.db.models import Exists, OuterRef

from befriend import periods
from befriend.allocation.models import Relationship, Waiting
from befriend.people.models import Person
from befriend.planner import problem as planner
from befriend.policies import Book
from befriend.rules import capacity, cover, serving
from befriend.rules.serving import ServingOrder
from befriend.rules.values import Decision, Standing, WaitingFor, Work
from befriend.rules.week import planned_from, planned_until
from befriend.sentences.models import Case
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
    """Return everybody of `unit` who waits in the week of `now`, in order of reference."""
    rows = Waiting.objects.filter(
        periods.on(planned_until(now)), unit_id__in=workforce.below(unit, now)
    ).select_related("person")
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
    """Return the relationships without cover whose practitioner is away for long enough.

    Only where there is work: somebody whose case is over needs nobody in the meantime.
    """
    now = planned_from(day)
    away = needing_cover(workforce.postings(unit, now).values("practitioner_id"), now)
    has_work = Case.objects.filter(periods.on(now), person_id=OuterRef("person_id"))
    held = Relationship.objects.filter(Exists(has_work), periods.on(now), practitioner_id__in=away)
    covered = held.filter(periods.on(now, "covers__")).values("pk")
    return list(held.exclude(pk__in=covered).select_related("person").order_by("person__ref"))


def needs_cover(relationship: Relationship, day: date) -> bool:
    """Return whether somebody should cover `relationship`: its practitioner is away long enough."""
    now = planned_from(day)
    has_work = Case.objects.filter(periods.on(now), person_id=relationship.person_id).exists()
    return has_work and bool(needing_cover([relationship.practitioner_id], now))


def needing_cover(practitioners: object, now: date) -> set[int]:
    """Return those of `practitioners` (keys, or a query of them) away on `now` for long enough."""
    book = workforce.policies_in_force()
    return {
        absence.practitioner_id
        for absence in Absence.objects.filter(periods.on(now), practitioner_id__in=practitioners)
        if cover.need(absence.from_date, absence.until_date, book, now).needed
    }


def supervisors(people: Collection[int], day: date) -> dict[int, int]:
    """Return the key of the practitioner who supervises each person on `day`. One query."""
    now = Relationship.objects.filter(periods.on(day), person_id__in=people)
    return dict(now.values_list("person_id", "practitioner_id"))


def name(one: Wanting) -> str:
    """Return what the planner calls a person who waits."""
    return f"{one.person.ref}/{one.waiting_for.code}"


def decisions(given: Setting, one: Wanting) -> dict[int, Decision]:
    """Return what the rule says of every practitioner as things stand, by key."""
    carrying = given.supervisors.get(one.person.pk) if one.waiting_for is WaitingFor.COVER else None
    return {
        key: decision(given, one, desk, desk.standing) for key, desk in given.desks.items() if key != carrying
    }


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
        people_room=capacity.places(standing),
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
