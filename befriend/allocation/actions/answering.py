"""Telling whoever answers for a person on a day; where nobody does, whoever steps in."""

from __future__ import annotations

from datetime import date

from befriend import periods
from befriend.allocation import queries
from befriend.allocation.models import Cover, Relationship
from befriend.people.models import Person
from befriend.workforce import queries as workforce
from befriend.workforce.models import Absence, Office, Practitioner, Told

from . import telling


def tell_who_answers(person: Person, *, day: date, code: str, **values: object) -> None:
    """Tell whoever supervises or covers the person and is not away; or else who steps in.

    Where nobody supervises them that is who is on duty, or else the head; where everybody who does is away,
    the head: somebody on duty does not reach whoever is with somebody.
    """
    who = works_with(person, day)
    present = not_away(who, day)
    if present:
        telling.tell_practitioners(present, day=day, code=code, **values)
        return
    unit = queries.unit_of_record(person, day)
    on_duty = None if who or unit is None else queries.on_duty(unit, day)
    if on_duty:
        telling.tell_practitioner(on_duty, day=day, code=code, **values)
    else:
        tell_head(person, day=day, code=code, **values)


def tell_head(person: Person, *, day: date, code: str, **values: object) -> Told | None:
    """Tell the head's office of the unit that has the person's case."""
    return telling.tell_office(head_of(person, day), day=day, code=code, **values)


def head_of(person: Person, day: date) -> Office | None:
    """Return the head's office of the unit that has, or last had, the person's case."""
    unit = queries.unit_of_record(person, day)
    return workforce.head_office(unit, day) if unit else None


def works_with(person: Person, day: date) -> list[Practitioner]:
    """Return who supervises `person` on `day`, and who covers for them."""
    now = Relationship.objects.filter(periods.on(day), person=person)
    covers = Cover.objects.filter(periods.on(day), relationship__in=now)
    keys = {*now.values_list("practitioner_id", flat=True), *covers.values_list("practitioner_id", flat=True)}
    return list(Practitioner.objects.filter(pk__in=keys).order_by("pk"))


def not_away(practitioners: list[Practitioner], day: date) -> list[Practitioner]:
    """Return those of `practitioners` who are not away on `day`."""
    away = Absence.objects.filter(periods.on(day), practitioner__in=practitioners)
    keys = set(away.values_list("practitioner_id", flat=True))
    return [one for one in practitioners if one.pk not in keys]
