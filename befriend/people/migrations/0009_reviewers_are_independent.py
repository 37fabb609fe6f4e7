"""Nobody decides about what is contested of a person with whom they work."""

from django.db import migrations

from befriend import floor

# Asked with the rights of the role that counts, since who is with whom is not everybody's to read. It
# answers only by refusing what somebody does in their own name.
INDEPENDENT = """
CREATE FUNCTION befriend_reviewer_is_independent() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    whom bigint;
    writer text;
    reviewing bigint;
BEGIN
    SELECT s.person_id, s.recorded_by INTO whom, writer FROM public.people_fact s WHERE s.id = NEW.statement_id;
    SELECT p.id INTO reviewing FROM public.workforce_practitioner p WHERE p.ref = NEW.reviewer;
    IF NEW.reviewer = writer OR public.befriend_is_with(reviewing, whom, NEW.decided_on) THEN
        RAISE EXCEPTION 'whoever decides about a statement is independent of it'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'a_reviewer_works_with_nobody_they_decide_about';
    END IF;
    RETURN NEW;
END $$
"""
SIGNATURE = "befriend_reviewer_is_independent()"
TRIGGER = """
CREATE TRIGGER a_reviewer_is_independent BEFORE UPDATE OF decision ON people_contest
FOR EACH ROW WHEN (NEW.decision <> '' AND OLD.decision = '')
EXECUTE FUNCTION befriend_reviewer_is_independent()
"""


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0008_sources_are_read_by_few"),
    ]

    operations = [
        migrations.RunSQL([INDEPENDENT, *floor.counting(SIGNATURE)], f"DROP FUNCTION {SIGNATURE}"),
        migrations.RunSQL(TRIGGER, "DROP TRIGGER a_reviewer_is_independent ON people_contest"),
    ]
