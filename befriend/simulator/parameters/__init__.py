"""Parameters: every figure the made-up country stands on, dated, with unit, source, prior and status."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from pydantic import Field, model_validator

from befriend import policies
from befriend.policies import PolicyError
from befriend.policies.book import check_names
from befriend.policies.form import DatedValue, Form, frozen, meant, parse

FOLDER = Path(__file__).parent
UNITS = ("people", "people a year", "posts", "posts a year", "percent", "percent a month", "percent a year",
         "percent a course", "months", "weeks", "days a year", "minutes", "pounds a year", "units", "number",
         "yes or no")  # fmt: skip

Number = int | float
NEAR = 1e-4


class Prior(Form):
    """What is believed of a figure before it is fitted: known, or how far it may stray.

    `factor`: a figure, or a whole table, is multiplied by something from `low` to `high`, up to `most`.
    `tilt`: a row of shares keeps its sum, and each of its parts is as many times as large against the next.
    """

    shape: Literal["fixed", "uniform", "normal", "factor", "tilt"]
    low: Number | None = None
    high: Number | None = None
    mean: Number | None = None
    spread: Number | None = None
    most: Number | None = None

    @model_validator(mode="after")
    def is_whole(self) -> Prior:
        """Refuse a shape without its own two figures, or with another's."""
        wanted = {"fixed": (), "normal": ("mean", "spread")}.get(self.shape, ("low", "high"))
        given = tuple(name for name in ("low", "high", "mean", "spread") if getattr(self, name) is not None)
        if given != wanted:
            raise ValueError(f"a {self.shape} prior has {' and '.join(wanted) or 'no figure'}, "
                             f"not {' and '.join(given) or 'none'}")  # fmt: skip
        if self.low is not None and self.high is not None and self.low >= self.high:
            raise ValueError("`low` is not below `high`")
        times = self.shape in ("factor", "tilt")
        if times and self.low is not None and self.high is not None and not 0 < self.low <= 1 <= self.high:
            raise ValueError(f"a {self.shape} lies from above 0, up to 1 or below, to 1 or above")
        if self.most is not None and self.shape != "factor":
            raise ValueError(f"a {self.shape} prior has no `most`")
        return self


class Figure(DatedValue):
    """One value from its day, as in a policy file, and its prior."""

    prior: Prior


class Parameter(Form):
    """One parameter: what it is, its unit, and its values by date."""

    what: str = Field(min_length=1)
    unit: str
    by: tuple[str, ...] = Field(default=(), strict=False)
    # What it can be at all, whoever proposes it: each number, and each whole table of numbers added up.
    least: Number = 0
    most: Number | None = None
    in_all: tuple[Number, Number] | None = Field(default=None, strict=False)
    values: dict[date, Figure] = Field(min_length=1)

    @model_validator(mode="after")
    def values_fit(self) -> Parameter:
        """Refuse an unknown unit, days out of order, and values of the wrong shape or out of range.

        A table has the terms of the first one, no more and no fewer.
        """
        if self.unit not in UNITS:
            raise ValueError(f"unit {self.unit!r} is unknown{meant(self.unit, UNITS)}")
        if list(self.values) != sorted(self.values):
            raise ValueError("the days are out of order; put the earliest first")
        first = next(iter(self.values.values())).value
        for day, figure in self.values.items():
            self.check(figure.value, len(self.by), f"{day}")
            check_names(first, figure.value, f"{day}")
        return self

    def check(self, value: object, depth: int, where: str) -> None:
        """Raise ValueError unless `value` is a table so deep with numbers in range, or yes or no."""
        if depth:
            if not isinstance(value, dict) or not value:
                raise ValueError(f"{where} should be a table, not {value!r}")
            for name, inner in value.items():
                self.check(inner, depth - 1, f"{where}, {name}")
            if depth == 1 and self.in_all is not None:
                check_sum(sum(value.values()), self.in_all, f"{where}: its {self.unit} in all")
        elif self.unit == "yes or no":
            if not isinstance(value, bool):
                raise ValueError(f"{where} should be true or false, not {value!r}")
        elif isinstance(value, bool) or not isinstance(value, int | float) or not self.can_be(value):
            allowed = (
                f"{self.least} up" if self.most is None else f"{self.least} to {self.most} ({self.unit})"
            )
            raise ValueError(f"{where} should be a number from {allowed}, not {value!r}")

    def can_be(self, value: Number) -> bool:
        """Return whether a number is in range; never one that is none, or without end."""
        return self.least <= value < math.inf and (self.most is None or value <= self.most)


