"""Acting as the owner of the tables: only erasing does, and only from the command line.

Pages sign in as a role that may not change history, so none of them can erase anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.db import DEFAULT_DB_ALIAS, connections, transaction

from befriend.audit import access


@contextmanager
def as_owner(*, by: str, office: str, day: date) -> Iterator[None]:
    """Run one transaction as whoever owns the tables, reaching everybody."""
    usual = connections[DEFAULT_DB_ALIAS]
    if "owner" in connections:
        connections[DEFAULT_DB_ALIAS] = connections["owner"]
    try:
        with transaction.atomic():
            said = access.Access(by, day, role="command", office=office, service=True)
            access.tell({f"befriend.{name}": value for name, value in said.settings.items()})
            yield
    finally:
        connections[DEFAULT_DB_ALIAS] = usual
