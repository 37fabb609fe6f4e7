"""Asking who may take whom, before any question of room."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import Field

from befriend.policies import Book
from befriend.rules import eligibility
from befriend.rules.named import ByCode, Rule
from befriend.rules.told import CaseTold
from befriend.rules.values import Grade


class Given(CaseTold):
    """A practitioner and a case."""

    grade: Annotated[Grade, ByCode()] = Field(description="The grade of the practitioner.")
    modules: tuple[str, ...] = Field(default=(), description="The training modules they have completed.")


def answer(given: Given, day: date, book: Book) -> dict[str, Any]:
    """Say whether somebody of this grade and training may take this case, and every reason against.

    A grade may take certain levels, and high risk or not. A case without a tier or a risk is not taken
    for a low one. Trainees need the training module that belongs to what a case is marked with.
    """
    against = eligibility.reasons_against(given.grade, frozenset(given.modules), given.work(), book, day)
    return {"allowed": not against, "reasons": list(against)}


KEYS = ("levels", "high_risk", "high_risk_levels", "high_risk_of_serious_harm", "unknown", "modules",
        "modules_bind")  # fmt: skip

RULE = Rule(
    name="eligibility",
    title="Who may take whom",
    given=Given,
    answer=answer,
    policies=tuple(f"eligibility.{key}" for key in KEYS),
)
