"""What the worker does besides: shows that it lives, and picks up what was left behind."""

from __future__ import annotations

import logging
from datetime import timedelta
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q, QuerySet, UUIDField
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from befriend.audit import access
from befriend.outbox.models import Message, Pulse

from .queueing import SEND, queue
from .sending import WORKER, State

log = logging.getLogger(__name__)

# A worker says that it lives every ten seconds; one that was silent for so long is dead.
DEAD_AFTER = timedelta(seconds=30)
# A message that is due has a job. If none has come to it for so long, it gets another.
OVERDUE = timedelta(seconds=30)


def beat() -> None:
    """Write that a worker lives."""
    with access.service(by=WORKER, day=timezone.localdate()), connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {Pulse._meta.db_table} (only_row, at) VALUES (true, now()) "  # noqa: S608  # Our own name.
            "ON CONFLICT (only_row) DO UPDATE SET at = excluded.at"
        )


def sweep() -> int:
    """Pick up what was left behind, and return how many messages that were.

    Jobs of dead workers go back into the queue; messages that a dead worker was at, and any that
    are due without a job, get one.
    """
    now = timezone.now()
    with access.service(by=WORKER, day=timezone.localdate()):
        clear_jobs_of_the_dead()
        late = Q(state__in=Message.OPEN, next_try_at__lt=now - OVERDUE)
        found = Message.objects.filter(late | Q(state=State.SENDING)).exclude(pk__in=queued())
        left = [one for one in found if not (one.state == State.SENDING and someone_is_at(one))]
        if left:
            queue(one.pk for one in left)
    return len(left)


def queued() -> QuerySet[ProcrastinateJob, dict[str, UUID]]:
    """Return the ids of messages that have a job to come."""
    jobs = ProcrastinateJob.objects.filter(task_name=SEND, status="todo")
    return jobs.annotate(of=Cast(KeyTextTransform("message", "args"), UUIDField())).values("of")


def clear_jobs_of_the_dead() -> None:
    """Put jobs of workers that died back into the queue. What a job has done already it does not redo."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_workers WHERE last_heartbeat < now() - %s", [DEAD_AFTER])
        # Without its worker's row a job has no worker; one that nobody does is done again.
        cursor.execute(
            "SELECT procrastinate_retry_job_v2(id, now(), NULL, NULL, NULL) FROM (SELECT id FROM "
            "procrastinate_jobs WHERE status = 'doing' AND worker_id IS NULL FOR UPDATE SKIP LOCKED) AS dead"
        )


def someone_is_at(message: Message) -> bool:
    """Say whether a living worker holds a message's lock."""
    number = message.pk.int & (2**63 - 1)
    with connection.cursor() as cursor:
        # Let go at the end of this transaction.
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [number])
        return not cursor.fetchone()[0]
