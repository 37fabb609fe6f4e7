"""Who is due to be erased, and why somebody is not."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Exists, Max, OuterRef, Q, QuerySet, Subquery

from befriend import periods
from befriend.allocation.models import Relationship, Waiting
from befriend.audit import looking
from befriend.keeping.models import AccessRequest, Erasure, Hold
from befriend.people.models import Person
from befriend.rules import retention
from befriend.rules.retention import KeepUntil
from befriend.rules.values import Missing, Risk
from befriend.sentences.models import Case, CaseState
from befriend.workforce import queries as workforce
from befriend.workforce.models import Office, Practitioner, Unit

from .answering import shut_out


class Standing(NamedTuple):
    """How somebody stands: until when they are kept, the holds that stand, and what was decided."""

    person: Person
    keep: KeepUntil | Missing
    holds: list[Hold]
    erasure: Erasure | None


def standing(person: Person, day: date) -> Standing:
    """Return how long everything about `person` is kept, as seen on `day`."""
    holds = list(Hold.objects.filter(periods.on(day), person=person).order_by("from_date", "pk"))
    kept = retention.Kept(
        open_case=is_open(person, day),
        last_ended=Case.objects.filter(person=person).aggregate(last=Max("until_date"))["last"],
        marks=marks(person),
        holds=(
            *(retention.Hold(one.kind, one.from_date, one.until_date) for one in holds),
            *(
                retention.Hold("access_request", one.asked_on)
                for one in AccessRequest.objects.filter(person=person, given_on=None)
            ),
        ),
    )
    return Standing(
        person=person,
        keep=retention.keep_until(kept, workforce.policies_in_force(), day),
        holds=holds,
        erasure=Erasure.objects.filter(person=person, withdrawn_on=None).first(),
    )


def is_open(person: Person, day: date) -> bool:
    """Return whether any work with `person` is open on `day` or still to come."""
    still = Q(until_date__isnull=True) | Q(until_date__gt=day)
    return any(table.objects.filter(still, person=person).exists() for table in (Case, Relationship, Waiting))


def marks(person: Person) -> frozenset[str]:
    """Return every mark that was ever made in the cases of `person`."""
    states = list(CaseState.objects.filter(case__person=person))
    found = {name for name in ("sexual_offence", "safeguarding", "domestic_abuse")
             if any(getattr(one, name) for one in states)}  # fmt: skip
    if any(one.mappa for one in states):
        found.add("mappa")
    if any(one.risk >= Risk.HIGH for one in states):
        found.add("high_risk")
    if all(one.risk == Risk.UNKNOWN for one in states):
        found.add("unknown_risk")
    return frozenset(found)


def due(unit: Unit, day: date, *, without: Collection[int] = ()) -> list[Standing]:
    """Return whoever of `unit` or below is due to be erased on `day`, longest due first.

    Nobody of `without` (keys) is as much as read.
    """
    return all_due(long_closed(unit, day).exclude(pk__in=without), day)


def count_due(unit: Unit, day: date, *, of: Collection[int]) -> int:
    """Return how many of `of` (keys) are due in `unit` or below."""
    # Counted and shown to nobody: that is no look.
    with looking.watching():
        return len(all_due(long_closed(unit, day).filter(pk__in=of), day))


def all_due(people: QuerySet[Person], day: date) -> list[Standing]:
    """Return whoever of `people` is due on `day`, longest due first."""
    found = [standing(person, day) for person in people]
    ready = [one for one in found if isinstance(one.keep, KeepUntil) and one.keep.due]
    return sorted(ready, key=lambda one: (one.keep.day, one.person.ref))


def long_closed(unit: Unit, day: date) -> QuerySet[Person]:
    """Return the people of `unit` or below whose last case ended so long ago that they may be due."""
    months = int(workforce.policies_in_force().on(day, "retention.ordinary_months").value)
    end = retention.months_after(day, -months)
    cases = Case.objects.filter(person=OuterRef("pk"))
    last = cases.order_by("-until_date")
    return (
        Person.objects.annotate(
            last=Subquery(last.values("until_date")[:1]), last_unit=Subquery(last.values("unit_id")[:1])
        )
        .filter(last__lte=end, last_unit__in=workforce.below(unit, day))
        .exclude(Exists(cases.filter(until_date__isnull=True)))
        .exclude(Exists(Erasure.objects.filter(person=OuterRef("pk"), withdrawn_on=None)))
    )


def may_be_erased(person: Person, day: date) -> bool:
    """Return whether `person` is due on `day`, with nothing in the way."""
    keep = standing(person, day).keep
    return isinstance(keep, KeepUntil) and keep.due


def approved(office: Office, *, without: Collection[int] = ()) -> list[Erasure]:
    """Return the approvals of an office that are not carried out yet, but for people of `without` (keys)."""
    return list(open_approvals(office).exclude(person_id__in=without))


def count_approved(office: Office, *, of: Collection[int]) -> int:
    """Return how many approvals of an office that are not carried out yet are about people of `of` (keys)."""
    return open_approvals(office).filter(person_id__in=of).count()


def open_approvals(office: Office) -> QuerySet[Erasure]:
    """Return the approvals of an office that are neither withdrawn nor carried out."""
    return listed(Erasure).filter(office=office, withdrawn_on=None, erased_on=None)


class WaitingFor(NamedTuple):
    """What waits for whoever holds data-protection offices."""

    due: list[Standing]
    approved: list[Erasure]
    held: list[Hold]
    asked: list[AccessRequest]


def waiting_for(practitioner: Practitioner, day: date) -> WaitingFor:
    """Return what waits for `practitioner` in the units of their data-protection offices."""
    offices = [
        one for one in workforce.offices_of(practitioner, day) if one.post == Office.Post.DATA_PROTECTION
    ]
    units = {key for office in offices for key in workforce.below(office.unit, day)}
    shut = shut_out(practitioner, day)
    found = {one.person.pk: one for office in offices for one in due(office.unit, day, without=shut)}
    within = Q(office__unit_id__in=units) & ~Q(person_id__in=shut)
    return WaitingFor(
        due=list(found.values()),
        approved=list(listed(Erasure).filter(within, withdrawn_on=None, erased_on=None)),
        held=list(listed(Hold).filter(within, periods.on(day))),
        asked=list(listed(AccessRequest).filter(within, given_on=None)),
    )


def listed(table: type[Any]) -> QuerySet[Any]:
    """Return the rows of a table of keeping, with whom they are about."""
    return table.objects.select_related("person", "office").order_by("pk")
