"""The command `serve`: the pages on this machine, with the worker beside them."""

from __future__ import annotations

import os
import sys
import tempfile
from typing import Annotated

import typer

from befriend import database
from befriend.cli import children, ports, server, week


def register(app: typer.Typer) -> None:
    """Add this command to the command line."""
    app.command()(serve)


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
    print_week: Annotated[
        bool, typer.Option("--week", help="Print the week first, as `befriend week` does.")
    ] = False,
) -> None:
    """Serve the pages on this machine, with the worker beside them, until Ctrl-C or SIGTERM."""
    ports.take(port)
    with database.ready(), tempfile.TemporaryDirectory(prefix="befriend-counts-") as counts:
        # What each worker counts is laid down here, for whichever of them is asked.
        os.environ["BEFRIEND_METRICS_FOLDER"] = counts
        # The program is loaded while the tables are looked after; nobody is let in before both are done.
        with children.loading(_gunicorn(port, workers)) as pages:
            server.prepare()
            if print_week:
                week.first_week()
            said = f"Befriend is at http://127.0.0.1:{port} (Ctrl-C stops it)."
            raise typer.Exit(children.run(pages, worker=worker, said=said))


def _gunicorn(port: int, workers: int) -> list[str]:
    """Return the command that serves the pages.

    A process takes a request only when it is free to answer it: what waits, waits in one queue, and no
    quick page stands behind a slow one while another process has nothing to do. Threads of one process
    would wait for each other. Whatever takes two minutes is ended.

    The program is loaded once, before the processes part: each would take seconds for the same.
    """
    return [
        *(sys.executable, "-m", "gunicorn", "befriend.wsgi", f"--bind=127.0.0.1:{port}"),
        *("--config=python:befriend.cli.beside", "--preload"),
        *(f"--workers={workers}", "--worker-class=sync", "--timeout=120", "--graceful-timeout=10"),
        "--log-level=warning",
    ]
