"""A comment is shown as a row to whoever reaches the person; its words, without them, to everybody.

A trial holds nobody. Who said something of it, where that was somebody supervised, stays with those who
reach them; what they said they agreed to have published, and `befriend_comments` tells it without them.
"""

from django.db import migrations

from befriend import floor

COMMENTS = """
CREATE FUNCTION befriend_comments(of_trial bigint)
RETURNS TABLE (comment bigint, voice text, words text, said_on date, removed int, removed_on date)
LANGUAGE plpgsql STABLE SECURITY DEFINER AS $$
BEGIN
    RETURN QUERY
    SELECT c.id, c.voice::text, c.words, c.said_on, c.removed, c.removed_on
    FROM public.evidence_comment c
    WHERE c.trial_id = of_trial AND c.withdrawn_on IS NULL
    ORDER BY c.id;
END $$
"""
# Who of the practitioners said what: for those who work here.
A_PRACTITIONERS = f"person_id IS NULL AND {floor.PRACTITIONER} IS NOT NULL"
SIGNATURE = "befriend_comments(bigint)"


class Migration(migrations.Migration):
    dependencies = [("evidence", "0001_initial"), ("people", "0002_the_floor")]

    operations = [
        floor.append_only("evidence_trialevent"),
        floor.policy("evidence_comment", "person_id", also=A_PRACTITIONERS),
        floor.history("evidence_commentevent", "person_id", also=A_PRACTITIONERS),
        migrations.RunSQL([COMMENTS, *floor.counting(SIGNATURE)], f"DROP FUNCTION {SIGNATURE}"),
    ]
