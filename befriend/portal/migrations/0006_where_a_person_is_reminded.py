"""A person reads where they are reminded of appointments, and whether they want it."""

from django.db import migrations

READS = [
    "CREATE POLICY own_page ON people_contactdetail FOR SELECT TO befriend_person"
    " USING (befriend_is_me(person_id) AND ended_on IS NULL)",
    "GRANT SELECT ON people_contactdetail TO befriend_person",
]
READS_NO_MORE = [
    "DROP POLICY own_page ON people_contactdetail",
    "REVOKE ALL ON people_contactdetail FROM befriend_person",
]


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0005_what_became_of_it"),
        ("people", "0012_details_on_the_floor"),
    ]

    operations = [migrations.RunSQL(READS, READS_NO_MORE)]
