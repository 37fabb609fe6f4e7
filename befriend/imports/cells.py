"""What a cell may hold, kind by kind; each distinct cell of a column is looked at once."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from datetime import date

from befriend.imports.columns import Column, Kind
from befriend.imports.problems import SHOWN, Wrong, meant, shown
from befriend.rules.values import Coded, Grade, Place, Risk, Tier

Value = str | int | None
# Letters that print nothing or turn the direction of writing.
UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
FORMULA = ("=", "+", "-", "@", "\t", "\r")
UNPRINTED = {"\t": "a tab", "\r": "the end of a line"}
REF = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]*")
# Cells that stand as they are, so that the great mass is passed in one go.
PLAIN = {
    Kind.REF: re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,39}"),
    Kind.NAME: re.compile(r"[A-Za-z](?:[A-Za-z ,-]{0,118}[A-Za-z])?"),
}
PART = re.compile(r"[^\W_][\w .'’-]*")
DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
OTHER_DAY = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
WHOLE = re.compile(r"-?[0-9]+")
HOURS = re.compile(r"(-?)([0-9]{1,9})(?:\.([0-9]{1,2}))?")
EARLIEST, LATEST = 1900, 2199
NUMBERED: dict[str, type[Coded]] = {"grade": Grade, "tier": Tier, "place": Place, "risk": Risk}


def is_private(column: Column) -> bool:
    """Say whether a cell of this column tells of somebody, so that no message may show it."""
    return column.kind is Kind.NAME or column.longest > 200


def parse(column: Column, cells: Sequence[str]) -> tuple[dict[str, Value], dict[str, Wrong]]:
    """Return what each distinct cell stands for, and what is wrong with those that cannot stand."""
    distinct = set(cells)
    plain: set[str] = set()
    if column.kind in PLAIN:
        plain.update(filter(PLAIN[column.kind].fullmatch, distinct))
    good: dict[str, Value] = dict(zip(plain, plain, strict=True))
    bad: dict[str, Wrong] = {}
    for cell in sorted(distinct - plain):
        try:
            good[cell] = value(column, cell, helpful=len(bad) < SHOWN)
        except Wrong as wrong:
            bad[cell] = wrong
    return good, bad


def value(column: Column, cell: str, *, helpful: bool = True) -> Value:
    """Return what a cell stands for, None for a blank one, or raise Wrong.

    Days stay text (YYYY-MM-DD), hours become minutes, yes and no become t and f, grades,
    places, risks and tiers become their numbers, lists become JSON.
    """
    if cell == "":
        if column.needed:
            raise Wrong("it is blank", f"Fill it in: {column.what}")
        return None
    check_any(column, cell)
    if column.kind is Kind.CODE:
        return _code(column, cell, helpful=helpful)
    return READERS[column.kind](column, cell)


def check_any(column: Column, cell: str) -> None:
    """Refuse what no cell may be: too long, a formula, unseen characters, spaces at the ends."""
    is_number = column.kind in (Kind.WHOLE, Kind.HOURS)
    if len(cell) > column.longest:
        what = f"has {len(cell):,} characters, and at most {column.longest} may stand here"
        mend = "Shorten it."
    elif cell.startswith(FORMULA) and not is_number:
        first = UNPRINTED.get(cell[0], shown(cell[0]))
        what = f"begins with {first}, so a spreadsheet would run it as a formula"
        mend = "Take that character away."
    elif UNSEEN.search(cell):
        what = "holds a character that cannot be seen"
        mend = "Type it anew, in one line, without tabs."
    elif cell != cell.strip():
        what, mend = "begins or ends with a space", "Take the space away."
    else:
        return
    raise Wrong(f"{naming(column, cell)} {what}", mend)


def naming(column: Column, cell: str) -> str:
    """Return how to speak of a cell: names and what people said are never shown."""
    if column.kind is Kind.NAME:
        return "the name"
    return "the text" if is_private(column) else shown(cell)


def _code(column: Column, cell: str, *, helpful: bool) -> Value:
    if cell not in column.codes:
        what = f"{shown(cell)} is not a known {column.name.replace('_', ' ')}"
        raise Wrong(what, meant(cell, column.codes) if helpful else "See docs/data.md.")
    numbers = NUMBERED.get(column.name)
    return int(numbers.from_code(cell)) if numbers else cell


def _ref(_column: Column, cell: str) -> Value:
    if not REF.fullmatch(cell):
        raise Wrong(
            f"{shown(cell)} is not a reference",
            "Use letters without accents, digits and . _ / -, beginning with a letter or digit.",
        )
    return cell


def _text(_column: Column, cell: str) -> Value:
    return cell


def _list(column: Column, cell: str) -> Value:
    parts = cell.split(";")
    if not all(PART.fullmatch(part) for part in parts) or len(set(parts)) < len(parts):
        raise Wrong(f"{shown(cell)} is not a list", "Write each thing once, joined by ; without spaces.")
    if not column.many and len(parts) > 1:
        raise Wrong(f"{shown(cell)} is more than one", "Write one.")
    return json.dumps(parts) if column.many else cell


def _day(_column: Column, cell: str) -> Value:
    if not DAY.fullmatch(cell):
        raise Wrong(f"{shown(cell)} is not a date as we read it", _as_we_read(cell))
    try:
        day = date.fromisoformat(cell)
    except ValueError:
        raise Wrong(f"{shown(cell)} is a day that no calendar has", "Look up the right day.") from None
    if not EARLIEST <= day.year <= LATEST:
        raise Wrong(f"the year of {shown(cell)} cannot be right", "Check the year.")
    return cell


def _as_we_read(cell: str) -> str:
    """Return how a day written otherwise should be written, if it is a day at all."""
    if other := OTHER_DAY.fullmatch(cell):
        day, month, year = map(int, other.groups())
        try:
            return f"If the day stands first, write {date(year, month, day).isoformat()}."
        except ValueError:
            return "There is no such day; write the right one as YYYY-MM-DD, such as 2026-02-28."
    return "Write YYYY-MM-DD, such as 2026-02-28."


def _yes_no(_column: Column, cell: str) -> Value:
    if cell not in ("yes", "no"):
        raise Wrong(f"{shown(cell)} is neither yes nor no", "Write yes or no in small letters.")
    return "t" if cell == "yes" else "f"


def _whole(column: Column, cell: str) -> Value:
    if not WHOLE.fullmatch(cell):
        raise Wrong(f"{shown(cell)} is not a whole number", "Write digits only.")
    return _within(column, int(cell), cell)


def _hours(column: Column, cell: str) -> Value:
    found = HOURS.fullmatch(cell)
    if not found:
        raise Wrong(f"{shown(cell)} is not a number of hours", "Write it like 37 or 29.6.")
    sign, whole, part = found.groups()
    hundredths = int(whole) * 100 + int((part or "0").ljust(2, "0"))
    _within(column, -1 if sign else -(-hundredths // 100), cell)
    # Half a minute counts as one.
    return (hundredths * 60 + 50) // 100


def _within(column: Column, number: int, cell: str) -> int:
    if number < column.least:
        what = "is negative" if number < 0 else f"is under {column.least}"
        raise Wrong(f"{shown(cell)} {what}", f"It may be {column.least} to {column.most}.")
    if number > column.most:
        raise Wrong(f"{shown(cell)} is over {column.most}", f"It may be {column.least} to {column.most}.")
    return number


READERS: dict[Kind, Callable[[Column, str], Value]] = {
    Kind.REF: _ref,
    Kind.NAME: _text,
    Kind.TEXT: _text,
    Kind.LIST: _list,
    Kind.DAY: _day,
    Kind.YES_NO: _yes_no,
    Kind.WHOLE: _whole,
    Kind.HOURS: _hours,
}
