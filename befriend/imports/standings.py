"""Tables of which a file gives the present only: what stood before ends, and stays in the history."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection
from django.db.models import Model

from befriend.imports.staging import name_of
from befriend.imports.tables import BY_NAME
from befriend.workforce.models import OfficeHolding, Posting, UnitParent


@dataclass(frozen=True)
class Standing:
    """How the present row of an owner follows from a file; the latest row counts as present."""

    model: type[Model]
    file: str
    owner: str
    owner_is: str
    values: dict[str, str]
    joins: str
    until: str = "NULL::date"
    where: str = "true"

    def new(self) -> str:
        """Return the query of the rows as they should stand, and the line of the file of each."""
        wanted = "".join(f", {says} AS {name}" for name, says in self.values.items())
        return (
            f'SELECT s.line, {self.owner_is} AS {self.owner}, s."from" AS from_date, '  # nosec B608 # noqa: S608
            f"{self.until} AS until_date{wanted} "
            f"FROM {name_of(BY_NAME[self.file])} s {self.joins} WHERE {self.where}"
        )

    def latest(self) -> str:
        """Return the query of the present row of each owner."""
        table = self.model._meta.db_table
        return f"SELECT DISTINCT ON ({self.owner}) * FROM {table} ORDER BY {self.owner}, from_date DESC"  # nosec B608 # noqa: S608


# A file ends what stands, and never opens again what has ended here.
ENDS = "coalesce(new.until_date, old.until_date)"
PARENTS = Standing(
    UnitParent,
    "units",
    "unit_id",
    "u.id",
    {"parent_id": "a.id"},
    "JOIN workforce_unit u ON u.ref = s.ref JOIN workforce_unit a ON a.ref = s.parent",
)
POSTINGS = Standing(
    Posting,
    "practitioners",
    "practitioner_id",
    "w.id",
    {"unit_id": "u.id", "grade": "s.grade", "weekly_minutes": "s.weekly_hours"},
    "JOIN workforce_practitioner w ON w.ref = s.ref JOIN workforce_unit u ON u.ref = s.unit",
    until="s.until",
)
HOLDINGS = Standing(
    OfficeHolding,
    "offices",
    "office_id",
    "o.id",
    {"practitioner_id": "w.id"},
    "JOIN workforce_office o ON o.ref = s.ref JOIN workforce_practitioner w ON w.ref = s.held_by",
)


def stand(standing: Standing) -> tuple[int, int]:
    """Bring a table up to a file: correct, end and add rows; return how many are new and changed.

    The same values from another day are a correction of the day. Other values from a later day
    end the present row that day; other values from the same day, or before, correct it. Whoever
    comes back after the end of the present row begins a new one.
    """
    new, table, owner = standing.new(), standing.model._meta.db_table, standing.owner
    names = list(standing.values)
    differ = _differ(names)
    latest = standing.latest()
    written = ", ".join(f"{name} = new.{name}" for name in (*names, "from_date"))
    ends = f"(({differ} OR now.until_date <= new.from_date) AND new.from_date > now.from_date) IS TRUE"
    until = ENDS
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} old SET until_date = new.from_date FROM ({latest}) now "  # nosec B608 # noqa: S608
            f"JOIN ({new}) new USING ({owner}) WHERE old.id = now.id AND {ends} "
            "AND (old.until_date IS NULL OR old.until_date > new.from_date)"
        )
        changed = cursor.rowcount
        cursor.execute(
            f"UPDATE {table} old SET {written}, until_date = {until} FROM ({latest}) now "  # nosec B608 # noqa: S608
            f"JOIN ({new}) new USING ({owner}) WHERE old.id = now.id AND NOT {ends} "
            f"AND ({differ} OR new.from_date <> now.from_date "
            f"OR old.until_date IS DISTINCT FROM {until})"
        )
        changed += cursor.rowcount
        columns = ", ".join((owner, "from_date", "until_date", *names))
        cursor.execute(
            f"INSERT INTO {table} ({columns}) SELECT {columns} FROM ({new}) new "  # nosec B608 # noqa: S608
            f"WHERE NOT EXISTS (SELECT FROM {table} old WHERE old.{owner} = new.{owner} "
            "AND old.from_date >= new.from_date)"
        )
        return cursor.rowcount, changed


def _differ(names: list[str]) -> str:
    """Return the condition that the present values are not those of the file."""
    now = ", ".join(f"now.{name}" for name in names)
    new = ", ".join(f"new.{name}" for name in names)
    return f"ROW({now}) IS DISTINCT FROM ROW({new})"


def vacate_offices() -> int:
    """End the holding of each office that the file says nobody holds; return how many ended."""
    with connection.cursor() as cursor:
        cursor.execute(
            'UPDATE workforce_officeholding old SET until_date = greatest(s."from", old.from_date) '
            "FROM staged_offices s JOIN workforce_office o ON o.ref = s.ref "
            "WHERE old.office_id = o.id AND s.held_by IS NULL AND old.until_date IS NULL"
        )
        return int(cursor.rowcount)
