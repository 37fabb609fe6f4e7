"""Imports a folder: everything in it, or nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path

from django.db import DataError, IntegrityError, connection, transaction
from psycopg.errors import Error

from befriend.allocation.actions import overload
from befriend.audit import actions as audit
from befriend.imports import folder as folders
from befriend.imports import standings, states, targets
from befriend.imports.problems import SHOWN, Problem
from befriend.imports.staging import stage
from befriend.imports.tables import BY_NAME
from befriend.imports.together import Sheets
from befriend.workforce.models import Unit

Counts = tuple[int, int]
# From so many rows on, the database should look again at how its tables are filled.
MANY = 1000


@dataclass(frozen=True)
class Report:
    """What an import did: new and changed rows by table, or what is wrong (and nothing was done).

    `problems` are the first fifty, `problem_count` how many there are.
    """

    new: dict[str, int] = field(default_factory=dict)
    changed: dict[str, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    problem_count: int = 0

    @property
    def done(self) -> bool:
        """Say whether the folder was imported."""
        return self.problem_count == 0


class CannotStandError(Exception):
    """Something that the database refuses, as a problem to show."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def load(folder: Path, *, day: date, by: str = "import") -> Report:
    """Import a folder as it stands on `day`; wrong rows and refusals are in the report."""
    sheets, problems = folders.read(folder)
    if problems:
        return Report(problems=tuple(problems[:SHOWN]), problem_count=len(problems))
    try:
        with transaction.atomic():
            report = write(sheets, day, by)
    except CannotStandError as refused:
        return Report(problems=(refused.problem,), problem_count=1)
    return report


def write(sheets: Sheets, day: date, by: str) -> Report:
    """Write everything inside the caller's transaction, and say what was new and what changed."""
    new: dict[str, int] = {}
    changed: dict[str, int] = {}
    file = ""
    with connection.cursor() as cursor:
        # Each statement answers for its own references. Put off to the end, hundreds of thousands
        # of them would also be gone through anew for every row of history: the time would grow
        # with the square of the rows.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    try:
        for sheet in sheets.values():
            stage(sheet)
        for name, file, step in steps(day):  # noqa: B007  (told when a step is refused)
            new[name], changed[name] = step()
            if new[name] + changed[name] > MANY:
                analyse(name)
        note_overload(day)
        if any(new.values()) or any(changed.values()):
            counts = [{"table": name, "new": new[name], "changed": changed[name]} for name in new]
            audit.write(by=by, day=day, did="imported", what="folder", because=counts)
    except (IntegrityError, DataError) as error:
        raise CannotStandError(explained(error, file)) from None
    return Report(new, changed)


def steps(day: date) -> list[tuple[str, str, Callable[[], Counts]]]:
    """Return each table, the file it comes from and how it is filled, each after what it needs."""

    def filled(target: targets.Target) -> tuple[str, str, Callable[[], Counts]]:
        return target.table, BY_NAME[target.file].file, partial(targets.fill, target)

    def stood(standing: standings.Standing) -> tuple[str, str, Callable[[], Counts]]:
        table = standing.model._meta.db_table
        return table, BY_NAME[standing.file].file, partial(standings.stand, standing)

    return [
        filled(targets.UNITS),
        stood(standings.PARENTS),
        filled(targets.PRACTITIONERS),
        stood(standings.POSTINGS),
        filled(targets.OFFICES),
        ("workforce_officeholding", "offices.csv", hold_offices),
        *map(filled, (targets.ABSENCES, targets.TRAINING, targets.REDUCTIONS, targets.DUTY)),
        *map(filled, (targets.PEOPLE, targets.FACTS, targets.CASES)),
        ("sentences_casestate", "cases.csv", partial(states.keep_states, day)),
        filled(targets.REPORTS),
        *map(filled, (targets.RELATIONSHIPS, targets.COVERS, targets.REQUESTS, targets.CONFLICTS)),
        ("allocation_waiting", "cases.csv", partial(states.keep_waiting, day)),
    ]


def hold_offices() -> Counts:
    """Say who holds each office, and which nobody holds any more."""
    ended = standings.vacate_offices()
    new, changed = standings.stand(standings.HOLDINGS)
    return new, changed + ended


def note_overload(day: date) -> None:
    """Let every unit at the top note who is over the cap: an import decides nothing about that."""
    for unit in Unit.objects.exclude(pk__in=Unit.objects.filter(parents__isnull=False)):
        overload.note_inherited_overload(unit=unit, day=day)


def explained(error: Exception, file: str) -> Problem:
    """Return what a constraint refused, in the words of its name and without what the row holds."""
    cause = error.__cause__
    name = cause.diag.constraint_name if isinstance(cause, Error) else None
    what = re.sub("_", " ", name) if name else "the database cannot hold a value"
    mend = "See which row differs from what was imported before, and correct it in one of the two."
    return Problem(file, 0, "", f"with what is already kept, this would be false: {what}", mend)


def analyse(table: str) -> None:
    """Let the database look at a table it has not seen so full: it plans by what it last saw."""
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {connection.ops.quote_name(table)}")
