"""Whether the service lives and can do its work: for whatever starts it and sends people to it."""

from __future__ import annotations

import shutil
from dataclasses import dataclass

from django.db import DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from health_check.base import HealthCheck
from health_check.checks import Database
from health_check.exceptions import HealthCheckException, ServiceUnavailable, ServiceWarning

from befriend import database
from befriend.audit import access
from befriend.errors import BefriendError
from befriend.identity.permissions import public
from befriend.outbox.queries import delivery

from . import findings
from .doctor import existing

BY = "befriend health"


@dataclass
class Tables(HealthCheck):
    """The tables are those of this program."""

    def run(self) -> None:
        """Raise if one is not."""
        executor = MigrationExecutor(connections["default"])
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            raise ServiceUnavailable("not up to date")


@dataclass
class Worker(HealthCheck):
    """A worker lives; without one, pages answer all the same."""

    def run(self) -> None:
        """Raise a warning if none does."""
        day = timezone.localdate()
        with access.service(by=BY, day=day):
            if delivery.silent(delivery.worker_seen(), day, timezone.now()):
                raise ServiceWarning("silent")


@dataclass
class Room(HealthCheck):
    """The disk of the home has room."""

    def run(self) -> None:
        """Raise if it has not."""
        room = shutil.disk_usage(existing(database.home()))
        if findings.disk("the home", room.free, room.total).level == findings.Level.RED:
            raise ServiceUnavailable("full")


CHECKS = {"database": Database, "tables": Tables, "worker": Worker, "disk": Room}


@public
def alive(_request: HttpRequest) -> HttpResponse:
    """Say that this process answers, whatever else does."""
    return JsonResponse({"alive": True})


@public
def ready(_request: HttpRequest) -> HttpResponse:
    """Say part by part whether work can be done: 503 if not. A warning alone is no reason to send nobody."""
    said = {name: looked(check()) for name, check in CHECKS.items()}
    is_ready = all(word in ("well", "silent") for word in said.values())
    return JsonResponse({"ready": is_ready, **said}, status=200 if is_ready else 503)


def looked(check: HealthCheck) -> str:
    """Return how a part stands, in one word that holds no value."""
    try:
        check.run()  # type: ignore[unused-coroutine]
    except HealthCheckException as error:
        return error.message if isinstance(check, Tables | Worker | Room) else "away"
    except (DatabaseError, BefriendError):  # No answer, or policies that cannot be read.
        return "away"
    return "well"
