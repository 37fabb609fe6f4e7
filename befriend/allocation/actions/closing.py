"""Closing a record to somebody: whoever is with them is never left with a practitioner who sees nothing."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from befriend.allocation.models import Cover, PlannedAllocation, Relationship, WhyChanged
from befriend.allocation.queries import unit_of_record
from befriend.audit import access
from befriend.people.models import Person
from befriend.rules.values import WaitingFor
from befriend.sentences.models import Case
from befriend.supervision import actions as supervision
from befriend.workforce import actions as workforce
from befriend.workforce.models import Exclusion, Office, Practitioner

from . import booked, handover
from .ending import end
from .refused import refuse
from .waiting import begin_waiting


def exclude(
    *,
    person: Person,
    practitioner: Practitioner,
    because: str,
    until_date: date | None = None,
    by: str,
    office: Office,
    day: date,
) -> Exclusion:
    """Let `practitioner` see nothing of `person`; whom they supervise or cover waits from the same moment.

    The kind of reason that is kept for it is the one of every handing back: it gives nothing away.
    """
    with access.service(by=by, day=day):
        unit = unit_of_record(person, day)
        if unit is None:
            raise refuse("no_case")
        made = workforce.exclude(
            person=person,
            practitioner=practitioner,
            because=because,
            until_date=until_date,
            unit=unit,
            by=by,
            office=office,
            day=day,
        )
        take_from(practitioner, person, day)
    return made


def take_from(practitioner: Practitioner, person: Person, day: date) -> None:
    """End whatever `practitioner` has to do with `person`, now or from a day to come."""
    open_ones = Q(until_date__isnull=True) | Q(until_date__gt=day)
    has_work = Case.objects.filter(open_ones, person=person).exists()
    for relationship in Relationship.objects.filter(open_ones, person=person, practitioner=practitioner):
        began = max(day, relationship.from_date)
        end(relationship, day=day, why=WhyChanged.HANDED_BACK)
        if has_work:
            begin_waiting(person=person, waiting_for=WaitingFor.OFFICER, day=day, since=began)
    for cover in Cover.objects.filter(open_ones, relationship__person=person, practitioner=practitioner):
        began = max(day, cover.from_date)
        cover.until_date = began
        cover.save(update_fields=["until_date"])
        handover.end_cover(cover, day=day)
        begin_waiting(person=person, waiting_for=WaitingFor.COVER, day=day, since=began)
    supervision.hold_reminders(person=person, practitioner=practitioner, day=day)
    booked.tell_who_answers(person, None, day=day)
    PlannedAllocation.objects.filter(
        person=person, practitioner=practitioner, state=PlannedAllocation.State.PROPOSED
    ).update(state=PlannedAllocation.State.WITHDRAWN, decided_on=day)
