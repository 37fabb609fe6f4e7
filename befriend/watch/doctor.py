"""The looks of `befriend doctor`: what is asked of settings, database and disks, and judged in `findings`."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connections, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from psycopg.conninfo import conninfo_to_dict

from befriend import database, roles
from befriend.audit import access, queries, replica
from befriend.audit.queries import verifying
from befriend.database import archive
from befriend.errors import BefriendError
from befriend.identity import queries as identity
from befriend.outbox.queries import delivery
from befriend.workforce import queries as workforce

from . import findings
from .findings import Finding, Level

BY = "befriend doctor"
# A role owns a table or a function, or counts in another way as more than a guest.
ROLES = """
SELECT rolname, rolsuper, rolbypassrls, rolcreaterole OR rolcreatedb, rolcanlogin,
  (SELECT count(*) FROM pg_class WHERE relowner = r.oid)
  + (SELECT count(*) FROM pg_proc WHERE proowner = r.oid)
FROM pg_roles r
"""
# Tables that name a person, or have a policy: none may be without a forced one.
FLOOR = """
SELECT c.relname, c.relrowsecurity AND c.relforcerowsecurity AND EXISTS (
  SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'reach')
FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND (
  c.relname = 'people_person' OR EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid) OR EXISTS (
    SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'person_id' AND NOT a.attisdropped))
"""


def reds(day: date) -> list[str]:
    """Return what keeps this database from holding real people, in sentences with how to mend each."""
    return [f"{one.about}: {one.says} {one.mend}" for one in look(day, real=True) if one.level == Level.RED]


def look(day: date, *, real: bool | None = None) -> list[Finding]:
    """Look at everything; `real` judges as for real people, else as what this database is for."""
    if real is None:
        real = is_real()
    return [*of_settings(), *of_server(), *of_tables(day), *of_disks(), of_copies(real=real)]


def is_real() -> bool:
    """Say whether this database is for real people; where its tables are missing or old it is not said."""
    try:
        with transaction.atomic():
            return identity.is_real()
    except DatabaseError:
        return False


def of_settings() -> Iterator[Finding]:
    """Look at the settings."""
    names = settings.ALLOWED_HOSTS
    yield findings.secret_key(settings.SECRET_KEY)
    yield findings.debugging(on=settings.DEBUG)
    yield findings.hosts(names)
    behind = settings.SECURE_PROXY_SSL_HEADER is not None
    yield findings.https(names, secure=settings.SECURE, behind_proxy=behind)
    yield findings.way_to_database(
        [
            way(one)
            for one in (database.url(), database.direct_url(), database.owner_url(), database.replica_url())
        ]
    )
    yield findings.mail(is_set_up=delivery.is_set_up())
    yield findings.policies(refused_policies())


def way(url: str) -> tuple[str, str]:
    """Return the host of an address of the database, and how its certificate is checked."""
    address = conninfo_to_dict(url)
    return str(address.get("host") or address.get("hostaddr") or ""), str(address.get("sslmode") or "")


def refused_policies() -> str:
    """Return why the policies cannot be read, or nothing."""
    try:
        workforce.policies_in_force()
    except BefriendError as error:
        return str(error)
    return ""


def of_server() -> Iterator[Finding]:
    """Look at the server and its roles."""
    known = {row[0]: findings.Role(*row) for row in asked(ROLES)}
    ((signs_in_as,),) = asked("SELECT session_user", alias="default")
    yield findings.app_role(known, signs_in_as, roles.APP)
    yield findings.counting_role(known, roles.COUNTS)
    ((number, there),) = asked(
        "SELECT current_setting('server_version_num')::int, extract(epoch FROM clock_timestamp())::float"
    )
    yield findings.postgres(number)
    yield findings.clock(there - time.time())
    kept = asked("SELECT name, setting FROM pg_settings WHERE name = ANY(%s)", [list(findings.MUST_BE_ON)])
    yield findings.durable(dict(kept))
    if replica.is_set_up():
        yield findings.replica(replica.moment())


def of_tables(day: date) -> Iterator[Finding]:
    """Look at the tables: their shape, their policies, the chain, the worker.

    Where a change to them is still to be made, the rest cannot be looked at.
    """
    executor = MigrationExecutor(owner())
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    yield findings.migrations([str(migration) for migration, _ in plan])
    if plan:
        return
    bound = dict(asked(FLOOR))
    yield findings.floor([name for name, forced in bound.items() if not forced], sum(bound.values()))
    with access.service(by=BY, day=day):
        verifying.settle()
        faults = [*verifying.of_links(), *verifying.of_triggers()]
        yield findings.chain(len(faults), queries.unlinked())
        silent = is_silent(day)
    yield findings.worker(silent=silent)


def is_silent(day: date) -> bool:
    """Say whether no worker lives; nobody can tell where policies cannot be read, which is said elsewhere."""
    try:
        return delivery.silent(delivery.worker_seen(), day, timezone.now())
    except BefriendError:
        return True


def of_disks() -> Iterator[Finding]:
    """Look at the room on the disks that hold what is kept."""
    places = {"the home": database.home(), "the copies": archive.of(database.home())}
    for what, place in places.items():
        room = shutil.disk_usage(existing(place))
        yield findings.disk(what, room.free, room.total)


def existing(place: Path) -> Path:
    """Return a folder, or the nearest above it that is there."""
    return next(each for each in (place, *place.parents) if each.exists())


def of_copies(*, real: bool) -> Finding:
    """Look at the age of the newest copy."""
    found = archive.copies(archive.of(database.home()))
    return findings.copies(found[-1].age if found else None, real=real)


def owner() -> Any:
    """Return the connection of whoever owns the tables."""
    return connections["owner" if "owner" in connections else "default"]


def asked(question: str, values: list[Any] | None = None, alias: str = "") -> list[tuple[Any, ...]]:
    """Ask the server, as whoever owns the tables unless told otherwise."""
    with (connections[alias] if alias else owner()).cursor() as cursor:
        cursor.execute(question, values)
        return cursor.fetchall()
