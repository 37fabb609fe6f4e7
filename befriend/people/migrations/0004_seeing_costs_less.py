"""Whom somebody may see, in the same words as before, asked in an order that costs a third.

Every row that a page reads is asked about. What settles most rows comes first, and what needs another
look at a table is asked only where it can matter: an expression with a query in it starts that query
even where the words before it have decided.
"""

from django.db import migrations

# Never whom one is excluded from. Then whichever of these holds first: one is with them, the record is
# one's units' and not restricted to others, one is a reader of it, or one broke the glass.
MAY_SEE = """
CREATE OR REPLACE FUNCTION befriend_may_see(whom bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE AS $$
DECLARE
    me bigint := nullif(current_setting('befriend.practitioner', true), '')::bigint;
    today date := nullif(current_setting('befriend.day', true), '')::date;
    reaches boolean := coalesce(current_setting('befriend.units', true), '') NOT IN ('', '{}')
                    OR coalesce(current_setting('befriend.court_units', true), '') NOT IN ('', '{}');
    restriction bigint;
BEGIN
    IF whom IS NULL OR today IS NULL THEN RETURN false; END IF;
    IF current_setting('befriend.service', true) = 'on' THEN RETURN true; END IF;
    IF me IS NULL AND NOT reaches THEN RETURN false; END IF;
    PERFORM FROM public.workforce_exclusion x
    WHERE x.person_id = whom AND x.practitioner_id = me
      AND x.from_date <= today AND (x.until_date IS NULL OR x.until_date > today);
    IF FOUND THEN RETURN false; END IF;
    IF NOT reaches AND public.befriend_is_with(me, whom, today) THEN RETURN true; END IF;
    SELECT r.id INTO restriction FROM public.workforce_restriction r
    WHERE r.person_id = whom AND r.from_date <= today AND (r.until_date IS NULL OR r.until_date > today);
    IF restriction IS NOT NULL THEN
        PERFORM FROM public.workforce_reader m
        WHERE m.restriction_id = restriction AND m.practitioner_id = me;
        IF FOUND THEN RETURN true; END IF;
    ELSIF reaches AND public.befriend_is_of_units(whom, today) THEN
        RETURN true;
    END IF;
    IF reaches AND public.befriend_is_with(me, whom, today) THEN RETURN true; END IF;
    PERFORM FROM public.workforce_brokenglass g
    WHERE g.person_id = whom AND g.practitioner_id = me
      AND g.from_at <= statement_timestamp() AND g.until_at > statement_timestamp();
    RETURN FOUND;
END $$
"""

# Whoever supervises or covers the person, now or from a day to come; whom this week's plan proposes;
# and whoever is on duty in their unit while nobody supervises them.
IS_WITH = """
CREATE OR REPLACE FUNCTION befriend_is_with(me bigint, whom bigint, today date) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE AS $$
BEGIN
    IF me IS NULL THEN RETURN false; END IF;
    PERFORM FROM public.allocation_relationship r
    WHERE r.person_id = whom AND r.practitioner_id = me AND (r.until_date IS NULL OR r.until_date > today);
    IF FOUND THEN RETURN true; END IF;
    PERFORM FROM public.allocation_cover c
    JOIN public.allocation_relationship r ON r.id = c.relationship_id
    WHERE r.person_id = whom AND c.practitioner_id = me AND (c.until_date IS NULL OR c.until_date > today);
    IF FOUND THEN RETURN true; END IF;
    PERFORM FROM public.allocation_plannedallocation p
    JOIN public.allocation_plan q ON q.id = p.plan_id
    WHERE p.person_id = whom AND p.practitioner_id = me
      AND q.state <> 'replaced' AND q.week_start > today - 14;
    IF FOUND THEN RETURN true; END IF;
    PERFORM FROM public.allocation_dutyrota d
    JOIN public.sentences_case k ON k.unit_id = d.unit_id
    WHERE d.day = today AND d.practitioner_id = me AND k.person_id = whom
      AND (k.until_date IS NULL OR k.until_date > today);
    IF NOT FOUND THEN RETURN false; END IF;
    PERFORM FROM public.allocation_relationship r
    WHERE r.person_id = whom AND r.from_date <= today AND (r.until_date IS NULL OR r.until_date > today);
    RETURN NOT FOUND;
END $$
"""

# The unit of a case that is open or to come; of the last one, where all are over.
IS_OF_UNITS = """
CREATE OR REPLACE FUNCTION befriend_is_of_units(whom bigint, today date) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE AS $$
DECLARE
    units bigint[] := nullif(current_setting('befriend.units', true), '')::bigint[];
    courts bigint[] := nullif(current_setting('befriend.court_units', true), '')::bigint[];
    found_open boolean;
BEGIN
    IF cardinality(courts) > 0 THEN
        PERFORM FROM public.sentences_case k JOIN public.sentences_report o ON o.case_id = k.id
        WHERE k.person_id = whom AND k.unit_id = ANY (courts) AND o.done_on IS NULL
          AND (k.until_date IS NULL OR k.until_date > today);
        IF FOUND THEN RETURN true; END IF;
    END IF;
    IF coalesce(cardinality(units), 0) = 0 THEN RETURN false; END IF;
    SELECT bool_or(k.unit_id = ANY (units)) INTO found_open FROM public.sentences_case k
    WHERE k.person_id = whom AND (k.until_date IS NULL OR k.until_date > today);
    IF found_open IS NOT NULL THEN RETURN found_open; END IF;
    RETURN coalesce((SELECT k.unit_id = ANY (units) FROM public.sentences_case k
                     WHERE k.person_id = whom ORDER BY k.from_date DESC LIMIT 1), false);
END $$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0003_changes_are_noted"),
        ("allocation", "0002_the_floor"),
        ("workforce", "0003_the_floor"),
        ("sentences", "0002_the_floor"),
    ]

    # Replaced in place: who owns and may use the functions stays. What they answer is the same before.
    operations = [migrations.RunSQL([IS_OF_UNITS, IS_WITH, MAY_SEE], migrations.RunSQL.noop)]
