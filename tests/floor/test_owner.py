"""A server of one's own: whoever owns the tables is no superuser, and the policies bind them too."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from befriend import database, roles

OWNER, NAME = "befriend_owner_of_a_test", "befriend_owned"
BEFRIEND = str(Path(sys.executable).parent / "befriend")
# The tables a policy reads and the counts go by; each of them filled by the owner's own statements.
PEOPLE = ("people_person", "people_fact", "sentences_case", "allocation_relationship", "people_personevent")


def address(user: str, name: str) -> str:
    """Return the address of another database of the server that the tests use, for `user`."""
    server = conninfo_to_dict(database.owner_url())
    server.pop("password", None)
    return make_conninfo("", **(server | {"user": user, "dbname": name}))


def url(user: str, name: str) -> str:
    """Return the same as a URL, as settings take it."""
    server = conninfo_to_dict(database.owner_url())
    return f"postgresql://{user}@/{name}?host={server['host']}&port={server.get('port', 5432)}"


def befriend(*arguments: str) -> str:
    """Run a command as the owner without rights, and return what it printed."""
    there = {
        "DATABASE_URL": url(OWNER, NAME),
        "BEFRIEND_OWNER_URL": url(OWNER, NAME),
        "BEFRIEND_SECRET_KEY": "of-tests-that-keep-nothing-0123456789-0123456789-0123456789",
    }
    done = subprocess.run(  # noqa: PLW1510  # What it said is shown.
        [BEFRIEND, *arguments], env=os.environ | there, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def owned() -> Iterator[str]:
    """Return the address, for its owner, of a database whose owner may do nothing else."""
    with psycopg.connect(database.owner_url(), autocommit=True) as connection:
        drop(connection)
        connection.execute(sql.SQL("CREATE ROLE {} LOGIN NOSUPERUSER").format(sql.Identifier(OWNER)))
        connection.execute(
            sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(NAME), sql.Identifier(OWNER))
        )
    with psycopg.connect(address("postgres", NAME), autocommit=True) as connection:
        connection.execute(befriend("roles", OWNER))
    befriend("manage", "migrate", "--verbosity", "0")
    yield address(OWNER, NAME)
    with psycopg.connect(database.owner_url(), autocommit=True) as connection:
        drop(connection)


def drop(connection: psycopg.Connection) -> None:
    """Take the database and its owner away, as far as they are there."""
    connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(NAME)))
    there = connection.execute("SELECT FROM pg_roles WHERE rolname = %s", [OWNER]).fetchone()
    if there is not None:
        connection.execute(
            sql.SQL("REVOKE {}, {} FROM {}").format(*map(sql.Identifier, (roles.APP, roles.COUNTS, OWNER)))
        )
        connection.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(OWNER)))


def test_an_owner_without_rights_makes_every_table_and_sees_nobody(owned):
    with psycopg.connect(owned) as connection:
        flags = connection.execute(
            "SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user"
        ).fetchone()
        assert flags == (False, False)
        connection.execute("SELECT set_config('befriend.service', 'on', true)")
        connection.execute("SELECT set_config('befriend.day', '2026-11-23', true)")
        connection.execute(
            "INSERT INTO people_person (ref, chosen_name, patch, language) VALUES ('P1', 'Ivy', '', 'en')"
        )
        assert connection.execute("SELECT count(*) FROM people_person").fetchone() == (1,)
        connection.execute("SELECT set_config('befriend.service', '', true)")
        for table in PEOPLE:
            query = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))
            assert connection.execute(query).fetchone() == (0,), table
        connection.rollback()


def test_what_counts_everybody_is_not_the_owners(owned):
    with psycopg.connect(owned) as connection:
        who = connection.execute(
            "SELECT rolname FROM pg_proc p JOIN pg_roles r ON r.oid = p.proowner"
            " WHERE proname = 'befriend_may_see'"
        ).fetchone()
    assert who == (roles.COUNTS,)
