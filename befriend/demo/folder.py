"""Writes the files of an import folder."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from befriend.imports import schemas
from befriend.imports.tables import BY_NAME, TABLES

Cell = str | int | float | date | None


class Rows:
    """The rows of every file, gathered one at a time."""

    def __init__(self) -> None:
        self._rows: dict[str, list[tuple[Cell, ...]]] = defaultdict(list)

    def add(self, table: str, **cells: Cell) -> None:
        """Add a row; a column not named is blank, and an unknown one is a KeyError."""
        # `from` cannot be a keyword argument.
        named = {name.rstrip("_"): cell for name, cell in cells.items()}
        header = BY_NAME[table].header
        if unknown := set(named) - set(header):
            raise KeyError(f"{table} has no {sorted(unknown)}")
        self._rows[table].append(tuple(named.get(name) for name in header))

    def write(self, folder: Path) -> None:
        """Write every file, header only where there are no rows."""
        folder.mkdir(parents=True, exist_ok=True)
        for table in TABLES:
            write_table(folder, table.name, self._rows[table.name])


def write_table(folder: Path, table: str, rows: Iterable[Sequence[object]]) -> None:
    """Write one file with its header."""
    with (folder / BY_NAME[table].file).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(BY_NAME[table].header)
        writer.writerows(rows)


def mark(folder: Path) -> None:
    """Say in the folder itself that everybody in it is invented, with the schemas of its files."""
    (folder / schemas.FILE).write_text(schemas.written(invented=True), encoding="utf-8")
