"""Ways in and messages are shown to whoever reaches the person, and to the user an account is."""

from django.db import migrations

from befriend import floor

OWN = f"user_id = {floor.SIGNED_IN}"
# What was written stays as it was; only that somebody has seen it is added.
ONLY_SEEN = [
    f"REVOKE UPDATE, DELETE ON {table} FROM befriend_app" for table in ("portal_account", "portal_message")
]
ONLY_SEEN += ["GRANT UPDATE (seen_by, seen_on) ON portal_message TO befriend_app"]


class Migration(migrations.Migration):
    dependencies = [("portal", "0001_initial"), ("people", "0002_the_floor")]

    operations = [
        floor.policy("portal_account", "person_id", also=OWN),
        floor.history("portal_accountevent", "person_id", also=OWN),
        floor.policy("portal_invitation", "person_id"),
        floor.history("portal_invitationevent", "person_id"),
        floor.policy("portal_message", "person_id"),
        floor.history("portal_messageevent", "person_id"),
        floor.policy("portal_wish", "person_id"),
        migrations.RunSQL(
            ONLY_SEEN,
            "GRANT UPDATE, DELETE ON portal_account, portal_message TO befriend_app",
        ),
    ]
