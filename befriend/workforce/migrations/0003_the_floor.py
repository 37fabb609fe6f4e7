"""The policies of what stands between people and practitioners, and of who may see whom."""

from django.db import migrations

from befriend import floor

# Who decides about access sees these, and nobody for whom a conflict is all there is to know.
DECIDES = f"{floor.POSTS} && '{{head,data_protection}}'"
OF_PERSON = f"{floor.SERVICE} OR ({DECIDES} AND befriend_may_see(person_id))"
OF_RESTRICTION = f"{floor.SERVICE} OR EXISTS (SELECT FROM workforce_restriction r WHERE r.id = restriction_id)"
GLASS = f"{floor.SERVICE} OR practitioner_id = {floor.PRACTITIONER} OR 'data_protection' = ANY ({floor.POSTS})"
# In full to whoever wrote it and to the representative; its warning to whoever reaches the person.
INCIDENT = f"practitioner_id = {floor.PRACTITIONER} OR 'representative' = ANY ({floor.POSTS})"


class Migration(migrations.Migration):
    dependencies = [("workforce", "0002_restricted_records"), ("people", "0002_the_floor")]

    operations = [
        floor.policy("workforce_conflict", "person_id"),
        floor.history("workforce_conflictevent", "person_id"),
        floor.policy("workforce_incident", "person_id", also=INCIDENT),
        floor.history("workforce_incidentevent", "person_id", also=INCIDENT),
        floor.rows("workforce_exclusion", OF_PERSON),
        floor.history_rows("workforce_exclusionevent", OF_PERSON),
        floor.rows("workforce_restriction", OF_PERSON),
        floor.history_rows("workforce_restrictionevent", OF_PERSON),
        floor.rows("workforce_reader", OF_RESTRICTION),
        floor.history_rows("workforce_readerevent", OF_RESTRICTION),
        floor.rows("workforce_brokenglass", GLASS),
        floor.history_rows("workforce_brokenglassevent", GLASS),
    ]
