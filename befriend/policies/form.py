"""The form of a policy file: what may stand in it, and what each mistake is called."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from itertools import pairwise
from types import MappingProxyType
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StrictBool, ValidationError, model_validator
from pydantic_core import ErrorDetails

from befriend.policies.errors import PolicyError

COUNTS = ("points", "percent", "people", "days", "working days", "weeks", "months", "minutes",
          "offices", "cost", "attempts", "characters", "questions",
          "parts", "appointments", "runs")  # fmt: skip
UNITS = (*COUNTS, "yes or no", "code", "codes", "rows")


T = TypeVar("T", bound="Form")


class Form(BaseModel):
    """A piece of a file: frozen, exact about types, no unknown keys."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Reference(Form):
    """Where a figure comes from."""

    title: str = Field(min_length=1)
    address: str = ""


class Urgent(Form):
    """A value put in force before it was tested: signed, and gone on the day it expires."""

    signed_by: str = Field(pattern=r"\S")
    office: str = Field(pattern=r"\S")
    expires: date


class DatedValue(Form):
    """One value, in force from its day until the next one begins."""

    value: Any
    issued: date
    status: Literal["published", "derived", "assumed"]
    reference: Reference
    note: str = ""
    signed_by: str = ""
    tested_by: str = ""
    urgent: Urgent | None = None

    @model_validator(mode="after")
    def says_where_from(self) -> DatedValue:
        """Refuse an assumption without its note and a figure without an address."""
        if self.status == "assumed" and not self.note.strip():
            raise ValueError("an assumed value needs a `note` that says why it was chosen")
        if self.status == "published" and not self.reference.address:
            raise ValueError("a published value needs the `address` of its reference")
        return self


class Changed(Form):
    """The dated values of a key that is described elsewhere."""

    values: dict[date, DatedValue] = Field(min_length=1)

    @model_validator(mode="after")
    def days_ascend(self) -> Changed:
        """Refuse days out of order: a reader must find the value in force last."""
        days = list(self.values)
        for earlier, later in pairwise(days):
            if later < earlier:
                raise ValueError(f"{later} stands after {earlier}; put the days in order")
        return self


class Key(Changed):
    """One decided thing: what it is, its unit, and its values by date."""

    what: str = Field(min_length=1)
    unit: str
    by: tuple[str, ...] = Field(default=(), strict=False)

    @model_validator(mode="after")
    def values_fit(self) -> Key:
        """Refuse an unknown unit and values of the wrong shape."""
        if self.unit not in UNITS:
            raise ValueError(f"unit {self.unit!r} is unknown{meant(self.unit, UNITS)}")
        for day, dated in self.values.items():
            check_shape(dated.value, self.unit, self.by, f"{day}")
        return self


class Proposal(Form):
    """Changes to try, laid over the values in force; `parameters` change the made-up country alone."""

    what: str = Field(min_length=1)
    changes: dict[str, Changed]
    parameters: dict[str, Changed] = {}
    applies_to: str = Field(min_length=1)
    retroactive: StrictBool
    exclusions: tuple[str, ...] = Field(strict=False)

    @model_validator(mode="after")
    def changes_something(self) -> Proposal:
        """Refuse a proposal that changes no policy and no parameter."""
        if not self.changes and not self.parameters:
            raise ValueError("it changes nothing; put what it changes under `changes:`")
        return self


def meant(word: str, known: tuple[str, ...] | list[str]) -> str:
    """Return `; did you mean X?`, or what is known when nothing is near."""
    near = get_close_matches(word, known, n=1)
    return f"; did you mean {near[0]!r}?" if near else f"; known: {', '.join(known)}"


def check_shape(value: object, unit: str, by: tuple[str, ...], where: str) -> None:
    """Raise ValueError unless `value` is nested as deep as `by` with leaves of `unit`."""
    if not by:
        check_leaf(value, unit, where)
        return
    if not isinstance(value, dict) or not value:
        raise ValueError(f"{where} should be a table by {by[0]}, not {value!r}")
    for name, inner in value.items():
        if isinstance(name, bool) or not isinstance(name, str | int):
            raise ValueError(f"{where}: {name!r} is no {by[0]}; put quotation marks round it")
        check_shape(inner, unit, by[1:], f"{where}, {by[0]} {name}")


