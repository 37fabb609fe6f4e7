"""What is kept of what somebody did: filled in by the database, and never changed afterwards."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from befriend.audit import access, actions
from befriend.audit.models import Change, Line, Link
from befriend.people.models import Person
from tests.larkfield import MONDAY

pytestmark = pytest.mark.django_db


def run(sql, values=()):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_a_line_says_as_what_somebody_acted_and_in_which_transaction():
    with access.acting(by="W001", day=MONDAY, role="senior", office="senior-larkfield", user=7):
        line = actions.write(by="W001", day=MONDAY, did="allocated", what="P1", people=[3, 3, 2])

    line.refresh_from_db()
    assert (line.role, line.office, line.account) == ("senior", "senior-larkfield", 7)
    assert line.people == [2, 3]
    assert len(line.digest) == 32
    assert line.xact


def test_a_line_written_by_hand_is_digested_as_well():
    run(
        "INSERT INTO audit_line (at, day, by, office, did, what, because)"
        " VALUES (now(), now(), 'x', '', 'allocated', 'P1', '[]')"
    )

    assert len(Line.objects.get().digest) == 32


@pytest.mark.parametrize("way", ["save", "bulk", "raw"])
def test_every_statement_that_writes_is_noted_whichever_way_it_comes(way):
    with access.service(by="befriend import", day=MONDAY):
        if way == "save":
            Person(ref="P1", chosen_name="Elm").save()
        elif way == "bulk":
            Person.objects.bulk_create([Person(ref=f"P{one}", chosen_name="Elm") for one in range(3)])
        else:
            run("INSERT INTO people_person (ref, chosen_name, language, patch) VALUES ('P1', 'E', 'en', '')")

    change = Change.objects.get()
    assert (change.table, change.operation, change.by) == ("people_personevent", "insert", "befriend import")
    assert change.rows == len(change.events) == len(change.digests) == Person.objects.count()
    assert change.role == "service"
    assert "chosen_name" in change.columns


def test_what_was_done_and_what_it_changed_are_of_one_transaction():
    person = Person.objects.create(ref="P1", chosen_name="Elm")
    line = actions.write(by="W001", day=MONDAY, did="renamed", what=person.ref, people=[person.pk])
    line.refresh_from_db()

    assert Change.objects.get().xact == line.xact


@pytest.mark.parametrize("table", ["audit_line", "audit_change", "audit_link"])
@pytest.mark.parametrize("sql", ["DELETE FROM {}", "TRUNCATE {}", "UPDATE {} SET digest = ''"])
def test_nobody_changes_the_audit_not_even_who_owns_it(table, sql):
    Person.objects.create(ref="P1", chosen_name="Elm")
    actions.write(by="W001", day=MONDAY, did="made", what="P1")
    actions.seal()

    with pytest.raises(DatabaseError, match="only ever added to"), transaction.atomic():
        run(sql.format(table))


@pytest.mark.parametrize("table", ["audit_line", "audit_change", "audit_link"])
@pytest.mark.parametrize("sql", ["DELETE FROM {}", "TRUNCATE {}", "UPDATE {} SET digest = ''"])
def test_the_role_of_the_pages_has_not_even_the_right_to(table, sql):
    with (
        access.service(by="x", day=MONDAY),
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
    ):
        run(sql.format(table))


def test_the_role_of_the_pages_says_of_nothing_that_it_was_erased():
    line = actions.write(by="W001", day=MONDAY, did="made", what="P1")

    with (
        access.service(by="x", day=MONDAY),
        pytest.raises(DatabaseError, match="row-level security"),
        transaction.atomic(),
    ):
        actions.erased(by="x", day=MONDAY, rows={"audit_line": [line.pk]}, policy="retention")


def test_the_role_of_the_pages_blanks_no_line_whatever_another_says():
    line = actions.write(by="W001", day=MONDAY, did="made", what="P1")
    told = actions.erased(by="W009", day=MONDAY, rows={"people_personevent": [1]}, policy="retention")

    with (
        access.service(by="x", day=MONDAY),
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
    ):
        run("SELECT befriend_blank_lines(%s, current_date)", [told.pk])
    line.refresh_from_db()
    assert line.what == "P1"


def test_an_owner_who_is_no_superuser_erases():
    line = actions.write(by="W001", day=MONDAY, did="made", what="P1")
    run("CREATE ROLE plain_owner NOLOGIN; GRANT befriend_app, befriend_counts TO plain_owner")
    run("GRANT USAGE, CREATE ON SCHEMA public TO plain_owner")
    run("ALTER TABLE audit_line OWNER TO plain_owner")
    run("ALTER FUNCTION befriend_blank_lines(bigint, date) OWNER TO plain_owner")
    run("SET LOCAL befriend.service = 'on'; SET LOCAL ROLE plain_owner")

    actions.erased(by="W009", day=MONDAY, rows={"audit_line": [line.pk]}, policy="retention")
    run("RESET ROLE")

    line.refresh_from_db()
    assert (line.what, line.erased_on) == ("", MONDAY)


def test_a_look_without_anybody_in_it_is_no_look():
    assert actions.looked(by="W001", day=MONDAY, people=[], page="week") is None
    assert not Line.objects.exists()


def test_what_is_erased_stays_as_a_tombstone():
    line = actions.write(by="W001", day=MONDAY, did="allocated", what="P1", people=[1], why="asked for")
    digest = Line.objects.get().digest

    actions.erased(by="W002", day=MONDAY, rows={"audit_line": [line.pk]}, policy="retention")

    line.refresh_from_db()
    assert (line.what, line.people, line.why, line.erased_on) == ("", [], "", MONDAY)
    assert bytes(line.digest) == bytes(digest)


def test_a_line_that_no_erasure_names_is_not_blanked():
    line = actions.write(by="W001", day=MONDAY, did="allocated", what="P1")
    actions.erased(by="W002", day=MONDAY, rows={"people_personevent": [line.pk]}, policy="retention")

    line.refresh_from_db()
    assert line.what == "P1"


def test_whoever_writes_reads_back_what_they_wrote_and_nobody_elses():
    actions.write(by="W009", day=MONDAY, did="allocated", what="P1")
    with access.acting(by="W001", day=MONDAY, role="senior"):
        actions.write(by="W001", day=MONDAY, did="allocated", what="P2")
        seen = list(Line.objects.values_list("what", flat=True))
        # Of this test's own transaction, so seen here whoever wrote it.
        assert seen == ["P1", "P2"]


def test_the_chain_holds_every_row_once():
    Person.objects.create(ref="P1", chosen_name="Elm")
    actions.write(by="W001", day=MONDAY, did="made", what="P1")

    assert (actions.seal(limit=1), actions.seal(limit=1), actions.seal()) == (1, 1, 0)
    assert sorted(Link.objects.values_list("seq", "kind")) == [(1, "change"), (2, "line")]


def test_every_table_of_history_notes_what_is_added_to_it(db):
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
               WHERE c.relkind = 'r' AND a.attname = 'pgh_obj_id' AND NOT EXISTS (
                   SELECT FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
                   WHERE t.tgrelid = c.oid AND p.proname = 'befriend_note_change')"""
        )
        assert cursor.fetchall() == []
        cursor.execute("SELECT count(*) FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid "
                       "WHERE p.proname = 'befriend_note_change'")  # fmt: skip
        assert cursor.fetchone()[0] > 30
