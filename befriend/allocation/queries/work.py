"""The work each person's case makes, as the rules see it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from befriend import periods
from befriend.allocation.models import Relationship
from befriend.policies import Book
from befriend.rules import points
from befriend.rules.points import Weights
from befriend.rules.values import Place, Report, Risk, Tier, Work
from befriend.rules.week import planned_until
from befriend.sentences.models import CaseState
from befriend.sentences.models import Report as ReportDue


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
    states = CaseState.objects.filter(
        periods.on(day), periods.on(day, "case__"), case__person_id__in=people
    ).select_related("case")
    found = {
        state.case.person_id: work_of(
            weights,
            state,
            reports=reports.get(state.case.person_id, 0),
            released_by=released_by,
            just_released=state.case.release_on is not None
            and day - just <= state.case.release_on <= released_by,
            moved=state.case.person_id in moved,
        )
        for state in states
    }
    return {person: found.get(person) or unknown(weights, person in moved) for person in people}


def work_of(
    weights: Weights,
    state: CaseState,
    *,
    reports: int,
    released_by: date,
    just_released: bool,
    moved: bool,
) -> Work:
    """Return the work of one case in the state it is in."""
    tier, place = Tier(state.tier), Place(state.place)
    release = state.case.release_on
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


def reports_due(book: Book, day: date, people: Collection[int], weights: Weights) -> dict[int, int]:
    """Return the points of the reports due for each person who has any."""
    until = day + timedelta(days=int(book.on(day, "case_points.report_days").value))
    totals: dict[int, int] = {}
    due = ReportDue.objects.filter(
        periods.on(day, "case__"),
        due_on__lt=until,
        case__person_id__in=people,
    ).exclude(done_on__lte=day)
    for person, kind in due.values_list("case__person_id", "kind"):
        weight = points.report_points(weights, Report.from_code(kind))
        totals[person] = totals.get(person, 0) + weight
    return totals


def moved_before(people: Collection[int], day: date) -> set[int]:
    """Return the people who have lost a practitioner before."""
    past = Relationship.objects.filter(person_id__in=people, until_date__lte=day)
    return set(past.values_list("person_id", flat=True))
