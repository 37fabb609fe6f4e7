"""Who could be served with one more practitioner of each grade, starting that day."""

from __future__ import annotations

from typing import Any

from befriend.allocation.models import SupervisorRequest
from befriend.planner import one_more as planner
from befriend.planner import problem as planning
from befriend.rules import availability, capacity
from befriend.rules.availability import Available, Career, Contract
from befriend.rules.values import Grade, Standing
from befriend.rules.week import week_of

from .setting import Setting, Wanting, name

GRADES = (Grade.TRAINEE, Grade.PSO, Grade.NEWLY_QUALIFIED, Grade.OFFICER)


def with_one_more(given: Setting, asked: planning.Problem, answer: planning.Answer) -> list[dict[str, Any]]:
    """Return, by grade, how many would be served and how many would then wait instead."""
    if not answer.waiting:
        return []
    extras = tuple(one_of(given, grade) for grade in GRADES)
    return [
        {"grade": one.grade.code, "served": len(one.served), "waits": len(one.waits)}
        for one in planner.one_more(asked, answer, extras)
    ]


def one_of(given: Setting, grade: Grade) -> planner.Extra:
    """Return one more full-time practitioner of `grade`, and whom they might take."""
    standing = newcomer(given, grade)
    return planner.Extra(
        grade=grade,
        points_room=capacity.room(standing),
        people_room=standing.limit_people,
        items=tuple(name(one) for one in given.wanting if might_take(given, standing, one)),
    )


def newcomer(given: Setting, grade: Grade) -> Standing:
    """Return how somebody full-time stands in their first week, reductions included."""
    book, day = given.book, given.day
    full = int(book.on(day, "capacity.full_week_minutes").value)
    monday = week_of(day)
    minutes = availability.available_minutes(
        monday,
        contracts=[Contract(monday, None, full)],
        away=[],
        training=[],
        reductions=[],
        duty_minutes=0,
        career=Career(grade, monday, monday, monday),
        book=book,
    )
    available = minutes.minutes if isinstance(minutes, Available) else 0
    limits = capacity.limits(grade, available, 1, book, day)
    return Standing(
        grade=grade,
        available_points=limits.available_points,
        limit_points=limits.limit_points,
        limit_people=limits.limit_people,
        points=0,
        people=0,
        programme_month=1 if grade is Grade.TRAINEE else 0,
        modules=frozenset(),
    )


def might_take(given: Setting, standing: Standing, one: Wanting) -> bool:
    """Return whether a newcomer, of whom nothing else is known, might take this person."""
    asked = given.bars.requests.get(one.person.pk, [])
    refused = next((ask.kind for ask in asked if ask.kind != SupervisorRequest.Kind.NOT), None)
    decision = capacity.may_take(standing, one.work, given.book, given.day, request=refused)
    return decision.allowed
