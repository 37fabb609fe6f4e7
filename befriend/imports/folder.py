"""Reads a whole folder and says everything that is wrong with it."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from befriend.imports import rows, schemas, sheets, together
from befriend.imports.problems import Problem, meant, shown
from befriend.imports.tables import TABLES
from befriend.imports.together import Sheets

# A data package of ours has a twentieth of this; anything longer is none, and is not read.
LONGEST_PACKAGE = 1_000_000


def read(folder: Path) -> tuple[Sheets, list[Problem]]:
    """Return every file as columns, and all that is wrong, file by file and row by row."""
    if not folder.is_dir():
        what = "there is no such folder"
        return {}, [Problem(shown(folder.name), 0, "", what, "Give the folder that holds the files.")]
    problems = unknown_files(folder)
    with no_collection():
        found = {table.name: sheets.read(folder, table) for table in TABLES}
        for sheet in found.values():
            rows.check(sheet)
        together.check(found)
    for sheet in found.values():
        problems += sorted(sheet.problems, key=lambda problem: problem.row)
    return found, problems


@contextmanager
def no_collection() -> Iterator[None]:
    """Make many lists without looking for rubbish among them: that took a third of the time."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


def unknown_files(folder: Path) -> list[Problem]:
    """Return the CSV files that would be passed over: a slip in a name must not lose a file."""
    known = {table.file for table in TABLES}
    names = sorted(path.name for path in folder.iterdir() if path.suffix.lower() == ".csv")
    return [
        Problem(shown(name), 0, "", "no table has a file of this name", meant(name, known))
        for name in names
        if name not in known
    ]


def check(folder: Path) -> list[Problem]:
    """Return everything that is wrong with the folder; nothing is written anywhere."""
    return read(folder)[1]


def is_invented(folder: Path) -> bool:
    """Say whether the folder's data package says that everybody in it is invented.

    A folder without one, or with one that cannot be read, says nothing.
    """
    try:
        with (folder / schemas.FILE).open("rb") as file:
            content = file.read(LONGEST_PACKAGE + 1)
        said = json.loads(content) if len(content) <= LONGEST_PACKAGE else None
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(said, dict) and said.get(schemas.INVENTED) is True
