"""One altered, missing or added row is found and located, wherever it is; and nothing else is."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from befriend.audit import actions, queries
from befriend.audit.models import Change, Line, Link
from befriend.audit.queries import Fault, Head
from befriend.keeping.models import Erasure
from befriend.people.models import Person, PersonEvent, Statement
from befriend.workforce.models import Office
from tests.larkfield import MONDAY

pytestmark = pytest.mark.django_db


def by_force(table, sql, values=()):
    """Do as somebody who owns the server and leaves no trace would."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(sql, values)
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def update(table, what, key="id"):
    """Return SQL that changes one row."""
    return f"UPDATE {table} SET {what} WHERE {key} = %s"  # noqa: S608  (of our own words)


def test_what_nobody_altered_verifies(written):
    report = queries.verify()

    assert report.faults == []
    assert (report.lines, report.events) == (2, Change.objects.count() + 2)
    assert report.links == report.lines + report.changes == report.head.seq


@pytest.mark.parametrize(
    "column", ["what = 'P9'", "by = 'W9'", "people = '{}'", "day = '2020-01-01'", "why = 'x'", "page = 'x'",
               "office = 'x'", "role = 'head'", "because = '[1]'", "kind = 'looked'", "xact = 1", "salt = ''",
               "at = now()", "account = 1", "did = 'x'", "digest = sha256('x')", "erased_on = now()"]
)  # fmt: skip
def test_an_altered_line_is_found(written, column):
    line = Line.objects.get(kind="did")
    by_force("audit_line", update("audit_line", column), [line.pk])

    assert queries.verify().faults == [Fault("altered", "audit_line", line.pk)]


def test_a_line_made_again_with_a_digest_that_fits_is_found_too(written):
    line = Line.objects.get(kind="did")
    by_force("audit_line", "UPDATE audit_line SET what = 'P9' WHERE id = %s", [line.pk])
    by_force(
        "audit_line", "UPDATE audit_line l SET digest = befriend_line_digest(l) WHERE id = %s", [line.pk]
    )

    assert queries.verify().faults == [Fault("altered", "audit_line", line.pk)]


@pytest.mark.parametrize("model", [Line, Change])
def test_a_missing_row_is_found(written, model):
    table, key = model._meta.db_table, model.objects.order_by("pk").first().pk
    by_force(table, f"DELETE FROM {table} WHERE id = %s", [key])  # noqa: S608  (of our own words)

    assert Fault("missing", table, key) in queries.verify().faults


@pytest.mark.parametrize(
    "column", ["operation = 'x'", '"table" = \'people_factevent\'', "rows = 9", "digests = '{}'",
               "columns = '{}'", "by = 'x'", "login = 'x'", "events = '{}'", "salt = ''", "xact = 1"]
)  # fmt: skip
def test_an_altered_change_is_found(written, column):
    change = Change.objects.filter(table="people_personevent").earliest("pk")
    by_force("audit_change", update("audit_change", column), [change.pk])

    assert Fault("altered", "audit_change", change.pk) in queries.verify().faults


def test_an_altered_event_is_found(written):
    event = PersonEvent.objects.filter(ref="P1").get()
    by_force(
        "people_personevent",
        "UPDATE people_personevent SET chosen_name = 'X', patch = '' WHERE pgh_id = %s",
        [event.pk],
    )

    assert queries.verify().faults[0] == Fault("altered", "people_personevent", event.pk)


def test_a_missing_event_is_found(written):
    event = PersonEvent.objects.filter(ref="P2").earliest("pk")
    by_force("people_personevent", "DELETE FROM people_personevent WHERE pgh_id = %s", [event.pk])

    assert queries.verify().faults == [Fault("missing", "people_personevent", event.pk)]


def test_an_event_slipped_in_is_found(written):
    by_force(
        "people_personevent",
        "INSERT INTO people_personevent (pgh_created_at, pgh_label, pgh_obj_id, id, ref, chosen_name,"
        " language, patch) SELECT pgh_created_at, 'update', pgh_obj_id, id, ref, chosen_name, language,"
        " patch FROM people_personevent WHERE ref = 'P1'",
    )
    event = PersonEvent.objects.latest("pk")

    assert queries.verify().faults == [Fault("added", "people_personevent", event.pk)]


@pytest.mark.parametrize(
    "sql", ["UPDATE people_person SET patch = 'x' WHERE id = %s", "DELETE FROM people_person WHERE id = %s"]
)
def test_a_row_changed_where_no_trigger_saw_it_is_found(written, sql):
    person = Person.objects.get(ref="P2")
    by_force("people_person", sql, [person.pk])

    assert queries.verify().faults == [Fault("unnoted", "people_person", person.pk)]


@pytest.mark.parametrize("column", ["row_digest = sha256('x')", "digest = sha256('x')", "kind = 'line'"])
def test_an_altered_link_is_found(written, column):
    link = Link.objects.filter(kind="change").earliest("seq")
    by_force("audit_link", update("audit_link", column + ', "row" = 99999', "seq"), [link.seq])

    assert queries.verify().faults[0] == Fault("altered", "audit_link", link.seq)


def test_a_missing_link_is_found(written):
    by_force("audit_link", "DELETE FROM audit_link WHERE seq = 2")

    assert queries.verify().faults[0] == Fault("missing", "audit_link", 2)


