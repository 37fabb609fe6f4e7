"""Who is barred from whom is told of people whom whoever asks may see, and of nobody else."""

from django.db import migrations

# A superuser, whom nothing binds, may ask outside of every context; the app's role finds nothing there.
BARRED = """
CREATE OR REPLACE FUNCTION befriend_barred(whom bigint[], today date)
RETURNS TABLE (person bigint, practitioner bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER AS $$
DECLARE
    unbound boolean := coalesce(current_setting('befriend.day', true), '') = ''
                   AND (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = session_user);
BEGIN
    RETURN QUERY
    SELECT c.person_id, c.practitioner_id FROM public.workforce_conflict c
    WHERE c.person_id = ANY (whom) AND (unbound OR public.befriend_may_see(c.person_id))
      AND c.from_date <= today AND (c.until_date IS NULL OR c.until_date > today)
    UNION
    SELECT x.person_id, x.practitioner_id FROM public.workforce_exclusion x
    WHERE x.person_id = ANY (whom) AND (unbound OR public.befriend_may_see(x.person_id))
      AND x.from_date <= today AND (x.until_date IS NULL OR x.until_date > today);
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("allocation", "0006_carrying_costs_less"), ("people", "0005_what_is_asked_stays_inside")]

    operations = [migrations.RunSQL(BARRED, migrations.RunSQL.noop)]
