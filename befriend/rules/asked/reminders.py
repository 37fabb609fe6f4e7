"""Asking when somebody is reminded of an appointment."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from pydantic import Field, NaiveDatetime

from befriend.policies import Book
from befriend.policies.form import Form
from befriend.rules import reminding
from befriend.rules.named import Rule


class Given(Form):
    """An appointment, and when it is known; moments are of the place where it is."""

    starts_at: NaiveDatetime = Field(description="When it begins, as 2026-11-24T10:00.")
    known_at: NaiveDatetime = Field(description="When it was booked, or last moved.")


def answer(given: Given, day: date, book: Book) -> dict[str, Any]:
    """Say when a person is reminded of an appointment, if there is time for it.

    A day before, at the same time of day; at once if it was booked later than that. What falls into the
    quiet hours goes when they end, and what would come too late to be of use is not sent.
    """
    hours = reminding.Hours(
        *(int(book.on(day, f"reminders.{name}").value) for name in reminding.Hours._fields)
    )
    found = reminding.due(given.starts_at, given.known_at, hours)
    return {"reminded_at": minute(found) if found else None, "sent": found is not None}


def minute(moment: datetime) -> str:
    """Return a moment to the minute."""
    return moment.isoformat(timespec="minutes")


RULE = Rule(
    name="reminders",
    title="When somebody is reminded of an appointment",
    given=Given,
    answer=answer,
    policies=tuple(f"reminders.{name}" for name in reminding.Hours._fields),
)
