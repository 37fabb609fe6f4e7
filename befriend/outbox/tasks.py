"""The jobs of the worker. A job holds ids and nothing else: nobody is known by reading the queue."""

from __future__ import annotations

from uuid import UUID

from procrastinate.contrib.django import app

from . import actions


@app.task(name=actions.SEND, queue=actions.QUEUE)
def send(*, message: str) -> None:
    """Send one message, unless that is done, or is another's to do."""
    actions.send(UUID(message))
