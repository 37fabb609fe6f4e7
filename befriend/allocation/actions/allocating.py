"""Giving a person a practitioner, and giving them back: refused over a cap by the transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from befriend import periods
from befriend.allocation import queries
from befriend.allocation.models import Relationship, Waiting, WhyChanged
from befriend.audit import actions as audit
from befriend.people.models import Person
from befriend.rules.values import Reason, WaitingFor
from befriend.workforce.models import Practitioner

from . import booked, handover
from .ending import end, withdraw
from .refused import RefusedError, refuse
from .waiting import begin_waiting, end_waiting


@transaction.atomic
def allocate(
    *,
    person: Person,
    practitioner: Practitioner,
    by: str,
    office: str = "",
    day: date,
    instead: str = "",
    may_resume: bool = True,
    because: Sequence[Reason] = (),
) -> Relationship:
    """Give `person` to `practitioner` from `day`, or raise RefusedError and change nothing.

    A person who has a practitioner is moved only when `instead` says why (a kind of WhyChanged); without
    `may_resume` harm or a complaint ended it.
    """
    # Locked, so that two managers cannot both fill the last place; always practitioner first,
    # so that nobody waits for the other for ever.
    practitioner = Practitioner.objects.select_for_update().get(pk=practitioner.pk)
    person = Person.objects.select_for_update().get(pk=person.pk)
    check_may_take(person=person, practitioner=practitioner, day=day)
    end_current(person=person, day=day, instead=instead, may_resume=may_resume)
    relationship = Relationship.objects.create(
        person=person, practitioner=practitioner, from_date=day, decided_by=by
    )
    handover.receive(relationship, day=day)
    booked.tell_who_answers(person, practitioner, day=day)
    end_waiting(person=person, waiting_for=WaitingFor.OFFICER, day=day)
    withdraw(person, WaitingFor.OFFICER, day)
    audit.write(
        by=by, office=office, day=day, did="allocated", what=person.ref, because=because, people=[person.pk]
    )
    return relationship


def check_may_take(*, person: Person, practitioner: Practitioner, day: date) -> None:
    """Raise RefusedError unless the rules let `practitioner` take `person` on `day`."""
    decision = queries.may_take(person, practitioner, day)
    if not decision.allowed:
        raise RefusedError(*decision.reasons)


def end_current(*, person: Person, day: date, instead: str, may_resume: bool = True) -> None:
    """End the relationship `person` has, if any, for the reason `instead`."""
    current = Relationship.objects.filter(periods.on(day), person=person).first()
    if current is None:
        return
    if not instead:
        raise refuse("already_supervised", practitioner=current.practitioner.name)
    end(current, day=day, why=instead, may_resume=may_resume)


@transaction.atomic
def hand_back(
    *,
    relationship: Relationship,
    by: str,
    office: str = "",
    day: date,
    why: str,
    may_resume: bool = True,
) -> Waiting:
    """End a relationship; the person waits from `day`, and the head's office owns that."""
    Person.objects.select_for_update().get(pk=relationship.person_id)
    relationship.refresh_from_db()
    if relationship.until_date is not None and relationship.until_date <= day:
        raise refuse("already_ended")
    kind = why if why in WhyChanged.values else WhyChanged.HANDED_BACK
    end(relationship, day=day, why=kind, may_resume=may_resume)
    waiting = begin_waiting(person=relationship.person, waiting_for=WaitingFor.OFFICER, day=day)
    booked.tell_who_answers(relationship.person, None, day=day)
    audit.write(
        by=by,
        office=office,
        day=day,
        did="handed back",
        what=relationship.person.ref,
        people=[relationship.person_id],
    )
    return waiting
