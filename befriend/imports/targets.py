"""Which table is filled from which file, column by column."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection
from django.db.models import Model

from befriend.allocation.models import Cover, DutyRota, Relationship, SupervisorRequest
from befriend.imports.staging import name_of
from befriend.imports.tables import BY_NAME
from befriend.people.models import Person, Statement
from befriend.sentences.models import Case, Report
from befriend.workforce.models import Absence, Conflict, Office, Practitioner, Reduction, Training, Unit

# An import ends periods, and never opens again one that has ended here.
ENDS = "coalesce(new.until_date, old.until_date)"


@dataclass(frozen=True)
class Target:
    """How one table is filled: each column from an expression over the rows of a file.

    `key` says which row is meant; `loose` are columns of the key that may be blank. `kept`
    says, for some columns, what to write when the row is there already. `own` is the condition
    on a row (`old`) that was decided about here, so that no import changes it.
    """

    model: type[Model]
    file: str
    columns: dict[str, str]
    key: tuple[str, ...]
    loose: tuple[str, ...] = ()
    joins: str = ""
    where: str = "true"
    kept: tuple[tuple[str, str], ...] = ()
    own: str = ""

    @property
    def table(self) -> str:
        """Return the name of the table."""
        return self.model._meta.db_table

    def new(self) -> str:
        """Return the query of the rows as they should be, and the line of the file of each."""
        columns = {"line": "s.line"} | self.columns
        wanted = ", ".join(f"{says} AS {name}" for name, says in columns.items())
        staged = name_of(BY_NAME[self.file])
        return f"SELECT {wanted} FROM {staged} s {self.joins} WHERE {self.where}"  # nosec B608 # noqa: S608

    def same(self) -> str:
        """Return the condition that an old row is the one that a new row means."""
        exact = [f"old.{name} = new.{name}" for name in self.key if name not in self.loose]
        loose = [f"old.{name} IS NOT DISTINCT FROM new.{name}" for name in self.loose]
        return " AND ".join(exact + loose)


def fill(target: Target) -> tuple[int, int]:
    """Change the rows that differ, add those that are not there; return how many of each."""
    changed = 0
    with connection.cursor() as cursor:
        # Changes first: a period must end before the next may begin.
        if set(target.columns) - set(target.key):
            cursor.execute(_update(target))
            changed = cursor.rowcount
        cursor.execute(_insert(target))
        return cursor.rowcount, changed


def _update(target: Target) -> str:
    kept = dict(target.kept)
    others = [name for name in target.columns if name not in target.key]
    says = {name: kept.get(name, f"new.{name}") for name in others}
    theirs = f" AND NOT ({target.own})" if target.own else ""
    written = ", ".join(f"{name} = {says[name]}" for name in others)
    old, new = (", ".join(f"old.{name}" for name in others), ", ".join(says.values()))
    return (
        f"UPDATE {target.table} old SET {written} FROM ({target.new()}) new "  # nosec B608 # noqa: S608
        f"WHERE {target.same()} AND ROW({old}) IS DISTINCT FROM ROW({new}){theirs}"
    )


def _insert(target: Target) -> str:
    constants = dict(CONSTANTS.get(target.model, {}))
    names = ", ".join([*target.columns, *constants])
    wanted = ", ".join([*(f"new.{name}" for name in target.columns), *constants.values()])
    # The indexes that hold periods apart grow twice as fast by day as person after person.
    order = "ORDER BY new.from_date" if "from_date" in target.columns else ""
    return (
        f"INSERT INTO {target.table} ({names}) SELECT {wanted} FROM ({target.new()}) new "  # nosec B608 # noqa: S608
        f"WHERE NOT EXISTS (SELECT FROM {target.table} old WHERE {target.same()}) {order}"
    )


# What a new row begins with and no file says.
CONSTANTS: dict[type[Model], dict[str, str]] = {
    Relationship: {"may_resume": "true", "decided_by": "''"},
    Cover: {"decided_by": "''"},
    SupervisorRequest: {"answered_by": "''"},
}
PRACTITIONER = "JOIN workforce_practitioner w ON w.ref = s.practitioner"
PERSON = "JOIN people_person p ON p.ref = s.person"
UNIT = "JOIN workforce_unit u ON u.ref = s.unit"
PERIOD = {"from_date": 's."from"', "until_date": "s.until"}
KEEP_END = (("until_date", ENDS),)
OF_PRACTITIONER = {"practitioner_id": "w.id"}
OF_PERSON = {"person_id": "p.id"}

UNITS = Target(Unit, "units", {name: f"s.{name}" for name in ("ref", "name", "kind")}, ("ref",))
PRACTITIONERS = Target(
    Practitioner,
    "practitioners",
    {name: f"s.{name}" for name in ("ref", "name", "programme_started", "qualified_on", "woman_officer")}
    | {name: f"coalesce(s.{name}, '[]')" for name in ("languages", "patches")},
    ("ref",),
)
OFFICES = Target(
    Office, "offices", {"ref": "s.ref", "unit_id": "u.id", "post": "s.post"}, ("ref",), joins=UNIT
)
ABSENCES = Target(
    Absence,
    "absences",
    OF_PRACTITIONER | PERIOD,
    ("practitioner_id", "from_date"),
    joins=PRACTITIONER,
    kept=KEEP_END,
)
TRAINING = Target(
    Training,
    "training",
    OF_PRACTITIONER
    | PERIOD
    | {"module": "s.module", "minutes_a_day": "s.minutes", "completed_on": "s.completed_on"},
    ("practitioner_id", "module", "from_date"),
    loose=("from_date",),
    joins=PRACTITIONER,
    kept=(*KEEP_END, ("completed_on", "coalesce(new.completed_on, old.completed_on)")),
)
DUTY = Target(
    DutyRota,
    "duty",
    OF_PRACTITIONER | {"unit_id": "u.id", "day": "s.day", "minutes": "s.minutes"},
    ("unit_id", "day", "practitioner_id"),
    joins=f"{UNIT} {PRACTITIONER}",
)
REDUCTIONS = Target(
    Reduction,
    "reductions",
    OF_PRACTITIONER | PERIOD | {"kind": "s.kind", "percent": "s.percent", "minutes": "s.hours"},
    ("practitioner_id", "kind", "from_date"),
    joins=PRACTITIONER,
    kept=KEEP_END,
)
PEOPLE = Target(
    Person,
    "people",
    {
        "ref": "s.ref",
        "chosen_name": "s.chosen_name",
        "language": "coalesce(s.language, 'en')",
        "patch": "coalesce(s.patch, '')",
    },
    ("ref",),
)
CASES = Target(
    Case,
    "cases",
    OF_PERSON
    | PERIOD
    | {"unit_id": "u.id"}
    | {name: f"s.{name}" for name in ("ref", "order_type", "release_on", "release_notice_on")},
    ("ref",),
    joins=f"{UNIT} {PERSON}",
    kept=KEEP_END,
)
REPORTS = Target(
    Report,
    "cases",
    {"case_id": "c.id", "kind": "s.report_kind", "due_on": "s.report_due_on"},
    ("case_id", "kind", "due_on"),
    joins="JOIN sentences_case c ON c.ref = s.ref",
    where="s.report_kind IS NOT NULL",
)
FACTS = Target(
    Statement,
    "facts",
    OF_PERSON | {name: f"s.{name}" for name in ("key", "value", "observed_on", "known_from")},
    ("person_id", "key", "observed_on", "known_from"),
    joins=PERSON,
    # Stated here, ended or replaced here, found still true, or contested: none of that is written over.
    own="old.recorded_by <> '' OR old.stood_until IS NOT NULL"
    " OR EXISTS (SELECT FROM people_confirmation c WHERE c.statement_id = old.id)"
    " OR EXISTS (SELECT FROM people_contest c WHERE c.statement_id = old.id)",
)
RELATIONSHIPS = Target(
    Relationship,
    "relationships",
    OF_PERSON | OF_PRACTITIONER | PERIOD | {"why_changed": "coalesce(s.why_changed, '')"},
    ("person_id", "from_date"),
    joins=f"{PERSON} {PRACTITIONER}",
    kept=(*KEEP_END, ("why_changed", "coalesce(nullif(new.why_changed, ''), old.why_changed)")),
)
# Cover ends with its relationship, also where that has ended here.
ENDS_WITH_RELATIONSHIP = (
    f"least({ENDS}, (SELECT r.until_date FROM allocation_relationship r WHERE r.id = old.relationship_id))"  # nosec B608 # noqa: S608
)
COVERS = Target(
    Cover,
    "cover",
    {"relationship_id": "r.id", "practitioner_id": "w.id"} | PERIOD,
    ("relationship_id", "from_date"),
    joins=f"{PERSON} {PRACTITIONER} JOIN allocation_relationship r ON r.person_id = p.id "
    """AND r.from_date <= s."from" AND (r.until_date IS NULL OR r.until_date > s."from")""",
    kept=(("until_date", ENDS_WITH_RELATIONSHIP),),
)
REQUESTS = Target(
    SupervisorRequest,
    "requests",
    OF_PERSON
    | {"practitioner_id": "w.id", "answer": "coalesce(s.answer, '')"}
    | {name: f"s.{name}" for name in ("kind", "made_on", "granted")},
    ("person_id", "kind", "practitioner_id", "made_on"),
    loose=("practitioner_id",),
    joins=f"{PERSON} LEFT {PRACTITIONER}",
    kept=(
        ("granted", "coalesce(new.granted, old.granted)"),
        ("answer", "coalesce(nullif(new.answer, ''), old.answer)"),
    ),
)
CONFLICTS = Target(
    Conflict,
    "conflicts",
    OF_PRACTITIONER | OF_PERSON | PERIOD,
    ("practitioner_id", "person_id", "from_date"),
    joins=f"{PRACTITIONER} {PERSON}",
    kept=KEEP_END,
)
