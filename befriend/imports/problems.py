"""What is wrong in a folder: where, what, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import NamedTuple

SHOWN = 50
LONGEST_SHOWN = 30


class Problem(NamedTuple):
    """One thing wrong. Row 1 is the header; `row` 0 and `column` '' mean the whole file."""

    file: str
    row: int
    column: str
    what: str
    mend: str

    def __str__(self) -> str:
        where = [self.file]
        where += [f"row {self.row}"] if self.row else []
        where += [self.column] if self.column else []
        return f"{', '.join(where)}: {self.what}. {self.mend}"


class Wrong(Exception):  # noqa: N818  (it is an answer about a cell, caught at once)
    """A cell that cannot stand: what is wrong with it, and how to mend it."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(what)
        self.what = what
        self.mend = mend


def shown(cell: str) -> str:
    """Return a cell as it may be shown: short, in quotation marks, nothing invisible in it."""
    short = cell[:LONGEST_SHOWN] + ("..." if len(cell) > LONGEST_SHOWN else "")
    return "'" + "".join(c if c.isprintable() else "?" for c in short) + "'"


def meant(word: str, known: Iterable[str]) -> str:
    """Return a sentence with the nearest known word, or with all of them."""
    by_lower = {one.lower(): one for one in known}
    near = get_close_matches(word.lower()[:LONGEST_SHOWN], by_lower, n=1)
    if near:
        return f"Did you mean {by_lower[near[0]]}?"
    if len(by_lower) > SHOWN:
        return "Check it for a slip of the keys."
    return f"Use one of: {', '.join(by_lower.values())}."
