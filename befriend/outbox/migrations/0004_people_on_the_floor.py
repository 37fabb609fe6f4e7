"""Who sees a message to a person: whoever reaches the person, whatever office is shown the others.

Whoever may not see somebody learns from no message that they are there, whether it is theirs to decide
about or not.
"""

from importlib import import_module

from django.db import migrations

from befriend import floor

BEFORE = import_module("befriend.outbox.migrations.0002_the_floor")
# The detail is read under its own policy, so it is there for whoever reaches its person.
REACHED = "detail_id IS NOT NULL AND EXISTS (SELECT FROM people_contactdetail d WHERE d.id = detail_id)"


def now(before: str) -> str:
    """Return the SQL of who sees a message, where `before` says it of those to somebody who works here."""
    return f"{floor.SERVICE} OR (detail_id IS NULL AND ({before})) OR ({REACHED})"


class Migration(migrations.Migration):
    dependencies = [("outbox", "0003_to_people"), ("people", "0012_details_on_the_floor")]

    operations = [
        migrations.RunSQL(
            [
                f"ALTER POLICY reach ON outbox_message USING ({now(BEFORE.SHOWN)})",
                f"ALTER POLICY decided ON outbox_message USING ({now(BEFORE.OWNS)})",
            ],
            [
                f"ALTER POLICY reach ON outbox_message USING ({BEFORE.SHOWN})",
                f"ALTER POLICY decided ON outbox_message USING ({BEFORE.OWNS})",
            ],
        ),
    ]
