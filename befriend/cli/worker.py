"""The command `worker`: sends messages, links the chain of the audit, looks after visits, trials and days."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Annotated

import typer

from befriend import database
from befriend.cli import asking, days, server, trials

log = logging.getLogger(__name__)

WORKER = "befriend worker"
# Messages under way at once: each waits for a mail server most of its time.
AT_ONCE = 4
# Seconds between two rounds of each chore.
LINKING, LIVING, LOOKING_FOR_A_NEW_DAY, LOOKING_FOR_THE_PARENT = 2, 10, 300, 1
LOOKING_AFTER_VISITS, LOOKING_FOR_TRIALS = 20, 5
# Seconds before the queue is tried again, when the database has gone away.
PATIENCE = 5
# Seconds a round of chores may take to end when the worker is told to stop.
LAST_ROUND = 10


def register(app: typer.Typer) -> None:
    """Add this command to the command line."""
    app.command()(worker)


def worker(
    once: Annotated[bool, typer.Option("--once", help="Do what is due, and end.")] = False,
    beside: Annotated[int, typer.Option(hidden=True, help="End when this process does.")] = 0,
) -> None:
    """Send messages and do what waits, until Ctrl-C or SIGTERM."""
    # One connection for one process: locks and listening do not pass through a pooler.
    if "BEFRIEND_DIRECT_URL" in os.environ:
        os.environ["DATABASE_URL"] = database.direct_url()
    with database.ready():
        server.prepare()
        if once:
            do_what_is_due()
        else:
            work(beside)


def do_what_is_due() -> None:
    """Begin the day, empty the queue of what is due, and link the chain, once."""
    from befriend.outbox import actions

    days.begin_if_new(None)
    # No beat: what ends at once is no living worker, and nobody may rely on it.
    actions.sweep()
    look_after_visits()
    asyncio.run(do_jobs(threading.Event(), wait=False))
    link()


def work(beside: int) -> None:
    """Do jobs and chores until told to stop."""
    stop = threading.Event()
    tried = trials.Beside()
    chores: list[tuple[int, Callable[[], object]]] = [
        (LINKING, link),
        (LIVING, live),
        (LOOKING_AFTER_VISITS, look_after_visits),
        (LOOKING_FOR_A_NEW_DAY, new_day()),
        (LOOKING_FOR_TRIALS, tried.look),
    ]
    if beside:
        chores.append((LOOKING_FOR_THE_PARENT, lambda: end_with(beside)))
    threads = [threading.Thread(target=repeat, args=(do, every, stop), daemon=True) for every, do in chores]
    for one in threads:
        one.start()
    while not stop.is_set():
        try:
            asyncio.run(do_jobs(stop, wait=True))
        except Exception as error:
            log.warning("The queue cannot be read (%s); it will be tried again.", type(error).__name__)
        # The loop took its own answer to these along.
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stop.set())
        stop.wait(PATIENCE)
    for one in threads:
        one.join(LAST_ROUND)
    tried.end()


async def do_jobs(stop: threading.Event, *, wait: bool) -> None:
    """Do jobs as they come, or without `wait` those that are due, until told to stop."""
    from procrastinate.contrib.django import app

    # An app of its own: what a job writes goes through Django's connection, into the job's transaction.
    direct = app.with_connector(app.connector.get_worker_connector())
    async with direct.open_async():
        jobs = asyncio.create_task(
            direct.run_worker_async(
                wait=wait,
                concurrency=AT_ONCE,
                delete_jobs="successful",
                install_signal_handlers=False,
                listen_notify=wait,
            )
        )

        def told() -> None:
            stop.set()
            jobs.cancel()

        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, told)
        with suppress(asyncio.CancelledError):
            await jobs


def repeat(do: Callable[[], object], every: int, stop: threading.Event) -> None:
    """Do a chore again and again. A failure is logged, tried again, and stops nothing."""
    from django.db import connection

    while not stop.is_set():
        try:
            do()
        except Exception:
            log.exception("A chore of the worker failed; it will be tried again.")
            connection.close()
        stop.wait(every)
    connection.close()


def link() -> None:
    """Link what was committed into the audit's chain."""
    from befriend.audit import access, actions

    with access.service(by=WORKER, day=asking.day_or_today(None)):
        actions.seal()


def live() -> None:
    """Show that a worker lives, and pick up what a dead one left."""
    from befriend.outbox import actions

    actions.beat()
    actions.sweep()


def look_after_visits() -> None:
    """Tell who answers next of whoever is overdue from a home visit."""
    from django.utils import timezone

    from befriend.allocation import queries as allocation
    from befriend.audit import access
    from befriend.supervision import actions

    day = asking.day_or_today(None)
    with access.service(by=WORKER, day=day):
        actions.raise_alarms(on_duty=allocation.on_duty, by=WORKER, day=day, at=timezone.now())


def new_day() -> Callable[[], None]:
    """Return what begins today, once."""
    begun = None

    def begin() -> None:
        nonlocal begun
        begun = days.begin_if_new(begun)

    return begin


def end_with(parent: int) -> None:
    """End as if told to, when the process that started this one is no more."""
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGTERM)
