"""Questions about units, offices and who works where; nothing here changes anything."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.db.models import QuerySet

from befriend import periods, policies

from .models import Office, OfficeHolding, Posting, Practitioner, Unit, UnitParent


class Answering(NamedTuple):
    """The office that answers, who holds it, and the vacant office it answers for."""

    office: Office
    held_by: Practitioner | None
    passed_from: Office | None


def above(unit: Unit, day: date) -> list[Unit]:
    """Return `unit` and every unit above it on `day`, nearest first. One query."""
    parents = dict(UnitParent.objects.filter(periods.on(day)).values_list("unit_id", "parent_id"))
    chain = [unit.pk]
    while (parent := parents.get(chain[-1])) and parent not in chain:
        chain.append(parent)
    units = Unit.objects.in_bulk(chain)
    return [units[key] for key in chain]


def below(unit: Unit, day: date) -> set[int]:
    """Return the keys of `unit` and every unit below it on `day`. One query."""
    children: dict[int, list[int]] = {}
    for child, parent in UnitParent.objects.filter(periods.on(day)).values_list("unit_id", "parent_id"):
        children.setdefault(parent, []).append(child)
    found: set[int] = set()
    to_visit = [unit.pk]
    while to_visit:
        key = to_visit.pop()
        if key not in found:
            found.add(key)
            to_visit += children.get(key, [])
    return found


def holder(office: Office, day: date) -> Practitioner | None:
    """Return who holds `office` on `day`, if anybody does."""
    holding = (
        OfficeHolding.objects.filter(periods.on(day), office=office).select_related("practitioner").first()
    )
    return holding.practitioner if holding else None


def answering(office: Office, day: date) -> Answering:
    """Return who answers for `office`: its holder, or the nearest head's office above."""
    if held_by := holder(office, day):
        return Answering(office, held_by, None)
    for unit in above(office.unit, day):
        head = unit.offices.filter(post=Office.Post.HEAD).exclude(pk=office.pk).first()
        if head and (held_by := holder(head, day)):
            return Answering(head, held_by, office)
    return Answering(office, None, None)


def head_office(unit: Unit, day: date) -> Office | None:
    """Return the head's office of `unit`, or of the nearest unit above that has one."""
    return nearest_office(unit, Office.Post.HEAD, day)


def nearest_office(unit: Unit, post: str, day: date) -> Office | None:
    """Return the office with `post` of `unit`, or of the nearest unit above that has one."""
    for candidate in above(unit, day):
        if office := candidate.offices.filter(post=post).first():
            return office
    return None


def offices_of(practitioner: Practitioner, day: date) -> list[Office]:
    """Return the offices that `practitioner` holds on `day`."""
    return list(
        Office.objects.filter(
            pk__in=OfficeHolding.objects.filter(periods.on(day), practitioner=practitioner).values(
                "office_id"
            )
        )
        .select_related("unit")
        .order_by("ref")
    )


def posting(practitioner: Practitioner, day: date) -> Posting | None:
    """Return where `practitioner` works on `day`, if anywhere."""
    return practitioner.postings.filter(periods.on(day)).select_related("unit").first()


def postings(unit: Unit, day: date) -> QuerySet[Posting]:
    """Return the postings in `unit` and below it on `day`, by name. One query when read."""
    return (
        Posting.objects.filter(periods.on(day), unit_id__in=below(unit, day))
        .select_related("practitioner", "unit")
        .order_by("practitioner__name", "practitioner__ref")
    )


def policies_in_force() -> policies.Book:
    """Return the policies, with the operator's overlay laid over them if there is one."""
    overlay = settings.BEFRIEND_POLICIES
    return policies.load(Path(overlay) if overlay else None)
