"""What is counted, in the form Prometheus reads: requests of every worker, and what waits in the database."""

from __future__ import annotations

import hmac
import os
import threading
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import NamedTuple

import psutil
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from opentelemetry.exporter.prometheus import PrometheusMetricReader
from opentelemetry.sdk.metrics import Counter, Histogram, MeterProvider
from prometheus_client import CollectorRegistry, generate_latest

from befriend import database
from befriend.audit import access, queries
from befriend.database import archive
from befriend.identity.permissions import public
from befriend.outbox.queries import delivery

BY = "befriend metrics"
SECONDS_BETWEEN = 5
TEXT = "text/plain; version=0.0.4; charset=utf-8"
LOOPBACK = ("127.0.0.1", "::1")
FORWARDED = ("X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "Forwarded", "Via")
WAITING = """
SELECT count(*), coalesce(extract(epoch FROM now() - min(coalesce(j.scheduled_at, e.at))), 0)::float
FROM procrastinate_jobs j LEFT JOIN procrastinate_events e ON e.job_id = j.id AND e.type = 'deferred'
WHERE j.status = 'todo' AND coalesce(j.scheduled_at, e.at) <= now()
"""


class Meters(NamedTuple):
    """What one process counts by itself."""

    registry: CollectorRegistry
    requests: Counter
    seconds: Histogram


@cache
def meters(_pid: int) -> Meters:
    """Return what this process counts; a worker that was forked counts afresh."""
    registry = CollectorRegistry()
    meter = made(registry).get_meter("befriend")
    if folder():
        threading.Thread(target=keep_telling, daemon=True).start()
    return Meters(
        registry,
        meter.create_counter("befriend_requests", description="Requests answered."),
        meter.create_histogram("befriend_request", unit="s", description="Seconds a request took."),
    )


def made(registry: CollectorRegistry) -> MeterProvider:
    """Return what makes meters that are read through `registry`."""
    reader = PrometheusMetricReader(disable_target_info=True, scope_info_enabled=False, registry=registry)
    return MeterProvider([reader], shutdown_on_exit=False)


def note(page: str, status: int, seconds: float) -> None:
    """Count one request."""
    pid = os.getpid()
    labels = {"route": page, "status": str(status), "worker": str(pid)}
    meters(pid).requests.add(1, labels)
    meters(pid).seconds.record(seconds, labels)


def folder() -> Path | None:
    """Return where the workers of one service lay what they counted, for whichever is asked."""
    said = os.environ.get("BEFRIEND_METRICS_FOLDER")
    return Path(said) if said else None


def keep_telling() -> None:
    """Lay down what this process counted, again and again."""
    pause = threading.Event()
    while not pause.wait(SECONDS_BETWEEN):
        tell()


def tell() -> str:
    """Lay down what this process counted, and return it."""
    pid = os.getpid()
    text = generate_latest(meters(pid).registry).decode()
    where = folder()
    if where and where.is_dir():
        # A thread tells by itself and a request may ask meanwhile: each writes a file of its own.
        part = where / f"{pid}-{threading.get_ident()}.part"
        part.write_text(text)
        part.replace(where / f"{pid}.prom")
    return text


def joined(texts: list[str]) -> str:
    """Return several tellings as one: each family once, with the samples of all workers below it."""
    families: dict[str, list[str]] = defaultdict(list)
    for text in texts:
        for family in text.split("# HELP ")[1:]:
            lines = family.splitlines(keepends=True)
            families["# HELP " + "".join(lines[:2])] += lines[2:]
    return "".join(head + "".join(samples) for head, samples in families.items())


def of_workers() -> str:
    """Return what all living workers counted; those that ended are forgotten, as a restart is."""
    own, where = tell(), folder()
    if not where:
        return own
    pids = {int(each.stem): each for each in where.glob("*.prom")}
    others = [file.read_text() for pid, file in pids.items() if pid != os.getpid() and psutil.pid_exists(pid)]
    return joined([own, *others])


def of_database() -> str:
    """Return what waits, asked now."""
    registry = CollectorRegistry()
    meter = made(registry).get_meter("befriend")
    with access.service(by=BY, day=timezone.localdate()), connection.cursor() as cursor:
        cursor.execute(WAITING)
        jobs, oldest = cursor.fetchone()
        found = {
            "befriend_jobs_waiting": (jobs, "Jobs that are due and not begun."),
            "befriend_oldest_job_seconds": (oldest, "How long the oldest of them has waited."),
            "befriend_messages_waiting": (delivery.waiting(), "Messages on their way."),
            "befriend_audit_rows_unlinked": (queries.unlinked(), "Rows older than a minute in no link."),
        }
    copies = archive.copies(archive.of(database.home()))
    if copies:
        found["befriend_copy_age_seconds"] = (copies[-1].age * 3600, "Age of the newest copy.")
    for name, (value, says) in found.items():
        meter.create_gauge(name, description=says).set(value)
    return generate_latest(registry).decode()


def may_ask(request: HttpRequest) -> bool:
    """Say whether somebody may read the counts: by the token if there is one, else from this machine only.

    A web server in front is on this machine too, so whatever it hands on is not from here.
    """
    token = os.environ.get("BEFRIEND_METRICS_TOKEN", "")
    if token:
        said = request.headers.get("Authorization", "")
        return hmac.compare_digest(said.encode(), f"Bearer {token}".encode())
    handed_on = any(name in request.headers for name in FORWARDED)
    return request.META.get("REMOTE_ADDR") in LOOPBACK and not handed_on


@public
def show(request: HttpRequest) -> HttpResponse:
    """Show the counts to whoever watches over the service."""
    if not may_ask(request):
        raise PermissionDenied
    return HttpResponse(of_workers() + of_database(), content_type=TEXT)
