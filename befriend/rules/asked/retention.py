"""Asking how long a record is kept."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import Field

from befriend.policies import Book
from befriend.policies.form import Form
from befriend.rules import retention
from befriend.rules.named import Rule
from befriend.rules.values import Missing

Hold = tuple[str, date, date | None]


class Given(Form):
    """A record: its cases, its marks, and what holds it."""

    open_case: bool = Field(default=False, description="Whether a case is open.")
    last_ended: date | None = Field(default=None, description="The day on which the last case ended.")
    marks: tuple[str, ...] = Field(default=(), description="Everything the cases were ever marked with.")
    holds: tuple[Hold, ...] = Field(
        default=(), description="Holds: of what kind, from which day, and the day on which it ended."
    )


class Thing(Form):
    """Something that is no part of a case."""

    thing: str = Field(description="Of what kind it is.")
    since: date = Field(description="The day from which its period runs.")


def answer(given: Given, day: date, book: Book) -> dict[str, Any]:
    """Say until which day everything about somebody is kept, and what stands in the way of erasing it.

    While a case is open everything is kept. After the last one ended the longest period that any mark
    asks for runs. A hold (an inquiry, a complaint, proceedings) keeps it beyond that while it stands.
    """
    kept = retention.Kept(
        given.open_case,
        given.last_ended,
        frozenset(given.marks),
        tuple(retention.Hold(*each) for each in given.holds),
    )
    found = retention.keep_until(kept, book, day)
    if isinstance(found, Missing):
        return {"missing": found.what}
    return {"due": found.due, "until": found.day, "reasons": list(found.reasons)}


def thing(given: Thing, day: date, book: Book) -> dict[str, Any]:
    """Say until which day something is kept that is no part of a case."""
    found = retention.thing_until(given.thing, given.since, book, day)
    return {"missing": found.what} if isinstance(found, Missing) else {"until": found}


RULES = (
    Rule(
        name="retention",
        title="How long a record is kept",
        given=Given,
        answer=answer,
        policies=("retention.ordinary_months", "retention.abuse_months", "retention.marked_months"),
    ),
    Rule(
        name="retention.thing",
        title="How long what is no part of a case is kept",
        given=Thing,
        answer=thing,
        policies=("retention.thing_days",),
    ),
)
