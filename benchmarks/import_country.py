"""A whole country imported, beside Django's bulk_create of the same rows and the machine's own bound.

The bound is plain COPY of the same files into unlogged tables of text: no types, no constraints,
no history, nothing checked. The peer is timed on some people, and its seconds are scaled to all.
"""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.row import Row, against

if TYPE_CHECKING:
    from befriend.workforce.models import Practitioner, Unit

SEED, MONDAY = 1, date(2026, 11, 23)
SAMPLE = 2_000
BATCH = 1_000
GOAL = 60


def run() -> list[Row]:
    """Measure in a process of its own: settings are read once, and this has a database of its own."""
    with tempfile.TemporaryDirectory(prefix="befriend-bench-", ignore_cleanup_errors=True) as home:
        own = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.import_country"],
            env={**own, "BEFRIEND_HOME": home},
            stdout=subprocess.PIPE,
            check=True,
            text=True,
        )
    return [Row(*row) for row in json.loads(done.stdout)]


def measured() -> list[Row]:
    """Invent the country, import it, and return what was measured."""
    from befriend import database, demo
    from befriend.cli import server

    with database.ready(), tempfile.TemporaryDirectory(prefix="befriend-bench-") as name:
        folder = Path(name)
        demo.write(folder, seed=SEED, monday=MONDAY, size="country")
        server.prepare()
        return [row(folder)]


def row(folder: Path) -> Row:
    """Import a folder into an empty database, and return what was measured."""
    count = sum(lines(path) for path in folder.glob("*.csv"))
    # The peer first, and its rows taken out again.
    peer = in_a_sample(folder) * lines(folder / "people.csv") / SAMPLE
    bound = seconds(lambda: copied(folder))
    ours = seconds(lambda: bring_in(folder))
    said = f"{count:,} rows in {ours:.1f} s ({count / ours:,.0f} rows/s); the goal is {GOAL} s"
    print(f"  {said}", file=sys.stderr)
    called = f"Django bulk_create of people, cases, states, relationships; {SAMPLE:,} people, scaled"
    return against("import", ours, "s", peer=called, peer_value=peer, more_is_better=False, limit=bound)


def seconds(do: Callable[[], object]) -> float:
    """Return how long it took, in seconds."""
    start = time.perf_counter()
    do()
    return time.perf_counter() - start


def lines(path: Path) -> int:
    """Return the rows of a file, without its header."""
    return path.read_bytes().count(b"\n") - 1


def bring_in(folder: Path) -> None:
    """Import the folder, or stop: a refusal is quick."""
    from befriend.imports import actions as imports

    report = imports.load(folder, day=MONDAY)
    if not report.done:
        raise SystemExit(f"The invented country has {report.problem_count} faults.")


def copied(folder: Path) -> None:
    """Copy every file into an unlogged table of text, and do nothing else."""
    from django.db import connection

    with connection.cursor() as cursor:
        for path in sorted(folder.glob("*.csv")):
            written = path.read_bytes()
            header = written.split(b"\n", 1)[0].decode().strip()
            columns = ", ".join(f'"{name}" text' for name in header.split(","))
            cursor.execute(f"CREATE UNLOGGED TABLE bound_{path.stem} ({columns})")
            with cursor.copy(f"COPY bound_{path.stem} FROM STDIN (FORMAT csv, HEADER)") as copy:
                copy.write(written)


def in_a_sample(folder: Path) -> float:
    """Return the seconds bulk_create takes for some people and all that is theirs."""
    from django.db import transaction

    from befriend.workforce.models import Practitioner, Unit

    with transaction.atomic():
        units = {
            row["ref"]: Unit(ref=row["ref"], name=row["name"], kind=row["kind"])
            for row in rows(folder, "units")
        }
        Unit.objects.bulk_create(units.values())
        workers = {
            row["ref"]: Practitioner(ref=row["ref"], name=row["name"])
            for row in rows(folder, "practitioners")
        }
        Practitioner.objects.bulk_create(workers.values(), BATCH)
        took = seconds(lambda: by_bulk_create(folder, units, workers))
        transaction.set_rollback(True)
    return took


def rows(folder: Path, table: str) -> Iterable[dict[str, str]]:
    """Return the rows of one file."""
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def by_bulk_create(folder: Path, units: dict[str, Unit], workers: dict[str, Practitioner]) -> None:
    """Read the files and make the rows of the first people with Django's own means."""
    from befriend.allocation.models import Relationship
    from befriend.people.models import Person
    from befriend.rules.values import Place, Risk, Tier
    from befriend.sentences.models import Case, CaseState

    people = {
        row["ref"]: Person(ref=row["ref"], chosen_name=row["chosen_name"], language=row["language"] or "en")
        for row in first(folder, "people")
    }
    Person.objects.bulk_create(people.values(), BATCH)
    pairs = [
        (
            row,
            Case(
                ref=row["ref"],
                person=people[row["person"]],
                unit=units[row["unit"]],
                order_type=row["order_type"],
                from_date=row["from"],
                until_date=row["until"] or None,
            ),
        )
        for row in first(folder, "cases")
    ]
    Case.objects.bulk_create((case for _, case in pairs), BATCH)
    CaseState.objects.bulk_create(
        (
            CaseState(
                case=case,
                tier=Tier.from_code(row["tier"]),
                place=Place.from_code(row["place"]),
                risk=Risk.from_code(row["risk"]),
                mappa=row["mappa"],
                from_date=row["from"],
                until_date=row["until"] or None,
            )
            for row, case in pairs
        ),
        BATCH,
    )
    Relationship.objects.bulk_create(
        (
            Relationship(
                person=people[row["person"]],
                practitioner=workers[row["practitioner"]],
                from_date=row["from"],
                until_date=row["until"] or None,
                why_changed=row["why_changed"],
            )
            for row in first(folder, "relationships")
        ),
        BATCH,
    )


def first(folder: Path, table: str) -> Iterable[dict[str, str]]:
    """Return the rows about the first people: references are numbered from 0."""
    name = "ref" if table == "people" else "person"
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if int(row[name][1:]) < SAMPLE]


if __name__ == "__main__":
    print(json.dumps(measured()))
