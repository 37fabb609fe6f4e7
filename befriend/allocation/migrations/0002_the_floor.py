"""The policies of who is with whom, and the counts that stay true for whoever may not see all."""

from django.db import migrations

from befriend import floor

OF_RELATIONSHIP = (
    f"{floor.SERVICE} OR EXISTS (SELECT FROM allocation_relationship r WHERE r.id = relationship_id)"
)
OF_OBJECTION = (
    f"{floor.SERVICE} OR EXISTS (SELECT FROM allocation_plannedallocation p WHERE p.id = planned_id)"
    " OR EXISTS (SELECT FROM sentences_case k WHERE k.id = case_id)"
)

# Work by the practitioner who carries it (the cover, if there is one): counts by tier and place, with the
# reports due by kind. Nobody's key, name or reference is in it. Somebody released by `released` counts as on
# licence. With `coming_back`, the work of these practitioners that others cover, by whose it is.
CARRIED = """
CREATE FUNCTION befriend_carried(
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
        LEFT JOIN public.sentences_casestate s ON s.case_id = k.id
             AND s.from_date <= today AND (s.until_date IS NULL OR s.until_date > today)
        WHERE t.who = ANY (practitioners)
    )
    SELECT w.who, w.tier, w.place, count(*),
           coalesce(sum(d.standard), 0)::bigint, coalesce(sum(d.fast), 0)::bigint,
           coalesce(sum(d.oral), 0)::bigint, coalesce(sum(d.parole), 0)::bigint
    FROM work w
    LEFT JOIN LATERAL (
        SELECT count(*) FILTER (WHERE o.kind = 'standard') AS standard,
               count(*) FILTER (WHERE o.kind = 'fast') AS fast,
               count(*) FILTER (WHERE o.kind = 'oral') AS oral,
               count(*) FILTER (WHERE o.kind = 'parole') AS parole
        FROM public.sentences_report o
        WHERE o.case_id = w.kase AND o.due_on < today + report_days
          AND (o.done_on IS NULL OR o.done_on > today)
    ) d ON true
    GROUP BY w.who, w.tier, w.place;
END $$
"""

# Who may not supervise whom, whether for a conflict or because the record is closed to them. It never says
# which: for whoever plans there is only a conflict.
BARRED = """
CREATE FUNCTION befriend_barred(whom bigint[], today date)
RETURNS TABLE (person bigint, practitioner bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER AS $$
BEGIN
    RETURN QUERY
    SELECT c.person_id, c.practitioner_id FROM public.workforce_conflict c
    WHERE c.person_id = ANY (whom)
      AND c.from_date <= today AND (c.until_date IS NULL OR c.until_date > today)
    UNION
    SELECT x.person_id, x.practitioner_id FROM public.workforce_exclusion x
    WHERE x.person_id = ANY (whom)
      AND x.from_date <= today AND (x.until_date IS NULL OR x.until_date > today);
END $$
"""

# Of those who wait in these units, the ones whom whoever asks may not see: counts by tier and place.
HIDDEN = """
CREATE FUNCTION befriend_hidden_waiting(units bigint[], today date, until date)
RETURNS TABLE (waiting_for smallint, tier bigint, place bigint, people bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER AS $$
BEGIN
    RETURN QUERY
    SELECT w.waiting_for, coalesce(s.tier, 0)::bigint,
           (CASE WHEN s.place = 2 AND k.release_on <= until THEN 1 ELSE coalesce(s.place, 0) END)::bigint,
           count(*)
    FROM public.allocation_waiting w
    LEFT JOIN public.sentences_case k ON k.person_id = w.person_id
         AND k.from_date <= today AND (k.until_date IS NULL OR k.until_date > today)
    LEFT JOIN public.sentences_casestate s ON s.case_id = k.id
         AND s.from_date <= today AND (s.until_date IS NULL OR s.until_date > today)
    WHERE w.unit_id = ANY (units)
      AND w.from_date <= until AND (w.until_date IS NULL OR w.until_date > until)
      AND NOT public.befriend_may_see(w.person_id)
    GROUP BY 1, 2, 3;
END $$
"""

# The kinds of the reports due from these practitioners: a count of each.
REPORTS = """
CREATE FUNCTION befriend_reports_due(practitioners bigint[], today date, before date)
RETURNS TABLE (kind varchar, reports bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER AS $$
BEGIN
    RETURN QUERY
    SELECT o.kind, count(*)
    FROM public.allocation_relationship r
    JOIN public.sentences_case k ON k.person_id = r.person_id
         AND k.from_date <= today AND (k.until_date IS NULL OR k.until_date > today)
    JOIN public.sentences_report o ON o.case_id = k.id
         AND o.due_on < before AND (o.done_on IS NULL OR o.done_on > today)
    WHERE r.practitioner_id = ANY (practitioners)
      AND r.from_date <= today AND (r.until_date IS NULL OR r.until_date > today)
    GROUP BY o.kind;
END $$
"""
COUNTS = {
    "befriend_carried(date, date, integer, bigint[], boolean)": CARRIED,
    "befriend_barred(bigint[], date)": BARRED,
    "befriend_hidden_waiting(bigint[], date, date)": HIDDEN,
    "befriend_reports_due(bigint[], date, date)": REPORTS,
}
OF_PEOPLE = ("relationship", "supervisorrequest", "plannedallocation", "plannedwaiting", "waiting")


class Migration(migrations.Migration):
    dependencies = [
        ("allocation", "0001_initial"),
        ("workforce", "0003_the_floor"),
        ("sentences", "0002_the_floor"),
    ]

    operations = [
        *(
            migrations.RunSQL([body, *floor.counting(signature)], f"DROP FUNCTION {signature}")
            for signature, body in COUNTS.items()
        ),
        *(floor.policy(f"allocation_{table}", "person_id") for table in OF_PEOPLE),
        *(floor.history(f"allocation_{table}event", "person_id") for table in OF_PEOPLE),
        floor.rows("allocation_cover", OF_RELATIONSHIP),
        floor.history_rows("allocation_coverevent", OF_RELATIONSHIP),
        floor.rows("allocation_objection", OF_OBJECTION),
        floor.history_rows("allocation_objectionevent", OF_OBJECTION),
        # What a program was answered names people: for the user it acts for alone.
        floor.own_rows("allocation_idempotency"),
    ]
