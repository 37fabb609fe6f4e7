"""Sending one message: claimed, handed over and settled, each committed before the next begins.

Whoever looks after a crash knows from the row how far it got. Until `handed_over_at` is committed
the mail server has not been given the text, so to try again doubles nothing. After that, and with no
answer kept, nobody can know: the message is uncertain, and is shown instead of sent a second time.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone

from befriend.audit import access
from befriend.outbox import letters, mail, notify, queries
from befriend.outbox.mail import End, Letter, Outcome
from befriend.outbox.models import Message
from befriend.workforce import queries as workforce

from .queueing import queue
from .reaching import can_reach

log = logging.getLogger(__name__)

WORKER = "befriend worker"
State, Problem = Message.State, Message.Problem
# A connection that broke.
GONE = (OperationalError, InterfaceError)
# Seconds between tries to keep what the mail server said.
INSIST = (0, 1, 3, 10)


class OvertakenError(Exception):
    """Somebody else has decided about this message meanwhile, so it is not ours to hand over."""


def send(key: UUID) -> None:
    """Send one message if it is due and nobody else is at it."""
    with alone(key) as mine:
        if not mine:
            return
        settle_abandoned(key)
        claimed = claim(key)
        if claimed is None:
            return
        message, letter = claimed
        try:
            hand_over = notify.hand_over if message.channel == Message.Channel.SMS else mail.hand_over
            outcome = hand_over(letter, before_text=lambda: note_handing_over(message))
        except OvertakenError:
            return
        insist(lambda: settle(message, outcome))


@contextmanager
def alone(key: UUID) -> Iterator[bool]:
    """Say whether we alone are at a message; so it stays until the end or until we die.

    The lock is the connection's: PostgreSQL lets go of it when this process is no more.
    """
    number = key.int & (2**63 - 1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [number])
        mine = cursor.fetchone()[0]
    try:
        yield mine
    finally:
        if mine:
            release(number)


def release(number: int) -> None:
    """Let go of a message; a connection that broke has let go already."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [number])
    except GONE:
        connection.close()


def claim(key: UUID) -> tuple[Message, Letter] | None:
    """Begin an attempt, or return None if there is nothing to do now."""
    now, day = timezone.now(), timezone.localdate()
    with access.service(by=WORKER, day=day):
        message = (
            Message.objects.select_for_update(of=("self",))
            .select_related("practitioner__user", "office__unit", "user", "detail__person")
            .filter(pk=key, state__in=Message.OPEN, next_try_at__lte=now)
            .first()
        )
        if message is None:
            return None
        answer = letters.answer(message, now)
        if answer.words is None:
            hold_back(message, answer, now)
            return None
        to, problem = queries.address(message, day)
        if not can_reach(message.channel):
            problem = Problem.NOT_SET_UP
        message.attempts += 1
        message.started_at, message.handed_over_at = now, None
        message.state, message.last_problem = State.SENDING, ""
        if problem:
            end_badly(message, problem, now)
        message.save()
    return None if problem else (message, letter_to(message, to, answer.words))


def hold_back(message: Message, answer: letters.Answer, now: datetime) -> None:
    """Keep that a message does not go now: not yet, not any more, or too late to be of use."""
    if answer.later:
        message.next_try_at = answer.later
        queue([message.pk], at=answer.later)
    elif answer.problem:
        end_badly(message, message.last_problem or answer.problem, now)
    else:
        end(message, State.WITHDRAWN, "", now)
    message.save()


def letter_to(message: Message, to: str, words: letters.Words) -> Letter:
    """Return the letter, with a mark that is always the same for the same message."""
    domain = mail.address_of_sender().rpartition("@")[2]
    mark = str(message.pk) if message.channel == Message.Channel.SMS else f"<{message.pk}@{domain}>"
    return Letter(to, mark, *words)


def note_handing_over(message: Message) -> None:
    """Commit that the mail server is given the text next; raise OvertakenError if that is not for us."""
    with access.service(by=WORKER, day=timezone.localdate()):
        ours = Message.objects.filter(pk=message.pk, state=State.SENDING, attempts=message.attempts)
        if not ours.update(handed_over_at=timezone.now()):
            raise OvertakenError


def settle(message: Message, outcome: Outcome) -> None:
    """Keep how an attempt ended, and have it tried again where that may help."""
    now, day = timezone.now(), timezone.localdate()
    with access.service(by=WORKER, day=day):
        ours = Message.objects.select_for_update(of=("self",)).filter(
            pk=message.pk, attempts=message.attempts, state__in=(State.SENDING, State.UNCERTAIN)
        )
        kept = ours.first()
        if kept is None:
            return
        if outcome.end == End.ACCEPTED:
            end(kept, State.SENT, "", now)
        elif outcome.end == End.UNCERTAIN:
            end(kept, State.UNCERTAIN, outcome.problem, now)
        elif outcome.end == End.REFUSED:
            end_badly(kept, outcome.problem, now)
        else:
            try_later(kept, outcome.problem, now, day)
        kept.save()
    if outcome.problem:
        log.warning("Message %s: %s (%s).", kept.pk, kept.state, outcome.problem)


def settle_abandoned(key: UUID) -> None:
    """Decide about a message whose sender is no more: we hold its lock, so nobody is at it."""
    now, day = timezone.now(), timezone.localdate()
    with access.service(by=WORKER, day=day):
        left = Message.objects.select_for_update(of=("self",)).filter(pk=key, state=State.SENDING).first()
        if left is None:
            return
        if left.handed_over_at:
            end(left, State.UNCERTAIN, Problem.WORKER_ENDED, now)
        elif next_pause(left, day) is None:
            end_badly(left, Problem.WORKER_ENDED, now)
        else:
            # It was certainly not sent, and the pauses are for mail servers: at once.
            left.state, left.last_problem, left.next_try_at = State.FAILED, Problem.WORKER_ENDED, now
        left.save()
    log.warning("Message %s was left behind by a worker that ended: %s.", key, left.state)


def try_later(message: Message, problem: str, now: datetime, day: date) -> None:
    """Have a message tried again after a pause, or give it up when there have been enough."""
    pause = next_pause(message, day)
    if pause is None:
        end_badly(message, problem, now)
        return
    message.state, message.last_problem, message.next_try_at = State.FAILED, problem, now + pause
    message.handed_over_at = None
    queue([message.pk], at=message.next_try_at)


def next_pause(message: Message, day: date) -> timedelta | None:
    """Return how long to wait after the attempts there were, or None after the last."""
    pauses = workforce.policies_in_force().on(day, "outbox.pauses").value
    minutes = pauses.get(message.attempts - message.forgiven)
    return None if minutes is None else timedelta(minutes=minutes)


def end(message: Message, state: str, problem: str, now: datetime) -> None:
    """Let a message rest in a state that only somebody's word changes."""
    message.state, message.last_problem = state, problem
    message.ended_at, message.next_try_at = now, None


def end_badly(message: Message, problem: str, now: datetime) -> None:
    """Give a message up: from now on it is shown."""
    message.handed_over_at = None
    end(message, State.GIVEN_UP, problem, now)


def insist(keep: Callable[[], None]) -> None:
    """Keep what is known, even if the database is away for a moment."""
    for number, seconds in enumerate(INSIST, start=1):
        time.sleep(seconds)
        try:
            return keep()
        except GONE:
            connection.close()
            if number == len(INSIST):
                raise
    return None
