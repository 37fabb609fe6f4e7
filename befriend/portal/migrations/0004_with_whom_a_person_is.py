"""With whom a person is: a move is told as one, and nobody is named who may not work with them."""

from django.db import migrations

# As before, but for the kind "moved" and for an appointment with somebody who is barred from the person.
MY_PRACTITIONERS = """
CREATE OR REPLACE FUNCTION befriend_my_practitioners()
RETURNS TABLE (practitioner bigint, name text, how text, from_date date, until_date date, told text)
LANGUAGE plpgsql STABLE SECURITY DEFINER AS $$
DECLARE
    me bigint := nullif(current_setting('befriend.person', true), '')::bigint;
    today date := nullif(current_setting('befriend.day', true), '')::date;
BEGIN
    RETURN QUERY
    SELECT p.id, p.name::text, 'officer', r.from_date, r.until_date,
           CASE WHEN r.why_changed IN ('left', 'absent', 'asked', 'moved', 'ended') THEN r.why_changed::text
                ELSE 'workload' END
    FROM public.allocation_relationship r JOIN public.workforce_practitioner p ON p.id = r.practitioner_id
    WHERE r.person_id = me
    UNION ALL
    SELECT p.id, p.name::text, 'cover', c.from_date, c.until_date, ''
    FROM public.allocation_cover c
    JOIN public.allocation_relationship r ON r.id = c.relationship_id
    JOIN public.workforce_practitioner p ON p.id = c.practitioner_id
    WHERE r.person_id = me
    UNION ALL
    SELECT DISTINCT p.id, p.name::text, 'contact', NULL::date, NULL::date, ''
    FROM public.supervision_contact k JOIN public.workforce_practitioner p ON p.id = k.practitioner_id
    WHERE k.person_id = me
      AND NOT EXISTS (SELECT FROM public.workforce_exclusion x
                      WHERE x.person_id = me AND x.practitioner_id = p.id
                        AND x.from_date <= today AND (x.until_date IS NULL OR x.until_date > today))
      AND NOT EXISTS (SELECT FROM public.workforce_conflict c
                      WHERE c.person_id = me AND c.practitioner_id = p.id
                        AND c.from_date <= today AND (c.until_date IS NULL OR c.until_date > today));
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("portal", "0003_what_a_person_reads"), ("workforce", "0003_the_floor")]

    operations = [migrations.RunSQL(MY_PRACTITIONERS, migrations.RunSQL.noop)]
