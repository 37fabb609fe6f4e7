"""Asking when a statement is stale, and by when a contest of one is answered."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import Field

from befriend.policies import Book
from befriend.policies.form import Form
from befriend.rules import statements
from befriend.rules.named import Rule


class Contest(Form):
    """Somebody says that what is stated about them is not right."""

    received_on: date = Field(description="The day on which they said it.")


def answer_by(given: Contest, day: date, book: Book) -> dict[str, Any]:
    """Say by which day somebody who contests a statement is given a decision with reasons.

    The length that was in force on the day they said it counts: it is never made longer afterwards.
    """
    due = statements.answer_by(given.received_on, book)
    return {"answer_by": due, "days_left": (due - day).days}


RULE = Rule(
    name="statements.answer_by",
    title="When a contest is answered",
    given=Contest,
    answer=answer_by,
    policies=("statements.answer_contest",),
)
