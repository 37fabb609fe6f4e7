"""How often the rule of release dates meets the published cases: measured, kept beside this, never typed.

`python -m befriend.cli.rule_book FOLDER` runs the published cases of a folder (docs/vectors.md) and writes
the numbers down; a test measures again where the cases are at hand.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import NamedTuple

KEPT = Path(__file__).parent / "measured.json"
MODELS = ("sentence-single", "sentence-multiple")


class Measured(NamedTuple):
    """Of how many published cases that could be put how many were missed."""

    cases: int
    missed: int


@cache
def measured() -> dict[str, Measured]:
    """Return what was measured, by model."""
    return {model: Measured(**counts) for model, counts in json.loads(KEPT.read_text("utf-8")).items()}
