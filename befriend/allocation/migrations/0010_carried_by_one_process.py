"""The count of what practitioners carry is made by one process of the database.

To start others takes as long as the count itself, and while many pages are asked for they are all at work.
"""

from django.db import migrations

CARRIED = "befriend_carried(date, date, integer, bigint[], boolean)"


class Migration(migrations.Migration):
    dependencies = [("allocation", "0009_handover_on_the_floor")]

    operations = [
        migrations.RunSQL(
            f"ALTER FUNCTION {CARRIED} SET max_parallel_workers_per_gather = 0",
            f"ALTER FUNCTION {CARRIED} RESET max_parallel_workers_per_gather",
        )
    ]
