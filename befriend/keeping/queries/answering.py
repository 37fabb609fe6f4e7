"""Who answers for a record: data protection of the person's unit, unless they are excluded from it.

Asked of everything there is (`access.service`): a restriction does not keep anybody from this duty, and
where an exclusion cannot be read it would seem that there is none.
"""

from __future__ import annotations

from datetime import date

from django.db.models import F

from befriend import periods
from befriend.people.models import Person
from befriend.sentences.models import Case
from befriend.workforce import queries as workforce
from befriend.workforce.models import Exclusion, Office, Practitioner, Unit


def unit_of(person: Person) -> Unit | None:
    """Return the unit of the last case of `person`: its data protection answers for the record."""
    last = Case.objects.filter(person=person).select_related("unit")
    found = last.order_by(F("until_date").desc(nulls_first=True), "-from_date").first()
    return found.unit if found else None


def shut_out(practitioner: Practitioner | None, day: date) -> frozenset[int]:
    """Return the keys of those from whose records `practitioner` is excluded on `day`."""
    if practitioner is None:
        return frozenset()
    kept = Exclusion.objects.filter(periods.on(day), practitioner=practitioner)
    return frozenset(kept.values_list("person_id", flat=True))


def office_shut_out(office: Office, day: date) -> frozenset[int]:
    """Return the keys of those from whose records whoever answers for `office` is excluded.

    A command acts as an office: what holds for its holder on the pages holds for it.
    """
    return shut_out(workforce.answering(office, day).held_by, day)


def office_for(practitioner: Practitioner, person: Person, day: date) -> Office | None:
    """Return the data-protection office that `practitioner` holds over the record of `person`.

    None for whoever is excluded from it.
    """
    unit = unit_of(person)
    if unit is None or person.pk in shut_out(practitioner, day):
        return None
    above = [one.pk for one in workforce.above(unit, day)]
    held = [
        one
        for one in workforce.offices_of(practitioner, day)
        if one.post == Office.Post.DATA_PROTECTION and one.unit_id in above
    ]
    return min(held, key=lambda one: above.index(one.unit_id), default=None)


def answers_for(office: Office, person: Person, day: date) -> bool:
    """Return whether `office` answers for the record of `person`, and its holder is not excluded from it."""
    unit = unit_of(person)
    if unit is None or unit.pk not in workforce.below(office.unit, day):
        return False
    return person.pk not in office_shut_out(office, day)
