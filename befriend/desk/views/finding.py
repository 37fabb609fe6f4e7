"""Finding what an address is about, before anything else happens; else 404."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q
from django.shortcuts import get_object_or_404

from befriend import periods
from befriend.allocation.models import (
    CapacityNotice,
    Cover,
    Objection,
    PlannedAllocation,
    Relationship,
    SupervisorRequest,
)
from befriend.identity.permissions import readable
from befriend.people.models import Person
from befriend.rules.week import planned_from
from befriend.workforce import queries as workforce
from befriend.workforce.models import Unit
from befriend.workforce.remembered import once


def unit_of(ref: str, **_: Any) -> Unit:
    """Return the unit of the address; for who may see a page and for the page it is read once."""
    return once(("unit of", ref), lambda: get_object_or_404(Unit, ref=readable(ref)))


def planned_of(unit: Unit, key: int) -> PlannedAllocation:
    """Return a proposal of a plan of `unit`."""
    found = PlannedAllocation.objects.select_related("plan", "person", "practitioner")
    return get_object_or_404(found, pk=key, plan__unit=unit)


def person_of(unit: Unit, ref: str, day: date) -> Person:
    """Return a person with an open case in `unit` or below, in the week planned on `day`."""
    people = Person.objects.filter(
        periods.on(planned_from(day), "cases__"), cases__unit_id__in=workforce.below(unit, day)
    ).distinct()
    return get_object_or_404(people, ref=readable(ref))


def objection_of(unit: Unit, key: int, day: date) -> Objection:
    """Return an objection to a plan of `unit`, or to a release of somebody of it."""
    units = workforce.below(unit, day)
    found = Objection.objects.filter(Q(planned__plan__unit_id__in=units) | Q(case__unit_id__in=units))
    return get_object_or_404(found.select_related("practitioner", "planned__person", "case__person"), pk=key)


def request_of(unit: Unit, key: int, day: date) -> SupervisorRequest:
    """Return a request of a person with an open case in `unit` or below."""
    found = SupervisorRequest.objects.filter(
        periods.on(day, "person__cases__"), person__cases__unit_id__in=workforce.below(unit, day)
    ).distinct()
    return get_object_or_404(found.select_related("person", "practitioner"), pk=key)


def notice_of(unit: Unit, key: int, day: date) -> CapacityNotice:
    """Return a notice about a plan of `unit` or below."""
    found = CapacityNotice.objects.filter(plan__unit_id__in=workforce.below(unit, day))
    return get_object_or_404(found.select_related("office__unit", "plan__unit"), pk=key)


def relationship_of(person: Person, day: date) -> Relationship | None:
    """Return who supervises `person` on `day`, if anybody does."""
    held = Relationship.objects.filter(periods.on(day), person=person)
    return held.select_related("practitioner", "person").first()


def cover_of(relationship: Relationship, day: date) -> Cover | None:
    """Return the cover of a relationship on `day`, if there is one."""
    return relationship.covers.filter(periods.on(day)).select_related("practitioner").first()
