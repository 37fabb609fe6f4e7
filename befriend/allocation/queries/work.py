"""The work each person's case makes, as the rules see it."""

from __future__ import annotations

import itertools
from collections.abc import Collection
from datetime import date, timedelta
from typing import NamedTuple

from befriend.policies import Book
from befriend.rows import Question
from befriend.rules import points
from befriend.rules.points import Weights
from befriend.rules.values import Place, Report, Risk, Tier, Work
from befriend.rules.week import planned_until


def works(book: Book, day: date, people: Collection[int]) -> dict[int, Work]:
    """Return the work of each person on `day`, by key. Three queries.

    Somebody without a case or a tier is untiered and of unknown risk, never without weight.
    Somebody released by the end of the week counts as on licence.
    """
    weights = points.weights(book, day)
    reports = reports_due(book, day, people, weights)
    released_by = planned_until(day)
    just = timedelta(days=int(book.on(day, "serving_order.just_released_days").value))
    moved = moved_before(people, day)
    found = {
        state.person: work_of(
            weights,
            state,
            reports=reports.get(state.person, 0),
            released_by=released_by,
            just_released=state.release is not None and day - just <= state.release <= released_by,
            moved=state.person in moved,
        )
        for state in itertools.starmap(State, STATES.ask(people=list(people), day=day))
    }
    return {person: found.get(person) or unknown(weights, person in moved) for person in people}


class State(NamedTuple):
    """The state a case is in on a day, whose case it is, and when they are released if that is known."""

    person: int
    release: date | None
    tier: int
    place: int
    risk: int
    mappa: int
    safeguarding: bool
    sexual_offence: bool
    domestic_abuse: bool


STATES = Question(
    """
    SELECT k.person_id, k.release_on, s.tier, s.place, s.risk, s.mappa, s.safeguarding, s.sexual_offence,
           s.domestic_abuse
    FROM sentences_case k JOIN sentences_casestate s ON s.case_id = k.id
    WHERE k.person_id = ANY(%(people)s) AND {on[k]} AND {on[s]}
    """
)


def work_of(
    weights: Weights,
    state: State,
    *,
    reports: int,
    released_by: date,
    just_released: bool,
    moved: bool,
) -> Work:
    """Return the work of one case in the state it is in."""
    tier, place = Tier(state.tier), Place(state.place)
    release = state.release
    if place is Place.CUSTODY and release is not None and release <= released_by:
        place = Place.LICENCE
    return Work(
        tier=tier,
        place=place,
        points=points.case_points(weights, tier, place) + reports,
        risk=Risk(state.risk),
        mappa=state.mappa,
        safeguarding=state.safeguarding,
        sexual_offence=state.sexual_offence,
        domestic_abuse=state.domestic_abuse,
        just_released=just_released,
        moved_before=moved,
    )


def unknown(weights: Weights, moved: bool) -> Work:
    """Return the work of somebody of whom no case is known."""
    weight = points.case_points(weights, Tier.UNTIERED, Place.COMMUNITY)
    return Work(
        tier=Tier.UNTIERED,
        place=Place.COMMUNITY,
        points=weight,
        risk=Risk.UNKNOWN,
        mappa=0,
        safeguarding=False,
        sexual_offence=False,
        domestic_abuse=False,
        moved_before=moved,
    )


REPORTS = Question(
    """
    SELECT k.person_id, o.kind FROM sentences_case k JOIN sentences_report o ON o.case_id = k.id
    WHERE k.person_id = ANY(%(people)s) AND {on[k]}
      AND o.due_on < %(until)s AND (o.done_on IS NULL OR o.done_on > %(day)s)
    """
)


def reports_due(book: Book, day: date, people: Collection[int], weights: Weights) -> dict[int, int]:
    """Return the points of the reports due for each person who has any."""
    until = day + timedelta(days=int(book.on(day, "case_points.report_days").value))
    totals: dict[int, int] = {}
    for person, kind in REPORTS.ask(people=list(people), day=day, until=until):
        weight = points.report_points(weights, Report.from_code(kind))
        totals[person] = totals.get(person, 0) + weight
    return totals


MOVED = Question(
    """
    SELECT DISTINCT r.person_id FROM allocation_relationship r
    WHERE r.person_id = ANY(%(people)s) AND r.until_date <= %(day)s
    """
)


def moved_before(people: Collection[int], day: date) -> set[int]:
    """Return the people who have lost a practitioner before."""
    return {person for (person,) in MOVED.ask(people=list(people), day=day)}
