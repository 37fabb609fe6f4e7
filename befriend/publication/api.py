"""What programs may ask of the rules: anybody's, since a rule holds nothing about anybody."""

from __future__ import annotations

import time
from datetime import date
from typing import Annotated, Any

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Path, Router, Schema, Status
from pydantic import ConfigDict, Field, ValidationError

from befriend.allocation.api import REFUSALS, Day, ReasonOut, Refused
from befriend.policies import BefriendError
from befriend.rules import named
from befriend.workforce import queries as workforce

MOST_CASES = 100
# Of a processor, for one question: anybody may ask, and somebody else waits.
MOST_SECONDS = 0.5


class AskedRule(Schema):
    """What a rule is told, in the form its page of the rule book (/rules) says. Without `day`, today."""

    model_config = ConfigDict(extra="forbid")
    given: dict[str, Any]
    day: Day | None = None


class AnswerOut(Schema):
    """What the rule answers on a day."""

    day: date
    answer: dict[str, Any]


class WrongOut(Schema):
    """What is wrong with one of many cases; the others are answered."""

    wrong: ReasonOut


router = Router()
Name = Annotated[str, Path(min_length=1, max_length=60)]
# One that is not in the form is refused in its place, and keeps no other from its answer.
Cases = Annotated[list[AskedRule | dict[str, Any]], Field(min_length=1, max_length=MOST_CASES)]
Answers = AnswerOut | list[AnswerOut | WrongOut]


@router.post("/rules/{str:rule}", auth=None, response={200: Answers, **REFUSALS})
def ask(request: HttpRequest, rule: Name, asked: AskedRule | Cases) -> Status:  # noqa: ARG001  (ninja's)
    """Ask a rule by its name: one case, or a list of up to a hundred.

    Nothing that is asked is kept. Of several cases one that makes no sense, or is not in this form (a day
    that is none), is answered by what is wrong with it, in its place, and so are all for which there was no
    time.
    """
    if rule not in named.RULES:
        raise Http404
    today = timezone.localdate()
    if isinstance(asked, list):
        until = time.process_time() + MOST_SECONDS
        return Status(200, [one_of_many(rule, one, today, until) for one in asked])
    try:
        return Status(200, answered(rule, asked, today))
    except named.AskedError as wrong:
        return Status(422, Refused(reasons=[said(wrong)]))


def answered(rule: str, asked: AskedRule, today: date) -> AnswerOut:
    """Return the answer of a rule, its reasons in words too."""
    day = asked.day or today
    answer = named.ask(rule, asked.given, day, workforce.policies_in_force())
    return AnswerOut(day=day, answer=named.spoken(answer))


def one_of_many(
    rule: str, asked: AskedRule | dict[str, Any], today: date, until: float
) -> AnswerOut | WrongOut:
    """Return the answer to one of several cases, or what is wrong with it; none after so much work."""
    try:
        if not isinstance(asked, AskedRule):
            raise named.AskedError(misshapen(asked))
        if time.process_time() > until:
            raise named.AskedError("There was no time left for this one. Ask fewer at once.")
        return answered(rule, asked, today)
    except BefriendError as wrong:
        return WrongOut(wrong=said(wrong))


def misshapen(asked: dict[str, Any]) -> str:
    """Return in words why one of several cases is not in the form of a question."""
    try:
        AskedRule.model_validate(asked)
    except ValidationError as invalid:
        return "; ".join(
            f"{'.'.join(map(str, one['loc']))[: named.SHOWN]}: {one['msg']}" for one in invalid.errors()
        )
    return "This is not in the form of a question."


def said(wrong: BefriendError) -> ReasonOut:
    """Return what is wrong in the form of every refusal."""
    return ReasonOut(code="cannot_be_asked", values={}, text=str(wrong))
