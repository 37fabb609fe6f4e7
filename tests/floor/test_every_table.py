"""Every table of the database is bound by a policy, or stands here with the reason why it holds nobody."""

from __future__ import annotations

import pytest
from django.db import connection, transaction

from befriend import roles

pytestmark = pytest.mark.django_db

# Tables whose rows are about nobody who is supervised, by table or by the beginning of a family of them.
HOLD_NOBODY: dict[str, str] = {
    "account_*": "addresses of staff who sign in",
    "socialaccount_*": "how staff sign in through an organisation",
    "mfa_authenticator": "second factors of staff",
    "usersessions_usersession": "where staff are signed in",
    "axes_*": "sign-ins that failed: names of staff accounts under digests",
    "auth_*": "Django's groups, which nobody is in",
    "django_*": "Django's own: kinds of model, migrations, sessions of staff",
    "identity_*": "accounts, tokens and counts of uses, all of staff",
    "procrastinate_*": "jobs carry the key of a message or nothing, never a person: tests/outbox",
    "audit_link": "numbers and digests of the chain",
    "workforce_unit*": "units and which is below which",
    "workforce_office*": "offices of staff and who holds them",
    "workforce_practitioner*": "staff",
    "workforce_posting*": "where staff work",
    "workforce_absence*": "when staff are away",
    "workforce_reduction*": "reduced work of staff",
    "workforce_training*": "trainings of staff",
    "workforce_told*": "what offices and staff were told: keys and numbers, never a person's name",
    "outbox_pulse": "when a worker last lived",
    "allocation_plan": "plans: a unit, a week and numbers",
    "allocation_planevent": "the same",
    "allocation_capacitynotice*": "notices: counts and the words of an office",
    "allocation_dutyrota*": "who of the staff is on duty",
    "allocation_exceedorder*": "orders to staff",
    "allocation_inheritedoverload*": "points of staff over the cap",
    "allocation_load": "points of staff by day",
    "pghistory_context": "never written: the audit says who did it",
    "allocation_stoplistentry*": "kinds of work that may stop",
    "evidence_trial*": "trials of policies on made-up countries, and who of the staff asked for them",
    "documents_recipient*": "offices of organisations to which papers go; never a human being",
    "supervision_calendarfeed*": "digests of the secret addresses of calendars of staff",
}
POINTS_TO_A_PERSON = {"person_id", "case_id", "relationship_id", "people"}

TABLES = """
    SELECT c.relname, c.relrowsecurity AND c.relforcerowsecurity
                      AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid
                                  AND p.polpermissive AND p.polroles = '{0}')
    FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
"""
LEADING = """
    WITH RECURSIVE leads AS (
        SELECT 'people_person'::regclass::oid AS at
        UNION
        SELECT f.conrelid FROM pg_constraint f JOIN leads ON f.confrelid = leads.at WHERE f.contype = 'f'
    ) SELECT relname FROM leads JOIN pg_class c ON c.oid = leads.at
"""
# A column `people` that is no list is a number of them.
COLUMNS = """
    SELECT table_name, column_name FROM information_schema.columns
    WHERE table_schema = 'public' AND (column_name <> 'people' OR data_type = 'ARRAY')
"""


