"""What a person asks on their own page: kept by the service in their name; they write nothing themselves."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import wraps
from typing import Any, TypeVar

from django.db import transaction

from befriend import periods
from befriend.allocation import queries as allocation
from befriend.allocation.actions import telling
from befriend.allocation.models import Cover, Relationship
from befriend.audit import access
from befriend.audit import actions as audit
from befriend.people import actions as people
from befriend.people.models import Contest, Person, Statement
from befriend.portal import queries
from befriend.portal.models import Message, Wish
from befriend.workforce import queries as workforce
from befriend.workforce.models import Practitioner

from .refused import refuse

Done = TypeVar("Done")


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
    """Keep that the person says something written about them is not right; the receipt."""
    if statement.person_id != person.pk:
        raise refuse("statement_is_over")
    return people.contest(statement=statement, way=Contest.Way.PAGE, words=words, by=person.ref, day=day)


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
    tell(person, day=day, code="person_wrote", message=made.pk)
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
    tell(person, day=day, code="person_wants_to_see", wish=made.pk)
    return made


def tell(person: Person, *, day: date, code: str, **values: object) -> None:
    """Tell whoever supervises or covers the person; where nobody does, who is on duty, or else the head."""
    who = works_with(person, day)
    telling.tell_practitioners(who, day=day, code=code, **values)
    if who:
        return
    unit = allocation.unit_of_record(person, day)
    on_duty = unit and allocation.on_duty(unit, day)
    if on_duty:
        telling.tell_practitioner(on_duty, day=day, code=code, **values)
    elif unit:
        telling.tell_office(workforce.head_office(unit, day), day=day, code=code, **values)


def works_with(person: Person, day: date) -> list[Practitioner]:
    """Return who supervises `person` on `day`, and who covers for them."""
    now = Relationship.objects.filter(periods.on(day), person=person)
    covers = Cover.objects.filter(periods.on(day), relationship__in=now)
    keys = {*now.values_list("practitioner_id", flat=True), *covers.values_list("practitioner_id", flat=True)}
    return list(Practitioner.objects.filter(pk__in=keys).order_by("pk"))


@transaction.atomic
def reply(*, person: Person, words: str, once: uuid.UUID, by: str, at: datetime, day: date) -> Message:
    """Write to a person who has a page of their own; what they wrote before counts as seen."""
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
    seen(person=person, by=by, day=day)
    return made


@transaction.atomic
def seen(*, person: Person, by: str, day: date) -> None:
    """Note that what a person wrote and wants has been seen. Said again, it changes nothing."""
    unseen = Message.objects.filter(person=person, side=Message.Side.PERSON, seen_on__isnull=True)
    changed = unseen.update(seen_by=by, seen_on=day)
    changed += Wish.objects.filter(person=person, seen_on__isnull=True).update(seen_by=by, seen_on=day)
    if changed:
        audit.write(
            by=by, day=day, did="saw what a person asked", what=f"person {person.pk}", people=[person.pk]
        )


def forget(*, day: date) -> int:
    """Take away every wish that has had its time, seen or not; return how many. As the service."""
    with access.service(by="befriend", day=day):
        return Wish.objects.filter(expires_on__lte=day).delete()[0]
