"""What a person asks on their own page: kept by the service in their name; they write nothing themselves."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import wraps
from typing import Any, TypeVar

from django.db import transaction

from befriend.allocation.actions import answering, contested
from befriend.audit import access
from befriend.audit import actions as audit
from befriend.people import actions as people
from befriend.people.models import Contest, Person, Statement
from befriend.portal import queries
from befriend.portal.models import Message, Wish
from befriend.workforce.models import Told

from .refused import refuse

Done = TypeVar("Done")
WROTE, WANTS = "person_wrote", "person_wants_to_see"


def kept_for_them(action: Callable[..., Done]) -> Callable[..., Done]:
    """Let an action (keyword-only, with `person=` and `day=`) write what its person asks, and no more."""

    @wraps(action)
    def acted(*, person: Person, day: date, **said: Any) -> Done:
        with access.service(by=person.ref, day=day), transaction.atomic():
            # One thing at a time for one person, so that what was sent twice is kept once.
            Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
            return action(person=person, day=day, **said)

    return acted


@kept_for_them
def not_right(*, person: Person, statement: Statement, words: str, day: date) -> Contest:
    """Keep that the person says something written about them is not right, and tell who reads it."""
    if statement.person_id != person.pk:
        raise refuse("statement_is_over")
    made = people.contest(statement=statement, way=Contest.Way.PAGE, words=words, by=person.ref, day=day)
    contested.tell_contested(contest=made, day=day)
    return made


@kept_for_them
def write(*, person: Person, words: str, once: uuid.UUID, at: datetime, day: date) -> Message:
    """Keep a message, and tell whoever works with the person. Sent twice it is kept once."""
    words = words.strip()
    if not words:
        raise refuse("words_needed")
    limit = int(queries.in_force(day, "longest"))
    if len(words) > limit:
        raise refuse("statement_too_long", count=len(words), limit=limit)
    before = Message.objects.filter(ref=once, person=person).first()
    if before:
        return before
    made = Message.objects.create(
        ref=once, person=person, side=Message.Side.PERSON, text=words, written_at=at
    )
    audit.write(by=person.ref, day=day, did="wrote a message", what=f"message {made.pk}", people=[person.pk])
    answering.tell_who_answers(person, day=day, code=WROTE, message=made.pk)
    return made


@kept_for_them
def want_to_see(*, person: Person, at: datetime, day: date) -> Wish:
    """Keep that the person wants to see somebody, and tell who works with them. Asked again, it is kept once.

    No line of the audit says so: that somebody asked for help is kept nowhere but here, until it expires.
    """
    Wish.objects.filter(person=person, expires_on__lte=day).delete()
    before = queries.wish_of(person, day)
    if before:
        return before
    days = int(queries.in_force(day, "wish_days"))
    made = Wish.objects.create(person=person, written_at=at, expires_on=day + timedelta(days=days))
    answering.tell_who_answers(person, day=day, code=WANTS, wish=made.pk)
    return made


@transaction.atomic
def reply(
    *,
    person: Person,
    words: str,
    once: uuid.UUID,
    last: int | None,
    wish: int | None,
    by: str,
    at: datetime,
    day: date,
) -> Message:
    """Write to a person who has a page of their own; what whoever writes was shown counts as seen.

    `last` is the newest message and `wish` the wish they were shown: what came after stays unseen.
    """
    words = words.strip()
    if not words:
        raise refuse("words_needed")
    before = Message.objects.filter(ref=once, person=person).first()
    if before:
        return before
    made = Message.objects.create(
        ref=once, person=person, side=Message.Side.PRACTITIONER, text=words, written_by=by, written_at=at
    )
    audit.write(by=by, day=day, did="answered a message", what=f"message {made.pk}", people=[person.pk])
    seen(person=person, last=last, wish=wish, by=by, day=day)
    return made


@transaction.atomic
def seen(*, person: Person, last: int | None, wish: int | None, by: str, day: date) -> None:
    """Note that messages up to `last`, and a wish, have been seen. Said again, it changes nothing.

    Of a wish no line of the audit is written: it would still tell of it when it is forgotten.
    """
    unseen = Message.objects.filter(person=person, side=Message.Side.PERSON, seen_on__isnull=True)
    read = unseen.filter(pk__lte=last or 0).update(seen_by=by, seen_on=day)
    Wish.objects.filter(person=person, pk=wish or 0, seen_on__isnull=True).update(seen_by=by, seen_on=day)
    if read:
        audit.write(
            by=by, day=day, did="read what a person wrote", what=f"person {person.pk}", people=[person.pk]
        )


def climb(*, day: date) -> int:
    """Tell the head of what nobody has seen for as long as the policy lets it wait, once; return how many.

    As the service: nobody reaches everybody.
    """
    with access.service(by="befriend", day=day):
        since = queries.waits_since(day)
        waiting: list[tuple[str, str, Wish | Message]] = [
            *((WANTS, "wish", one) for one in queries.open_wishes(day).filter(written_at__lt=since)),
            *((WROTE, "message", one) for one in queries.unseen().filter(written_at__lt=since)),
        ]
        count = 0
        for code, kind, one in waiting:
            of_it = Told.objects.filter(code=code, office__isnull=False, **{f"values__{kind}": one.pk})
            if not of_it.exists():
                count += answering.tell_head(one.person, day=day, code=code, **{kind: one.pk}) is not None
        return count


def forget(*, day: date) -> int:
    """Take away every wish that has had its time, seen or not; return how many. As the service.

    One that nobody saw has climbed to the head long before.
    """
    with access.service(by="befriend", day=day):
        return Wish.objects.filter(expires_on__lte=day).delete()[0]
