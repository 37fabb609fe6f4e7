"""Commands about folders of CSV files: `import` and `demo-data`."""

from __future__ import annotations

import tempfile
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from befriend import database
from befriend.cli import asking, server
from befriend.errors import BefriendError

if TYPE_CHECKING:
    from befriend.imports.actions import Report

DEMO_SEED = 1


class Size(StrEnum):
    """How much is invented."""

    UNIT = "unit"
    COUNTRY = "country"


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command("import")(bring_in)
    app.command("demo-data")(demo_data)


def bring_in(
    folder: Path,
    day: Annotated[str | None, typer.Option(help="The day as of which it holds; today.")] = None,
    invented: Annotated[
        bool, typer.Option("--invented", help="These people are invented, for good.")
    ] = False,
) -> None:
    """Import a folder of CSV files: everything in it, or nothing (docs/data.md)."""
    with database.ready():
        server.prepare()
        as_of = asking.day_or_today(day)
        if invented:
            declare_invented(as_of)
        asking.say(f"Reading {folder} ...")
        report = load(folder, as_of)
        if is_invented(folder):
            # Whoever has them in a database that nobody has said anything about has said it by that.
            declare_invented(as_of)
        for table in report.new:
            if report.new[table] or report.changed[table]:
                print(f"{table}: {report.new[table]:,} new, {report.changed[table]:,} changed")
        print("Imported." if any(report.new.values()) or any(report.changed.values()) else "Nothing is new.")


def load(folder: Path, as_of: date) -> Report:
    """Import a folder, or print what is wrong with it and leave with 1."""
    from befriend.imports import actions as imports

    report = imports.load(folder, day=as_of, by="befriend import")
    if not report.done:
        for problem in report.problems:
            print(problem)
        count = report.problem_count
        shown = f"; the first {len(report.problems)} are above" if count > len(report.problems) else ""
        raise BefriendError(f"{count:,} {'thing is' if count == 1 else 'things are'} wrong{shown}. "
                            "Nothing was changed.")  # fmt: skip
    return report


def is_invented(folder: Path) -> bool:
    """Say whether a folder says of itself that everybody in it is invented."""
    from befriend.imports import folder as folders

    return folders.is_invented(folder)


def declare_invented(day: date) -> None:
    """Say that this database holds invented people, or raise BefriendError if it holds others."""
    from befriend.identity import actions as identity
    from befriend.identity.models import Nature

    identity.declare(kind=Nature.Kind.INVENTED, by="befriend", day=day)


def demo_data(
    folder: Path,
    seed: Annotated[int, typer.Option(help="The same seed gives the same files.")],
    monday: Annotated[str | None, typer.Option(help="A day of the week of interest; today.")] = None,
    size: Annotated[Size, typer.Option(help="One unit, or a country.")] = Size.UNIT,
) -> None:
    """Write an invented unit or country as CSV files, ready to import."""
    from befriend import demo
    from befriend.rules.week import week_of

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BefriendError(f"{folder} is there already, with something in it. Name a new folder.")
    first = week_of(asking.day_or_today(monday))
    asking.say(f"Inventing a {size.value}, seed {seed}, week of {first} ...")
    demo.write(folder, seed=seed, monday=first, size=size.value)
    print(folder)


def fill_with_demo(day: date) -> None:
    """Fill an empty embedded database with the invented unit; any other is left as it is."""
    from befriend.identity import queries as identity
    from befriend.identity.models import Nature
    from befriend.workforce.models import Unit

    if not database.is_embedded() or identity.nature() == Nature.Kind.REAL or Unit.objects.exists():
        return
    # Only now: those who invent take a second to load, and most homes are filled.
    from befriend import demo
    from befriend.demo import contacts, corrections, papers, plans, statements
    from befriend.rules.week import week_of

    asking.say(f"The database is empty: inventing Larkfield, seed {DEMO_SEED} ...")
    declare_invented(day)
    with tempfile.TemporaryDirectory(prefix="befriend-") as folder:
        demo.write(Path(folder), seed=DEMO_SEED, monday=week_of(day))
        load(Path(folder), day)
    contacts.add(day)
    statements.add(day)
    plans.add(day)
    papers.add(day)
    corrections.add(day)
