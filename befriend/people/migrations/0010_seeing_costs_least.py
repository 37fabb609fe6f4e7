"""Whom somebody may see, in the same words as before, for less than half: most rows are of one's own units.

Whether a case that is open is of one's units is asked here, and not in a function of its own, before
what seldom holds: each call of a function, and each look at a table, costs as much as all the rest.
"""

from django.db import migrations

# Never whom one is excluded from. Then whichever of these holds first: one is with them, the record is
# open and it is of one's units or one is proposed for them, one is a reader of it, or one broke the glass.
MAY_SEE = """
CREATE OR REPLACE FUNCTION befriend_may_see(whom bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE AS $$
DECLARE
    me bigint := nullif(current_setting('befriend.practitioner', true), '')::bigint;
    today date := nullif(current_setting('befriend.day', true), '')::date;
    units bigint[] := nullif(nullif(current_setting('befriend.units', true), ''), '{}')::bigint[];
    reaches boolean := units IS NOT NULL
                    OR coalesce(current_setting('befriend.court_units', true), '') NOT IN ('', '{}');
    restriction bigint;
    is_ours boolean;
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
    ELSE
        IF units IS NOT NULL THEN
            SELECT bool_or(k.unit_id = ANY (units)) INTO is_ours FROM public.sentences_case k
            WHERE k.person_id = whom AND (k.until_date IS NULL OR k.until_date > today);
            IF is_ours THEN RETURN true; END IF;
        END IF;
        IF public.befriend_is_proposed(me, whom, today) THEN RETURN true; END IF;
        IF reaches AND public.befriend_of_units(whom, today) THEN RETURN true; END IF;
    END IF;
    IF reaches AND public.befriend_is_with(me, whom, today) THEN RETURN true; END IF;
    PERFORM FROM public.workforce_brokenglass g
    WHERE g.person_id = whom AND g.practitioner_id = me
      AND g.from_at <= statement_timestamp() AND g.until_at > statement_timestamp();
    RETURN FOUND;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0009_reviewers_are_independent")]

    # Replaced in place: who owns and may use the function stays. What it answers is the same before.
    operations = [migrations.RunSQL(MAY_SEE, migrations.RunSQL.noop)]
