"""The audit verified by command, and its head told every day to those who keep it outside."""

from __future__ import annotations

import pytest
from django.db import connection
from django.utils import timezone

from befriend.audit import actions, queries
from befriend.audit.models import Line
from befriend.cli import audit, days
from befriend.outbox import letters
from befriend.outbox.actions.sending import letter_to
from befriend.outbox.models import Message
from befriend.workforce.models import Office, Told
from tests.larkfield import MONDAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def data_protection(larkfield):
    """Return the office of data protection, which nobody holds yet."""
    return Office.objects.create(
        ref="data-protection", unit=larkfield.nation, post=Office.Post.DATA_PROTECTION
    )


def test_whoever_is_a_witness_is_told_the_head_once_a_day(larkfield, data_protection):
    actions.write(by="W001", day=MONDAY, did="made", what="P1")

    days.tell_where_the_audit_ends(MONDAY)
    days.tell_where_the_audit_ends(MONDAY)

    told = Told.objects.filter(code="audit_head").order_by("office__ref")
    assert [one.office.ref for one in told] == ["data-protection", "representative"]
    seq = told[0].values["seq"]
    assert queries.verify(expected=queries.Head(seq, told[0].values["digest"])).faults == []


def letter_of(message):
    """Return the text of the letter in which a message goes."""
    return letter_to(message, "a@example.org", letters.answer(message, timezone.now()).words).text


def test_the_letter_says_the_head_itself_so_that_it_is_kept_outside(monkeypatch):
    monkeypatch.setattr("befriend.outbox.mail.address_of_sender", lambda: "befriend@example.org")
    head = Message(code="audit_head", values={"seq": 12, "digest": "ab" * 32})
    other = Message(code="incident", values={"incident": 1})

    assert f"12:{'ab' * 32}" in letter_of(head)
    assert "ab" * 32 not in letter_of(other)


def test_a_fault_is_told_with_its_place(larkfield, capsys):
    line = actions.write(by="W001", day=MONDAY, did="made", what="P1")
    actions.seal_all()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE audit_line DISABLE TRIGGER only_blanked")
        cursor.execute("UPDATE audit_line SET what = 'P2'")
        cursor.execute("ALTER TABLE audit_line ENABLE TRIGGER only_blanked")

    audit.show(queries.verify(), seconds=0, late=0)

    said = capsys.readouterr().out
    assert f"audit_line: row {line.pk} is not as it was written." in said
    assert "1 faults." in said
    assert Line.objects.get().what == "P2"


def test_every_fault_has_words():
    from befriend.audit.queries import Fault

    codes = ("altered", "missing", "unlinked", "added", "unnoted", "gone", "off", "replaced",
             "not_erased", "other_head")  # fmt: skip
    assert all(audit.sentence(Fault(code, "table", 1)) for code in codes)


def test_an_empty_database_is_not_said_to_be_as_it_was_written(befriend):
    said = befriend("audit", "verify")

    assert said.status == 1
    assert "Everything" not in said.out
    assert "This database is empty" in said.err
    assert "BEFRIEND_HOME" in said.err


def test_a_database_with_something_in_it_is(befriend):
    actions.write(by="W001", day=MONDAY, did="made", what="P1")

    said = befriend("audit", "verify")

    assert (said.status, said.out.splitlines()[-1]) == (0, "Everything is as it was written.")


@pytest.mark.parametrize("command", [("audit", "verify"), ("audit", "head"), ("doctor",)])
def test_what_only_reads_makes_no_home(befriend, monkeypatch, tmp_path, command):
    monkeypatch.setenv("BEFRIEND_HOME", str(tmp_path / "new"))
    monkeypatch.delenv("DATABASE_URL", raising=False)

    said = befriend(*command)

    assert said.status == 1
    assert "There is no Befriend in" in said.err
    assert not (tmp_path / "new").exists()


def test_what_only_reads_makes_no_tables_in_an_empty_database(befriend, monkeypatch):
    monkeypatch.setattr("django.db.connection.introspection.table_names", list)

    said = befriend("audit", "head")

    assert said.status == 1
    assert "There is no Befriend in this database." in said.err
