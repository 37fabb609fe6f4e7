"""Rules by name, told JSON and answering JSON: what a command, an address and the rule book call."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cached_property
from importlib import import_module
from typing import Any, NamedTuple

from pydantic import GetCoreSchemaHandler, ValidationError
from pydantic_core import CoreSchema, ErrorDetails, core_schema

from befriend.policies import BefriendError, Book
from befriend.policies.form import Form, meant
from befriend.rules.values import Coded, Missing, Reason
from befriend.rules.wording import words

Given = Any  # an instance of the rule's own Form

SHOWN = 60  # of what was wrong, as many characters are said back


class AskedError(BefriendError):
    """A question that a rule cannot be asked: which field, why, and how to mend it."""


class Rule(NamedTuple):
    """One rule: its name and title, what it is told, how it answers, and what it reads.

    `answer` returns plain values (`plain` makes JSON of them): figures, `steps`, `reasons`, or
    `missing`. `changed` says what changed when (days ascend), `doubtful` what is not certain.
    """

    name: str
    title: str
    given: type[Form]
    answer: Callable[[Given, date, Book], Mapping[str, Any]]
    policies: tuple[str, ...]
    changed: tuple[tuple[date, str], ...] = ()
    doubtful: tuple[str, ...] = ()


class ByCode:
    """In an annotation: JSON holds the word of a `Coded` value, `tier: Annotated[Tier, ByCode()]`."""

    def __get_pydantic_core_schema__(self, source: type[Coded], handler: GetCoreSchemaHandler) -> CoreSchema:
        """Read the word, in the way of `Coded.from_code`; the schema lists the words."""
        words = [member.code for member in source]
        return core_schema.no_info_after_validator_function(
            source.from_code, core_schema.literal_schema(words)
        )


class Named(Mapping[str, Rule]):
    """The rules of `befriend.rules.asked` by name, in alphabetical order, found when first wanted."""

    @cached_property
    def _rules(self) -> Mapping[str, Rule]:
        # By name and not at the top: every module there makes its rules of the class above.
        rules: Mapping[str, Rule] = import_module("befriend.rules.asked").every()
        return rules

    def __getitem__(self, name: str) -> Rule:
        return self._rules[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rules)

    def __len__(self) -> int:
        return len(self._rules)


RULES: Mapping[str, Rule] = Named()


def rule(name: str) -> Rule:
    """Return the rule of that name, or raise AskedError with the nearest."""
    if name not in RULES:
        raise AskedError(f"There is no rule {name[:SHOWN]!r}{meant(name, list(RULES))}")
    return RULES[name]


def ask(name: str, given: Mapping[str, Any], day: date, book: Book) -> dict[str, Any]:
    """Return as JSON what the rule answers on `day` when told `given` (JSON; days may be days).

    Raises AskedError naming the field and the mending, PolicyError where no policy reaches the day.
    """
    asked = rule(name)
    told = understood(asked, given)
    try:
        answer = asked.answer(told, day, book)
    except (ValueError, OverflowError) as wrong:
        raise AskedError(f"{name}: {wrong}. Mend what is given, or use a nearer day.") from None
    return dict(plain(answer))


def understood(asked: Rule, given: object) -> Form:
    """Return `given` as the rule's own form, or raise AskedError."""
    if not isinstance(given, Mapping):
        raise AskedError(f"{asked.name}: what is given should be a JSON object, not {shown(given)}; "
                         f"its fields: {', '.join(asked.given.model_fields)}")  # fmt: skip
    try:
        # By way of JSON, since there a day is a word, and everywhere else this is as strict as can be.
        return asked.given.model_validate_json(json.dumps(given, default=str, allow_nan=False))
    except ValidationError as invalid:
        mistakes = "; ".join(said(error, asked.given) for error in invalid.errors())
        raise AskedError(f"{asked.name}: {mistakes}") from None
    except (ValueError, TypeError, RecursionError) as invalid:
        raise AskedError(f"{asked.name}: what is given is not JSON ({invalid})") from None


def said(error: ErrorDetails, form: type[Form]) -> str:
    """Return one mistake in what was given, in our words."""
    place = ".".join(str(step) for step in error["loc"])
    kind = error["type"]
    if kind == "missing":
        return f"{place} is missing; add it"
    if kind == "extra_forbidden":
        # Of a table within a table the fields are not at hand here.
        near = "; take it out" if "." in place else meant(place, list(form.model_fields))
        return f"{place[:SHOWN]} is not known{near}"
    if kind.startswith("date"):
        return f"{place} is not a day, but {shown(error['input'])}; write it as 2026-11-23"
    if kind == "value_error":
        return f"{place}: {error['ctx']['error']}" if place else str(error["ctx"]["error"])
    return f"{place}: {lowered(error['msg'])}, not {shown(error['input'])}"


def lowered(text: str) -> str:
    """Return a sentence so that it can follow a colon."""
    return text[:1].lower() + text[1:]


def shown(value: object) -> str:
    """Return what somebody gave, short enough to be said back."""
    text = json.dumps(value, default=str)
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}..."


def plain(value: Any) -> Any:
    """Return a rule's answer as JSON: days and codes as words, tuples with names as tables."""
    if isinstance(value, Coded):
        return value.code
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (frozenset, set)):
        return sorted(plain(each) for each in value)
    value = tabled(value)
    if isinstance(value, Mapping):
        return {str(plain(name)): plain(each) for name, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(each) for each in value]
    return value


def tabled(value: Any) -> Any:
    """Return a tuple with names as a table of them; what is missing and a reason in their own way."""
    if isinstance(value, Missing):
        return {"missing": value.what}
    if isinstance(value, Reason):
        return {"code": value.code, "values": dict(value.values)}
    return value._asdict() if hasattr(value, "_asdict") else value


def spoken(answer: Mapping[str, Any]) -> dict[str, Any]:
    """Return an answer with each of its reasons as a sentence too (`text`)."""
    reasons = answer.get("reasons")
    if not isinstance(reasons, list):
        return dict(answer)
    told = [{**each, "text": words(Reason(each["code"], tuple(each["values"].items())))} for each in reasons]
    return {**answer, "reasons": told}
