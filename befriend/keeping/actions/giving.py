"""Giving somebody their record in two steps: what may tell of others is reviewed, then all is given."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from befriend.allocation.actions.refused import refuse
from befriend.audit import actions as audit
from befriend.keeping import queries
from befriend.keeping.models import AccessRequest, Passage
from befriend.people.models import Person
from befriend.workforce.models import Office


@transaction.atomic
def begin(*, person: Person, by: str, office: Office, day: date) -> AccessRequest:
    """Begin to give `person` their record: list every passage that a reviewer must see. Twice is once."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    request, is_new = AccessRequest.objects.get_or_create(
        person=person, given_on=None, defaults={"office": office, "asked_on": day, "begun_by": by}
    )
    list_passages(request)
    if is_new:
        audit.write(by=by, office=office.ref, day=day, did="began giving a record", what=person.ref,
                    people=[person.pk])  # fmt: skip
    return request


def list_passages(request: AccessRequest) -> None:
    """Keep a row for every passage that is held back and not in the list yet."""
    found = queries.places(queries.gathered(request.person))
    Passage.objects.bulk_create(
        [Passage(request=request, **place._asdict()) for place in found], ignore_conflicts=True
    )


@transaction.atomic
def decide(
    *,
    passage: Passage,
    released: bool,
    ground: str = "",
    because: str = "",
    by: str,
    office: Office,
    day: date,
) -> None:
    """Release one passage to the person, or withhold it on a ground and for a reason."""
    passage = Passage.objects.select_for_update().select_related("request__person").get(pk=passage.pk)
    if passage.request.given_on is not None:
        raise refuse("already_given")
    if not released and not (ground and because.strip()):
        raise refuse("ground_needed")
    passage.released = released
    passage.ground, passage.because = ("", "") if released else (ground, because.strip())
    passage.decided_by, passage.decided_on = by, day
    passage.save()
    audit.write(
        by=by, office=office.ref, day=day, did="released a passage" if released else "withheld a passage",
        what=f"passage {passage.pk}", people=[passage.request.person_id],
    )  # fmt: skip


@transaction.atomic
def give(*, request: AccessRequest, by: str, office: Office, day: date) -> AccessRequest:
    """Make the final export and keep it as it was given; refused while any passage is undecided."""
    request = AccessRequest.objects.select_for_update().select_related("person").get(pk=request.pk)
    if request.given_on is not None:
        raise refuse("already_given")
    list_passages(request)
    if waiting := queries.undecided(request):
        raise refuse("passages_undecided", count=len(waiting))
    audit.write(by=by, office=office.ref, day=day, did="gave a record", what=request.person.ref,
                people=[request.person_id])  # fmt: skip
    request.content = queries.as_content(request, day)
    request.given_on, request.given_by = day, by
    request.save(update_fields=["content", "given_on", "given_by"])
    return request
