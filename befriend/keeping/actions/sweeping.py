"""Finding a reference or a name wherever in the database it is written, and blanking it there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db import connection

Found = dict[str, set[Any]]

# Told otherwise, or nobody's words: the audit blanks its own lines, and sessions are sealed and short.
LEFT = re.compile(r"audit_|django_|auth_|account_|socialaccount_|mfa_|axes_")
# A name shared by chance is the other's own.
NAMES_OF_OTHERS = {
    ("people_person", "chosen_name"), ("people_personevent", "chosen_name"),
    ("workforce_practitioner", "name"), ("workforce_practitionerevent", "name"),
    ("workforce_unit", "name"), ("workforce_unitevent", "name"),
}  # fmt: skip
TEXT, JSON = ("text", "character varying"), ("json", "jsonb")
COLUMNS = """
    SELECT c.table_name, c.column_name, c.data_type, c.character_maximum_length, k.column_name
    FROM information_schema.columns c
    JOIN information_schema.tables t USING (table_schema, table_name)
    JOIN information_schema.table_constraints p
      ON p.table_schema = c.table_schema AND p.table_name = c.table_name AND p.constraint_type = 'PRIMARY KEY'
    JOIN information_schema.key_column_usage k
      ON k.constraint_schema = p.constraint_schema AND k.constraint_name = p.constraint_name
    WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE'
      AND c.data_type IN ('text', 'character varying', 'json', 'jsonb')
    ORDER BY 1, 2
"""


class Column(NamedTuple):
    """One column of words, with the key of its table."""

    table: str
    name: str
    kind: str
    longest: int | None
    key: str


def columns() -> list[Column]:
    """Return every column of text or JSON in the database that may mention somebody."""
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS)
        return [Column(*row) for row in cursor.fetchall() if not LEFT.match(row[0])]


def sweep(*, refs: Iterable[str], names: Iterable[str], blank: str) -> Found:
    """Write `blank` over every mention of these references and names; return the rows it was in."""
    found: Found = {}
    refs, names = list(refs), list(names)
    for column in columns():
        words = refs if (column.table, column.name) in NAMES_OF_OTHERS else [*refs, *names]
        rows = swept(column, pattern(words), blank)
        if rows:
            found.setdefault(column.table, set()).update(rows)
    return found


def pattern(words: Iterable[str]) -> str:
    """Return what finds these words whole: `P1` is not in `P10`, nor in `P1-2`."""
    return rf"(?<![\w-])(?:{'|'.join(re.escape(word) for word in words)})(?![\w-])"


def swept(column: Column, wanted: str, blank: str) -> list[Any]:
    """Blank the mentions in one column; return the keys of their rows."""
    quote = connection.ops.quote_name
    table, name, key = quote(column.table), quote(column.name), quote(column.key)
    cast = "::jsonb" if column.kind in JSON else ""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {key}, {name}::text FROM {table} WHERE {name}::text ~* %s", [wanted])  # noqa: S608
        rows = cursor.fetchall()
        for row, words in rows:
            new = without(words, wanted, blank, column)
            cursor.execute(f"UPDATE {table} SET {name} = %s{cast} WHERE {key} = %s", [new, row])  # noqa: S608
    return [row for row, _words in rows]


def without(words: str, wanted: str, blank: str, column: Column) -> str:
    """Return words, or JSON, without the mentions."""
    if column.kind in JSON:
        return json.dumps(in_json(json.loads(words), wanted, blank))
    return re.sub(wanted, blank, words, flags=re.IGNORECASE)[: column.longest]


def in_json(value: Any, wanted: str, blank: str) -> Any:
    """Return JSON with its words swept: those of keys too."""
    if isinstance(value, str):
        return re.sub(wanted, blank, value, flags=re.IGNORECASE)
    if isinstance(value, list):
        return [in_json(one, wanted, blank) for one in value]
    if isinstance(value, dict):
        return {in_json(name, wanted, blank): in_json(one, wanted, blank) for name, one in value.items()}
    return value
