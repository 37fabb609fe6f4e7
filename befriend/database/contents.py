"""What a database holds, in numbers that two databases can be compared by."""

from typing import NamedTuple

import psycopg
from psycopg import sql

TABLES = """
SELECT table_schema, table_name FROM information_schema.tables
WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema') ORDER BY 1, 2
"""


class Held(NamedTuple):
    """The rows of a table: how many, and a checksum that does not know their order."""

    rows: int
    digest: str


def of(url: str) -> dict[str, Held]:
    """Return what each table holds at one moment, by its name; `url` is the owner's, who sees all."""
    with psycopg.connect(url) as connection:
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        connection.execute("SET LOCAL TIME ZONE 'UTC'")
        return {
            f"{schema}.{table}": _of(connection, schema, table)
            for schema, table in connection.execute(TABLES).fetchall()
        }


def _of(connection: psycopg.Connection, schema: str, table: str) -> Held:
    """Return what one table holds."""
    rows, summed = connection.execute(
        sql.SQL(
            "SELECT count(*), coalesce(sum(hashtextextended(one::text, 0)::numeric), 0) FROM {} AS one"
        ).format(sql.Identifier(schema, table))
    ).fetchone()
    return Held(rows, str(summed))


def differences(one: dict[str, Held], other: dict[str, Held]) -> list[str]:
    """Say of each table that is not the same in both how it differs."""
    told = []
    for table in sorted(one.keys() | other.keys()):
        left, right = one.get(table), other.get(table)
        if left != right:
            rows = [each.rows if each else "no table" for each in (left, right)]
            told.append(
                f"{table}: {rows[0]} and {rows[1]} rows" + (", other contents" * (rows[0] == rows[1]))
            )
    return told
