"""What every test stands on: one real PostgreSQL for the whole run, and no way out of this machine."""

from __future__ import annotations

import fcntl
import gc
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import django  # pytest-django sets Django up only where it is imported by now.
import psycopg
import pytest
from psycopg import sql

from befriend import database
from tests import homes

if TYPE_CHECKING:
    from pytest_django import DjangoDbBlocker

    from befriend.people.models import Person
    from befriend.workforce.models import Practitioner
    from tests.larkfield import Larkfield

# Set here and not in the configuration, so that settings are read after the database has an address.
os.environ["DJANGO_SETTINGS_MODULE"] = "befriend.settings"
# Threads of the tests may use the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# What is lost with the power may be lost: these databases live for one run.
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")

# Seconds.
LEAVING = 20
# A database with every table, which the first worker makes and the others copy.
MIGRATED = "befriend_migrated"

_run = ExitStack()


def pytest_configure(config: pytest.Config) -> None:
    """Start the server once, before the workers, unless DATABASE_URL names another; then Django."""
    if not hasattr(config, "workerinput"):
        home = tempfile.mkdtemp(prefix="befriend-")
        _run.callback(shutil.rmtree, home, ignore_errors=True)
        # The server that root starts is another user's, who must get to homes made in here.
        Path(home).chmod(0o711)
        os.environ[homes.SHARED] = home
    if not hasattr(config, "workerinput") and not os.environ.get("DATABASE_URL"):
        os.environ["BEFRIEND_HOME"] = home
        _run.enter_context(database.ready(*FAST))
        # Tests write what a story begins with as the owner; pages take the app's role by themselves.
        os.environ["DATABASE_URL"] = database.owner_url()
    django.setup()
    _let_tables_be_emptied()


def _let_tables_be_emptied() -> None:
    """Let tests that really commit empty the tables again: the audit refuses that, whoever asks.

    Only those that hold something are emptied, row by row: to truncate all of them after each such
    test takes the server longer than most of these tests.
    """
    from django.db.backends.postgresql.operations import DatabaseOperations

    def sql_flush(self: DatabaseOperations, _style: object, tables: list[str], **_how: object) -> list[str]:
        if not tables:
            return []
        names = [self.quote_name(each) for each in tables]
        with self.connection.cursor() as cursor:
            # The names are those of our own tables.
            asked = (f"SELECT '{one}' WHERE EXISTS (SELECT FROM {one})" for one in names)  # noqa: S608
            cursor.execute(" UNION ALL ".join(asked))
            emptied = [f"DELETE FROM {one};" for (one,) in cursor.fetchall()]  # noqa: S608
        return ["SET session_replication_role = replica;", *emptied, "RESET session_replication_role;"]

    DatabaseOperations.sql_flush = sql_flush


def pytest_collection_finish() -> None:
    """Let what the tests are made of stay for good, so that it is not looked through again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 50)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the server that this run started."""
    _run.close()


@pytest.fixture(scope="session")
def made_once(request: pytest.FixtureRequest) -> Iterator[ExitStack]:
    """Hold the making of databases: of several workers the first makes the tables, the others copy them."""
    held = ExitStack()
    if hasattr(request.config, "workerinput") and database.is_embedded():
        from django.conf import settings

        lock = held.enter_context((database.home() / "making").open("w"))
        fcntl.flock(lock, fcntl.LOCK_EX)
        if (database.home() / "made").exists():
            settings.DATABASES["default"]["TEST"]["TEMPLATE"] = MIGRATED
        else:
            held.callback(_make_template)
    yield held
    held.close()


def _make_template() -> None:
    """Copy the new database of this worker, for the others to copy."""
    from django.db import connection

    mine = connection.settings_dict["NAME"]
    connection.close()
    with psycopg.connect(database.owner_url(), autocommit=True) as server:
        names = map(sql.Identifier, (MIGRATED, mine))
        server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(*names))
    (database.home() / "made").touch()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(made_once: ExitStack, django_db_modify_db_settings: None) -> None:
    """Hold the making of databases before this worker's is made."""


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, made_once: ExitStack, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Let the others copy what was made; before the database goes, let whoever is about to leave it leave.

    A server's thread that answered a browser lets go of the database a moment after the browser is closed.
    Who stays longer is told of by what refuses to take the database down.
    """
    with django_db_blocker.unblock():
        made_once.close()
    yield
    from django.db import connection

    others = (
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        for _wait in range(LEAVING * 10):
            cursor.execute(others)
            if cursor.fetchone() == (0,):
                return
            time.sleep(0.1)


@pytest.fixture
def own_home(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give a test a home of its own, with no database yet; whatever runs there is stopped after it."""
    with tempfile.TemporaryDirectory(prefix="befriend-", ignore_cleanup_errors=True) as folder:
        # The server that root starts is another user's, who must get to homes made in here.
        Path(folder).chmod(0o711)
        monkeypatch.setenv("BEFRIEND_HOME", folder)
        monkeypatch.delenv("DATABASE_URL", raising=False)
        yield Path(folder)
        monkeypatch.setenv("BEFRIEND_HOME", folder)
        monkeypatch.delenv("DATABASE_URL", raising=False)
        database.down()


@pytest.fixture
def made_home(own_home: Path) -> Path:
    """Give a test a home of its own that has every table: how they are made is the story of others."""
    homes.copy_made(own_home)
    return own_home


@pytest.fixture(autouse=True)
def nothing_said_before() -> None:
    """Ask each test's database what it is for: the connection lives on, what was said is undone."""
    from befriend.identity import queries

    queries._said.clear()


@pytest.fixture
def larkfield(db: None) -> Larkfield:
    """Return the unit."""
    # Read here, since the models need the settings, which a conftest is read before.
    from tests.larkfield import Larkfield

    return Larkfield()


@pytest.fixture
def sam(larkfield: Larkfield) -> Practitioner:
    """Return Sam, a full-time officer with nobody yet."""
    return larkfield.works("Bunting, Sam", larkfield.grade.OFFICER)


@pytest.fixture
def ali(larkfield: Larkfield) -> Person:
    """Return Ali, who waits for an officer."""
    person = larkfield.person("Ali Alder")
    larkfield.waits(person)
    return person
