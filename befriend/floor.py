"""The floor: row-level security as migrations lay it, under whatever the pages permit.

A table that leads to a person has a policy. It reads the access context of the transaction
(`befriend.audit.access`): without one, nothing is there.
"""

from __future__ import annotations

from django.db.migrations import RunSQL

SERVICE = "(SELECT current_setting('befriend.service', true)) = 'on'"
SIGNED_IN = "(SELECT nullif(current_setting('befriend.user', true), ''))::bigint"
PRACTITIONER = "(SELECT nullif(current_setting('befriend.practitioner', true), ''))::bigint"
POSTS = "(SELECT nullif(current_setting('befriend.posts', true), ''))::text[]"


def policy(table: str, whose: str, *, also: str = "") -> RunSQL:
    """Show a row to whoever reaches its person; `whose` is SQL for the person's key.

    `also` is SQL for others who may see it, whomever it is about.
    """
    return rows(table, reaching(whose, also))


def history(table: str, whose: str, *, also: str = "") -> RunSQL:
    """Show the history of a table as the table itself."""
    return history_rows(table, reaching(whose, also))


def reaching(whose: str, also: str = "") -> str:
    """Return SQL that holds for whoever reaches a person."""
    return f"{SERVICE} OR befriend_may_see({whose})" + (f" OR {also}" if also else "")


def history_rows(table: str, shown: str) -> RunSQL:
    """Show those rows of a history for which the SQL `shown` holds; triggers write it, nobody changes it."""
    return RunSQL(
        [
            *forced(table),
            f"CREATE POLICY reach ON {table} FOR SELECT USING ({shown})",
            f"CREATE POLICY written ON {table} FOR INSERT WITH CHECK (true)",
            f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM befriend_app",
        ],
        [f"DROP POLICY reach ON {table}", f"DROP POLICY written ON {table}", *unforced(table)],
    )


def own_rows(table: str, user: str = "user_id") -> RunSQL:
    """Show a row to the user it belongs to, and to the service."""
    return rows(table, f"{SERVICE} OR {user} = {SIGNED_IN}")


def rows(table: str, shown: str) -> RunSQL:
    """Show, and let be written, those rows of a table for which the SQL `shown` holds."""
    return RunSQL(
        [*forced(table), f"CREATE POLICY reach ON {table} USING ({shown})"],
        [f"DROP POLICY reach ON {table}", *unforced(table)],
    )


def append_only(table: str) -> RunSQL:
    """Let the app's role add rows to a table and read them, and never change one."""
    return RunSQL(
        f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM befriend_app",
        f"GRANT UPDATE, DELETE ON {table} TO befriend_app",
    )


def counting(signature: str) -> list[str]:
    """Return SQL that gives a function to the role that sees everybody, and its use to the app's."""
    return [
        "GRANT CREATE ON SCHEMA public TO befriend_counts",
        f"ALTER FUNCTION {signature} OWNER TO befriend_counts",
        "REVOKE CREATE ON SCHEMA public FROM befriend_counts",
        f"REVOKE ALL ON FUNCTION {signature} FROM PUBLIC",
        f"GRANT EXECUTE ON FUNCTION {signature} TO befriend_app",
    ]


def forced(table: str) -> list[str]:
    """Return SQL that binds everybody to the policies of a table, its owner too."""
    return [f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY", f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY"]


def unforced(table: str) -> list[str]:
    """Return SQL that lifts the policies of a table."""
    return [
        f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY",
    ]
