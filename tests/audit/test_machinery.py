"""Triggers and functions that keep the audit: one that is off, gone or another is found by its name."""

from __future__ import annotations

import pytest
from django.db import connection

from befriend.audit import queries
from befriend.audit.queries import Fault, machinery

pytestmark = pytest.mark.django_db


def test_a_trigger_that_is_off_is_found(written):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_line DISABLE TRIGGER filled")
        cursor.execute("DROP TRIGGER never_changed ON audit_change")

    assert queries.verify().faults == [
        Fault("off", "audit_change", "never_changed"),
        Fault("off", "audit_line", "filled"),
    ]


@pytest.mark.parametrize("operation", ["insert", "update", "delete"])
def test_a_trigger_of_the_history_that_is_gone_is_found(written, operation):
    name = next(
        one.name
        for one in machinery.wanted()[0]
        if one.table == "people_person" and one.of == {operation.upper()}
    )
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name} ON people_person")

    assert queries.verify().faults == [Fault("off", "people_person", name)]


@pytest.mark.parametrize(
    "now",
    ["AFTER INSERT ON audit_line FOR EACH ROW EXECUTE FUNCTION befriend_fill_line()",
     "BEFORE INSERT ON audit_line FOR EACH ROW WHEN (false) EXECUTE FUNCTION befriend_fill_line()",
     "BEFORE INSERT ON audit_line FOR EACH ROW EXECUTE FUNCTION befriend_refuse_unless_blanked()"],
)  # fmt: skip
def test_a_trigger_that_does_something_else_is_found(written, now):
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER filled ON audit_line")
        cursor.execute(f"CREATE TRIGGER filled {now}")

    assert queries.verify().faults == [Fault("off", "audit_line", "filled")]


@pytest.mark.parametrize("name", ["befriend_refuse_change", "befriend_note_change", "pgtrigger_"])
def test_a_function_with_another_body_is_found(written, name):
    full = next(one for one in machinery.wanted()[1] if one.startswith(name))
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE OR REPLACE FUNCTION {full}() RETURNS trigger LANGUAGE plpgsql"
            " AS $$ BEGIN RETURN NULL; END $$"
        )

    assert queries.verify().faults == [Fault("replaced", "pg_proc", full)]


def test_a_function_that_is_gone_is_found(written):
    with connection.cursor() as cursor:
        cursor.execute("DROP FUNCTION befriend_blank_lines(bigint, date)")

    assert queries.verify().faults == [Fault("replaced", "pg_proc", "befriend_blank_lines")]


def test_every_function_that_the_audit_makes_and_each_trigger_of_a_history_is_held_to_what_was_written(db):
    triggers, functions = machinery.wanted()
    with connection.cursor() as cursor:
        cursor.execute("SELECT proname FROM pg_proc p WHERE proname ~ '^(befriend|pgtrigger)_'")
        made = {name for (name,) in cursor.fetchall()}
        cursor.execute(
            "SELECT tgname FROM pg_trigger WHERE tgrelid::regclass::text LIKE 'audit!_%' ESCAPE '!'"
        )
        of_audit = {name for (name,) in cursor.fetchall()}

    others = {name for name in made - functions.keys() if name.startswith("pgtrigger_")}
    assert others == set()
    assert (
        {"befriend_seal", "befriend_fill_line", "befriend_adopt"}
        <= functions.keys()
        <= made | {"_pgtrigger_should_ignore"}
    )
    assert of_audit == {one.name for one in triggers if one.table.startswith("audit_")}
    assert len(triggers) > 150
