"""The kinds of columns that an imported file may have."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a cell of a column may hold."""

    REF = "a reference"
    NAME = "a name"
    TEXT = "text"
    CODE = "one of"
    LIST = "a list joined by ;"
    DAY = "a date (YYYY-MM-DD)"
    YES_NO = "yes or no"
    WHOLE = "a whole number"
    HOURS = "hours (decimal)"


LONGEST = {Kind.REF: 40, Kind.NAME: 120, Kind.LIST: 400}


@dataclass(frozen=True)
class Column:
    """One column of an imported file.

    `most` is the greatest number (WHOLE, HOURS) or the most characters (TEXT, LIST);
    `refers` names the table in which the reference must stand; `many` is whether a LIST
    may have more than one.
    """

    name: str
    kind: Kind
    what: str
    needed: bool = False
    codes: tuple[str, ...] = ()
    least: int = 0
    most: int = 0
    refers: str = ""
    many: bool = True

    @property
    def longest(self) -> int:
        """Return the most characters that a cell may have."""
        if self.kind is Kind.TEXT:
            return self.most or 200
        return LONGEST.get(self.kind, 40)


@dataclass(frozen=True)
class Table:
    """One file of the folder: its columns, and what makes a row one of a kind (`key`)."""

    name: str
    what: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    needed: bool = True

    @property
    def file(self) -> str:
        """Return the name of the file."""
        return f"{self.name}.csv"

    @property
    def header(self) -> tuple[str, ...]:
        """Return the names of the columns, in their order."""
        return tuple(column.name for column in self.columns)


def own_ref(what: str) -> Column:
    """Return the column that names a row of its table."""
    return Column("ref", Kind.REF, what, needed=True)


def ref(name: str, refers: str, what: str, *, needed: bool = True) -> Column:
    """Return a column that names a row of another table (or of this one)."""
    return Column(name, Kind.REF, what, needed=needed, refers=refers)


def day(name: str, what: str, *, needed: bool = False) -> Column:
    """Return a column of days."""
    return Column(name, Kind.DAY, what, needed=needed)


def code(name: str, codes: tuple[str, ...], what: str, *, needed: bool = True) -> Column:
    """Return a column that takes one of some words."""
    return Column(name, Kind.CODE, what, needed=needed, codes=codes)


def yes_no(name: str, what: str, *, needed: bool = True) -> Column:
    """Return a column that takes yes or no."""
    return Column(name, Kind.YES_NO, what, needed=needed)
