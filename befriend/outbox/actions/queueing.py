"""Putting messages into the queue of the worker, in the transaction of what they follow from."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from procrastinate.contrib.django import app

# The task that sends one message (befriend.outbox.tasks).
SEND = "befriend.outbox.send"
QUEUE = "outbox"


def queue(keys: Iterable[UUID], *, at: datetime | None = None) -> None:
    """Have the worker send messages, now or at a moment. A job holds a message's id and nothing else.

    A second job for a message does nothing, so nobody has to look whether there is one.
    """
    job = app.configure_task(SEND, queue=QUEUE, schedule_at=at)
    job.batch_defer(*({"message": str(key)} for key in keys))
