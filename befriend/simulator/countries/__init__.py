"""Starting countries: from which Monday each begins, and in what it differs from the parameters."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import Field

from befriend import policies
from befriend.policies.form import Form, parse
from befriend.simulator.parameters import Parameters

FOLDER = Path(__file__).parent


class Start(Form):
    """One starting country."""

    what: str = Field(min_length=1)
    starts: date
    parameters: dict[str, dict[date, Any]] = Field(default={}, strict=False)


@lru_cache(maxsize=1)
def every() -> Mapping[str, Start]:
    """Return every country by name; PolicyError names the file and how to mend it."""
    return {
        path.stem: parse(Start, policies.read(path), f"countries/{path.name}")
        for path in sorted(FOLDER.glob("*.yaml"))
    }


def start_of(name: str, figures: Parameters) -> tuple[date, Parameters]:
    """Return the first Monday of a country and its parameters; ValueError for a name that is none."""
    if name not in every():
        raise ValueError(f"{name!r} is not one of: {', '.join(every())}")
    found = every()[name]
    return found.starts, figures.with_changes(found.parameters, f"countries/{name}.yaml")
