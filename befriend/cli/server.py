"""Commands that look after the database: `up`, `down`, `begin-day`, and Django's own under `manage`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from befriend import database
from befriend.cli import asking, days
from befriend.errors import BefriendError

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

# The number of a lock in PostgreSQL: any will do that nobody else uses.
ONE_AT_A_TIME = 0x6265_6672_6965_6E64


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command()(up)
    app.command()(down)
    app.command("begin-day")(begin_day)
    app.command(
        context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
        add_help_option=False,
    )(manage)


def prepare() -> None:
    """Set Django up, and bring the tables of the database in force up to date."""
    set_up()
    _migrate()


def prepare_to_read() -> None:
    """Prepare a database that has tables; raise BefriendError rather than make any where none are."""
    set_up()
    from django.db import connection

    if "django_migrations" not in connection.introspection.table_names():
        raise BefriendError(
            "There is no Befriend in this database. See that BEFRIEND_HOME or DATABASE_URL is right."
        )
    _migrate()


def refuse_no_home() -> None:
    """Raise BefriendError where a command that only reads would make a new home and database."""
    if database.is_embedded() and not database.data(database.home()).exists():
        raise BefriendError(f"There is no Befriend in {database.home()}. See that BEFRIEND_HOME is right.")


def set_up() -> None:
    """Set Django up, and see that the database in force answers."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "befriend.settings")
    django.setup()
    from django.db import OperationalError, connection

    try:
        connection.ensure_connection()
    except OperationalError as error:
        raise BefriendError(
            "The database does not answer. See that it runs, and that DATABASE_URL is right."
        ) from error


@contextmanager
def alone() -> Iterator[None]:
    """Let nobody else make or fill this database meanwhile: two commands may begin at once."""
    with owner().cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [ONE_AT_A_TIME])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [ONE_AT_A_TIME])


def owner() -> BaseDatabaseWrapper:
    """Return the connection of whoever owns the tables."""
    from django.db import connections

    return connections["owner" if "owner" in connections else "default"]


def _migrate() -> None:
    """Make or change the tables, if they are not as they should be."""
    from django.core.management import call_command
    from django.db.migrations.executor import MigrationExecutor

    with alone():
        executor = MigrationExecutor(owner())
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", interactive=False, verbosity=0, database=owner().alias)


def up() -> None:
    """Start the embedded database and leave it running."""
    print(database.up())


def down() -> None:
    """Stop the embedded database."""
    print("Stopped." if database.down() else "It was not running.")


def begin_day() -> None:
    """See who is over the cap today, and let unanswered notices climb, in every delivery unit."""
    with database.ready():
        prepare()
        print(f"Begun in {days.begin_everywhere(asking.day_or_today(None))} delivery units.")


def manage(context: typer.Context) -> None:
    """Run one of Django's own commands on the database in force."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "befriend.settings")
    from django.core.management import execute_from_command_line

    with database.ready():
        execute_from_command_line(["befriend manage", *context.args])
