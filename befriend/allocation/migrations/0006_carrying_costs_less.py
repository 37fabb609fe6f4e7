"""The count of what practitioners carry, the same as before, at a third of the cost for a whole unit."""

from django.db import migrations

# Two things are said so that a country's tables are read well. The state of a case by ANY: only the plain
# index answers that, and the one that keeps periods apart takes three times as long for each case. Reports
# are counted once for all cases, and not once for each.
CARRIED = """
CREATE OR REPLACE FUNCTION befriend_carried(
    today date, released date, report_days integer, practitioners bigint[], coming_back boolean
) RETURNS TABLE (practitioner bigint, tier bigint, place bigint, people bigint,
                 standard bigint, fast bigint, oral bigint, parole bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER AS $$
BEGIN
    RETURN QUERY
    WITH theirs AS (
        SELECT CASE WHEN coming_back THEN r.practitioner_id
                    ELSE coalesce(c.practitioner_id, r.practitioner_id) END AS who, r.person_id
        FROM public.allocation_relationship r
        LEFT JOIN public.allocation_cover c ON c.relationship_id = r.id
             AND c.from_date <= today AND (c.until_date IS NULL OR c.until_date > today)
        WHERE r.practitioner_id = ANY (practitioners)
          AND r.from_date <= today AND (r.until_date IS NULL OR r.until_date > today)
          AND (NOT coming_back OR c.id IS NOT NULL)
        UNION ALL
        SELECT c.practitioner_id, r.person_id
        FROM public.allocation_cover c
        JOIN public.allocation_relationship r ON r.id = c.relationship_id
        WHERE NOT coming_back AND c.practitioner_id = ANY (practitioners)
          AND r.practitioner_id <> ALL (practitioners)
          AND c.from_date <= today AND (c.until_date IS NULL OR c.until_date > today)
          AND r.from_date <= today AND (r.until_date IS NULL OR r.until_date > today)
    ), work AS (
        SELECT t.who, k.id AS kase, coalesce(s.tier, 0)::bigint AS tier,
               (CASE WHEN s.place = 2 AND k.release_on <= released THEN 1
                     ELSE coalesce(s.place, 0) END)::bigint AS place
        FROM theirs t
        LEFT JOIN public.sentences_case k ON k.person_id = t.person_id
             AND k.from_date <= today AND (k.until_date IS NULL OR k.until_date > today)
        LEFT JOIN public.sentences_casestate s ON s.case_id = ANY (ARRAY[k.id])
             AND s.from_date <= today AND (s.until_date IS NULL OR s.until_date > today)
        WHERE t.who = ANY (practitioners)
    )
    SELECT w.who, w.tier, w.place, count(*),
           coalesce(sum(d.standard), 0)::bigint, coalesce(sum(d.fast), 0)::bigint,
           coalesce(sum(d.oral), 0)::bigint, coalesce(sum(d.parole), 0)::bigint
    FROM work w
    LEFT JOIN (
        SELECT o.case_id,
               count(*) FILTER (WHERE o.kind = 'standard') AS standard,
               count(*) FILTER (WHERE o.kind = 'fast') AS fast,
               count(*) FILTER (WHERE o.kind = 'oral') AS oral,
               count(*) FILTER (WHERE o.kind = 'parole') AS parole
        FROM public.sentences_report o
        WHERE o.case_id IN (SELECT v.kase FROM work v) AND o.due_on < today + report_days
          AND (o.done_on IS NULL OR o.done_on > today)
        GROUP BY o.case_id
    ) d ON d.case_id = w.kase
    GROUP BY w.who, w.tier, w.place;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("allocation", "0005_plans_count_for_all")]

    # Replaced in place: who owns and may use the function stays. What it answers is the same before.
    operations = [migrations.RunSQL(CARRIED, migrations.RunSQL.noop)]
