"""Cover: somebody does the work while a practitioner is away. It is new work, under the cap."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction

from befriend import periods
from befriend.allocation import queries
from befriend.allocation.models import Cover, Relationship
from befriend.audit import actions as audit
from befriend.people.models import Person
from befriend.rules.values import WaitingFor
from befriend.rules.week import planned_until
from befriend.workforce.models import Absence, Practitioner

from . import handover
from .allocating import check_may_take
from .refused import refuse
from .waiting import begin_waiting, end_waiting


@transaction.atomic
def cover(
    *,
    relationship: Relationship,
    practitioner: Practitioner,
    by: str,
    office: str = "",
    day: date,
    until: date | None = None,
) -> Cover:
    """Let `practitioner` do the work of `relationship` from `day`, or raise RefusedError.

    `until` is the day cover ends; without it, the day the absence ends, if that is known.
    """
    practitioner = Practitioner.objects.select_for_update().get(pk=practitioner.pk)
    person = Person.objects.select_for_update().get(pk=relationship.person_id)
    if practitioner.pk == relationship.practitioner_id:
        raise refuse("covers_themselves", practitioner=practitioner.name)
    if not away(relationship.practitioner, day):
        raise refuse("not_away", practitioner=relationship.practitioner.name)
    if relationship.covers.filter(periods.on(day)).exists():
        raise refuse("already_covered")
    check_may_take(person=person, practitioner=practitioner, day=day)
    made = Cover.objects.create(
        relationship=relationship,
        practitioner=practitioner,
        from_date=day,
        until_date=until or absence_ends(relationship.practitioner, day),
        decided_by=by,
    )
    handover.begin_cover(made, day=day)
    end_waiting(person=person, waiting_for=WaitingFor.COVER, day=day)
    audit.write(by=by, office=office, day=day, did="covered", what=person.ref, people=[person.pk])
    return made


def away(practitioner: Practitioner, day: date) -> bool:
    """Return whether `practitioner` is away on a day of the week planned on `day`."""
    end = planned_until(day) + timedelta(days=1)
    return Absence.objects.filter(periods.touching(day, end), practitioner=practitioner).exists()


def absence_ends(practitioner: Practitioner, day: date) -> date | None:
    """Return the day `practitioner` is back from this week's absence, if that is known."""
    end = planned_until(day) + timedelta(days=1)
    absences = Absence.objects.filter(periods.touching(day, end), practitioner=practitioner)
    absence = absences.order_by("from_date").first()
    return absence.until_date if absence else None


@transaction.atomic
def end_cover(*, cover: Cover, by: str, office: str = "", day: date) -> None:
    """End a cover; the work goes back to whoever supervises, or waits for cover if they are away."""
    cover = Cover.objects.select_for_update().get(pk=cover.pk)
    if cover.until_date is not None and cover.until_date <= day:
        raise refuse("already_ended")
    cover.until_date = max(day, cover.from_date)
    cover.save(update_fields=["until_date"])
    handover.end_cover(cover, day=day)
    person = cover.relationship.person
    audit.write(by=by, office=office, day=day, did="ended cover", what=person.ref, people=[person.pk])
    if queries.needs_cover(cover.relationship, day):
        begin_waiting(person=person, waiting_for=WaitingFor.COVER, day=day)
