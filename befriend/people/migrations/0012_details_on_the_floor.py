"""Contact details are shown to whoever reaches the person. An address is never changed: it ends."""

from django.db import migrations

from befriend import floor

TABLE = "people_contactdetail"
# Whether they want to be reminded changes; where and how does not, and nothing is taken away.
ENDED = [
    f"REVOKE UPDATE, DELETE ON {TABLE} FROM befriend_app",
    f"GRANT UPDATE (agreed_on, opted_out_on, ended_on) ON {TABLE} TO befriend_app",
]


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0011_contact_details"),
    ]

    operations = [
        floor.policy(TABLE, "person_id"),
        floor.history("people_contactdetailevent", "person_id"),
        migrations.RunSQL(ENDED, f"GRANT UPDATE, DELETE ON {TABLE} TO befriend_app"),
    ]
