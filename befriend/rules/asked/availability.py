"""Asking what time a practitioner has in a week."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import Field

from befriend.policies import Book
from befriend.policies.form import Form
from befriend.rules import availability
from befriend.rules.availability import Away, Career, Contract, Reduction
from befriend.rules.named import ByCode, Rule
from befriend.rules.values import Grade, Missing
from befriend.rules.week import week_of

Period = tuple[date, date | None]
PartOfDays = tuple[date, date | None, int]
Named = tuple[date, date | None, str, int]


class Given(Form):
    """A practitioner's contract, and what stands against it. A period is its first day, and the day after."""

    grade: Annotated[Grade, ByCode()] = Field(description="The grade of the practitioner.")
    hours: float = Field(ge=0, le=168, description="The hours a week of the contract.")
    contract_until: date | None = Field(default=None, description="The day on which the contract has ended.")
    away: tuple[Period, ...] = Field(default=(), description="Leave and absence; no end: not known yet.")
    training: tuple[Period | PartOfDays, ...] = Field(
        default=(), description="Training booked: whole days, or so many minutes of each."
    )
    reductions: tuple[Named, ...] = Field(default=(), description="Reductions with a name and a percentage.")
    reduction_minutes: tuple[Named, ...] = Field(
        default=(), description="Reductions with a name and minutes of a full week."
    )
    duty: int = Field(default=0, ge=0, description="Minutes of the week on duty for others' people.")
    programme_started: date | None = Field(default=None, description="When a trainee's programme began.")
    qualified_on: date | None = Field(default=None, description="When a newly qualified officer qualified.")
    pso_started: date | None = Field(default=None, description="When a new PSO began.")


def answer(given: Given, day: date, book: Book) -> dict[str, Any]:
    """Say how many minutes a practitioner has in a week, step by step, and the points these are.

    First come the days away, then training, then percentages (a trainee's by the month of the
    programme, a newly qualified officer's and a new PSO's for some months, and others by name), then
    reductions in minutes, then duty. A day is taken once. What is taken is rounded up, so that no minute
    is counted that is not there. Without the date a reduction follows from there is no answer.
    """
    found = availability.available_minutes(
        week_of(day),
        contracts=[Contract(date.min, given.contract_until, round(given.hours * 60))],
        away=[Away(*each) for each in given.away],
        training=[Away(*each) for each in given.training],
        reductions=[Reduction(*each[:3], percent=each[3]) for each in given.reductions]
        + [Reduction(*each[:3], minutes=each[3]) for each in given.reduction_minutes],
        duty_minutes=given.duty,
        career=Career(given.grade, given.programme_started, given.qualified_on, given.pso_started),
        book=book,
    )
    if isinstance(found, Missing):
        return {"missing": found.what}
    points = availability.available_points(found.minutes, book, week_of(day))
    return {
        "minutes": found.minutes,
        "points": points,
        "steps": {step.code: step.minutes for step in found.steps},
    }


KEYS = (
    *("nominal_points", "full_week_minutes", "trainee_reduction"),
    *("newly_qualified_reduction", "newly_qualified_months", "pso_learning_reduction", "pso_learning_months"),
)

RULE = Rule(
    name="availability",
    title="What time somebody has in a week",
    given=Given,
    answer=answer,
    policies=tuple(f"capacity.{key}" for key in KEYS),
)
