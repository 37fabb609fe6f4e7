"""What the database runs by itself to keep the audit: triggers and functions, as wanted and as they are."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import NamedTuple

import pgtrigger
from django.db import connection
from django.db.migrations import RunSQL

from befriend.audit import migrations

FUNCTION = re.compile(
    r'CREATE (?:OR REPLACE )?FUNCTION ("?[\w".]+)\(.*?AS (?P<quote>\$\w*\$)(?P<body>.*?)(?P=quote)', re.DOTALL
)
TRIGGER = re.compile(
    r"CREATE\s+TRIGGER (?P<name>\w+)\s+(?P<time>BEFORE|AFTER)\s+(?P<of>[A-Z ]+?)\s+ON\s+(?P<table>[\w\".]+)"
    r"(?P<rest>.*?)EXECUTE (?:PROCEDURE|FUNCTION) (?P<runs>[\w\".]+)\(\)", re.DOTALL
)  # fmt: skip
TRIGGERS = """
SELECT c.relname, t.tgname, t.tgenabled = 'O', pg_get_triggerdef(t.oid, true)
  FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
 WHERE c.relnamespace = current_schema()::regnamespace AND NOT t.tgisinternal
"""
FUNCTIONS = """
SELECT proname, prosrc FROM pg_proc
 WHERE pronamespace = current_schema()::regnamespace AND proname = ANY(%s)
"""


class Trigger(NamedTuple):
    """What a trigger does, however it was written."""

    table: str
    name: str
    time: str
    of: frozenset[str]
    rest: str
    runs: str


def broken_triggers() -> Iterator[tuple[str, str]]:
    """Yield by table and name the triggers that are off, gone, or do something else than they did."""
    triggers, _functions = wanted()
    found = asked(TRIGGERS, [])
    off = {(table, name) for table, name, on, _made in found if not on}
    there = {trigger for *_, made in found for trigger in triggers_of(made)}
    yield from sorted(off | {(one.table, one.name) for one in triggers - there})


def broken_functions() -> Iterator[str]:
    """Yield the names of functions that are gone, or say something else than when they were made."""
    _triggers, functions = wanted()
    found = asked(FUNCTIONS, [list(functions)])
    there = {name for name, _body in found}
    yield from sorted((functions.keys() - there) | {name for name, body in found if functions[name] != body})


@cache
def wanted() -> tuple[frozenset[Trigger], dict[str, str]]:
    """Return the triggers and the functions' bodies that migrations and models ask for."""
    made = [*written(), *(trigger.compile(model).install_sql for model, trigger in pgtrigger.registered())]
    triggers = frozenset(trigger for sql in made for trigger in triggers_of(sql))
    return triggers, {name: body for sql in made for name, body in functions_of(sql)}


def written() -> Iterator[str]:
    """Yield the SQL of the audit's own migrations, in order: what comes later takes the place of what was."""
    for name in sorted(module.name for module in pkgutil.iter_modules(migrations.__path__)):
        for operation in import_module(f"{migrations.__name__}.{name}").Migration.operations:
            if isinstance(operation, RunSQL):
                said = [operation.sql] if isinstance(operation.sql, str) else operation.sql
                yield from (one for one in said if isinstance(one, str))


def functions_of(sql: str) -> Iterator[tuple[str, str]]:
    """Yield the functions that SQL makes, by name, and what is written in each."""
    for found in FUNCTION.finditer(sql):
        yield plain(found[1]), found["body"]


def triggers_of(sql: str) -> Iterator[Trigger]:
    """Yield the triggers that SQL makes; what it leaves out is as the database takes it."""
    for found in TRIGGER.finditer(sql):
        yield Trigger(
            plain(found["table"]), found["name"], found["time"], frozenset(found["of"].split(" OR ")),
            " ".join(found["rest"].split()) or "FOR EACH STATEMENT", plain(found["runs"]),
        )  # fmt: skip


def plain(name: str) -> str:
    """Return a name without its schema and quotation marks."""
    return name.replace('"', "").split(".")[-1]


def asked(question: str, values: list[list[str]]) -> list[tuple[str, ...]]:
    """Return what the database answers."""
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        return list(cursor.fetchall())