def check_leaf(value: object, unit: str, where: str) -> None:
    """Raise ValueError unless one `value` is of the kind its unit asks for."""
    if isinstance(value, float) and math.isnan(value):
        raise ValueError(f"{where} is not a number (NaN); write the number")
    if unit in COUNTS:
        check_count(value, unit, where)
    elif unit == "yes or no":
        require(isinstance(value, bool), f"{where} should be true or false, not {value!r}")
    elif unit == "code":
        require(isinstance(value, str) and value != "", f"{where} should be a word, not {value!r}")
    elif unit == "codes":
        check_codes(value, where)
    else:
        check_rows(value, where)


def check_count(value: object, unit: str, where: str) -> None:
    """Raise ValueError unless `value` is a whole number from 0 up."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError(f"{where} should be a whole number of {unit}, not {value!r}")
    require(value >= 0, f"{where} is negative; {unit} start at 0")


def check_codes(value: object, where: str) -> None:
    """Raise ValueError unless `value` is a list of different words."""
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise ValueError(f"{where} should be a list of words, not {value!r}")
    require(len(set(value)) == len(value), f"{where} names something twice")


def check_rows(value: object, where: str) -> None:
    """Raise ValueError unless `value` is a list of flat tables."""
    if not isinstance(value, list) or not value or not all(isinstance(row, dict) for row in value):
        raise ValueError(f"{where} should be a list of rows, not {value!r}")
    flat = all(isinstance(cell, str | int) for row in value for cell in row.values())
    require(flat, f"{where} has a row with something else than words and whole numbers")


def require(holds: bool, otherwise: str) -> None:
    """Raise ValueError saying `otherwise` unless it holds."""
    if not holds:
        raise ValueError(otherwise)


def frozen(value: Any) -> Any:
    """Return `value` such that nobody can change it: lists as tuples, tables read-only."""
    if isinstance(value, Mapping):
        return MappingProxyType({name: frozen(inner) for name, inner in value.items()})
    if isinstance(value, list):
        return tuple(frozen(inner) for inner in value)
    return value


def parse(form: type[T], content: object, where: str) -> T:
    """Return `content` as `form`, or raise PolicyError naming the place and the mending."""
    try:
        return form.model_validate(content)
    except ValidationError as invalid:
        raise PolicyError(f"{where}: {mistakes(invalid, form)}") from None


def mistakes(invalid: ValidationError, form: type[Form]) -> str:
    """Return what is wrong, one clause a mistake."""
    return "; ".join(said(place_of(error), error, form) for error in invalid.errors())


def place_of(error: ErrorDetails) -> str:
    """Return where a mistake is, with dots between: a day as 2026-01-01."""
    return ".".join(step_of(step) for step in error["loc"] if step != "[key]")


def step_of(step: int | str) -> str:
    """Return one step to a mistake; pydantic writes a day as Python does, `datetime.date(2026, 1, 1)`."""
    day = re.fullmatch(r"datetime\.date\((\d+), (\d+), (\d+)\)", str(step))
    return str(date(*map(int, day.groups()))) if day else str(step)


def said(place: str, error: ErrorDetails, form: type[Form]) -> str:
    """Return one mistake of pydantic's in our words."""
    kind = error["type"]
    last = place.rsplit(".", 1)[-1]
    if kind == "extra_forbidden":
        known = known_names(form)
        elsewhere = "; it stands at another depth in policies/" if last in known else meant(last, known)
        return f"{place} is not known here{elsewhere}"
    if kind == "invalid_key":
        return f"{place} stands where a name should; put days under `values:`"
    if kind in ("model_type", "dict_type"):
        return f"{place or 'it'} should be a table, not {error['input']!r}"
    if kind == "missing":
        return f"{place} is missing; add it"
    if kind == "value_error":
        return f"{place}: {error['ctx']['error']}" if place else str(error["ctx"]["error"])
    if kind.startswith("date") or "[key]" in error["loc"]:
        return f"{place} is not a day; write it as 2026-11-23"
    return f"{place}: {error['msg']}, not {error['input']!r}"


def known_names(form: type[Form]) -> list[str]:
    """Return every name that may stand in a file of this form."""
    forms = (form, DatedValue, Reference, Urgent)
    return sorted({name for each in forms for name in each.model_fields})
