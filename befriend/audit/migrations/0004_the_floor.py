"""The app's role adds to the audit and reads of it only what is its own; data protection reads it all."""

from django.db import migrations

from befriend import floor

POSTS = "(SELECT coalesce(nullif(current_setting('befriend.posts', true), ''), '{}'))::text[]"
# Of this transaction, so that what one adds one may also be given back.
OWN = "xact = pg_current_xact_id_if_assigned()::text::bigint"
ALL = f"({floor.SERVICE} OR 'data_protection' = ANY ({POSTS}))"
# Whoever acted reads their own lines, and everybody which readings of a trail they appear in.
BY = "(SELECT nullif(current_setting('befriend.by', true), ''))"
MINE = f"by = {BY} OR (did = 'read a trail' AND because ? {BY})"


def shown(table: str, who: str) -> migrations.RunSQL:
    """Show some rows of an audit table, and let everybody add to it."""
    return migrations.RunSQL(
        [
            *floor.forced(table),
            f"CREATE POLICY reach ON {table} FOR SELECT USING ({who})",
            f"CREATE POLICY written ON {table} FOR INSERT WITH CHECK (true)",
            # Only the function that blanks lines changes any, as their owner and for the service.
            f"CREATE POLICY blanked ON {table} FOR UPDATE USING ({floor.SERVICE})",
        ],
        [f"DROP POLICY {name} ON {table}" for name in ("reach", "written", "blanked")] + floor.unforced(table),
    )


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_what_the_database_does"), ("people", "0002_the_floor")]

    operations = [
        shown("audit_line", f"{ALL} OR {OWN} OR {MINE}"),
        shown("audit_change", f"{ALL} OR {OWN}"),
        *map(floor.append_only, ("audit_line", "audit_change", "audit_link")),
    ]
