"""A proposal shows somebody only while it stands and their record is open; what the functions ask stays inside.

Whoever reads the database as the app's role may call only what answers about people they may see.
"""

from django.db import migrations

from befriend import floor

# The unit of a case that is open or to come; of the last one, where all are over. Whoever it is about.
OF_UNITS = """
CREATE FUNCTION befriend_of_units(whom bigint, today date) RETURNS boolean
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

# The same of those whom whoever asks may see: for policies.
IS_OF_UNITS = """
CREATE OR REPLACE FUNCTION befriend_is_of_units(whom bigint, today date) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE AS $$
BEGIN
    RETURN public.befriend_may_see(whom) AND public.befriend_of_units(whom, today);
END $$
"""

# Whoever supervises or covers the person, now or from a day to come; and whoever is on duty in their
# unit while nobody supervises them.
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

# Whom a plan in force proposes, while nobody has decided it.
IS_PROPOSED = """
CREATE FUNCTION befriend_is_proposed(me bigint, whom bigint, today date) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE AS $$
BEGIN
    PERFORM FROM public.allocation_plannedallocation p
    JOIN public.allocation_plan q ON q.id = p.plan_id
    WHERE p.person_id = whom AND p.practitioner_id = me AND p.state = 'proposed'
      AND q.state <> 'replaced' AND q.week_start > today - 14;
    RETURN FOUND;
END $$
"""

# Never whom one is excluded from. Then whichever of these holds first: one is with them, the record is
# open and one is proposed for them or it is of one's units, one is a reader of it, or one broke the glass.
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
    ELSIF public.befriend_is_proposed(me, whom, today) THEN
        RETURN true;
    ELSIF reaches AND public.befriend_of_units(whom, today) THEN
        RETURN true;
    END IF;
    IF reaches AND public.befriend_is_with(me, whom, today) THEN RETURN true; END IF;
    PERFORM FROM public.workforce_brokenglass g
    WHERE g.person_id = whom AND g.practitioner_id = me
      AND g.from_at <= statement_timestamp() AND g.until_at > statement_timestamp();
    RETURN FOUND;
END $$
"""

INSIDE = ("befriend_of_units(bigint, date)", "befriend_is_proposed(bigint, bigint, date)")
NOBODYS = [
    f"REVOKE EXECUTE ON FUNCTION {each} FROM befriend_app"
    for each in (*INSIDE, "befriend_is_with(bigint, bigint, date)")
]
# What has been migrated is the owner's to write down.
MIGRATED = "REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON django_migrations FROM befriend_app"


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0004_seeing_costs_less"),
        ("workforce", "0005_reasons_are_read_by_who_decides"),
    ]

    operations = [
        migrations.RunSQL(
            [
                *(OF_UNITS, *floor.counting(INSIDE[0]), IS_PROPOSED, *floor.counting(INSIDE[1])),
                *(IS_WITH, MAY_SEE, IS_OF_UNITS, *NOBODYS, MIGRATED),
            ],
            migrations.RunSQL.noop,
        )
    ]
