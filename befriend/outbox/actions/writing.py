"""Writing messages, each with the job that will send it, in the transaction of what they follow from."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from befriend.identity.models import User
from befriend.outbox.models import NAMESPACE, Message
from befriend.outbox.queries import chart
from befriend.workforce.models import Office, Practitioner

from .queueing import queue

Recipient = Practitioner | Office | User
KINDS: Mapping[type, str] = {Practitioner: "practitioner", Office: "office", User: "user"}


def write(to: Recipient, *, day: date, code: str, values: Mapping[str, Any]) -> None:
    """Write one message, as `write_all`."""
    write_all([to], day=day, code=code, values=values)


def write_all(to: Sequence[Recipient], *, day: date, code: str, values: Mapping[str, Any]) -> None:
    """Write that each of `to` has something to read. Six queries, however many they are.

    Where no mail is set up, nothing is written: what they were told stands in Befriend. What was
    written before, in the same words on the same day, is not written twice.
    """
    if not settings.BEFRIEND_MAILS or not to:
        return
    made = messages(to, day=day, code=code, values=values)
    with transaction.atomic():
        Message.objects.bulk_create(made, ignore_conflicts=True)
        queue(one.pk for one in made)


def messages(to: Sequence[Recipient], *, day: date, code: str, values: Mapping[str, Any]) -> list[Message]:
    """Return the rows to be written, each with the office that is shown what cannot be delivered."""
    known, now = chart.read(day, to), timezone.now()
    found = []
    for one in to:
        kind = KINDS[type(one)]
        found.append(
            Message(
                pk=key(f"{kind} {one.pk}", day, code, values),
                **{kind: one},
                owner_id=known.owner(one),
                day=day,
                code=code,
                values=dict(values),
                written_at=now,
                next_try_at=now,
            )
        )
    return found


def key(*parts: object) -> uuid.UUID:
    """Return an id that follows from what a message says, always the same."""
    return uuid.uuid5(NAMESPACE, json.dumps(parts, sort_keys=True, default=str))
