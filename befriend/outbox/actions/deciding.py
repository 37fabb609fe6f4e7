"""What somebody decides about messages that could not be delivered."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from befriend.audit import actions as audit
from befriend.outbox.models import Message

from .queueing import queue

State = Message.State


@transaction.atomic
def try_again(*, messages: QuerySet[Message], by: str, office: str = "", day: date) -> int:
    """Send what could not be delivered once more, with all its tries, and return how many that are.

    What may have been sent is then perhaps there twice, with the same mark: that is said beside it.
    """
    found = undelivered(messages)
    Message.objects.filter(pk__in=[one.pk for one in found]).update(
        state=State.WAITING,
        next_try_at=timezone.now(),
        forgiven=F("attempts"),
        handed_over_at=None,
        ended_at=None,
        last_problem="",
    )
    if found:
        queue(one.pk for one in found)
        audit.write(by=by, office=office, day=day, did="had a message tried again", what=name(found[0]))
    return len(found)


@transaction.atomic
def note_told(*, messages: QuerySet[Message], by: str, office: str = "", day: date) -> int:
    """Note that whoever it was for was told by other means, and return how many messages that ends."""
    found = undelivered(messages)
    Message.objects.filter(pk__in=[one.pk for one in found]).update(
        state=State.TOLD, ended_at=timezone.now(), next_try_at=None
    )
    if found:
        audit.write(by=by, office=office, day=day, did="told by other means", what=name(found[0]))
    return len(found)


@transaction.atomic
def after_a_restore(*, by: str, day: date) -> int:
    """Hold back what an older copy of the database believes unsent: it may have been sent since.

    It is shown as uncertain instead, and somebody decides. Returns how many messages that are. What is
    planned for later was not sent by anybody, and goes when it is due.
    """
    now = timezone.now()
    planned = Q(state=State.WAITING, next_try_at__gt=now)
    found = Message.objects.filter(~planned, state__in=[*Message.OPEN, State.SENDING]).update(
        state=State.UNCERTAIN, handed_over_at=now, ended_at=now, next_try_at=None
    )
    if found:
        audit.write(by=by, day=day, did="held back messages after a restore", what=f"{found} messages")
    return found


def undelivered(messages: QuerySet[Message]) -> list[Message]:
    """Return those of `messages` that nobody has decided about yet, locked."""
    return list(messages.filter(state__in=Message.UNDELIVERED).select_for_update(of=("self",)))


def name(message: Message) -> str:
    """Return what the audit calls the recipient of a message."""
    return f"messages to {message.kind} {getattr(message, f'{message.kind}_id')}"
