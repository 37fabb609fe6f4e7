"""Who may not meet a person, whoever asks: an exclusion is dated, and why it is one is read by very few."""

from __future__ import annotations

from datetime import date, timedelta

from befriend import periods
from befriend.audit import access
from befriend.people.models import Person
from befriend.workforce.models import Exclusion

A_DAY = timedelta(days=1)


def excluded(person: Person | int, first: date, last: date | None = None) -> set[int]:
    """Return the keys of those excluded from a person on any day from `first` to `last`, both counted.

    As the service: whoever books may not read that somebody is excluded, and is never told it.
    """
    within = periods.touching(first, max(first, last or first) + A_DAY)
    with access.service(by="befriend", day=first):
        found = Exclusion.objects.filter(within, person=person)
        return set(found.values_list("practitioner_id", flat=True))
