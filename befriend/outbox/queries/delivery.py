"""Questions about messages: to what address, what could not be delivered, whether anybody sends."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.conf import settings
from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone

from befriend.identity.models import User
from befriend.outbox.models import KINDS, Message, Pulse
from befriend.people.models import ContactDetail
from befriend.workforce import queries as workforce
from befriend.workforce.models import Office, Practitioner

State, Problem = Message.State, Message.Problem
# A message to one of these passes to the head above while nobody holds the office, as on the pages.
PASSES_UP = (Office.Post.HEAD,)


class Undelivered(NamedTuple):
    """What could not be delivered to one recipient, of one kind."""

    kind: str
    to: Practitioner | Office | User | ContactDetail
    state: str
    problem: str
    count: int
    latest: date
    # One of them, by which the others are found again.
    message: Message


class Sending(NamedTuple):
    """Whether messages leave: how many wait, and when a worker last lived if none does now."""

    waiting: int
    silent_since: datetime | None
    is_silent: bool


def address(message: Message, day: date) -> tuple[str, str]:
    """Return the address a message goes to on `day`, or none and why there is none."""
    if message.detail:
        return message.detail.address, ""
    if message.office:
        held_by = holder(message.office, day)
        if held_by is None:
            return "", Problem.NOBODY_HOLDS
        user = held_by.user
    else:
        user = message.practitioner.user if message.practitioner else message.user
    found = user.email if user and user.is_active else ""
    return found, "" if found else Problem.NO_ADDRESS


def holder(office: Office, day: date) -> Practitioner | None:
    """Return who reads what is told to `office` on `day`."""
    if office.post in PASSES_UP:
        return workforce.answering(office, day).held_by
    return workforce.holder(office, day)


def undelivered(offices: Iterable[Office], practitioner: Practitioner | None = None) -> QuerySet[Message]:
    """Return what could not be delivered, of which `offices` are told; with what `practitioner` is told.

    Whoever meets a person is told that they could not be reminded, beside the office above.
    """
    return shown_to(offices, practitioner).filter(state__in=Message.UNDELIVERED)


def shown_to(offices: Iterable[Office], practitioner: Practitioner | None) -> QuerySet[Message]:
    """Return the messages about which `offices`, or `practitioner`, would decide."""
    mine = Q(owner__in=list(offices))
    if practitioner:
        mine |= Q(detail__isnull=False, values__practitioner=practitioner.ref)
    return Message.objects.filter(mine)


def undelivered_to(practitioner: Practitioner) -> QuerySet[Message]:
    """Return what could not be delivered to `practitioner` themselves."""
    return Message.objects.filter(state__in=Message.UNDELIVERED, practitioner=practitioner)


def like(message: Message, among: QuerySet[Message]) -> QuerySet[Message]:
    """Return those that could not be delivered to the same recipient in the same way."""
    return among.filter(
        practitioner=message.practitioner_id,
        office=message.office_id,
        user=message.user_id,
        detail=message.detail_id,
        state=message.state,
        last_problem=message.last_problem,
    )


def grouped(found: QuerySet[Message]) -> list[Undelivered]:
    """Return messages by recipient and by what was in the way, the latest first. Two queries."""
    kinds = (*KINDS, "state", "last_problem")
    # The greatest id is one as good as any; the database knows no greatest UUID, but of its text.
    groups = list(
        found.order_by().values(*kinds).annotate(count=Count("pk"), latest=Max("day")).order_by("-latest")
    )
    shown: dict[tuple[object, ...], Message] = {}
    for one in found.select_related("practitioner", "office__unit", "user", "detail__person"):
        to = (getattr(one, f"{kind}_id") for kind in KINDS)
        shown.setdefault((*to, one.state, one.last_problem), one)
    return [
        Undelivered(
            kind=one.kind,
            to=one.recipient,
            state=one.state,
            problem=one.last_problem,
            count=each["count"],
            latest=each["latest"],
            message=one,
        )
        for each in groups
        if (one := shown.get(tuple(each[kind] for kind in kinds)))
    ]


def sending(offices: Iterable[Office], day: date, now: datetime) -> Sending:
    """Return how many messages wait, of whom `offices` are told, and whether a worker lives."""
    late = Q(state__in=[*Message.OPEN, State.SENDING], owner__in=list(offices), next_try_at__lt=now)
    waiting = Message.objects.filter(late).count()
    if not waiting:
        return Sending(0, None, is_silent=False)
    seen = worker_seen()
    return Sending(waiting, seen, is_silent=silent(seen, day, now))


def silent(seen: datetime | None, day: date, now: datetime) -> bool:
    """Say whether no worker has lived for as long as is too long."""
    limit = workforce.policies_in_force().on(day, "outbox.silent_after").value
    return seen is None or now - seen > timedelta(minutes=limit)


def worker_seen() -> datetime | None:
    """Return when a worker last lived; None if none ever did. One query."""
    return Pulse.objects.values_list("at", flat=True).first()


def waiting() -> int:
    """Return how many messages are on their way, without those planned for later. One query."""
    planned = Q(state=State.WAITING, next_try_at__gt=timezone.now())
    return Message.objects.filter(~planned, state__in=[*Message.OPEN, State.SENDING]).count()


def is_set_up() -> bool:
    """Say whether messages leave Befriend at all."""
    return bool(settings.BEFRIEND_MAILS)
