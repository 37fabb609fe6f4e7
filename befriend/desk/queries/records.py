"""Who may see a record, who is offered as a reader of it, and what is or was opened in an emergency."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Q, QuerySet

from befriend import periods
from befriend.audit import access, looking
from befriend.audit.models import Line
from befriend.people.models import Person
from befriend.workforce import queries as workforce
from befriend.workforce.actions import glass
from befriend.workforce.models import (
    BrokenGlass,
    Exclusion,
    Office,
    OfficeHolding,
    Practitioner,
    Reader,
    Restriction,
    Unit,
)


class RecordAccess(NamedTuple):
    """Who may not see a record, and to whom it is restricted, if it is."""

    exclusions: list[Exclusion]
    restriction: Restriction | None
    readers: list[Reader]


def record_access(person: Person, day: date) -> RecordAccess:
    """Return who may see the record of `person` on `day`. For those who decide that, and nobody else."""
    with access.service(by="", day=day):
        excluded = Exclusion.objects.filter(periods.on(day), person=person).select_related("practitioner")
        restriction = Restriction.objects.filter(periods.on(day), person=person).first()
        readers = restriction.readers.select_related("practitioner") if restriction else Reader.objects.none()
        return RecordAccess(
            exclusions=list(excluded.order_by("practitioner__name", "pk")),
            restriction=restriction,
            readers=list(readers.order_by("practitioner__name", "pk")),
        )


def near(unit: Unit, day: date) -> list[Practitioner]:
    """Return whoever works in `unit` or holds an office of it or of one above, by name."""
    chain = workforce.above(unit, day)
    works = [one.practitioner_id for one in workforce.postings(unit, day)]
    holds = OfficeHolding.objects.filter(periods.on(day), office__unit__in=chain).values("practitioner_id")
    return list(Practitioner.objects.filter(Q(pk__in=works) | Q(pk__in=holds)).order_by("name", "ref"))


def who_decide(unit: Unit, day: date) -> list[Practitioner]:
    """Return the heads and seniors of `unit` and of those above, by name."""
    held = OfficeHolding.objects.filter(
        periods.on(day),
        office__post__in=(Office.Post.HEAD, Office.Post.SENIOR),
        office__unit__in=workforce.above(unit, day),
    )
    return list(Practitioner.objects.filter(pk__in=held.values("practitioner_id")).order_by("name", "ref"))


def open_to(practitioner: Practitioner, at: datetime) -> list[BrokenGlass]:
    """Return what `practitioner` opened and may see at `at`, the one that closes first first."""
    mine = BrokenGlass.objects.filter(practitioner=practitioner, from_at__lte=at, until_at__gt=at)
    shown = mine.filter(person__in=Person.objects.all()).select_related("person")
    return list(shown.order_by("until_at", "pk"))


class Opened(NamedTuple):
    """One opening of a closed record, and the reference of whom it is about."""

    glass: BrokenGlass
    ref: str


def openings(practitioner: Practitioner, day: date) -> QuerySet[BrokenGlass]:
    """Return what was opened, newest first, as data protection reads it.

    Not about people from whom they are excluded themselves.
    """
    with access.service(by="", day=day):
        mine = Exclusion.objects.filter(periods.on(day), practitioner=practitioner)
        hidden = list(mine.values_list("person_id", flat=True))
    found = BrokenGlass.objects.exclude(person_id__in=hidden).select_related("practitioner")
    return found.order_by("-from_at", "-pk")


def with_references(rows: list[BrokenGlass], day: date) -> list[Opened]:
    """Return openings with the references of whom they are about, restricted or not."""
    with access.service(by="", day=day):
        people = [one.person_id for one in rows]
        refs = dict(Person.objects.filter(pk__in=people).values_list("pk", "ref"))
    looking.note(*refs)
    return [Opened(one, refs[one.person_id]) for one in rows]


def attempts() -> QuerySet[Line]:
    """Return the attempts to open a closed record that opened nothing, newest first."""
    return Line.objects.filter(did__in=(glass.TRIED, glass.STOPPED)).order_by("-pk")


def names_of(refs: Iterable[str]) -> dict[str, str]:
    """Return the names of practitioners by their references."""
    return dict(Practitioner.objects.filter(ref__in=set(refs)).values_list("ref", "name"))
