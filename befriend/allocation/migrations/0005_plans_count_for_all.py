"""What a plan does for people whom whoever asks may not see: counts that name nobody."""

from django.db import migrations

from befriend import floor

# A row for each practitioner to whom the plan still proposes somebody hidden, and one (of no practitioner)
# for those hidden whom it leaves waiting and who wait still.
HIDDEN_PLAN = """
CREATE FUNCTION befriend_hidden_plan(which bigint, until date)
RETURNS TABLE (practitioner bigint, people bigint, points bigint, first_order bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER AS $$
BEGIN
    RETURN QUERY
    SELECT p.practitioner_id, count(*), sum(p.points)::bigint, 0::bigint
    FROM public.allocation_plannedallocation p
    WHERE p.plan_id = which AND p.state = 'proposed' AND NOT public.befriend_may_see(p.person_id)
    GROUP BY p.practitioner_id
    UNION ALL
    SELECT NULL, count(*), coalesce(sum(l.points), 0)::bigint, count(*) FILTER (WHERE l.first_order)
    FROM public.allocation_plannedwaiting l
    JOIN public.allocation_waiting w ON w.person_id = l.person_id AND w.waiting_for = l.waiting_for
         AND w.from_date <= until AND (w.until_date IS NULL OR w.until_date > until)
    WHERE l.plan_id = which AND NOT public.befriend_may_see(l.person_id);
END $$
"""
SIGNATURE = "befriend_hidden_plan(bigint, date)"


class Migration(migrations.Migration):
    dependencies = [("allocation", "0004_history_only_grows")]

    operations = [
        migrations.RunSQL([HIDDEN_PLAN, *floor.counting(SIGNATURE)], f"DROP FUNCTION {SIGNATURE}"),
    ]
