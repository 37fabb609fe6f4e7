"""A person reads what trials of policies found, and what they said of them themselves."""

from django.db import migrations

# Not who asked for it, and not the pictures of its page.
OF_TRIALS = "id, state, policy, against, country, months, ended_at, result, name"
READS = [
    "CREATE POLICY own_page ON evidence_comment FOR SELECT TO befriend_person"
    " USING (befriend_is_me(person_id))",
    "GRANT SELECT ON evidence_comment TO befriend_person",
    f"GRANT SELECT ({OF_TRIALS}) ON evidence_trial TO befriend_person",
]
READS_NO_MORE = [
    "DROP POLICY own_page ON evidence_comment",
    "REVOKE ALL ON evidence_comment, evidence_trial FROM befriend_person",
]


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0006_where_a_person_is_reminded"),
        ("evidence", "0002_the_floor"),
    ]

    operations = [migrations.RunSQL(READS, READS_NO_MORE)]
