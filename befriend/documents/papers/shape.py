"""What a copy of a paper is: parts, and lines in words, ready to be read."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Shown(NamedTuple):
    """One line as somebody reads it: its label, its words, and how and since when that is known."""

    label: str
    words: str
    how: str
    since: date | None
    confirmed: date | None
    contested: bool
    stale: bool


class Part(NamedTuple):
    """Lines under one heading."""

    title: str
    lines: list[Shown]


class Copy(NamedTuple):
    """A paper for one recipient, or as it would be."""

    title: str
    parts: list[Part]
    withheld: int  # how many lines are not in this copy
