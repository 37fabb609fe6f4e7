"""Raw SQL in the name of a person on their own page: nobody else is in any table, whatever is typed."""

from __future__ import annotations

import pytest
from django.db import ProgrammingError, connection, transaction

from befriend import roles
from befriend.allocation.models import Cover, Relationship, WhyChanged
from befriend.allocation.queries import changes as told_by_staff
from befriend.audit import access
from befriend.audit import actions as audit
from befriend.audit.models import Line
from befriend.people.models import Contest, Person, Source, Statement
from befriend.portal import queries
from befriend.portal.queries import officers
from tests.floor.ivy import as_app
from tests.larkfield import LONG_AGO, MONDAY

pytestmark = pytest.mark.django_db

# All that this role has any right to, and SQL that finds what is not Ali's.
NOT_MINE = {
    "people_person": "id <> %(me)s",
    "people_fact": "person_id <> %(me)s",
    "people_source": "statement_id NOT IN (SELECT id FROM people_fact)",
    "people_confirmation": "statement_id NOT IN (SELECT id FROM people_fact)",
    "people_contactdetail": "person_id <> %(me)s",
    "people_contest": "statement_id NOT IN (SELECT id FROM people_fact)",
    "supervision_contact": "person_id <> %(me)s",
    "supervision_supervisionplan": "person_id <> %(me)s",
    "supervision_agreement": "plan_id NOT IN (SELECT id FROM supervision_supervisionplan)",
    "supervision_goal": "plan_id NOT IN (SELECT id FROM supervision_supervisionplan)",
    "supervision_step": "goal_id NOT IN (SELECT id FROM supervision_goal)",
    "allocation_relationship": "person_id <> %(me)s",
    "evidence_comment": "person_id IS DISTINCT FROM %(me)s",
    "portal_account": "person_id <> %(me)s",
    "portal_message": "person_id <> %(me)s",
    "portal_wish": "person_id <> %(me)s",
}
# Of offices and of the database itself: nobody is in them.
NOBODY_IN_THEM = {"evidence_trial", "identity_nature", "workforce_office", "workforce_unit"}
HERS = ("people_person", "people_fact", "supervision_contact", "supervision_step", "portal_message")
TABLES = """
    SELECT relname FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm')
"""


def ask(sql: str, **values) -> list[tuple]:
    """Return what the database answers whoever asks now."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def is_closed(sql: str, **values) -> bool:
    """Say whether the database refuses a statement outright."""
    try:
        with transaction.atomic():
            ask(sql, **values)
    except ProgrammingError as error:
        return "permission denied" in str(error)
    return False


def readable() -> set[str]:
    """Return every table of which the role of a person's own page may read any column."""
    return {
        table
        for (table,) in ask(TABLES)
        if ask("SELECT has_any_column_privilege(%(who)s, %(table)s, 'SELECT')", who=roles.PERSON, table=table)
        == [(True,)]
    }


def test_a_person_has_a_right_to_these_tables_and_no_other(ali):
    assert readable() == {*NOT_MINE, *NOBODY_IN_THEM}


@pytest.mark.parametrize("table", sorted(NOT_MINE))
def test_no_table_holds_a_row_of_anybody_else(ali, table):
    everybody = ask(f"SELECT count(*) FROM {table}")  # noqa: S608  # Names of our own.
    with ali.themselves():
        mine = ask(f"SELECT count(*) FROM {table}")  # noqa: S608
        others = ask(f"SELECT count(*) FROM {table} WHERE {NOT_MINE[table]}", me=ali.person.pk)  # noqa: S608

    assert others == [(0,)]
    if table in HERS:
        assert everybody[0][0] > mine[0][0] > 0


@pytest.mark.parametrize(
    "table",
    [
        "workforce_practitioner", "workforce_posting", "workforce_absence", "workforce_exclusion",
        "workforce_conflict", "workforce_incident", "workforce_restriction", "workforce_told",
        "allocation_load", "allocation_exceedorder", "allocation_plan", "allocation_supervisorrequest",
        "supervision_note", "supervision_safetycall", "sentences_case", "sentences_casestate",
        "people_personevent", "people_factevent", "audit_line", "identity_user", "django_session",
        "mfa_authenticator", "portal_invitation", "keeping_hold", "documents_paper",
    ],
)  # fmt: skip
def test_what_is_not_theirs_to_read_is_refused_whole(ali, table):
    with ali.themselves():
        assert is_closed(f"SELECT * FROM {table} LIMIT 1")  # noqa: S608


def test_why_a_change_was_decided_and_by_whom_is_in_no_column_they_may_read(ali):
    with ali.themselves():
        assert ask("SELECT count(*) FROM allocation_relationship") == [(2,)]
        for column in ("why_changed", "may_resume", "decided_by", "*"):
            assert is_closed(f"SELECT {column} FROM allocation_relationship")  # noqa: S608


def test_the_person_writes_nothing_themselves(ali):
    wrong = {
        "people_person": "UPDATE people_person SET chosen_name = 'x'",
        "people_fact": "DELETE FROM people_fact",
        "portal_message": "UPDATE portal_message SET text = 'x'",
        "audit_line": "DELETE FROM audit_line",
    }
    with ali.themselves():
        assert {table for table, sql in wrong.items() if is_closed(sql)} == set(wrong)


