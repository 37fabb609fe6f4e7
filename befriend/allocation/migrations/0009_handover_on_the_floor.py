"""The policies of handovers: shown to whoever reaches the person; what was acknowledged is never changed."""

from django.db import migrations

from befriend import floor

OF_HANDOVER = f"{floor.SERVICE} OR EXISTS (SELECT FROM allocation_handover h WHERE h.id = handover_id)"
NEVER_TAKEN_AWAY = [
    "REVOKE UPDATE, DELETE ON allocation_acknowledgement FROM befriend_app",
    "REVOKE DELETE ON allocation_handover FROM befriend_app",
]
AS_BEFORE = [
    "GRANT UPDATE, DELETE ON allocation_acknowledgement TO befriend_app",
    "GRANT DELETE ON allocation_handover TO befriend_app",
]


class Migration(migrations.Migration):
    dependencies = [("allocation", "0008_handover"), ("workforce", "0003_the_floor")]

    operations = [
        floor.policy("allocation_handover", "person_id"),
        floor.history("allocation_handoverevent", "person_id"),
        floor.rows("allocation_acknowledgement", OF_HANDOVER),
        floor.history_rows("allocation_acknowledgementevent", OF_HANDOVER),
        migrations.RunSQL(NEVER_TAKEN_AWAY, AS_BEFORE),
    ]
