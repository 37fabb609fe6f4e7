"""Asking whether an office may order somebody to exceed the cap."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field

from befriend.policies import Book
from befriend.policies.form import Form
from befriend.rules import exceed
from befriend.rules.named import ByCode, Rule
from befriend.rules.values import Grade

Office = Literal["team", "unit", "region", "nation"]


class Given(Form):
    """An order as it is asked for, and the last one for the same practitioner."""

    office: Office = Field(description="Of what kind of unit the office is that would give the order.")
    start: date = Field(description="The first day of the order.")
    until: date = Field(description="The day on which the order is over.")
    grade: Annotated[Grade, ByCode()] = Field(description="The grade of the practitioner.")
    last: Office | None = Field(default=None, description="The office that gave the last order, if any.")
    last_until: date | None = Field(default=None, description="The day on which the last order was over.")


def answer(given: Given, day: date, book: Book) -> dict[str, Any]:
    """Say whether an office may order somebody to carry more than the cap, and every reason against.

    Only an office high enough may, for so many days at most; what protects a trainee only a higher one
    lifts. An order that follows the last too soon is a renewal, and comes from one office higher.
    """
    if (given.last is None) != (given.last_until is None):
        raise ValueError("`last` and `last_until` go together")
    last = exceed.LastOrder(given.last, given.last_until) if given.last and given.last_until else None
    order = exceed.ExceedOrder(given.office, given.start, given.until, given.grade)
    decision = exceed.may_order(order, last, book, day)
    return {"allowed": decision.allowed, "reasons": list(decision.reasons)}


KEYS = ("lowest_office", "trainee_lowest_office", "most_days", "renewal_offices_higher", "renewal_within")

RULE = Rule(
    name="exceed",
    title="Who may order somebody to exceed the cap",
    given=Given,
    answer=answer,
    policies=tuple(f"exceed.{key}" for key in KEYS),
)