@pytest.mark.parametrize(
    ("key", "source", "shown"),
    [
        ("housing.before", {}, True),
        ("housing.before", {"kind": "agency", "shown": "gist", "gist": "A landlord."}, True),
        ("housing.before", {"kind": "family", "shown": "withheld"}, False),
        ("housing.before", {"kind": "victim", "shown": "withheld"}, False),
        ("housing.before", {"kind": "victim", "shown": "shown"}, False),
        ("housing.before", {"kind": "none"}, False),
        ("warnings.visit", {}, False),
        ("risks.to_known", {}, False),
        ("offending.victim_contact", {}, False),
        ("warnings.victim_liaison", {}, False),
    ],
)
def test_a_statement_is_read_where_its_source_and_its_key_may_be_told(ali, key, source, shown):
    made = ali.stated(ali.person, key, "Heath House", **source)

    with ali.themselves():
        assert Statement.objects.filter(pk=made.pk).exists() is shown
    if source.get("shown") != "shown" and source:
        with ali.themselves():
            assert not Source.objects.filter(statement=made).exists()


def test_what_waits_for_a_practitioner_to_accept_is_not_shown(ali):
    made = ali.stated(ali.person, "housing.before", "Heath House")
    Statement.objects.filter(pk=made.pk).update(awaits=ali.unit.sam.ref)

    with ali.themselves():
        assert not Statement.objects.filter(pk=made.pk).exists()


def test_of_a_source_told_in_gist_the_words_are_in_no_answer(ali):
    made = ali.stated(
        ali.person, "housing.before", "x", kind="agency", shown="gist", gist="A landlord.", words="Ash Lett."
    )
    with ali.themselves():
        assert ask("SELECT * FROM befriend_my_gists()") == [(made.pk, "A landlord.")]
        assert "Ash Lett" not in str(ask("SELECT * FROM people_source"))


def test_a_contest_follows_its_statement(ali):
    hidden = ali.stated(ali.person, "warnings.visit", "Two dogs.")
    plain = Statement.objects.get(person=ali.person, key="housing.where_now")
    for one in (hidden, plain):
        Contest.objects.create(
            statement=one, way="paper", words="No.", received_on=LONG_AGO, receipt_by="x", answer_by=MONDAY
        )

    with ali.themselves():
        assert list(Contest.objects.values_list("statement_id", flat=True)) == [plain.pk]


def test_without_the_persons_key_nobody_is_there(ali):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {roles.PERSON}")
        cursor.execute("SELECT count(*) FROM people_person")
        assert cursor.fetchone() == (0,)
        cursor.execute("SELECT count(*) FROM befriend_my_practitioners()")
        assert cursor.fetchone() == (0,)
        cursor.execute("RESET ROLE")


def test_a_users_key_that_is_no_persons_reaches_nobody(ali):
    with access.themselves(person=0, by="x", day=MONDAY, keys=["housing.where_now"]):
        assert not Person.objects.exists()
        assert not Statement.objects.exists()


def test_a_person_who_is_shown_their_page_by_a_practitioner_is_shown_the_same(ali):
    with queries.as_themselves(ali.person, by=ali.unit.sam.ref, day=MONDAY):
        assert list(Person.objects.values_list("pk", flat=True)) == [ali.person.pk]


def test_after_their_page_whoever_asked_is_who_they_were(ali):
    with as_app(ali.unit.noor):
        with ali.themselves():
            assert ask("SELECT current_user::text") == [(roles.PERSON,)]
        assert ask("SELECT current_user::text") == [(roles.APP,)]
        assert Person.objects.filter(pk=ali.other.pk).exists()


# Officers


@pytest.mark.parametrize("why", list(WhyChanged))
def test_the_kind_of_reason_is_the_one_that_staff_are_told_to_tell(ali, why):
    Relationship.objects.filter(person=ali.person, until_date__isnull=False).update(why_changed=why)
    by_staff = told_by_staff.changes(ali.person, MONDAY)

    with ali.themselves():
        assert queries.officer_page(MONDAY).changes == by_staff
    assert by_staff


@pytest.mark.parametrize("why", list(WhyChanged))
def test_and_of_the_last_one_too(ali, why):
    Relationship.objects.filter(person=ali.person, until_date=None).update(why_changed=why, until_date=MONDAY)
    by_staff = told_by_staff.changes(ali.person, MONDAY)

    with ali.themselves():
        assert queries.officer_page(MONDAY).changes == by_staff


def test_only_those_who_work_with_them_have_a_name(ali):
    held = Relationship.objects.get(person=ali.person, until_date=None)
    Cover.objects.create(relationship=held, practitioner=ali.unit.jo, from_date=LONG_AGO)

    with ali.themselves():
        found = officers.practitioners()
        page = queries.officer_page(MONDAY, found)

    unit = ali.unit
    assert {one.name for one in found} == {unit.robin.name, unit.sam.name, unit.jo.name}
    assert (page.now.name, page.cover.name) == (unit.sam.name, unit.jo.name)


# Looks


def test_what_the_person_looked_at_is_read_by_nobody_who_works_here(ali):
    with ali.themselves(), access.service(by=ali.person.ref, day=MONDAY):
        audit.looked(by=ali.person.ref, day=MONDAY, people=[ali.person.pk], page="my")
    line = Line.objects.get(page="my")
    assert (line.role, line.by, line.account) == ("person", ali.person.ref, ali.user.pk)

    with as_app(ali.unit.jo):
        assert not Line.objects.filter(page="my").exists()
    with access.acting(by="dee", day=MONDAY, posts=["data_protection"]):
        assert not Line.objects.filter(page="my").exists()