def rows(sql: str, *values: object) -> list[tuple]:
    """Return what the owner of the tables reads."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values or None)
        return cursor.fetchall()


def bound() -> dict[str, bool]:
    """Return every table, and whether policies bind everybody to it."""
    return dict(rows(TABLES))


def reason(table: str) -> str:
    """Return why a table holds nobody, if that is written down."""
    for name, why in HOLD_NOBODY.items():
        if table == name or (name.endswith("*") and table.startswith(name[:-1])):
            return why
    return ""


def leading() -> set[str]:
    """Return the tables from which keys, or columns named like one, lead to a person."""
    named = {table for table, column in rows(COLUMNS) if column in POINTS_TO_A_PERSON}
    return {name for (name,) in rows(LEADING)} | (named & bound().keys())


def unbound() -> list[str]:
    """Return the tables that should be bound by a policy and are not."""
    leads = leading()
    return sorted(
        table for table, is_bound in bound().items() if not is_bound and (table in leads or not reason(table))
    )


def test_every_table_has_a_policy_or_holds_nobody():
    assert unbound() == []


def test_a_table_that_leads_to_a_person_is_excused_by_no_reason():
    leads = leading()

    assert {"people_person", "people_fact", "sentences_case", "allocation_objection"} <= leads
    assert {"workforce_exclusion", "workforce_reader", "people_factevent", "audit_line"} <= leads
    assert [table for table in leads if not bound()[table]] == []


def test_every_reason_is_of_a_table_that_is_there():
    tables = bound()
    for name in HOLD_NOBODY:
        of_it = [one for one in tables if one == name or (name[-1] == "*" and one.startswith(name[:-1]))]
        assert of_it, name


@pytest.mark.parametrize(
    "broken",
    [
        "DROP POLICY reach ON people_person",
        "ALTER TABLE people_fact NO FORCE ROW LEVEL SECURITY",
        "ALTER TABLE sentences_case DISABLE ROW LEVEL SECURITY",
        "CREATE TABLE people_note (id bigint, person_id bigint)",
        "CREATE TABLE notes_of_staff (id bigint)",
        "CREATE TABLE outbox_about (id bigint, person_id bigint REFERENCES people_person)",
    ],
)
def test_it_is_seen_when_a_policy_is_gone(broken):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(broken)
        found = unbound()
        transaction.set_rollback(True)

    assert len(found) == 1
    assert found[0] in broken


def may(table: str, right: str) -> bool:
    """Say whether the app's role has a right on a table."""
    return bool(rows("SELECT has_table_privilege(%s, %s, %s)", roles.APP, table, right)[0][0])


def test_the_apps_role_changes_no_history_and_no_audit():
    kept = [table for table in bound() if table.endswith("event") or table.startswith("audit_")]

    assert len(kept) > 20
    for table in kept:
        for right in ("UPDATE", "DELETE", "TRUNCATE"):
            assert not may(table, right), (table, right)


def test_the_apps_role_empties_no_table():
    assert [table for table in bound() if may(table, "TRUNCATE")] == []


def test_the_apps_role_owns_nothing_and_is_bound_by_everything():
    rights = "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = %s"
    assert rows(rights, roles.APP) == [(False,) * 4]
    owned = "SELECT relname FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner WHERE r.rolname = %s"
    assert rows(owned, roles.APP) == []
    member = "SELECT pg_has_role(%s, rolname, 'MEMBER') FROM pg_roles WHERE rolname = ANY (%s)"
    assert rows(member, roles.APP, [roles.COUNTS]) == [(False,)]


def test_the_role_of_a_persons_own_page_signs_in_nowhere_owns_nothing_and_writes_nothing():
    flags = "SELECT rolcanlogin, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = %s"
    assert rows(flags, roles.PERSON) == [(False,) * 3]
    owned = "SELECT relname FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner WHERE r.rolname = %s"
    assert rows(owned, roles.PERSON) == []
    writes = "SELECT has_any_column_privilege(%s, %s, %s)"
    for table in bound():
        for right in ("INSERT", "UPDATE"):
            assert rows(writes, roles.PERSON, table, right) == [(False,)], (table, right)
        assert rows("SELECT has_table_privilege(%s, %s, 'DELETE')", roles.PERSON, table) == [(False,)], table


def test_the_apps_role_has_none_of_the_rights_of_a_persons_page_until_it_becomes_it():
    assert rows("SELECT pg_has_role(%s, %s, 'USAGE')", roles.APP, roles.PERSON) == [(False,)]
    assert rows("SELECT pg_has_role(%s, %s, 'MEMBER')", roles.APP, roles.PERSON) == [(True,)]


def test_who_sees_everybody_signs_in_nowhere_and_owns_only_the_counts():
    assert rows("SELECT rolcanlogin, rolsuper FROM pg_roles WHERE rolname = %s", roles.COUNTS) == [
        (False, False)
    ]
    owned = "SELECT proname FROM pg_proc p JOIN pg_roles r ON r.oid = p.proowner WHERE r.rolname = %s"
    functions = {name for (name,) in rows(owned, roles.COUNTS)}
    assert {"befriend_may_see", "befriend_carried", "befriend_barred"} <= functions
    assert all(name.startswith("befriend_") for name in functions)


def test_nobody_but_the_app_calls_what_sees_everybody():
    open_to_all = """
        SELECT proname FROM pg_proc p JOIN pg_roles r ON r.oid = p.proowner
        WHERE r.rolname = %s AND has_function_privilege('public', p.oid, 'EXECUTE')
    """
    assert rows(open_to_all, roles.COUNTS) == []
