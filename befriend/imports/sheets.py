"""Reads one file into columns, and says what is wrong with its form and its cells."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from befriend.imports import cells
from befriend.imports.cells import Value
from befriend.imports.columns import Column, Kind, Table
from befriend.imports.problems import Problem, Wrong, meant, shown

# What such a cell means is what is written.
SAME = (Kind.REF, Kind.NAME, Kind.DAY)
SAVE_AS_UTF8 = "Save the file again as CSV, encoded in UTF-8."


@dataclass
class Sheet:
    """One file as columns: `raw` as typed, `values` as meant (None where blank or wrong).

    `numbers` are the rows as a spreadsheet counts them, `wrong` the positions of rows with
    a wrong cell, `whole` is whether every row could be read.
    """

    table: Table
    numbers: Sequence[int] = ()
    raw: dict[str, Sequence[str]] = field(default_factory=dict)
    values: dict[str, Sequence[Value]] = field(default_factory=dict)
    wrong: set[int] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    whole: bool = True

    def __len__(self) -> int:
        return len(self.numbers)

    def say(self, position: int, column: str, what: str, mend: str) -> None:
        """Note a problem of the row at a position."""
        self.wrong.add(position)
        row = self.numbers[position]
        self.problems.append(Problem(self.table.file, row, column, what, mend))

    def refuse(self, row: int, column: str, what: str, mend: str) -> None:
        """Note a problem for which rows, or all of the file, could not be read."""
        self.whole = False
        self.problems.append(Problem(self.table.file, row, column, what, mend))


def read(folder: Path, table: Table) -> Sheet:
    """Read one file of the folder; one that need not be there may be missing."""
    sheet = Sheet(table)
    text = _text(folder / table.file, sheet)
    rows = _rows(text, sheet) if text is not None else []
    if rows and _header_fits(rows[0], sheet):
        _into_columns(rows, sheet)
    if not sheet.raw:
        sheet.raw = dict.fromkeys(table.header, ())
        sheet.values = dict.fromkeys(table.header, ())
    return sheet


def _text(path: Path, sheet: Sheet) -> str | None:
    """Return the text of a file, or None if there is none to read."""
    if not path.is_file():
        if sheet.table.needed:
            mend = "Add it, with only its header if there is nothing to say."
            sheet.refuse(0, "", "the file is missing from the folder", mend)
        return None
    try:
        written = path.read_bytes()
        return written.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row, column = _place(sheet.table, error.object, error.start)
        sheet.refuse(row, column, "there are bytes that are not UTF-8", SAVE_AS_UTF8)
    except OSError as error:
        sheet.refuse(0, "", f"the file cannot be read ({error.strerror})", "Let Befriend read it.")
    return None


def _place(table: Table, written: bytes, position: int) -> tuple[int, str]:
    """Return the row and, as far as commas tell, the column of a byte."""
    row = written.count(b"\n", 0, position) + 1
    start = written.rfind(b"\n", 0, position) + 1
    number = written.count(b",", start, position)
    is_known = row > 1 and number < len(table.header)
    return row, table.header[number] if is_known else ""


def _rows(text: str, sheet: Sheet) -> list[list[str]]:
    """Return all rows, the header first; blank lines count but are left out."""
    rows: list[list[str]] = []
    numbers: list[int] = []
    with _cells_of_any_length(text):
        try:
            for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), strict=True), 1):
                if row:
                    rows.append(row)
                    numbers.append(number)
        except csv.Error:
            row_number = (numbers[-1] if numbers else 0) + 1
            sheet.refuse(
                row_number,
                "",
                "a quotation mark is opened and not closed, or stands inside a cell",
                'Close it, and write a quotation mark inside a cell twice: "".',
            )
    if not rows and sheet.whole:
        sheet.refuse(0, "", "the file is empty: it has not even a header", _header_mend(sheet.table))
    sheet.numbers = numbers[1:]
    return rows


@contextmanager
def _cells_of_any_length(text: str) -> Iterator[None]:
    """Let the csv module read a cell of any length: ours are measured later, with their place."""
    before = csv.field_size_limit(max(len(text), 1))
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _header_mend(table: Table) -> str:
    return f"The first row must be: {','.join(table.header)}"


def _header_fits(header: list[str], sheet: Sheet) -> bool:
    """Say whether the header has every column once, in any order, and no other."""
    known = sheet.table.header
    mend = _header_mend(sheet.table)
    for name in sorted(set(header) - set(known)):
        hint = meant(name, set(known) - set(header) or known)
        sheet.refuse(1, "", f"there is no column called {shown(name)}", hint)
    for name in (name for name in known if name not in header):
        sheet.refuse(1, name, "the column is missing", mend)
    for name in sorted({name for name in header if name in known and header.count(name) > 1}):
        sheet.refuse(1, name, "the column stands twice", mend)
    return sorted(header) == sorted(known)


def _into_columns(rows: list[list[str]], sheet: Sheet) -> None:
    """Turn rows into columns, leaving out (and naming) rows of another width."""
    header, *body = rows
    width = len(header)
    if set(map(len, body)) - {width}:
        for number, row in zip(sheet.numbers, body, strict=False):
            if len(row) != width:
                sheet.refuse(
                    number,
                    "",
                    f"the row has {len(row)} cells, and the header has {width}",
                    'Put a text that has a comma in quotation marks: "one, two".',
                )
        fit = [(number, row) for number, row in zip(sheet.numbers, body, strict=False) if len(row) == width]
        sheet.numbers, body = [number for number, _ in fit], [row for _, row in fit]
    columns = list(zip(*body, strict=False)) or [()] * width
    sheet.raw = dict(zip(header, columns, strict=True))
    for column in sheet.table.columns:
        sheet.values[column.name] = _values(sheet, column)


def _values(sheet: Sheet, column: Column) -> Sequence[Value]:
    """Return what the cells of a column mean, and note those that cannot stand."""
    raw = sheet.raw[column.name]
    good, bad = cells.parse(column, raw)
    if bad:
        _note(sheet, column, bad)
        return [good.get(cell) for cell in raw]
    if column.kind in SAME and "" not in good:
        return raw
    return [good[cell] for cell in raw]


def _note(sheet: Sheet, column: Column, bad: dict[str, Wrong]) -> None:
    for position, cell in enumerate(sheet.raw[column.name]):
        if wrong := bad.get(cell):
            sheet.say(position, column.name, wrong.what, wrong.mend)
