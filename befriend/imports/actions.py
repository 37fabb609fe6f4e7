"""Imports a folder: everything in it, or nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

from django.db import DataError, IntegrityError, connection
from psycopg.errors import Error

from befriend.allocation.actions import overload, reconcile
from befriend.audit import access
from befriend.audit import actions as audit
from befriend.identity import queries as identity
from befriend.imports import folder as folders
from befriend.imports import kept, schemas, standings, states, targets
from befriend.imports.problems import SHOWN, Problem
from befriend.imports.staging import stage
from befriend.imports.tables import BY_NAME
from befriend.imports.together import Sheets
from befriend.workforce.models import Unit

Counts = tuple[int, int]
# From so many rows on, the database should look again at how its tables are filled.
MANY = 1000
INVENTED_INTO_REAL = Problem(
    schemas.FILE,
    0,
    schemas.INVENTED,
    "everybody in this folder is invented, and this database was made for real people",
    "Import it into another database: set BEFRIEND_HOME to another folder, or DATABASE_URL.",
)


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
    """What cannot stand beside what is kept, as problems to show."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(str(problems[0]))
        self.problems = problems


class Step(NamedTuple):
    """A table, the file it comes from, how it is filled, and what of it is kept already."""

    table: str
    file: str
    fill: Callable[[], Counts]
    beside: targets.Target | standings.Standing | None = None


def load(folder: Path, *, day: date, by: str = "import") -> Report:
    """Import a folder as it stands on `day`; wrong rows and refusals are in the report."""
    if folders.is_invented(folder) and identity.is_real():
        return refused([INVENTED_INTO_REAL])
    sheets, problems = folders.read(folder)
    if problems:
        return refused(problems)
    try:
        # It brings in everybody, so it reaches everybody.
        with access.service(by=by, day=day):
            report = write(sheets, day, by)
    except CannotStandError as error:
        return refused(error.problems)
    return report


def refused(problems: list[Problem]) -> Report:
    """Return the report of a folder with problems: the first of them, and how many there are."""
    return Report(problems=tuple(problems[:SHOWN]), problem_count=len(problems))


def write(sheets: Sheets, day: date, by: str) -> Report:
    """Write everything inside the caller's transaction, and say what was new and what changed."""
    with connection.cursor() as cursor:
        # Each statement answers for its own references. Put off to the end, hundreds of thousands
        # of them would also be gone through anew for every row of history: the time would grow
        # with the square of the rows.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for sheet in sheets.values():
        stage(sheet)
    report = fill(steps(day))
    tops = Unit.objects.exclude(pk__in=Unit.objects.filter(parents__isnull=False))
    nobody_lost(tops, day)
    note_overload(tops, day)
    if any(report.new.values()) or any(report.changed.values()):
        counts = [
            {"table": name, "new": n, "changed": report.changed[name]} for name, n in report.new.items()
        ]
        audit.write(by=by, day=day, did="imported", what="folder", because=counts)
    return report


def fill(steps: list[Step]) -> Report:
    """Fill every table; raise CannotStandError with all rows that cannot stand beside what is kept."""
    report, problems = Report(), list[Problem]()
    for step in steps:
        # Cover hangs on relationships, which are not there when one of them cannot stand.
        if problems and step.beside is targets.COVERS:
            continue
        try:
            wrong = kept.against(step.beside) if step.beside else []
            problems += wrong
            if not wrong:
                report.new[step.table], report.changed[step.table] = filled(step)
        except (IntegrityError, DataError) as error:
            raise CannotStandError(problems or [explained(error, step.file)]) from None
    if problems:
        raise CannotStandError(problems)
    return report


def filled(step: Step) -> Counts:
    """Fill one table, and let the database look at it if much was written."""
    new, changed = step.fill()
    if new + changed > MANY:
        analyse(step.table)
    return new, changed


def steps(day: date) -> list[Step]:
    """Return the steps in order, each after what it needs."""

    def of(target: targets.Target) -> Step:
        return Step(target.table, BY_NAME[target.file].file, partial(targets.fill, target), target)

    def stood(standing: standings.Standing) -> Step:
        table = standing.model._meta.db_table
        return Step(table, BY_NAME[standing.file].file, partial(standings.stand, standing), standing)

    return [
        of(targets.UNITS),
        stood(standings.PARENTS),
        of(targets.PRACTITIONERS),
        stood(standings.POSTINGS),
        of(targets.OFFICES),
        stood(standings.HOLDINGS)._replace(fill=hold_offices),
        *map(of, (targets.ABSENCES, targets.TRAINING, targets.REDUCTIONS, targets.DUTY)),
        *map(of, (targets.PEOPLE, targets.FACTS, targets.CASES)),
        Step("sentences_casestate", "cases.csv", partial(states.keep_states, day)),
        of(targets.REPORTS),
        *map(of, (targets.RELATIONSHIPS, targets.COVERS, targets.REQUESTS, targets.CONFLICTS)),
        Step("allocation_waiting", "cases.csv", partial(states.keep_waiting, day)),
    ]


def hold_offices() -> Counts:
    """Say who holds each office, and which nobody holds any more."""
    ended = standings.vacate_offices()
    new, changed = standings.stand(standings.HOLDINGS)
    return new, changed + ended


def nobody_lost(tops: Iterable[Unit], day: date) -> None:
    """See to it that whoever has an open case has somebody who works that day, or waits and is owned."""
    for unit in tops:
        # Very many may need cover at once: all together first, and then whatever else is amiss.
        states.wait_for_cover(unit, day)
        reconcile(unit=unit, day=day)


def note_overload(tops: Iterable[Unit], day: date) -> None:
    """Note who is over the cap: an import decides nothing about that."""
    for unit in tops:
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
        cursor.execute("SELECT befriend_analyse(%s::regclass)", [table])
