"""The invented unit and the invented country, as a folder of CSV files ready to import."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random
from typing import Literal

from befriend.demo import country, unit
from befriend.demo.folder import mark

__all__ = ["write"]


def write(folder: Path, *, seed: int, monday: date, size: Literal["unit", "country"] = "unit") -> None:
    """Write the files, the same for the same arguments; `monday` begins the week of interest."""
    if size == "unit":
        # The dice of a game, not of a lock.
        unit.rows(monday, Random(f"unit/{seed}")).write(folder)  # nosec B311 # noqa: S311
    else:
        country.write(folder, seed, monday)
    mark(folder)
