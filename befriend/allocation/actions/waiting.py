"""Who begins and ends to wait; somebody's office owns it from the first day."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from befriend import periods
from befriend.allocation.models import Waiting
from befriend.people.models import Person
from befriend.rules.values import WaitingFor
from befriend.sentences.models import Case
from befriend.workforce import queries as workforce

from .refused import refuse


def begin_waiting(
    *, person: Person, waiting_for: WaitingFor, day: date, since: date | None = None
) -> Waiting:
    """Note that `person` waits from `since` (else `day`), owned by the head's office of their unit.

    Whoever waits already, or will begin to, goes on in the same row.
    """
    began = since or day
    standing = open_rows(person, waiting_for, day).first()
    if standing is not None:
        if standing.from_date > began:
            standing.from_date = began
            standing.save(update_fields=["from_date"])
        return standing
    case = open_case(person, max(day, began))
    owner = workforce.head_office(case.unit, day)
    if owner is None:
        raise refuse("no_office", unit=case.unit.name)
    return Waiting.objects.create(
        person=person, unit=case.unit, waiting_for=waiting_for, from_date=began, owner=owner
    )


def open_case(person: Person, day: date) -> Case:
    """Return the case of `person` that is open on `day`, or refuse because there is none."""
    case = Case.objects.filter(periods.on(day), person=person).select_related("unit").first()
    if case is None:
        raise refuse("no_case")
    return case


def end_waiting(*, person: Person, waiting_for: WaitingFor, day: date) -> None:
    """Note that `person` no longer waits for this from `day`."""
    for waiting in open_rows(person, waiting_for, day):
        waiting.until_date = max(day, waiting.from_date)
        waiting.save(update_fields=["until_date"])


def open_rows(person: Person, waiting_for: WaitingFor, day: date) -> QuerySet[Waiting]:
    """Return the rows in which `person` waits on `day` or will begin to."""
    not_over = Q(until_date__isnull=True) | Q(until_date__gt=day)
    return Waiting.objects.filter(not_over, person=person, waiting_for=waiting_for)
