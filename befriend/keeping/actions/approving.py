"""Holds, and the approval to erase somebody who is due; nothing is erased here."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from befriend.allocation.actions.refused import refuse
from befriend.allocation.queries import as_data
from befriend.audit import actions as audit
from befriend.keeping import queries
from befriend.keeping.models import Erasure, Hold
from befriend.people.models import Person
from befriend.rules.retention import KeepUntil
from befriend.workforce.models import Office


@transaction.atomic
def hold(*, person: Person, kind: str, because: str, by: str, office: Office, day: date) -> Hold:
    """Let nobody erase `person` while this stands; an approval that is not carried out yet is withdrawn."""
    locked(person)
    made = Hold.objects.create(
        person=person, kind=kind, because=because, office=office, decided_by=by, from_date=day
    )
    Erasure.objects.filter(person=person, withdrawn_on=None, erased_on=None).update(withdrawn_on=day)
    audit.write(by=by, office=office.ref, day=day, did="held", what=person.ref, people=[person.pk])
    return made


@transaction.atomic
def end_hold(*, hold: Hold, because: str, by: str, office: Office, day: date) -> None:
    """End a hold, with the reason."""
    hold = Hold.objects.select_for_update().get(pk=hold.pk)
    if hold.until_date is not None:
        raise refuse("hold_ended")
    hold.until_date, hold.ended_because = day, because
    hold.save(update_fields=["until_date", "ended_because"])
    audit.write(by=by, office=office.ref, day=day, did="ended a hold", what=hold.person.ref,
                people=[hold.person_id])  # fmt: skip


@transaction.atomic
def approve(*, person: Person, named: str, by: str, office: Office, day: date) -> Erasure:
    """Approve that one person who is due is erased; whoever approves types whom, by reference."""
    person = locked(person)
    if named.strip() != person.ref:
        raise refuse("ref_differs")
    found = queries.standing(person, day)
    if found.erasure is not None:
        raise refuse("already_erased")
    if not isinstance(found.keep, KeepUntil) or not found.keep.due or found.keep.day is None:
        raise refuse("not_due")
    made = Erasure.objects.create(
        person=person, office=office, approved_by=by, approved_on=day, due_on=found.keep.day,
        because=as_data(found.keep.reasons),
    )  # fmt: skip
    audit.write(by=by, office=office.ref, day=day, did="approved erasing", what=person.ref,
                people=[person.pk], because=made.because)  # fmt: skip
    return made


@transaction.atomic
def withdraw(*, erasure: Erasure, by: str, office: Office, day: date) -> None:
    """Take an approval back that has not been carried out yet."""
    locked(erasure.person)
    erasure = Erasure.objects.get(pk=erasure.pk)
    if erasure.erased_on or erasure.withdrawn_on:
        raise refuse("already_erased")
    erasure.withdrawn_on = day
    erasure.save(update_fields=["withdrawn_on"])
    audit.write(by=by, office=office.ref, day=day, did="withdrew an approval", what=erasure.person.ref,
                people=[erasure.person_id])  # fmt: skip


def locked(person: Person) -> Person:
    """Return `person` locked, so that a hold and an approval never pass each other."""
    return Person.objects.select_for_update().get(pk=person.pk)
