"""Asking what time there is for each person."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import Field

from befriend.policies import Book
from befriend.policies.form import Form
from befriend.rules import contact_time
from befriend.rules.named import ByCode, Rule
from befriend.rules.values import Missing, Report


class Given(Form):
    """A practitioner's week, their people, and the reports they have to write."""

    minutes: int = Field(ge=0, description="The minutes they have in the week.")
    people: int = Field(ge=0, description="How many people they have.")
    reports: tuple[Annotated[Report, ByCode()], ...] = Field(description="The reports due, one by one.")


def answer(given: Given, day: date, book: Book) -> dict[str, Any]:
    """Say how many minutes a week there are for each person, after meetings, recording and reports.

    Meetings are in proportion to the time there is, recording to the number of people; a report is
    spread over the weeks it takes. Where the work takes more than the week, what is short is said.
    """
    found = contact_time.minutes_a_person(given.minutes, given.people, given.reports, book, day)
    if isinstance(found, Missing):
        return {"missing": found.what}
    return {
        "minutes": found.minutes,
        "steps": {step.code: step.minutes for step in found.steps},
        "short_by": found.short_by,
    }


KEYS = ("meetings", "recording", "report", "report_weeks")

RULE = Rule(
    name="contact_time",
    title="What time there is for each person",
    given=Given,
    answer=answer,
    policies=("capacity.full_week_minutes", *(f"contact_time.{key}" for key in KEYS)),
)
