"""Objections by a practitioner, each answered in words; never counted by practitioner."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from befriend.allocation.models import Objection, PlannedAllocation
from befriend.audit import actions as audit
from befriend.sentences.models import Case
from befriend.workforce.models import Practitioner

from .refused import refuse


@transaction.atomic
def object_to_plan(
    *, planned: PlannedAllocation, practitioner: Practitioner, kind: str, words: str, day: date
) -> Objection:
    """Object to a proposal that names `practitioner`; it waits until somebody has answered."""
    if planned.practitioner_id != practitioner.pk:
        raise refuse("not_yours")
    if planned.state != PlannedAllocation.State.PROPOSED:
        raise refuse("already_decided")
    return keep(planned=planned, practitioner=practitioner, kind=kind, words=words, day=day)


@transaction.atomic
def object_to_release(*, case: Case, practitioner: Practitioner, words: str, day: date) -> Objection:
    """Object to a release with too little notice; it stands until somebody has answered."""
    if case.release_on is None:
        raise refuse("no_release")
    return keep(case=case, practitioner=practitioner, kind=Objection.Kind.NO_NOTICE, words=words, day=day)


def keep(
    *,
    practitioner: Practitioner,
    kind: str,
    words: str,
    day: date,
    planned: PlannedAllocation | None = None,
    case: Case | None = None,
) -> Objection:
    """Keep an objection once; the same practitioner objecting again changes the words."""
    if not words.strip():
        raise refuse("words_needed")
    objection, _ = Objection.objects.update_or_create(
        planned=planned,
        case=case,
        practitioner=practitioner,
        answered_on=None,
        defaults={"kind": kind, "words": words.strip(), "day": day},
    )
    what = planned.person.ref if planned else case.ref if case else ""
    about = planned or case
    people = [about.person_id] if about else []
    audit.write(by=practitioner.ref, day=day, did="objected", what=what, people=people)
    return objection


@transaction.atomic
def answer_objection(*, objection: Objection, answer: str, by: str, office: str = "", day: date) -> None:
    """Answer an objection in words, once."""
    objection = Objection.objects.select_for_update().get(pk=objection.pk)
    if objection.answered_on is not None:
        raise refuse("already_answered")
    if not answer.strip():
        raise refuse("words_needed")
    objection.answer = answer.strip()
    objection.answered_by = by
    objection.answered_on = day
    objection.save(update_fields=["answer", "answered_by", "answered_on"])
    audit.write(by=by, office=office, day=day, did="answered an objection", what=str(objection.pk))
