"""The read replica: a second server that follows the database, where reports and figures are read.

Nothing is written there: whom somebody saw is kept where everything is. PostgreSQL's own streaming
replication keeps it up to date, a moment behind, and what is read there says which moment that was.
`docs/running.md` says how one is set up.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db import DEFAULT_DB_ALIAS, OperationalError, connections, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timesince import timesince
from django.utils.translation import gettext, ngettext

from . import access

REPLICA = "replica"
# Seconds that the last changes are waited for, and between looks.
PATIENCE, BETWEEN = 1.0, 0.05
# Whether it is as far as the database was, and until when it has everything that was done.
COME = """
SELECT pg_is_in_recovery() AND pg_last_wal_replay_lsn() >= %s::pg_lsn,
       coalesce(pg_last_xact_replay_timestamp(), 'epoch'::timestamptz)
"""
log = logging.getLogger(__name__)


class Moment(NamedTuple):
    """What was done up to `at` is in what is read; that was so long ago when the reading began."""

    at: datetime
    behind: timedelta = timedelta(0)

    @property
    def words(self) -> str:
        """Return it as a sentence, for beside figures."""
        at = timezone.localtime(self.at)
        said = gettext("The record as it was on %(day)s at %(time)s.")
        said %= {"day": date_format(at, "j F Y"), "time": f"{at:%H:%M:%S}"}
        if not self.behind:
            return said
        late = gettext("It was read from the read replica, which was %(time)s behind.")
        return f"{said} {late % {'time': length(self.behind)}}"

    @property
    def as_data(self) -> dict[str, Any]:
        """Return it for programs: a moment with its zone, and seconds."""
        return {"as_at": self.at.isoformat(), "behind_seconds": self.behind.total_seconds()}


def length(of: timedelta) -> str:
    """Return a length of time in words."""
    seconds = int(of.total_seconds()) + 1
    if seconds < 120:
        return ngettext("%(num)s second", "%(num)s seconds", seconds) % {"num": seconds}
    now = timezone.now()
    return timesince(now - of, now)


def is_set_up() -> bool:
    """Say whether there is one (BEFRIEND_REPLICA_URL)."""
    return REPLICA in connections.settings


@contextmanager
def reading() -> Iterator[Moment]:
    """Read from the replica until the end, as whoever acts now and as far as they reach; all at one moment.

    Where there is none, or it does not answer, from the database itself, as it is now.
    """
    now = access.current()
    found = moment() if now and is_set_up() else None
    if now is None or found is None:
        yield Moment(timezone.now())
        return
    usual = connections[DEFAULT_DB_ALIAS]
    connections[DEFAULT_DB_ALIAS] = connections[REPLICA]
    try:
        with transaction.atomic():
            # Every question sees what the first one saw.
            asked("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            with access.entered(now):
                yield found
    finally:
        connections[DEFAULT_DB_ALIAS] = usual


def moment() -> Moment | None:
    """Return up to which moment the replica holds everything; None where it does not answer.

    The database itself is asked first how far it has come: a replica that is there has all of it, however
    long ago the last change was. One that is not there within a second has what it has.
    """
    ((now, come),) = asked("SELECT clock_timestamp(), pg_current_wal_flush_lsn()::text")
    patient_until = time.monotonic() + PATIENCE
    try:
        while True:
            ((whole, last),) = asked(COME, come, alias=REPLICA)
            if whole:
                return Moment(now)
            if time.monotonic() > patient_until:
                return Moment(last, now - last)
            time.sleep(BETWEEN)
    except OperationalError:
        log.warning("The read replica does not answer.")
        return None


def asked(question: str, *values: Any, alias: str = DEFAULT_DB_ALIAS) -> list[tuple[Any, ...]]:
    """Ask a server, and return the rows if there are any."""
    with connections[alias].cursor() as cursor:
        cursor.execute(question, values)
        return cursor.fetchall() if cursor.description else []
