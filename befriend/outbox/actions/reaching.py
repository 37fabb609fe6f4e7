"""Messages to a person, by a detail of theirs: planned for a moment, and withdrawn while they may be."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from befriend.outbox import notify
from befriend.outbox.models import Message
from befriend.outbox.queries import chart
from befriend.people.models import ContactDetail
from befriend.workforce.models import Practitioner

from .queueing import queue
from .writing import key

State = Message.State
# What can still be held back: the server has not been given the text.
NOT_GONE = Q(state__in=Message.OPEN) | Q(state=State.SENDING, handed_over_at=None)


def can_reach(channel: str) -> bool:
    """Say whether messages leave by a channel at all."""
    return notify.is_set_up() if channel == Message.Channel.SMS else bool(settings.BEFRIEND_MAILS)


@transaction.atomic
def plan(
    *,
    detail: ContactDetail,
    code: str,
    values: Mapping[str, Any],
    answers: Practitioner,
    at: datetime,
    day: date,
) -> Message | None:
    """Plan a message to a person for the moment `at`; None where nothing leaves by that channel.

    The office above `answers` is shown what cannot be delivered. Planned again, what was withdrawn is
    planned anew, and what is on its way or was sent stays as it is.
    """
    if not can_reach(detail.channel):
        return None
    made, is_new = Message.objects.select_for_update(of=("self",)).get_or_create(
        pk=key(f"detail {detail.pk}", code, values),
        defaults={
            "detail": detail, "channel": detail.channel, "code": code, "values": dict(values), "day": day,
            "owner_id": chart.read(day, [answers]).owner(answers), "written_at": timezone.now(),
            "next_try_at": at,
        },
    )  # fmt: skip
    if is_new or made.state == State.WITHDRAWN:
        if not is_new:
            made.state, made.next_try_at, made.ended_at, made.last_problem = State.WAITING, at, None, ""
            made.forgiven = made.attempts
            made.save(update_fields=["state", "next_try_at", "ended_at", "last_problem", "forgiven"])
        queue([made.pk], at=at)
    return made


@transaction.atomic
def withdraw(messages: QuerySet[Message]) -> int:
    """Hold back those of `messages` that have not gone, and return how many that were.

    Locked first, so that none is held back that a worker hands over at the same moment.
    """
    locked = list(messages.filter(NOT_GONE).select_for_update(of=("self",)).values_list("pk", flat=True))
    if not locked:
        return 0
    return Message.objects.filter(NOT_GONE, pk__in=locked).update(
        state=State.WITHDRAWN, ended_at=timezone.now(), next_try_at=None, last_problem=""
    )
