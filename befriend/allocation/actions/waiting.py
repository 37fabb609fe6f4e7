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


def begin_waiting(*, person: Person, waiting_for: WaitingFor, day: date) -> Waiting:
    """Note that `person` waits from `day`, owned by the head's office of their case's unit."""
    standing = Waiting.objects.filter(periods.on(day), person=person, waiting_for=waiting_for).first()
    if standing is not None:
        return standing
    case = Case.objects.filter(periods.on(day), person=person).select_related("unit").first()
    if case is None:
        raise refuse("no_case")
    owner = workforce.head_office(case.unit, day)
    if owner is None:
        raise refuse("no_office", unit=case.unit.name)
    return Waiting.objects.create(
        person=person, unit=case.unit, waiting_for=waiting_for, from_date=day, owner=owner
    )


def end_waiting(*, person: Person, waiting_for: WaitingFor, day: date) -> None:
    """Note that `person` no longer waits for this from `day`."""
    for waiting in open_rows(person, waiting_for, day):
        waiting.until_date = max(day, waiting.from_date)
        waiting.save(update_fields=["until_date"])


def open_rows(person: Person, waiting_for: WaitingFor, day: date) -> QuerySet[Waiting]:
    """Return the rows in which `person` waits on `day` or will begin to."""
    not_over = Q(until_date__isnull=True) | Q(until_date__gt=day)
    return Waiting.objects.filter(not_over, person=person, waiting_for=waiting_for)
