"""Commands that run the service: `up`, `down`, `serve`, `begin-day`, and Django's own under `manage`."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from befriend import database
from befriend.cli import asking, children, days, ports
from befriend.errors import BefriendError

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

# The number of a lock in PostgreSQL: any will do that nobody else uses.
ONE_AT_A_TIME = 0x6265_6672_6965_6E64


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command()(up)
    app.command()(down)
    app.command()(serve)
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


def serve(
    port: Annotated[int, typer.Option(envvar="PORT", min=1, max=65535)] = 8000,
    workers: Annotated[
        int,
        typer.Option(
            envvar="BEFRIEND_WORKERS",
            min=1,
            show_default="one more than processors",
            help="Processes that answer pages, each one request at a time.",
        ),
    ] = len(os.sched_getaffinity(0)) + 1,
    worker: Annotated[bool, typer.Option(help="Run the worker beside the pages.")] = True,
) -> None:
    """Serve the pages on this machine, with the worker beside them, until Ctrl-C or SIGTERM."""
    ports.take(port)
    with database.ready(), tempfile.TemporaryDirectory(prefix="befriend-counts-") as counts:
        prepare()
        # What each worker counts is laid down here, for whichever of them is asked.
        os.environ["BEFRIEND_METRICS_FOLDER"] = counts
        said = f"Befriend is at http://127.0.0.1:{port} (Ctrl-C stops it)."
        raise typer.Exit(children.run(_gunicorn(port, workers), worker=worker, said=said))


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


def _gunicorn(port: int, workers: int) -> list[str]:
    """Return the command that serves the pages.

    A process takes a request only when it is free to answer it: what waits, waits in one queue, and no
    quick page stands behind a slow one while another process has nothing to do. Threads of one process
    would wait for each other. Whatever takes two minutes is ended.
    """
    return [
        *(sys.executable, "-m", "gunicorn", "befriend.wsgi", f"--bind=127.0.0.1:{port}"),
        "--config=python:befriend.cli.beside",
        *(f"--workers={workers}", "--worker-class=sync", "--timeout=120", "--graceful-timeout=10"),
        "--log-level=warning",
    ]
