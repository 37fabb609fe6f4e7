"""What a person reads of themselves: a few tables, as a role of its own that writes nothing.

Whatever is not named here, that role has no right to: no other person, nobody's load, no exclusion, no
note for the safety of staff. Tables made later are closed to it by themselves.
"""

from django.db import migrations
from django.db.utils import ProgrammingError

from befriend import floor, roles
from befriend.policies.errors import BefriendError

# So plain that the database puts it into each question, and finds rows by it.
IS_ME = """
CREATE FUNCTION befriend_is_me(whom bigint) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT whom = nullif(current_setting('befriend.person', true), '')::bigint
$$
"""
# Not what a victim said, whatever else is decided about it; and nothing whose source is not written down.
TOLD_ME = """
CREATE FUNCTION befriend_told_me(stated bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM public.people_source s JOIN public.people_fact f ON f.id = s.statement_id
        WHERE f.id = stated AND s.shown IN ('shown', 'gist') AND s.kind <> 'victim'
          AND f.person_id = nullif(current_setting('befriend.person', true), '')::bigint);
END $$
"""
# A source told in gist: the gist, and neither who it was nor their words.
MY_GISTS = """
CREATE FUNCTION befriend_my_gists() RETURNS TABLE (stated bigint, gist text)
LANGUAGE plpgsql STABLE SECURITY DEFINER AS $$
BEGIN
    RETURN QUERY
    SELECT s.statement_id, s.gist
    FROM public.people_source s JOIN public.people_fact f ON f.id = s.statement_id
    WHERE s.shown = 'gist' AND s.kind <> 'victim'
      AND f.person_id = nullif(current_setting('befriend.person', true), '')::bigint;
END $$
"""
# Names of those with whom the person is, was, is covered or has an appointment. Of why it changed only the
# kinds that befriend.allocation.queries.changes tells; a conflict or a closed record looks like any other
# sharing out of work.
MY_PRACTITIONERS = """
CREATE FUNCTION befriend_my_practitioners()
RETURNS TABLE (practitioner bigint, name text, how text, from_date date, until_date date, told text)
LANGUAGE plpgsql STABLE SECURITY DEFINER AS $$
DECLARE
    me bigint := nullif(current_setting('befriend.person', true), '')::bigint;
BEGIN
    RETURN QUERY
    SELECT p.id, p.name::text, 'officer', r.from_date, r.until_date,
           CASE WHEN r.why_changed IN ('left', 'absent', 'asked', 'ended') THEN r.why_changed::text
                ELSE 'workload' END
    FROM public.allocation_relationship r JOIN public.workforce_practitioner p ON p.id = r.practitioner_id
    WHERE r.person_id = me
    UNION ALL
    SELECT p.id, p.name::text, 'cover', c.from_date, c.until_date, ''
    FROM public.allocation_cover c
    JOIN public.allocation_relationship r ON r.id = c.relationship_id
    JOIN public.workforce_practitioner p ON p.id = c.practitioner_id
    WHERE r.person_id = me
    UNION ALL
    SELECT DISTINCT p.id, p.name::text, 'contact', NULL::date, NULL::date, ''
    FROM public.supervision_contact k JOIN public.workforce_practitioner p ON p.id = k.practitioner_id
    WHERE k.person_id = me;
END $$
"""
INSIDE = {
    "befriend_told_me(bigint)": TOLD_ME,
    "befriend_my_gists()": MY_GISTS,
    "befriend_my_practitioners()": MY_PRACTITIONERS,
}
# Asked by policies that hold for everybody; to this role they answer no.
ASKED = ("befriend_may_see(bigint)", "befriend_reads_source(bigint, text, text)", "befriend_is_me(bigint)")

ME = "befriend_is_me(person_id)"
KEYS = "(SELECT nullif(current_setting('befriend.keys', true), ''))::text[]"
# By table: what is shown of it beside what its other policies show. Goals, steps, agreements, confirmations
# and contests follow from what they belong to.
SHOWN = {
    "people_person": "befriend_is_me(id)",
    "people_fact": f"{ME} AND awaits = '' AND key = ANY ({KEYS}) AND befriend_told_me(id)",
    "people_source": "shown = 'shown' AND kind <> 'victim'"
    " AND EXISTS (SELECT FROM people_fact f WHERE f.id = statement_id)",
    "supervision_contact": ME,
    "supervision_supervisionplan": ME,
    "allocation_relationship": ME,
    "portal_account": ME,
    "portal_message": ME,
    "portal_wish": ME,
}
WHOLE = (
    *(table for table in SHOWN if table != "allocation_relationship"),
    *("people_confirmation", "people_contest"),
    *("supervision_agreement", "supervision_goal", "supervision_step"),
    # What kind of database this is, and what offices are called that own what was not done.
    *("identity_nature", "workforce_office", "workforce_unit"),
)
# Neither why it changed, nor whether it may go on, nor who decided that.
OF_RELATIONSHIPS = "id, person_id, practitioner_id, from_date, until_date"
READS = [
    "GRANT USAGE ON SCHEMA public TO befriend_person",
    *(f"CREATE POLICY own_page ON {table} FOR SELECT TO befriend_person USING ({shown})"
      for table, shown in SHOWN.items()),
    *(f"GRANT SELECT ON {table} TO befriend_person" for table in WHOLE),
    f"GRANT SELECT ({OF_RELATIONSHIPS}) ON allocation_relationship TO befriend_person",
    *(f"GRANT EXECUTE ON FUNCTION {function} TO befriend_person" for function in (*INSIDE, *ASKED)),
]  # fmt: skip
READS_NO_MORE = [
    *(f"DROP POLICY own_page ON {table}" for table in SHOWN),
    "REVOKE ALL ON ALL TABLES IN SCHEMA public FROM befriend_person",
    "REVOKE ALL ON ALL FUNCTIONS IN SCHEMA public FROM befriend_person",
    "REVOKE ALL ON SCHEMA public FROM befriend_person",
]
# That somebody looked at their own page is nobody's but theirs.
OWN_LOOKS = """
CREATE POLICY own_looks ON audit_line AS RESTRICTIVE FOR SELECT USING (
    role <> 'person' OR kind <> 'looked'
    OR (SELECT current_setting('befriend.service', true)) = 'on'
    OR "by" = (SELECT nullif(current_setting('befriend.by', true), '')))
"""


def make_role(_apps, schema_editor) -> None:
    """Make the role, or say who has to."""
    try:
        schema_editor.execute(roles.MAKE)
    except ProgrammingError as error:
        raise BefriendError(
            "The database has no role befriend_person, and this user may not make it. "
            "Let a superuser run once what `befriend roles` prints (docs/running.md)."
        ) from error


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0002_the_floor"),
        ("people", "0010_seeing_costs_least"),
        ("supervision", "0005_plans_on_the_floor"),
        ("allocation", "0009_handover_on_the_floor"),
        ("audit", "0005_only_the_owner_erases"),
    ]

    operations = [
        migrations.RunPython(make_role, migrations.RunPython.noop),
        migrations.RunSQL(IS_ME, "DROP FUNCTION befriend_is_me(bigint)"),
        *(
            migrations.RunSQL([body, *floor.counting(signature)], f"DROP FUNCTION {signature}")
            for signature, body in INSIDE.items()
        ),
        migrations.RunSQL(READS, READS_NO_MORE),
        migrations.RunSQL(OWN_LOOKS, "DROP POLICY own_looks ON audit_line"),
    ]
