"""What data protection keeps about a person is shown to the data protection of that person's units."""

from django.db import migrations

from befriend import floor

POSTS = "(SELECT coalesce(nullif(current_setting('befriend.posts', true), ''), '{}'))::text[]"
TODAY = "(SELECT nullif(current_setting('befriend.day', true), ''))::date"
OFFICE = f"'data_protection' = ANY ({POSTS}) AND befriend_is_of_units(person_id, {TODAY})"
OF_PERSON = f"{floor.SERVICE} OR ({OFFICE})"
OF_REQUEST = f"{floor.SERVICE} OR EXISTS (SELECT FROM keeping_accessrequest r WHERE r.id = request_id)"


class Migration(migrations.Migration):
    dependencies = [
        ("keeping", "0001_initial"),
        ("people", "0002_the_floor"),
        ("audit", "0003_what_the_database_does"),
    ]

    operations = [
        operation
        for table, shown in {
            "hold": OF_PERSON,
            "erasure": OF_PERSON,
            "accessrequest": OF_PERSON,
            "passage": OF_REQUEST,
        }.items()
        for operation in (
            floor.rows(f"keeping_{table}", shown),
            floor.history_rows(f"keeping_{table}event", shown),
        )
    ]
