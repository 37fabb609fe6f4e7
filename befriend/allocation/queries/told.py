"""What an office or a practitioner has been told, with what it is about."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from befriend import periods
from befriend.allocation.models import CapacityNotice, ExceedOrder, InheritedOverload, Plan
from befriend.outbox.models import Message
from befriend.workforce import queries as workforce
from befriend.workforce.models import BrokenGlass, Incident, Office, OfficeHolding, Practitioner, Told

ABOUT = {
    "plan": Plan.objects.select_related("unit"),
    "notice": CapacityNotice.objects.select_related("plan__unit", "office__unit"),
    "order": ExceedOrder.objects.select_related("practitioner", "office__unit"),
    "overload": InheritedOverload.objects.select_related("practitioner"),
    "incident": Incident.objects.all(),
    "glass": BrokenGlass.objects.select_related("practitioner"),
}


class Item(NamedTuple):
    """One thing told, and the row it is about (None where it tells all itself)."""

    told: Told
    about: Any


def told_to(practitioner: Practitioner, day: date) -> QuerySet[Told]:
    """Return what `practitioner`, and the offices they answer for on `day`, were told; unseen first."""
    offices = answered_for(practitioner, day)
    return (
        Told.objects.filter(Q(practitioner=practitioner) | Q(office__in=offices))
        .select_related("office__unit")
        .order_by("seen_on", "-day", "-pk")
    )


def answered_for(practitioner: Practitioner, day: date) -> list[Office]:
    """Return the offices `practitioner` holds, and those of heads below whose holder is missing.

    A representative's office passes to nobody: what is told there is for no manager.
    """
    held = workforce.offices_of(practitioner, day)
    heads = [one for one in held if one.post == Office.Post.HEAD]
    below = {unit for one in heads for unit in workforce.below(one.unit, day)}
    vacant = (
        Office.objects.filter(unit_id__in=below, post=Office.Post.HEAD)
        .filter(Q(told__isnull=False) | Q(pk__in=Message.objects.values("owner_id")))
        .exclude(pk__in=OfficeHolding.objects.filter(periods.on(day)).values("office_id"))
        .select_related("unit")
        .distinct()
    )
    return held + [one for one in vacant if workforce.answering(one, day).held_by == practitioner]


def items(rows: Iterable[Told]) -> list[Item]:
    """Return what was told with what it is about. One query for each kind of thing."""
    rows = list(rows)
    found: dict[str, dict[int, Any]] = {}
    for kind, every in ABOUT.items():
        keys = [one.values[kind] for one in rows if kind in one.values]
        found[kind] = {one.pk: one for one in every.filter(pk__in=keys)} if keys else {}
    return [Item(one, about(one, found)) for one in rows]


def about(told: Told, found: dict[str, dict[int, Any]]) -> Any:
    """Return the row that something told is about, if it is still there."""
    for kind, rows in found.items():
        if kind in told.values:
            return rows.get(told.values[kind])
    return None
