"""Asking whether an absence needs cover."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import Field

from befriend.policies import Book
from befriend.policies.form import Form
from befriend.rules import cover
from befriend.rules.named import Rule


class Given(Form):
    """An absence."""

    start: date = Field(description="The first day away.")
    until: date | None = Field(default=None, description="The first day back; none while it is not known.")


def answer(given: Given, day: date, book: Book) -> dict[str, Any]:
    """Say whether the people of somebody who is away need a practitioner by name in the meantime.

    An absence of few working days is for the duty officer. A longer one needs cover from its first
    day if its end is known, and else once it has lasted that long. Their own practitioner stays theirs,
    and cover is looked at again after some weeks, so that it does not become allocation by itself.
    """
    need = cover.need(given.start, given.until, book, day)
    return {
        "needed": need.needed,
        "working_days": need.working_days,
        "reviewed_on": cover.reviewed_on(given.start, book, day) if need.needed else None,
        "reasons": [need.reason],
    }


RULE = Rule(
    name="cover",
    title="When somebody away needs cover by name",
    given=Given,
    answer=answer,
    policies=("cover.absence_days", "cover.reviewed_after"),
    doubtful=("No page reminds anybody yet of the day on which cover is looked at again.",),
)
