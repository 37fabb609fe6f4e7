"""Asking how much one practitioner may carry, and whether they may take one person more."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import Field, NonNegativeInt

from befriend.policies import Book
from befriend.policies.form import Form
from befriend.rules import capacity
from befriend.rules.asked import eligibility
from befriend.rules.named import ByCode, Rule
from befriend.rules.told import CaseTold
from befriend.rules.values import Grade, Standing, reason

MOST_HOURS = 168


class Given(CaseTold):
    """A practitioner as they stand this week, and the case they might be given."""

    grade: Annotated[Grade, ByCode()] = Field(description="The grade of the practitioner.")
    hours: float = Field(ge=0, le=MOST_HOURS, description="Their hours of this week, after all absence.")
    points: int = Field(ge=0, description="The points they carry now.")
    people: int = Field(ge=0, description="How many people they have now.")
    case_points: int = Field(ge=0, description="The points a week of the case, reports due included.")
    month: int = Field(default=0, ge=0, description="The month of a trainee's programme.")
    modules: tuple[str, ...] = Field(default=(), description="The training modules they have completed.")
    ordered: int = Field(default=0, ge=0, description="The points a live order to exceed the cap allows.")
    conflict: bool = Field(default=False, description="Whether there is a conflict with the person.")
    request: capacity.Request | None = Field(
        default=None,
        description="What the person asked and was granted that this practitioner does not meet.",
    )


def answer(given: Given, day: date, book: Book) -> dict[str, Any]:
    """Say whether a practitioner may be given one person more, and every reason against.

    The points somebody may carry follow from their minutes of the week and the weighted cap, the number
    of people from the head cap and, for a trainee, from the month of the programme; both are rounded
    down. No time is full and not empty. An order to exceed the cap raises the points, and never gives
    time to somebody who is away.
    """
    limits = capacity.limits(given.grade, round(given.hours * 60), given.month, book, day)
    standing = Standing(given.grade, *limits, given.points, given.people, given.month,
                        frozenset(given.modules), given.ordered)  # fmt: skip
    work = given.work(given.case_points)
    decision = capacity.may_take(standing, work, book, day, conflict=given.conflict, request=given.request)
    return {
        "allowed": decision.allowed,
        "steps": {**limits._asdict(), "percent": capacity.percent(given.points, limits.available_points)},
        "reasons": list(decision.reasons),
    }


class Weeks(Form):
    """The load of some weeks, oldest first."""

    weeks: tuple[tuple[NonNegativeInt, NonNegativeInt], ...] = Field(
        min_length=1, description="Of each week, oldest first: points carried and points available."
    )


def excessive(given: Weeks, day: date, book: Book) -> dict[str, Any]:
    """Say whether load was above the line in every one of the last weeks, as many as policy says.

    Whole numbers are compared and not percentages: 110.4% is over 110%. A week with nothing available
    and any work is over, and has no percentage, which is said. With fewer weeks known than that, all of them
    over, the others are missing: it may be so or not.
    """
    of_nothing = [
        reason("percent_of_nothing", week=number, points=points)
        for number, (points, available) in enumerate(given.weeks, 1)
        if not available
    ]
    running = int(book.on(day, "capacity.excessive_weeks").value)
    if (lacking := running - len(given.weeks)) > 0 and capacity.all_over(given.weeks, book, day):
        what = f"the load of weeks before, of how many: {lacking}"
        return {"missing": what, "between": {"excessive": [False, True]}}
    return {
        "excessive": capacity.excessive(given.weeks, book, day),
        "steps": [capacity.percent(*week) for week in given.weeks],
        "reasons": of_nothing,
    }


KEYS = ("nominal_points", "full_week_minutes", "weighted_cap", "head_cap", "trainee_heads")

RULES = (
    Rule(
        name="capacity",
        title="Whether somebody may take one person more",
        given=Given,
        answer=answer,
        policies=(*(f"capacity.{key}" for key in KEYS), *eligibility.RULE.policies),
    ),
    Rule(
        name="capacity.excessive",
        title="When load has been excessive",
        given=Weeks,
        answer=excessive,
        policies=("capacity.excessive_weeks", "capacity.excessive_above"),
    ),
)
