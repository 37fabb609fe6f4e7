"""Puts what was read into temporary tables, by COPY; the real tables are filled from there.

Never COPY into the real tables: PostgreSQL refuses that where there is row-level security.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from django.db import connection

from befriend.imports.cells import NUMBERED
from befriend.imports.columns import Column, Kind, Table
from befriend.imports.sheets import Sheet

BLOCK_ROWS = 20_000
TYPES = {Kind.DAY: "date", Kind.YES_NO: "boolean", Kind.WHOLE: "integer", Kind.HOURS: "integer"}


def stage(sheet: Sheet) -> None:
    """Make the temporary table of a file and fill it; it is gone when the transaction ends.

    `line` is the row as a spreadsheet counts it, so that a refusal can name it.
    """
    table = sheet.table
    columns = ", ".join(["line integer", *(f'"{one.name}" {kind_of(one)}' for one in table.columns)])
    named = ", ".join(["line", *(f'"{name}"' for name in table.header)])
    with connection.cursor() as cursor:
        # One transaction may import twice.
        cursor.execute(f"DROP TABLE IF EXISTS {name_of(table)}")
        cursor.execute(f"CREATE TEMPORARY TABLE {name_of(table)} ({columns}) ON COMMIT DROP")
        if not len(sheet):
            return
        with cursor.copy(f"COPY {name_of(table)} ({named}) FROM STDIN (FORMAT csv)") as copy:
            for block in blocks(sheet):
                copy.write(block)
        cursor.execute(f"ANALYZE {name_of(table)}")


def name_of(table: Table) -> str:
    """Return the name of the temporary table of a file."""
    return f"staged_{table.name}"


def kind_of(column: Column) -> str:
    """Return the type of a column in the database."""
    if column.name in NUMBERED:
        return "smallint"
    if column.kind is Kind.LIST and column.many:
        return "jsonb"
    return TYPES.get(column.kind, "text")


def blocks(sheet: Sheet) -> Iterator[str]:
    """Yield the rows as CSV again, from what the cells mean, so that two readers cannot differ."""
    columns = [sheet.numbers, *(sheet.values[name] for name in sheet.table.header)]
    for start in range(0, len(sheet), BLOCK_ROWS):
        block = io.StringIO()
        some = (column[start : start + BLOCK_ROWS] for column in columns)
        csv.writer(block, lineterminator="\n").writerows(zip(*some, strict=True))
        yield block.getvalue()
