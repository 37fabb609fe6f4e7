"""Trying what is queued: by one process at a time, one trial after another."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.utils import timezone

from befriend.audit import access
from befriend.policies.errors import BefriendError

from . import actions, queries
from .models import Trial

log = logging.getLogger(__name__)

BY = "befriend trials"
# The number of a lock in PostgreSQL: any will do that nobody else uses.
ONE_AT_A_TIME = 0x7472_6961_6C73


def work() -> int:
    """Try every trial that waits, and return how many were tried; none where another process tries them.

    What a process was trying that ended under it is tried anew.
    """
    with alone() as mine:
        if not mine:
            return 0
        with access.service(by=BY, day=timezone.localdate()):
            actions.pick_up(at=timezone.now())
        tried = 0
        while (trial := begun()) is not None:
            try_one(trial)
            tried += 1
        return tried


@contextmanager
def alone() -> Iterator[bool]:
    """Say whether this process may try trials: no other does, as long as this lasts."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [ONE_AT_A_TIME])
        mine = bool(cursor.fetchone()[0])
        try:
            yield mine
        finally:
            if mine:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [ONE_AT_A_TIME])


def begun() -> Trial | None:
    """Return the next trial, which has begun; None when there is none left."""
    with access.service(by=BY, day=timezone.localdate()):
        return actions.begin()


def try_one(trial: Trial) -> None:
    """Live through every run of a trial, and keep what came out or why nothing did."""
    from befriend.evidence import showing
    from befriend.evidence.impact import data
    from befriend.simulator import trial as simulator

    def done(runs: int) -> None:
        actions.progress(trial=trial, runs_done=runs)

    try:
        # In this process alone: whoever looks at a page needs the other processors.
        found = simulator.tried(queries.asked_of(trial), simulator.one_by_one, done)
        statement = data.of(found)
        shown, drawings = showing.of(statement)
    except BefriendError as wrong:
        give_up(trial, str(wrong))
    except Exception:
        log.exception("The %s failed.", trial)
        give_up(trial, "A fault of Befriend, which its log tells of. Tell whoever runs it.")
    else:
        with access.service(by=BY, day=timezone.localdate()) as now:
            actions.finish(
                trial=trial, statement=statement, shown=shown, drawings=drawings,
                by=BY, day=now.day, at=timezone.now(),
            )  # fmt: skip


def give_up(trial: Trial, why: str) -> None:
    """Keep why a trial could not be tried."""
    with access.service(by=BY, day=timezone.localdate()) as now:
        actions.fail(trial=trial, why=why, by=BY, day=now.day, at=timezone.now())
