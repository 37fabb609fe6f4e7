"""Answering a program once: the same key and question get the same answer, and nothing happens twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db import transaction

from befriend.allocation.models import Idempotency

KEPT = timedelta(days=2)


class Answer(NamedTuple):
    """A status of HTTP and a body of JSON."""

    status: int
    body: dict[str, Any]


class KeyUsedError(Exception):
    """A key that came with another question before."""


@transaction.atomic
def once(*, user_id: int, key: str, asked: str, answer: Callable[[], Answer], day: date) -> Answer:
    """Return what `answer` returns, or what it returned when `key` was first used.

    `asked` is a digest of the question. Raises KeyUsedError where the key came with another one.
    """
    forget_old(day)
    # Whoever comes second waits here until the first has committed, and then finds the answer.
    Idempotency.objects.bulk_create(
        [Idempotency(user_id=user_id, key=key, asked=asked, status=0, answer={})], ignore_conflicts=True
    )
    kept = Idempotency.objects.get(user_id=user_id, key=key)
    if kept.asked != asked:
        raise KeyUsedError
    if kept.status:
        return Answer(kept.status, kept.answer)
    given = answer()
    kept.status, kept.answer = given
    kept.save(update_fields=["status", "answer"])
    return given


def forget_old(day: date) -> None:
    """Delete answers nobody will ask for again, without waiting for others who do so too."""
    old = Idempotency.objects.filter(at__date__lt=day - KEPT).select_for_update(skip_locked=True)
    if keys := list(old.values_list("pk", flat=True)):
        Idempotency.objects.filter(pk__in=keys).delete()
