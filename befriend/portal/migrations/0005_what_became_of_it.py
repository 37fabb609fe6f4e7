"""What became of what a person asked: every receipt, who is away, and who answered them."""

from django.db import migrations

from befriend import floor

# A receipt stays, whatever becomes of what it is about: also of what the person may not read, and of what
# they may no longer. Of that neither the words nor who said it are in it.
MY_CONTESTS = """
CREATE FUNCTION befriend_my_contests()
RETURNS TABLE (contest bigint, stated bigint, key text, words text, received_on date, answer_by date,
               decided_on date, decision text, reasons text)
LANGUAGE plpgsql STABLE SECURITY DEFINER AS $$
BEGIN
    RETURN QUERY
    SELECT c.id, f.id, f.key::text, c.words, c.received_on, c.answer_by, c.decided_on, c.decision::text, c.reasons
    FROM public.people_contest c JOIN public.people_fact f ON f.id = c.statement_id
    WHERE f.person_id = nullif(current_setting('befriend.person', true), '')::bigint;
END $$
"""
# That somebody is away, and nothing of why or until when. Only of who supervises or covers the person today.
MY_ABSENT = """
CREATE FUNCTION befriend_my_absent() RETURNS TABLE (practitioner bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER AS $$
DECLARE
    me bigint := nullif(current_setting('befriend.person', true), '')::bigint;
    today date := nullif(current_setting('befriend.day', true), '')::date;
BEGIN
    RETURN QUERY
    SELECT a.practitioner_id FROM public.workforce_absence a
    WHERE a.from_date <= today AND (a.until_date IS NULL OR a.until_date > today) AND EXISTS (
        SELECT FROM public.allocation_relationship r
        LEFT JOIN public.allocation_cover c ON c.relationship_id = r.id
            AND c.from_date <= today AND (c.until_date IS NULL OR c.until_date > today)
        WHERE r.person_id = me AND r.from_date <= today AND (r.until_date IS NULL OR r.until_date > today)
          AND a.practitioner_id IN (r.practitioner_id, c.practitioner_id));
END $$
"""
# The names of those who wrote to the person.
MY_ANSWERS = """
CREATE FUNCTION befriend_my_answers() RETURNS TABLE (writer text, name text)
LANGUAGE plpgsql STABLE SECURITY DEFINER AS $$
BEGIN
    RETURN QUERY
    SELECT DISTINCT p.ref::text, p.name::text
    FROM public.portal_message m JOIN public.workforce_practitioner p ON p.ref = m.written_by
    WHERE m.person_id = nullif(current_setting('befriend.person', true), '')::bigint;
END $$
"""
INSIDE = {
    "befriend_my_contests()": MY_CONTESTS,
    "befriend_my_absent()": MY_ABSENT,
    "befriend_my_answers()": MY_ANSWERS,
}


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0004_with_whom_a_person_is"),
        ("people", "0010_seeing_costs_least"),
        ("workforce", "0003_the_floor"),
    ]

    operations = [
        migrations.RunSQL(
            [
                body,
                *floor.counting(signature),
                f"GRANT EXECUTE ON FUNCTION {signature} TO befriend_person",
            ],
            f"DROP FUNCTION {signature}",
        )
        for signature, body in INSIDE.items()
    ]
