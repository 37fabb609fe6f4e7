"""Telling an office or a practitioner something: kept until they have seen it, and sent word of."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from befriend.outbox import actions as outbox
from befriend.workforce import queries as workforce
from befriend.workforce.models import Office, Practitioner, Told, Unit


def tell_practitioner(practitioner: Practitioner, *, day: date, code: str, **values: object) -> Told:
    """Tell `practitioner`; `values` are references, numbers and days, never a person's name."""
    outbox.write(practitioner, day=day, code=code, values=values)
    return Told.objects.create(practitioner=practitioner, day=day, code=code, values=values)


def tell_practitioners(
    practitioners: Iterable[Practitioner], *, day: date, code: str, **values: object
) -> None:
    """Tell each of `practitioners` the same, in as many queries as one."""
    each = list(practitioners)
    outbox.write_all(each, day=day, code=code, values=values)
    Told.objects.bulk_create(Told(practitioner=one, day=day, code=code, values=values) for one in each)


def tell_office(office: Office | None, *, day: date, code: str, **values: object) -> Told | None:
    """Tell `office`; without one there is nobody to tell."""
    if office is None:
        return None
    outbox.write(office, day=day, code=code, values=values)
    return Told.objects.create(office=office, day=day, code=code, values=values)


def tell_representative(unit: Unit, *, day: date, code: str, **values: object) -> Told | None:
    """Tell the health and safety representative of `unit`, or of the nearest unit above."""
    office = workforce.nearest_office(unit, Office.Post.REPRESENTATIVE, day)
    return tell_office(office, day=day, code=code, **values)
