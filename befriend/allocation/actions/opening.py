"""Opening a closed record in an emergency: data protection is told at once, of attempts that fail too."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from befriend import periods
from befriend.allocation.queries import unit_of_record
from befriend.audit import access
from befriend.people.models import Person
from befriend.workforce import actions as workforce
from befriend.workforce import queries
from befriend.workforce.models import Exclusion, Office, Practitioner, Unit

from .telling import tell_office


def open_record(
    *, ref: str, practitioner: Practitioner, because: str, at: datetime, day: date
) -> workforce.Opening:
    """Open the record with exactly this reference for an hour, if it can be, and tell who watches."""
    with access.service(by=practitioner.ref, day=day):
        opening = workforce.break_glass(ref=ref, practitioner=practitioner, because=because, at=at, day=day)
        own = queries.posting(practitioner, day)
        units = [own.unit] if own else []
        if opening.glass is None:
            # Told by where whoever tried works, and by nothing else: the same whether there is such a record.
            for office in watching(units, practitioner, day):
                tell_office(office, day=day, code="record_not_opened", attempt=opening.line.pk)
            return opening
        of_record = unit_of_record(opening.glass.person, day)
        units += [of_record] if of_record else []
        for office in watching(units, practitioner, day, opening.glass.person):
            tell_office(office, day=day, code="record_opened", glass=opening.glass.pk)
    return opening


def watching(
    units: list[Unit], practitioner: Practitioner, day: date, person: Person | None = None
) -> list[Office]:
    """Return the offices that are told what `practitioner` opened: one for each unit, and each once."""
    may_not_know = excluded(person, day) | {practitioner.pk}
    found = (next(watchers(unit, day, may_not_know), None) for unit in units)
    return list(dict.fromkeys(one for one in found if one))


def watchers(unit: Unit, day: date, may_not_know: set[int]) -> Iterator[Office]:
    """Yield the offices of data protection that reach `unit`, the nearest first; then those of heads.

    Not one that nobody holds, nor one held by somebody of whom or to whom nothing may be told.
    """
    for post in (Office.Post.DATA_PROTECTION, Office.Post.HEAD):
        for each in queries.above(unit, day):
            for office in each.offices.filter(post=post).order_by("ref"):
                held_by = queries.holder(office, day)
                if held_by is not None and held_by.pk not in may_not_know:
                    yield office


def excluded(person: Person | None, day: date) -> set[int]:
    """Return the keys of whoever may see nothing of `person`."""
    if person is None:
        return set()
    rows = Exclusion.objects.filter(periods.on(day), person=person)
    return set(rows.values_list("practitioner_id", flat=True))
