"""The command `trials`: tries policies that wait for it, in a process of its own, and ends."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from contextlib import suppress
from typing import Annotated

import typer

from befriend import database
from befriend.cli import server, stopping

# Seconds between two looks for the process that started this one.
LOOK = 1
# How much the pages come first where both want a processor.
NICE = 10
# Seconds a process may take to end. What it was trying is tried anew.
TO_END = 10


def register(app: typer.Typer) -> None:
    """Add this command to the command line."""
    app.command()(trials)


def trials(
    beside: Annotated[int, typer.Option(hidden=True, help="End when this process does.")] = 0,
) -> None:
    """Try the policies that were asked for on the pages, one after another, until none is left."""
    os.nice(NICE)
    if beside:
        threading.Thread(target=end_with, args=(beside,), daemon=True).start()
    # One connection for one process: a lock that this holds does not pass through a pooler.
    if "BEFRIEND_DIRECT_URL" in os.environ:
        os.environ["DATABASE_URL"] = database.direct_url()
    with stopping.stoppable("Stopped; what was being tried is tried anew."), database.ready():
        server.prepare()
        from befriend.evidence import trying

        print(f"{trying.work()} trials done.")


def end_with(parent: int) -> None:
    """End at once when the process that started this one is no more; nothing is lost by that."""
    while os.getppid() == parent:
        time.sleep(LOOK)
    os._exit(1)


class Beside:
    """The process of the trials beside a worker: there only while something waits to be tried."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[bytes] | None = None

    def look(self) -> None:
        """Start the process if something waits and none lives."""
        from befriend.evidence import queries

        if (self.process is None or self.process.poll() is not None) and queries.waits():
            self.process = subprocess.Popen(
                [sys.executable, "-m", "befriend.cli", "trials", f"--beside={os.getpid()}"],
                start_new_session=True,
                stdout=subprocess.DEVNULL,
            )

    def end(self) -> None:
        """End the process, and wait until it is gone."""
        if self.process is None:
            return
        self.process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(TO_END)
        self.process.kill()
        self.process.wait()
