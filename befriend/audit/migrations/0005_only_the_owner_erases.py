"""Only the tables' owner says that something was erased, and blanks lines for it: never the app's role."""

from django.db import migrations

# Whoever may act as the owner of the tables; written so that a copy read in elsewhere needs no name.
OWNER = "(SELECT pg_has_role(current_user, relowner, 'USAGE') FROM pg_class WHERE oid = 'audit_line'::regclass)"
BLANKING = "FUNCTION befriend_blank_lines(bigint, date)"


class Migration(migrations.Migration):
    dependencies = [("audit", "0004_the_floor")]

    operations = [
        migrations.RunSQL(
            [
                f"REVOKE ALL ON {BLANKING} FROM PUBLIC, befriend_app",
                "DROP POLICY written ON audit_line",
                f"CREATE POLICY written ON audit_line FOR INSERT WITH CHECK (did <> 'erased' OR {OWNER})",
            ],
            [
                f"GRANT EXECUTE ON {BLANKING} TO PUBLIC",
                "DROP POLICY written ON audit_line",
                "CREATE POLICY written ON audit_line FOR INSERT WITH CHECK (true)",
            ],
        ),
    ]
