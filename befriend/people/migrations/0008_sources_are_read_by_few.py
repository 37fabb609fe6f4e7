"""Who reads a statement's source, that it is still true, and what is contested."""

from django.db import migrations

from befriend import floor, history

OF_STATEMENT = f"{floor.SERVICE} OR EXISTS (SELECT FROM people_fact s WHERE s.id = statement_id)"

# A source that is withheld is read by whoever works with the person, wrote it down, or answers for
# victims or for data protection; never by everybody who may open the record.
READS_SOURCE = """
CREATE FUNCTION befriend_reads_source(stated bigint, shown text, decided_by text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE AS $$
DECLARE
    whom bigint;
    writer text;
    me bigint := nullif(current_setting('befriend.practitioner', true), '')::bigint;
    today date := nullif(current_setting('befriend.day', true), '')::date;
BEGIN
    SELECT s.person_id, s.recorded_by INTO whom, writer FROM public.people_fact s WHERE s.id = stated;
    IF whom IS NULL OR NOT public.befriend_may_see(whom) THEN RETURN false; END IF;
    IF shown <> 'withheld' THEN RETURN true; END IF;
    IF current_setting('befriend.by', true) IN (writer, decided_by) THEN RETURN true; END IF;
    IF nullif(current_setting('befriend.posts', true), '')::text[] && ARRAY['victim_liaison', 'data_protection']
    THEN RETURN true; END IF;
    RETURN public.befriend_is_with(me, whom, today);
END $$
"""
SIGNATURE = "befriend_reads_source(bigint, text, text)"
SHOWN = f"{floor.SERVICE} OR befriend_reads_source(statement_id, shown, decided_by)"


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0007_sources_and_contests"),
    ]

    operations = [
        migrations.RunSQL([READS_SOURCE, *floor.counting(SIGNATURE)], f"DROP FUNCTION {SIGNATURE}"),
        floor.rows("people_source", SHOWN),
        floor.history_rows("people_sourceevent", SHOWN),
        floor.rows("people_confirmation", OF_STATEMENT),
        floor.history_rows("people_confirmationevent", OF_STATEMENT),
        floor.rows("people_contest", OF_STATEMENT),
        floor.history_rows("people_contestevent", OF_STATEMENT),
        history.adopted("people_sourceevent", "people_confirmationevent", "people_contestevent"),
    ]
