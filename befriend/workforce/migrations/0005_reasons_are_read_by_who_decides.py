"""Why a record is closed is read by those who decide for its unit, and by no head elsewhere."""

from django.db import migrations

from befriend import floor

DAY = "(SELECT nullif(current_setting('befriend.day', true), ''))::date"
DECIDES = f"{floor.POSTS} && '{{head,data_protection}}'"
SEEN = f"{floor.SERVICE} OR ({DECIDES} AND befriend_may_see(person_id)"
BEFORE, NOW = f"{SEEN})", f"{SEEN} AND befriend_is_of_units(person_id, {DAY}))"
TABLES = ("exclusion", "exclusionevent", "restriction", "restrictionevent")


class Migration(migrations.Migration):
    dependencies = [("workforce", "0004_changes_are_noted")]

    operations = [
        migrations.RunSQL(
            f"ALTER POLICY reach ON workforce_{table} USING ({NOW})",
            f"ALTER POLICY reach ON workforce_{table} USING ({BEFORE})",
        )
        for table in TABLES
    ]
