"""The roles' rights, whom somebody may see, and the policies of people."""

from django.db import migrations
from django.db.utils import ProgrammingError

from befriend import floor, roles
from befriend.policies.errors import BefriendError

# History and audit are added to and read; nothing takes a row back.
RIGHTS = """
DO $$ DECLARE one record; BEGIN
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO befriend_app, befriend_counts', current_schema());
    FOR one IN SELECT c.relname AS name, c.relkind AS kind FROM pg_class c
               WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p', 'v', 'S') LOOP
        IF one.kind = 'S' THEN
            EXECUTE format('GRANT USAGE, SELECT ON SEQUENCE %I TO befriend_app', one.name);
        ELSIF one.name ~ '^audit_' OR one.name ~ 'event$' THEN
            EXECUTE format('GRANT SELECT, INSERT ON %I TO befriend_app', one.name);
        ELSE
            EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO befriend_app', one.name);
        END IF;
    END LOOP;
END $$;
GRANT SELECT ON ALL TABLES IN SCHEMA public TO befriend_counts;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO befriend_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO befriend_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO befriend_counts;
"""
NO_RIGHTS = """
ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON TABLES FROM befriend_app, befriend_counts;
ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON SEQUENCES FROM befriend_app;
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM befriend_app, befriend_counts;
REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM befriend_app;
"""

# Tables are named in full: no search path of
# whoever asks is trusted. In this order: never whom one is excluded from; always whom one is with; then
# whom one broke the glass for; then, unless the record is restricted to others, those of one's units.
MAY_SEE = """
CREATE FUNCTION befriend_may_see(whom bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE AS $$
DECLARE
    me bigint := nullif(current_setting('befriend.practitioner', true), '')::bigint;
    today date := nullif(current_setting('befriend.day', true), '')::date;
    restriction bigint;
BEGIN
    IF whom IS NULL OR today IS NULL THEN RETURN false; END IF;
    IF current_setting('befriend.service', true) = 'on' THEN RETURN true; END IF;
    IF EXISTS (SELECT FROM public.workforce_exclusion x
               WHERE x.person_id = whom AND x.practitioner_id = me
                 AND x.from_date <= today AND (x.until_date IS NULL OR x.until_date > today)) THEN
        RETURN false;
    END IF;
    IF public.befriend_is_with(me, whom, today) THEN RETURN true; END IF;
    IF EXISTS (SELECT FROM public.workforce_brokenglass g
               WHERE g.person_id = whom AND g.practitioner_id = me
                 AND g.from_at <= statement_timestamp() AND g.until_at > statement_timestamp()) THEN
        RETURN true;
    END IF;
    SELECT r.id INTO restriction FROM public.workforce_restriction r
    WHERE r.person_id = whom AND r.from_date <= today AND (r.until_date IS NULL OR r.until_date > today);
    IF restriction IS NOT NULL THEN
        RETURN EXISTS (SELECT FROM public.workforce_reader m
                       WHERE m.restriction_id = restriction AND m.practitioner_id = me);
    END IF;
    RETURN public.befriend_is_of_units(whom, today);
END $$
"""

# Whoever supervises or covers the person, now or from a day to come; whom this week's plan proposes;
# and whoever is on duty in their unit while nobody supervises them.
IS_WITH = """
CREATE FUNCTION befriend_is_with(me bigint, whom bigint, today date) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE AS $$
BEGIN
    IF me IS NULL THEN RETURN false; END IF;
    RETURN EXISTS (SELECT FROM public.allocation_relationship r
                   WHERE r.person_id = whom AND r.practitioner_id = me
                     AND (r.until_date IS NULL OR r.until_date > today))
        OR EXISTS (SELECT FROM public.allocation_cover c
                   JOIN public.allocation_relationship r ON r.id = c.relationship_id
                   WHERE r.person_id = whom AND c.practitioner_id = me
                     AND (c.until_date IS NULL OR c.until_date > today))
        OR EXISTS (SELECT FROM public.allocation_plannedallocation p
                   JOIN public.allocation_plan q ON q.id = p.plan_id
                   WHERE p.person_id = whom AND p.practitioner_id = me
                     AND q.state <> 'replaced' AND q.week_start > today - 14)
        OR (EXISTS (SELECT FROM public.allocation_dutyrota d
                    JOIN public.sentences_case k ON k.unit_id = d.unit_id
                    WHERE d.day = today AND d.practitioner_id = me AND k.person_id = whom
                      AND (k.until_date IS NULL OR k.until_date > today))
            AND NOT EXISTS (SELECT FROM public.allocation_relationship r
                            WHERE r.person_id = whom AND r.from_date <= today
                              AND (r.until_date IS NULL OR r.until_date > today)));
END $$
"""

# The unit of a case that is open or to come; of the last one, where all are over.
IS_OF_UNITS = """
CREATE FUNCTION befriend_is_of_units(whom bigint, today date) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE AS $$
DECLARE
    units bigint[] := nullif(current_setting('befriend.units', true), '')::bigint[];
    courts bigint[] := nullif(current_setting('befriend.court_units', true), '')::bigint[];
    found_open boolean;
BEGIN
    IF cardinality(courts) > 0 AND EXISTS (
        SELECT FROM public.sentences_case k JOIN public.sentences_report o ON o.case_id = k.id
        WHERE k.person_id = whom AND k.unit_id = ANY (courts) AND o.done_on IS NULL
          AND (k.until_date IS NULL OR k.until_date > today)
    ) THEN
        RETURN true;
    END IF;
    IF coalesce(cardinality(units), 0) = 0 THEN RETURN false; END IF;
    SELECT bool_or(k.unit_id = ANY (units)) INTO found_open FROM public.sentences_case k
    WHERE k.person_id = whom AND (k.until_date IS NULL OR k.until_date > today);
    IF found_open IS NOT NULL THEN RETURN found_open; END IF;
    RETURN coalesce((SELECT k.unit_id = ANY (units) FROM public.sentences_case k
                     WHERE k.person_id = whom ORDER BY k.from_date DESC LIMIT 1), false);
END $$
"""
FUNCTIONS = {
    "befriend_is_of_units(bigint, date)": IS_OF_UNITS,
    "befriend_is_with(bigint, bigint, date)": IS_WITH,
    "befriend_may_see(bigint)": MAY_SEE,
}

# The database's planner by itself does not see that what was just filled is full.
ANALYSE = """
CREATE FUNCTION befriend_analyse(name regclass) RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN EXECUTE format('ANALYZE %s', name); END $$
"""


def make_roles(_apps, schema_editor) -> None:
    """Make the roles, or say who has to."""
    try:
        schema_editor.execute(roles.MAKE)
    except ProgrammingError as error:
        raise BefriendError(
            "The database has no roles befriend_app and befriend_counts, and this user may not make them. "
            "Let a superuser run once what `befriend roles` prints (docs/running.md)."
        ) from error


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [
        migrations.RunPython(make_roles, migrations.RunPython.noop),
        migrations.RunSQL(RIGHTS, NO_RIGHTS),
        *(
            migrations.RunSQL([body, *floor.counting(signature)], f"DROP FUNCTION {signature}")
            for signature, body in FUNCTIONS.items()
        ),
        migrations.RunSQL(ANALYSE, "DROP FUNCTION befriend_analyse(regclass)"),
        floor.policy("people_person", "id"),
        floor.history("people_personevent", "id"),
        floor.policy("people_fact", "person_id"),
        floor.history("people_factevent", "person_id"),
    ]
