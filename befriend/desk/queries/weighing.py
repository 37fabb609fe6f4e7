"""How a figure on another page comes about, step by step: the points of one person, the load of one officer.

Each is reckoned by the same queries and rules as the page that shows the figure, for the one it is about.
"""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np
from django.utils.translation import gettext

from befriend import periods
from befriend.allocation.queries import load
from befriend.allocation.queries.own import LIMITS, LOAD
from befriend.allocation.queries.person import StandingWait, standing, waits_of
from befriend.allocation.queries.standing import Desk, desk_of
from befriend.allocation.queries.week import (
    NOTHING,
    PractitionerWeek,
    overloads,
    plan_in_force,
    practitioner_week,
    proposals,
    still_fitting,
)
from befriend.allocation.queries.work import STATES, State, works
from befriend.documents.queries.units import without_reasons
from befriend.people.models import Person
from befriend.policies import Book, Value
from befriend.rules import capacity, hours, points, serving
from befriend.rules.availability import Step
from befriend.rules.values import Grade, Place, Report, Tier, Work
from befriend.rules.week import planned_from, planned_until
from befriend.rules.wording_labels import CLASSES
from befriend.sentences.models import Case
from befriend.workforce import queries as workforce
from befriend.workforce.models import Practitioner, Unit


class Due(NamedTuple):
    """A report that counts, the day it is due, and its points."""

    kind: Report
    due_on: date
    points: int


class ServedAs(NamedTuple):
    """One class of the signed order in words, and whether the person is of it."""

    words: str
    holds: bool


class PersonSteps(NamedTuple):
    """What the points of one person follow from, and where they stand among those who wait."""

    day: date
    work: Work
    case_points: int
    released_on: date | None  # in the planned week, so that custody already counts as licence
    reports: list[Due]
    minutes: int
    policies: list[Value]
    waits: list[StandingWait]
    serving_order: serving.ServingOrder
    classes: list[ServedAs]  # as far as the class that decides; empty where they wait for nothing


def person_steps(person: Person, day: date) -> PersonSteps:
    """Return how the points of `person` come about in the week planned on `day`."""
    book, now = workforce.policies_in_force(), planned_from(day)
    work = works(book, now, [person.pk])[person.pk]
    weights = points.weights(book, now)
    order, waits = serving.order(book, now), waits_of(person, day)
    state = next(itertools.starmap(State, STATES.ask(people=[person.pk], day=now)), None)
    freed = state is not None and state.place != work.place
    return PersonSteps(
        day=now,
        work=work,
        case_points=points.case_points(weights, work.tier, work.place),
        released_on=state.release if state and freed else None,
        # Of somebody of whom no case is known nothing else is weighed.
        reports=reports_of(book, person, now, weights) if state else [],
        minutes=hours.minutes_of(work.points, book, now),
        policies=[book.on(now, f"case_points.{key}") for key in LOAD],
        waits=[standing(one, day) for one in waits],
        serving_order=order,
        classes=classes(order, work) if waits else [],
    )


def reports_of(book: Book, person: Person, day: date, weights: points.Weights) -> list[Due]:
    """Return the reports that count for `person` on `day`, the first due first. One query."""
    until = day + timedelta(days=int(book.on(day, "case_points.report_days").value))
    cases = Case.objects.filter(periods.on(day), person=person).prefetch_related("reports")
    found = [
        (one.due_on, Report.from_code(one.kind))
        for case in cases
        for one in case.reports.all()
        if one.due_on < until and (one.done_on is None or one.done_on > day)
    ]
    return [Due(kind, due_on, points.report_points(weights, kind)) for due_on, kind in sorted(found)]


def classes(order: serving.ServingOrder, work: Work) -> list[ServedAs]:
    """Return the classes of the signed order up to the first the person is of."""
    place = serving.place_of(order, work)
    found = [
        ServedAs(gettext(CLASSES[one.code]), holds=i == place)
        for i, one in enumerate(order.classes[: place + 1])
    ]
    return (
        found
        if place < len(order.classes)
        else [*found, ServedAs(gettext(CLASSES[serving.REST]), holds=True)]
    )


class Kind(NamedTuple):
    """How many people of one tier in one place, and the points of each and of all."""

    tier: Tier
    place: Place
    people: int
    each: int

    @property
    def points(self) -> int:
        """Return the points of all of them."""
        return self.people * self.each


class Reports(NamedTuple):
    """How many reports of one kind count, and the points of each and of all."""

    kind: Report
    count: int
    each: int

    @property
    def points(self) -> int:
        """Return the points of all of them."""
        return self.count * self.each


class LoadSteps(NamedTuple):
    """What one practitioner's row in the week of a unit follows from. It names nobody who is with them."""

    day: date
    shown: PractitionerWeek
    kinds: list[Kind]
    reports: list[Reports]
    proposed_points: int
    proposed_people: int
    time: tuple[Step, ...]  # every reduction as one: how much, and not what for
    room: int
    policies: list[Value]
    load_policies: list[Value]


def load_steps(unit: Unit, practitioner: Practitioner, day: date) -> LoadSteps | None:
    """Return how the row of `practitioner` in the week of `unit` comes about; None for somebody not in it."""
    book, now = workforce.policies_in_force(), planned_from(day)
    desk = desk_of(book, practitioner, now)
    if desk is None or desk.unit_id not in workforce.below(unit, day):
        return None
    work = load.carried(book, now, planned_until(day), [practitioner.pk])
    shown = row_of(unit, desk, day)
    limits = [*LIMITS, "trainee_heads"] if desk.grade is Grade.TRAINEE else LIMITS
    return LoadSteps(
        day=now,
        shown=shown,
        kinds=kinds_of(book, now, work),
        reports=reports_carried(book, now, work),
        proposed_points=shown.points - shown.points_before,
        proposed_people=shown.people - desk.standing.people,
        time=without_reasons(desk.time.steps),
        room=capacity.room(desk.standing),
        policies=[book.on(now, f"capacity.{key}") for key in limits],
        load_policies=[book.on(now, f"case_points.{key}") for key in LOAD],
    )


def row_of(unit: Unit, desk: Desk, day: date) -> PractitionerWeek:
    """Return the row of one practitioner as the week of `unit` shows it."""
    now, key = planned_from(day), desk.practitioner.pk
    plan = plan_in_force(unit, day)
    hidden = load.hidden_plan(plan.pk, planned_until(day)).proposed if plan else {}
    named = [one for one in proposals(plan) if one.practitioner_id == key]
    fitting, _ = still_fitting({key: desk}, named, hidden)
    return practitioner_week(desk, fitting, overloads([key], now).get(key), hidden.get(key, NOTHING))


def kinds_of(book: Book, day: date, work: load.Carried) -> list[Kind]:
    """Return what is carried by tier and place, in the published order of tiers."""
    weights = points.weights(book, day)
    each, count = np.unique(np.stack([work.tier, work.place]), axis=1, return_counts=True)
    found = [(Tier(int(tier)), Place(int(place))) for tier, place in each.T]
    return [
        Kind(*kind, int(people), points.case_points(weights, *kind))
        for kind, people in zip(found, count, strict=True)
    ]


def reports_carried(book: Book, day: date, work: load.Carried) -> list[Reports]:
    """Return the reports due of those who are carried, by kind."""
    weights = points.weights(book, day)
    counts = work.reports.sum(axis=0)
    return [
        Reports(kind, int(counts[kind]), points.report_points(weights, kind))
        for kind in Report
        if counts[kind]
    ]
