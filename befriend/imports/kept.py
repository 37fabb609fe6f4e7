"""What a file says against what is already kept: its rows, found before anything is written."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import connection
from django.db.models import Model

from befriend.imports.problems import Problem
from befriend.imports.rows import ONE_AT_A_TIME
from befriend.imports.standings import ENDS, Standing
from befriend.imports.tables import BY_NAME
from befriend.imports.targets import COVERS, PERSON, Target

# Of what a file gives the present only, one may stand at a time: the column, and how to say it.
PRESENT = {
    "units": ("ref", "this unit has two parents at the same time"),
    "practitioners": ("ref", "this practitioner has two postings at the same time"),
    "offices": ("ref", "two hold this office at the same time"),
}
# A period without a day in it meets none.
MEET = """
    (old.until_date IS NULL OR old.until_date > greatest(new.from_date, old.from_date))
    AND (new.until_date IS NULL OR new.until_date > greatest(new.from_date, old.from_date))
"""
# Cover that is not kept yet, of a relationship that has ended, or ends before the cover does.
TOO_LATE = f"""
SELECT s.line FROM staged_cover s {PERSON}
WHERE NOT EXISTS (
    SELECT FROM allocation_relationship r WHERE r.person_id = p.id AND r.from_date <= s."from"
    AND (r.until_date IS NULL OR (r.until_date > s."from" AND r.until_date >= s.until)))
AND NOT EXISTS (
    SELECT FROM allocation_cover k JOIN allocation_relationship r ON r.id = k.relationship_id
    WHERE r.person_id = p.id AND k.from_date = s."from")
ORDER BY s.line
"""  # nosec B608 # noqa: S608


def against(filled: Target | Standing) -> list[Problem]:
    """Return the rows of a file that cannot stand beside what is kept already."""
    problems = []
    if has_rows(filled.model):
        problems = two_at_once(filled)
        problems += [*ends_too_soon(filled), *decided_here(filled)] if isinstance(filled, Target) else []
    return problems + (cover_too_late() if filled is COVERS else [])


def two_at_once(filled: Target | Standing) -> list[Problem]:
    """Return the rows whose period meets one that is kept, where one may stand at a time."""
    alike = owners(filled.model)
    if not alike:
        return []
    column, what = PRESENT.get(filled.file) or named(filled.file)
    same = " AND ".join(f"old.{name} = new.{name}" for name in alike)
    rows = fetched(
        f"{after(filled)} SELECT DISTINCT ON (new.line) new.line, old.from_date, old.until_date "  # nosec B608 # noqa: S608
        f"FROM new JOIN others old ON {same} AND {MEET} ORDER BY new.line, old.from_date"
    )
    return [
        Problem(BY_NAME[filled.file].file, line, column, f"with what is already kept, {what}", apart(*days))
        for line, *days in rows
    ]


def named(file: str) -> tuple[str, str]:
    """Return the column to name, and what to say, of a file whose periods may not meet."""
    columns, what = ONE_AT_A_TIME[file]
    return columns[0], what


def apart(start: date, until: date | None) -> str:
    """Return how to keep a row apart from a kept period."""
    last = f"until {until}" if until else "and lasts"
    return f"What is kept is from {start} {last}: end one before the other begins."


def ends_too_soon(target: Target) -> list[Problem]:
    """Return the rows that would begin after the end that is kept: only cases move their beginning."""
    if "from_date" not in target.columns or "from_date" in target.key:
        return []
    what = "with what is already kept, this begins after its end"
    rows = fetched(
        f"{after(target)} SELECT line, until_date FROM new WHERE until_date < from_date ORDER BY line"  # nosec B608 # noqa: S608
    )
    return [
        Problem(BY_NAME[target.file].file, line, "from", what, f"It ended on {until}: correct the day.")
        for line, until in rows
    ]


def decided_here(target: Target) -> list[Problem]:
    """Return the rows that would change what was decided here since, and say what nobody has said yet.

    What was imported before and is over here, or what was stated here in the same words, is no news.
    """
    if not target.own:
        return []
    values = [name for name in target.columns if name not in target.key]
    says, theirs = (", ".join(f"{of}.{name}" for name in values) for of in ("old", "new"))
    rows = fetched(
        f"SELECT new.line FROM ({target.new()}) new "  # nosec B608 # noqa: S608
        f"WHERE EXISTS (SELECT FROM {target.table} old WHERE {target.same()}) "
        f"AND NOT EXISTS (SELECT FROM {target.table} old WHERE {target.same()} "
        f"AND (ROW({says}) IS NOT DISTINCT FROM ROW({theirs}) OR NOT ({target.own}))) ORDER BY new.line"
    )
    what = "with what is already kept, this was decided about here since, and an import does not change that"
    mend = "Leave the row out. If it is so, state it in Befriend, where what stood before stays readable."
    return [Problem(BY_NAME[target.file].file, line, values[0], what, mend) for (line,) in rows]


def cover_too_late() -> list[Problem]:
    """Return the rows of new cover for a relationship that has ended, or ends before the cover does."""
    what = "with what is already kept, the relationship ends before this cover does"
    mend = "Let cover end when the relationship does, or take it out."
    return [Problem("cover.csv", line, "until", what, mend) for (line,) in fetched(TOO_LATE)]


def after(filled: Target | Standing) -> str:
    """Return the beginning of a query: `new` are the rows as they will be, `others` all that stay.

    A row of `new` has the number of its line, its whole period and what it is alike in.
    """
    table, alike = filled.model._meta.db_table, ", ".join(f"new.{name}" for name in owners(filled.model))
    if isinstance(filled, Target):
        kept, same = table, filled.same()
        until = dict(filled.kept).get("until_date", "new.until_date")
    else:
        kept, same = f"({filled.latest()})", f"old.{filled.owner} = new.{filled.owner}"
        until = ENDS
    return (
        f"WITH new AS (SELECT new.line, {alike}, new.from_date, {until} AS until_date, old.id AS same "  # nosec B608 # noqa: S608
        f"FROM ({filled.new()}) new LEFT JOIN {kept} old ON {same}), "
        f"others AS (SELECT * FROM {table} old WHERE NOT EXISTS (SELECT FROM new WHERE new.same = old.id))"
    )


def owners(model: type[Model]) -> list[str]:
    """Return the columns of which, together, one period may stand at a time; none if many may."""
    for constraint in model._meta.constraints:
        if isinstance(constraint, ExclusionConstraint):
            alike = [what for what, operator in constraint.expressions if operator == RangeOperators.EQUAL]
            columns = {field.name: field.column for field in model._meta.concrete_fields}
            return [str(columns[str(name)]) for name in alike]
    return []


def has_rows(model: type[Model]) -> bool:
    """Say whether anything is kept in a table: a first import need not look."""
    return model._default_manager.exists()


def fetched(query: str) -> list[tuple[Any, ...]]:
    """Return the rows of a query."""
    with connection.cursor() as cursor:
        cursor.execute(query)
        return list(cursor.fetchall())
