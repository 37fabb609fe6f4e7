"""The doctor on a real database: what is broken there is found there."""

from datetime import date

import pytest
from django.db import connection

from befriend.database import archive
from befriend.watch import doctor
from befriend.watch.findings import Level

DAY = date(2026, 11, 23)


def found(about):
    (one,) = [one for one in doctor.look(DAY) if one.about == about]
    return one


def do(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("about", "damage"),
    [
        ("row-level security", "ALTER TABLE people_person NO FORCE ROW LEVEL SECURITY"),
        ("row-level security", "ALTER TABLE people_person DISABLE ROW LEVEL SECURITY"),
        ("row-level security", "DROP POLICY reach ON people_person"),
        ("row-level security", "CREATE TABLE forgotten (person_id bigint)"),
        ("role of the pages", "ALTER ROLE befriend_app BYPASSRLS"),
        ("role of the pages", "CREATE TABLE theirs (); ALTER TABLE theirs OWNER TO befriend_app"),
        ("role that counts", "ALTER ROLE befriend_counts LOGIN"),
        ("tables", "DELETE FROM django_migrations WHERE app = 'people'"),
    ],
)
def test_what_is_broken_is_found(about, damage, monkeypatch):
    # Tests sign in as the owner; pages do not.
    monkeypatch.setattr(doctor, "ROLES", doctor.ROLES + " WHERE rolname LIKE 'befriend%'")
    asked = doctor.asked

    def as_the_app(question, *more, alias=""):
        return [("befriend_app",)] if "session_user" in question else asked(question, *more)

    monkeypatch.setattr(doctor, "asked", as_the_app)
    before = found(about)
    do(damage)

    assert before.level == Level.GREEN
    assert found(about).level == Level.RED


@pytest.mark.django_db
def test_a_superuser_who_signs_in_for_the_pages_is_found():
    assert found("role of the pages").level == Level.RED


@pytest.mark.django_db
def test_what_keeps_real_people_out_is_said_with_how_to_mend_it(own_home_of_copies):
    assert any(line.startswith("copies: There is no copy.") for line in doctor.reds(DAY))

    copy = own_home_of_copies / "2026-11-23"
    copy.mkdir()
    (copy / archive.MANIFEST).touch()

    assert not any(line.startswith("copies") for line in doctor.reds(DAY))


@pytest.fixture
def own_home_of_copies(tmp_path, monkeypatch):
    monkeypatch.setenv("BEFRIEND_BACKUPS", str(tmp_path))
    return tmp_path
