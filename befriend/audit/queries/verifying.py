"""Whether the audit is as it was written: every digest made again, every link followed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Model

from befriend import roles
from befriend.audit.models import Change, Line, Link

from . import machinery, statements
from .chain import Head, head

# Of each kind of fault so many are told by name: a whole table gone is one fault to whoever mends it.
MOST = 100

ALTERED, MISSING, ADDED, UNNOTED, GONE, OFF, REPLACED, NOT_ERASED, OTHER_HEAD = (
    "altered", "missing", "added", "unnoted", "gone", "off", "replaced", "not_erased", "other_head",
)  # fmt: skip


class Fault(NamedTuple):
    """Something that is not as it was written: what, in which table, which row (trigger, function)."""

    code: str
    table: str
    row: int | str


class Report(NamedTuple):
    """What was looked at, where the chain ends, and what is wrong."""

    lines: int
    changes: int
    events: int
    links: int
    head: Head
    faults: list[Fault]


def verify(*, expected: Head | None = None) -> Report:
    """Look at everything, and return what is wrong; `expected` is a head that somebody wrote down.

    Each check is one statement, so that rows written meanwhile are in it whole or not at all.
    """
    with transaction.atomic():
        # Before it is settled how to join: there are few of these, each looked up by itself.
        said = rows(statements.ERASURES, [roles.APP])
        settle()
        erasures = [key for key, done in said if done]
        faults = [
            *of_links(),
            *(Fault(NOT_ERASED, Line._meta.db_table, key) for key, done in said if not done),
            *of_lines(erasures),
            *of_changes(),
            *(fault for events in event_models() for fault in of_events(events, erasures)),
            *of_triggers(),
            *(of_head(expected) if expected else ()),
        ]
        events = one("SELECT coalesce(sum(rows), 0) FROM audit_change")
        counts = (model.objects.count() for model in (Line, Change))
        return Report(*counts, int(events), Link.objects.count(), head(), faults)


def settle() -> None:
    """Read rows as the digests were made, whatever this connection is used to."""
    with connection.cursor() as cursor:
        cursor.execute(statements.SETTLE)


def of_links() -> Iterator[Fault]:
    """Yield the links that do not follow from the one before, and those that are gone."""
    for seq, before in rows(statements.LINKS, [MOST]):
        if before + 1 != seq:
            yield from (Fault(MISSING, "audit_link", gone) for gone in range(before + 1, seq)[:MOST])
        else:
            yield Fault(ALTERED, "audit_link", seq)


def of_lines(erasures: list[int]) -> Iterator[Fault]:
    """Yield lines that are not what is linked, unless one of the `erasures` names them."""
    table, made = Line._meta.db_table, statements.NAMED + statements.LINES
    yield from (Fault(code, table, key) for key, code in rows(made, [erasures, table, MOST]))


def of_changes() -> Iterator[Fault]:
    """Yield changes that are not what is linked."""
    table = Change._meta.db_table
    yield from (Fault(code, table, key) for key, code in rows(statements.CHANGES, [MOST]))


def of_events(events: type[Model], erasures: list[int]) -> Iterator[Fault]:
    """Yield rows of a history that are not as they were noted, and rows of its table it knows nothing of."""
    table = events._meta.db_table
    there = present(table)
    for columns in digested(table):
        if gone := [column for column in columns if column not in there]:
            yield Fault(GONE, table, ", ".join(gone))
            continue
        made = statements.NAMED + statements.EVENTS.format(table=quoted(table), columns=joined("e", columns))
        yield from (
            Fault(code, table, key) for key, code in rows(made, [erasures, table, table, columns, MOST])
        )
    made = statements.UNNOTED.format(table=quoted(table))
    yield from (Fault(ADDED, table, key) for (key,) in rows(made, [table, MOST]))
    yield from of_present(events, erasures)


def of_present(events: type[Model], erasures: list[int]) -> Iterator[Fault]:
    """Yield rows that are not what their last event says: changed where no trigger was."""
    kept = events.pgh_tracked_model._meta  # type: ignore[attr-defined]
    names = {field.column for field in events._meta.concrete_fields}
    columns = [field.column for field in kept.concrete_fields if field.column in names]
    made = statements.NAMED + statements.PRESENT.format(
        table=quoted(kept.db_table), events=quoted(events._meta.db_table), key=quoted(kept.pk.column),
        now=joined("t", columns), then=joined("e", columns),
    )  # fmt: skip
    values = [erasures, events._meta.db_table, MOST]
    yield from (Fault(UNNOTED, kept.db_table, key) for key, _event in rows(made, values))


def of_triggers() -> Iterator[Fault]:
    """Yield triggers and functions by which the database keeps the audit and that are not as they were."""
    yield from (Fault(OFF, table, name) for table, name in machinery.broken_triggers())
    yield from (Fault(REPLACED, "pg_proc", name) for name in machinery.broken_functions())


def of_head(expected: Head) -> Iterator[Fault]:
    """Yield a fault where the chain does not lead through a head that somebody wrote down."""
    link = Link.objects.filter(seq=expected.seq).first()
    if link is None:
        yield Fault(MISSING, "audit_link", expected.seq)
    elif bytes(link.digest).hex() != expected.digest:
        yield Fault(OTHER_HEAD, "audit_link", expected.seq)


def event_models() -> list[type[Model]]:
    """Return the models of all tables of history."""
    return [model for model in apps.get_models() if hasattr(model, "pgh_tracked_model")]


def digested(table: str) -> list[list[str]]:
    """Return which columns of a table were digested: others after a column was added."""
    found = Change.objects.filter(table=table).values_list("columns", flat=True)
    return [list(columns) for columns in found.distinct().order_by()]


def present(table: str) -> set[str]:
    """Return the columns that a table has."""
    with connection.cursor() as cursor:
        return {column.name for column in connection.introspection.get_table_description(cursor, table)}


def quoted(name: str) -> str:
    """Return a name as SQL takes it."""
    return connection.ops.quote_name(name)


def joined(alias: str, columns: list[str]) -> str:
    """Return columns of a table, by name."""
    return ", ".join(f"{alias}.{quoted(column)}" for column in columns)


def rows(statement: str, values: list[Any]) -> list[tuple[Any, ...]]:
    """Return what a statement finds."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


def one(statement: str) -> Any:
    """Return the one value a statement finds."""
    return rows(statement, [])[0][0]
