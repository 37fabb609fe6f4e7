"""The live caseload for `try --from live`: read as an office, on one snapshot, and kept as a look."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from befriend import database
from befriend.cli import asking, compare_live, server
from befriend.policies.errors import BefriendError

if TYPE_CHECKING:
    from befriend.simulator.caseload import Live

BY = "befriend try"


def read(ref: str | None, office: str | None) -> Live:
    """Return the caseload of a unit and below, or raise BefriendError where `office` may not ask for it.

    Only the head of the unit, or of one above, may. Nothing of it is kept but that somebody looked.
    """
    with database.ready():
        server.prepare()
        from befriend.audit import actions as audit
        from befriend.evidence import caseload

        with one_snapshot():
            unit, day = asking.unit(ref), asking.today()
            with asking.acting(office, unit, day=day, command=BY) as access:
                compare_live.may_compare(access.office, unit, day)
                audit.write(by=access.by, office=access.office, day=day,
                            did="read a caseload to try a policy on it", what=unit.ref)  # fmt: skip
                found = caseload.read(unit, day)
    refuse_few(found)
    return found


@contextmanager
def one_snapshot() -> Iterator[None]:
    """Let all that is asked see the database as it was at one moment."""
    from django.db import connection, transaction

    goes_on = connection.in_atomic_block
    with transaction.atomic():
        # Within a transaction that has begun it would come too late.
        if not goes_on:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def refuse_few(found: Live) -> None:
    """Raise BefriendError where so few are on record that a statement would tell of somebody."""
    from befriend.evidence.impact.units import LEAST_PEOPLE, LEAST_STAFF

    if found.workers < LEAST_STAFF or found.people < LEAST_PEOPLE:
        raise BefriendError(
            f"There are {found.workers} practitioners and {found.people} people on record there: too few to "
            f"tell of without telling of somebody ({LEAST_STAFF} and {LEAST_PEOPLE} are enough). "
            "Name a unit above it."
        )
