"""A person's request about who supervises them, answered in writing."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from befriend.allocation.models import SupervisorRequest
from befriend.audit import actions as audit
from befriend.people.models import Person
from befriend.workforce.models import Practitioner

from .refused import refuse


@transaction.atomic
def ask(
    *, person: Person, kind: str, practitioner: Practitioner | None, by: str, day: date
) -> SupervisorRequest:
    """Keep what `person` asked about who supervises them."""
    if (kind == SupervisorRequest.Kind.WOMAN_OFFICER) == (practitioner is not None):
        raise refuse("request_needs_practitioner")
    request = SupervisorRequest.objects.create(
        person=person, kind=kind, practitioner=practitioner, made_on=day
    )
    audit.write(by=by, day=day, did="kept a request", what=person.ref, people=[person.pk])
    return request


@transaction.atomic
def answer(
    *,
    request: SupervisorRequest,
    granted: bool,
    words: str,
    by: str,
    office: str = "",
    day: date,
) -> None:
    """Grant or refuse a request in words, once. A granted request binds every later plan."""
    request = SupervisorRequest.objects.select_for_update().get(pk=request.pk)
    if request.answered_on is not None or request.granted is not None:
        raise refuse("already_answered")
    if not words.strip():
        raise refuse("words_needed")
    request.granted = granted
    request.answer = words.strip()
    request.answered_on = day
    request.answered_by = by
    request.save(update_fields=["granted", "answer", "answered_on", "answered_by"])
    audit.write(
        by=by,
        office=office,
        day=day,
        did="answered a request",
        what=request.person.ref,
        people=[request.person_id],
    )
