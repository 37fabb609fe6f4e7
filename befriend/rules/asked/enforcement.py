"""Asking which failures count, and what is proposed."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import Field

from befriend.policies import Book
from befriend.policies.form import Form
from befriend.rules.enforcement import Failure, Order, Warned, standing
from befriend.rules.named import ByCode, Rule


class GivenFailure(Form):
    """A failure. What is left out is not known, and never taken as no."""

    day: date = Field(description="The day of it.")
    excused: bool | None = Field(
        default=None, description="There was a reasonable excuse; none while nobody has decided."
    )
    had_officer: bool | None = Field(
        default=None, description="Somebody supervised or covered them that day."
    )
    told_in_writing: bool | None = Field(default=None, description="They had it in writing before.")
    moved_by_service: bool | None = Field(default=None, description="The service moved it or called it off.")
    double_booked: bool | None = Field(
        default=None, description="The service had booked them for two things at once."
    )
    contact_withdrawn: bool | None = Field(
        default=None, description="A policy of the service had withdrawn contact by then."
    )
    check_in: bool = Field(default=False, description="It was an online check-in.")


class GivenWarning(Form):
    """A warning."""

    day: date = Field(description="The day it was given.")
    about: date = Field(description="The day of the failure it was about.")


class Given(Form):
    """An order or licence, what somebody is said to have failed, and what they were warned of."""

    order: Annotated[Order, ByCode()] = Field(description="What they are supervised under.")
    failures: tuple[GivenFailure, ...] = Field(default=(), strict=False, description="The failures.")
    warnings: tuple[GivenWarning, ...] = Field(default=(), strict=False, description="The warnings.")


def answer(given: Given, day: date, book: Book) -> dict[str, Any]:
    """Return the count on `day`, every failure with why it counts or not, and what is proposed."""
    failures = tuple(Failure(**each.model_dump()) for each in given.failures)
    warnings = tuple(Warned(each.day, each.about) for each in given.warnings)
    found = standing(given.order, failures, warnings, book, day)
    whys = [found.proposal.reason] if found.proposal else [each.reason for each in found.between]
    return {
        **found._asdict(),
        "proposes": found.proposal.step if found.proposal else [each.step for each in found.between],
        "reasons": whys,
    }


RULE = Rule(
    name="enforcement",
    title="Which failures count, and what is proposed",
    given=Given,
    answer=answer,
    policies=("enforcement.window_months", "enforcement.licence_months", "enforcement.not_counted"),
    changed=(
        (date(2005, 4, 4), "A warning counts for 12 months (Criminal Justice Act 2003)."),
        (date(2020, 12, 1), "The same, by the Sentencing Code."),
    ),
    doubtful=(
        "Whether a failure on the very day of a warning comes after it is not said; here it does not.",
        "Orders on the young, requirements with rules of their own, and supervision after the end of a "
        "sentence are not held.",
        "A breach may be something else than not coming; the rule is told of it in the same way.",
    ),
)
