"""Writes docs/data.md from the definition of the tables: `python -m befriend.imports.docs`."""

from __future__ import annotations

from pathlib import Path

from befriend.imports import schemas
from befriend.imports.columns import Column, Kind, Table
from befriend.imports.tables import TABLES

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "data.md"
PACKAGE = ROOT / "docs" / "example-data" / "datapackage.json"
LAST_READ = "2026-11-21"
INTRODUCTION = f"""# The files Befriend reads

*Last read through: {LAST_READ}*

`befriend import FOLDER` reads a folder of CSV files: everything in it, or nothing. Every row that cannot
stand is named by file, row and column, with what is wrong and how to mend it (the first fifty, and how many
there are); then nothing is changed, and the command leaves with 1. The same folder twice changes nothing.

`befriend demo-data FOLDER --seed 1` writes such a folder for an invented unit, and `docs/example-data/` is
a tiny one. It holds a `datapackage.json` as well, with which any program that knows Frictionless table
schemas can check the form of the files before they are sent: put it beside your own. This page is made from
the same definition as the reader: `python -m befriend.imports.docs` writes it anew.

In what `demo-data` writes, `datapackage.json` also says `"invented": true`. A database for real people
refuses such a folder; one of which nobody has said what it holds is for invented people from then on, and for
good. A folder that does not say it is taken as before: the one in `docs/example-data/` does not.

## How to write them

- UTF-8, commas, the header of each table in the first row; the order of the columns is free. Windows line
  ends and a byte order mark do no harm.
- A text with a comma stands in quotation marks. No cell begins with `=`, `+`, `-` or `@`: a spreadsheet
  would run it.
- Blank means: not known, or none. Dates are YYYY-MM-DD. Row 1 is the header.
- `from` is the first day and `until` the day after the last; a blank `until` means that it lasts.
- References are yours: they tell nothing, and stay the same from one import to the next.
- A folder is complete: what a row refers to stands in the folder.

## What an import does

- It adds what is new and corrects what differs, by the columns named *one of a kind* below. It takes nothing
  away, and never opens again a period that has ended here. A fact that was stated, ended, found still true or
  contested here is not written over: a row that says something else of the same day is named and refused.
- Another tier, place, risk or mark ends how the case stood, and begins how it stands, on the day of the
  import. A practitioner's unit, grade or hours, a unit's parent and who holds an office change from their
  `from`.
- Whoever has an open case and no practitioner waits, since the later of the case and the last practitioner;
  the head's office owns that. A relationship with somebody who works nowhere any more ends, as `left`, on the
  day of the import, and the person waits.
- Cover ends with its relationship. A row that cannot stand beside what is kept is named like any other.
- It never applies the cap. Load that is over it already is noted as inherited overload: shown, aged and
  owned.
- There is no column for why somebody is absent or may not supervise somebody, and there never will be.

## The tables
"""


def page() -> str:
    """Return the whole page."""
    return "\n".join([INTRODUCTION, *(section(table) for table in TABLES)])


def section(table: Table) -> str:
    """Return the part about one table."""
    needed = "" if table.needed else " This file may be left out."
    lines = [
        f"### {table.file}",
        "",
        f"{table.what}{needed} One of a kind: {', '.join(f'`{name}`' for name in table.key)}.",
        "",
        "| column | holds | needed | what |",
        "|---|---|---|---|",
        *(line(column) for column in table.columns),
        "",
    ]
    return "\n".join(lines)


def line(column: Column) -> str:
    """Return the line about one column."""
    needed = "yes" if column.needed else ""
    return f"| `{column.name}` | {holds(column)} | {needed} | {column.what} |"


def holds(column: Column) -> str:
    """Return what a cell of the column may hold, in words."""
    if column.refers:
        return f"a `ref` of {column.refers}.csv"
    if column.name == "tier":
        return "`untiered`, `A3` to `D0`, or one of those with S (`A3S`)"
    if column.codes:
        return ", ".join(f"`{code}`" for code in column.codes)
    if column.kind is Kind.LIST and not column.many:
        return "a code"
    if column.kind in (Kind.WHOLE, Kind.HOURS):
        return f"{column.kind.value}, {column.least} to {column.most}"
    return column.kind.value


def write() -> None:
    """Write the page and the data package."""
    PAGE.write_text(page(), encoding="utf-8")
    PACKAGE.write_text(schemas.written(), encoding="utf-8")


if __name__ == "__main__":
    write()
