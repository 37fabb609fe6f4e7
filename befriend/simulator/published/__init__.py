"""What was published: dated series the made-up country is held against, each with its source and basis."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator

from befriend import policies
from befriend.policies.form import Form, Reference, parse

FOLDER = Path(__file__).parent


class Way(Form):
    """By way of whom figures came here, and whom their licence wants credited."""

    title: str = Field(min_length=1)
    address: str
    licence: str = Field(min_length=1)
    credit: str = ""


class Series(Form):
    """One published series: a stock on its days, a flow over the quarters that begin on them, or events."""

    what: str = Field(min_length=1)
    unit: Literal["people", "recalls", "releases"]
    kind: Literal["stock", "flow", "event"]
    issued: date
    reference: Reference
    way: Way
    note: str = ""
    values: dict[date, int] = Field(min_length=1)

    @model_validator(mode="after")
    def values_fit(self) -> Series:
        """Refuse days out of order, a figure below 0, a flow that begins in mid quarter, and no address."""
        for earlier, later in pairwise(self.values):
            if later <= earlier:
                raise ValueError(f"{later} stands after {earlier}; put the days in order")
        for day, value in self.values.items():
            if value < 0:
                raise ValueError(f"{day} should be a number from 0 up, not {value}")
            if self.kind == "flow" and (day.day, day.month % 3) != (1, 1):
                raise ValueError(f"{day} begins no quarter; a flow is dated by the quarter's first day")
        if not (self.reference.address and self.way.address):
            raise ValueError("a published series needs the `address` of its reference and of its way here")
        return self


@lru_cache(maxsize=1)
def load() -> dict[str, Series]:
    """Return every series by key (`recalls`, `prison_population`); PolicyError names the mistake."""
    return {
        name: parse(Series, content, f"published/{path.name}, {name}")
        for path in sorted(FOLDER.glob("*.yaml"))
        for name, content in policies.read(path).items()
    }


def next_quarter(day: date) -> date:
    """Return the first day of the quarter after the one `day` lies in."""
    months = day.year * 12 + (day.month - 1) // 3 * 3 + 3
    return date(months // 12, months % 12 + 1, 1)
