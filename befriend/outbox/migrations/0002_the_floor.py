"""Who sees a message: whoever it is for, and the office that is shown what could not be delivered."""

from django.db import migrations

from befriend import floor

DAY = "(SELECT nullif(current_setting('befriend.day', true), ''))::date"
UNITS = "(SELECT coalesce(nullif(current_setting('befriend.units', true), ''), '{}'))::bigint[]"
HELD = f"""
    SELECT h.office_id FROM workforce_officeholding h
    WHERE h.practitioner_id = {floor.PRACTITIONER}
      AND h.from_date <= {DAY} AND (h.until_date IS NULL OR h.until_date > {DAY})
"""
# A head's office that nobody holds is answered for by the head above, within whose reach it is.
VACANT = f"""
    SELECT o.id FROM workforce_office o
    WHERE o.post = 'head' AND o.unit_id = ANY ({UNITS})
      AND 'head' = ANY ({floor.POSTS})
"""
OWNS = f"{floor.SERVICE} OR owner_id IN ({HELD}) OR owner_id IN ({VACANT})"
SHOWN = f"""
    {OWNS}
    OR practitioner_id = {floor.PRACTITIONER}
    OR user_id = {floor.SIGNED_IN}
    OR office_id IN ({HELD})
"""


class Migration(migrations.Migration):
    dependencies = [("outbox", "0001_initial"), ("workforce", "0001_initial")]

    operations = [
        migrations.RunSQL(
            [
                *floor.forced("outbox_message"),
                f"CREATE POLICY reach ON outbox_message FOR SELECT USING ({SHOWN})",
                f"CREATE POLICY decided ON outbox_message FOR UPDATE USING ({OWNS})",
                # What anybody does may be something that somebody else must be told.
                "CREATE POLICY written ON outbox_message FOR INSERT WITH CHECK (true)",
                f"CREATE POLICY kept ON outbox_message FOR DELETE USING ({floor.SERVICE})",
            ],
            [
                *(f"DROP POLICY {name} ON outbox_message" for name in ("reach", "decided", "written", "kept")),
                *floor.unforced("outbox_message"),
            ],
        ),
    ]