def test_a_chain_cut_off_and_forged_anew_is_found_by_whoever_kept_its_head(written):
    told = queries.head()
    by_force("audit_link", "DELETE FROM audit_link WHERE seq >= 3")
    by_force("audit_line", "DELETE FROM audit_line")
    missing = queries.verify(expected=told).faults
    actions.write(by="W001", day=MONDAY, did="nothing", what="")
    actions.write(by="W001", day=MONDAY, did="nothing", what="")
    actions.seal_all()

    assert missing[0].code == "missing"
    assert Fault("missing", "audit_link", told.seq) in missing
    assert queries.verify().faults == []
    assert queries.verify(expected=told).faults == [Fault("other_head", "audit_link", told.seq)]


@pytest.fixture
def erasing(written, larkfield):
    """Return what carries an erasure out, as far as its tombstone."""
    office = Office.objects.create(ref="dp", unit=larkfield.nation, post=Office.Post.DATA_PROTECTION)

    def done(day=MONDAY):
        Erasure.objects.create(
            person=written, office=office, approved_by="W009", approved_on=day, due_on=day, because=[],
            erased_on=day,
        )  # fmt: skip

    return done


def erase_a_line(line):
    """Name a line in another that says that it was erased, and blank it for that."""
    told = actions.erased(by="W009", day=MONDAY, policy="retention", rows={"audit_line": [line.pk]})
    actions.seal_all()
    return told


def test_a_line_that_only_says_that_something_was_erased_excuses_nothing(written):
    line = Line.objects.get(kind="did")
    told = erase_a_line(line)

    assert queries.verify().faults == [
        Fault("not_erased", "audit_line", told.pk),
        Fault("altered", "audit_line", line.pk),
    ]


def test_an_erasure_of_another_day_excuses_nothing(written, erasing):
    erasing(MONDAY.replace(year=2020))
    told = erase_a_line(Line.objects.get(kind="did"))

    assert Fault("not_erased", "audit_line", told.pk) in queries.verify().faults


def test_an_erasure_that_the_role_of_the_pages_made_excuses_nothing(written, erasing):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL SESSION AUTHORIZATION befriend_app")
        cursor.execute("SELECT set_config('befriend.service', 'on', true)")
        erasing()
        cursor.execute("RESET SESSION AUTHORIZATION")
    assert Change.objects.get(table="keeping_erasureevent").login == "befriend_app"
    told = erase_a_line(Line.objects.get(kind="did"))

    assert Fault("not_erased", "audit_line", told.pk) in queries.verify().faults


def test_what_an_erasure_names_may_be_blank(written, erasing):
    erasing()
    actions.seal_all()
    events = list(PersonEvent.objects.filter(ref="P2").values_list("pk", flat=True))
    lines = list(Line.objects.values_list("pk", flat=True))
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE people_personevent SET chosen_name = '', ref = '' WHERE pgh_id = ANY(%s)", [events]
        )
    actions.erased(
        by="W009", day=MONDAY, policy="retention", rows={"people_personevent": events, "audit_line": lines}
    )

    assert [one.row for one in queries.verify().faults if one.table == "people_personevent"] == events
    actions.seal_all()
    assert queries.verify().faults == []
    # No other row is excused by it.
    by_force("people_personevent", "UPDATE people_personevent SET patch = 'x' WHERE ref = 'P1'")
    assert {one.table for one in queries.verify().faults} == {"people_personevent", "people_person"}


def test_a_column_added_later_breaks_nothing(written):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE people_personevent ADD COLUMN one_more text DEFAULT 'x'")
        cursor.execute("ALTER TABLE people_factevent ADD COLUMN one_more text")
        cursor.execute("ALTER TABLE people_factevent DROP COLUMN one_more")
    Person.objects.create(ref="P8", chosen_name="Elm")
    person = Person.objects.get(ref="P8")
    Statement.objects.create(person=person, key="tier", value="B2", observed_on=MONDAY, known_from=MONDAY)
    actions.seal_all()

    assert queries.verify().faults == []


def test_it_is_the_same_whatever_a_connection_is_used_to(written):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL timezone = 'Asia/Tokyo'; SET LOCAL datestyle = 'German'")
        cursor.execute(
            "INSERT INTO people_person (ref, chosen_name, language, patch) VALUES ('P', 'E', '', '')"
        )
    actions.write(by="W001", day=MONDAY, did="x", what="")
    actions.seal_all()

    assert queries.verify().faults == []


def test_a_head_is_read_as_it_is_printed(written):
    assert Head.read(str(queries.head())) == queries.head()


@pytest.mark.django_db(transaction=True)
def test_many_who_write_and_seal_at_once_leave_one_chain():
    def work(number):
        try:
            for each in range(10):
                Person.objects.create(ref=f"P{number}-{each}", chosen_name="Elm")
                actions.write(by=f"W{number}", day=MONDAY, did="made", what="")
                actions.seal(limit=3)
        finally:
            connection.close()

    together = [threading.Thread(target=work, args=(number,)) for number in range(6)]
    for one in together:
        one.start()
    for one in together:
        one.join()
    actions.seal_all()

    report = queries.verify()
    assert report.faults == []
    assert (report.lines, report.changes, report.links) == (60, 60, 120)