def check_sum(found: Number, allowed: tuple[Number, Number], what: str) -> None:
    """Raise ValueError unless a sum is as it is allowed; what a machine rounds is no matter."""
    low, high = allowed
    if not low - NEAR <= found <= high + NEAR:
        said = f"be {low}" if low == high else f"be from {low} to {high}"
        raise ValueError(f"{what} should {said}, not {found}")


class Known(NamedTuple):
    """The value of a parameter in force on a day, with its day and source."""

    value: Any
    since: date
    status: str


class Parameters:
    """The parameters by key (`recall.hazard`). Nothing in them changes."""

    def __init__(self, by_key: Mapping[str, Parameter]) -> None:
        """Take checked parameters."""
        self.by_key = by_key

    def on(self, day: date, key: str) -> Known:
        """Return the value of `key` in force on `day`; PolicyError where there is none."""
        if key not in self.by_key:
            raise PolicyError(f"There is no parameter {key!r}{meant(key, list(self.by_key))}")
        begun = [since for since in self.by_key[key].values if since <= day]
        if not begun:
            first = next(iter(self.by_key[key].values))
            raise PolicyError(f"{key} starts on {first}, so it says nothing about {day}. "
                              "Add an earlier value, or start the country later.")  # fmt: skip
        figure = self.by_key[key].values[begun[-1]]
        return Known(frozen(figure.value), begun[-1], figure.status)

    def since(self, day: date, key: str) -> date:
        """Return from which day the value of `key` on `day` holds; before the first, that of the first."""
        return self.on(max(day, self.first(key)), key).since

    def first(self, key: str) -> date:
        """Return the first day of `key`."""
        return next(iter(self.by_key[key].values))

    def number(self, day: date, key: str, *names: str) -> Fraction:
        """Return one number exactly as it is written, so that no machine rounds it its own way."""
        value = self.on(day, key).value
        for name in names:
            value = value[name]
        return Fraction(str(value))

    def instead(self, key: str, value: object) -> Parameters:
        """Return these parameters with `key` at `value` from its first day on: for sweeps and tests.

        Nobody proposes it, so it may be further out than what can be.
        """
        old = self.by_key[key]
        day, first = next(iter(old.values.items()))
        anything = {"least": 0, "most": None, "in_all": None}
        content = old.model_dump() | anything | {"values": {day: first.model_dump() | {"value": value}}}
        return Parameters({**self.by_key, key: parse(Parameter, content, key)})

    def with_changes(self, changes: Mapping[str, Mapping[date, object]], where: str) -> Parameters:
        """Return these parameters with further dated values, each in the form of a file; `where` names it.

        A value of a day that has one already takes its place. PolicyError for an unknown key or a wrong form.
        """
        by_key = dict(self.by_key)
        for key, values in changes.items():
            if key not in by_key:
                raise PolicyError(f"{where}: there is no parameter {key!r}{meant(key, list(by_key))}")
            old = by_key[key].model_dump()
            merged = {**old["values"], **values}
            by_key[key] = parse(Parameter, old | {"values": dict(sorted(merged.items()))}, f"{where}, {key}")
        return Parameters(by_key)


@lru_cache(maxsize=1)
def load() -> Parameters:
    """Return the parameters of this folder; PolicyError names the file, the key, and how to mend it."""
    return Parameters({
        f"{path.stem}.{name}": parse(Parameter, content, f"parameters/{path.name}, {name}")
        for path in sorted(FOLDER.glob("*.yaml"))
        for name, content in policies.read(path).items()
    })  # fmt: skip
