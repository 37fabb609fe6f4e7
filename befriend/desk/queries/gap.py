"""What a head's pages list: overload, notices, orders, stops, releases, each with its age."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Q, QuerySet

from befriend import periods
from befriend.allocation.models import (
    CapacityNotice,
    ExceedOrder,
    InheritedOverload,
    Objection,
    StopListEntry,
)
from befriend.allocation.queries import who_could_move
from befriend.allocation.queries.moving import Move
from befriend.sentences.models import Case
from befriend.workforce import queries as workforce
from befriend.workforce.models import Unit

LOOKING_AHEAD = timedelta(days=42)


class Over(NamedTuple):
    """One practitioner over the limit, for how many days, and who could move to whom."""

    overload: InheritedOverload
    days: int
    moves: list[Move]


def overloads(unit: Unit, day: date) -> list[Over]:
    """Return the overloads of `unit` that stand on `day`, by name, with who could move."""
    posted = workforce.postings(unit, day).values("practitioner_id")
    standing = (
        InheritedOverload.objects.filter(periods.on(day), practitioner_id__in=posted)
        .select_related("practitioner", "owner__unit")
        .order_by("practitioner__name", "practitioner__ref")
    )
    moves: dict[int, list[Move]] = {}
    for move in who_could_move(unit, day):
        moves.setdefault(move.from_practitioner.pk, []).append(move)
    return [Over(one, (day - one.from_date).days, moves.get(one.practitioner_id, [])) for one in standing]


class Notice(NamedTuple):
    """A notice, how old its chain is, and the day it climbs if nobody answers."""

    notice: CapacityNotice
    answering: workforce.Answering
    climbs_on: date | None


def notices(unit: Unit, day: date) -> list[Notice]:
    """Return the notices about plans of `unit` and below, newest first; what waits stands first."""
    found = (
        CapacityNotice.objects.filter(plan__unit_id__in=workforce.below(unit, day))
        .select_related("office__unit", "plan__unit", "climbs_from")
        .order_by("-plan__week_start", "day", "pk")
    )
    after = workforce.policies_in_force().on(day, "notices.climb_days").value
    return [Notice(one, workforce.answering(one.office, day), climbs_on(one, after)) for one in found]


def climbs_on(notice: CapacityNotice, after: dict[str, int]) -> date | None:
    """Return the day an unanswered notice goes to the office above; None when it no longer does."""
    above = {"team": "region", "unit": "region", "region": "nation"}.get(notice.office.unit.kind)
    if notice.answered_on or above not in after:
        return None
    first = notice.climbs_from or notice
    return first.day + timedelta(days=after[above])


def orders(unit: Unit, day: date) -> QuerySet[ExceedOrder]:
    """Return the orders to exceed the cap in `unit` that stand or are to come, by when they lapse."""
    posted = workforce.postings(unit, day).values("practitioner_id")
    return (
        ExceedOrder.objects.filter(practitioner_id__in=posted, until_date__gt=day)
        .select_related("practitioner", "office__unit", "given_by")
        .order_by("until_date", "practitioner__name")
    )


def stops(unit: Unit, day: date) -> QuerySet[StopListEntry]:
    """Return the stop-lists in force for `unit`, of its own offices and those above, by rank."""
    offices = Q(office__unit__in=workforce.above(unit, day)) | Q(
        office__unit_id__in=workforce.below(unit, day)
    )
    return (
        StopListEntry.objects.filter(offices, periods.on(day))
        .select_related("office__unit", "signed_by")
        .order_by("rank", "office__ref")
    )


class Release(NamedTuple):
    """A release, the days of notice given (None: no notice is recorded), and objections to it."""

    case: Case
    notice_days: int | None
    objections: list[Objection]


def releases(unit: Unit, day: date) -> list[Release]:
    """Return the releases of the next six weeks, and earlier ones with an objection, by day."""
    cases = (
        Case.objects.filter(
            Q(release_on__gte=day, release_on__lt=day + LOOKING_AHEAD)
            | Q(objections__isnull=False, objections__answered_on__isnull=True),
            unit_id__in=workforce.below(unit, day),
        )
        .select_related("person")
        .prefetch_related("objections__practitioner")
        .order_by("release_on", "ref")
        .distinct()
    )
    return [Release(one, notice_days(one), list(one.objections.all())) for one in cases]


def notice_days(case: Case) -> int | None:
    """Return the days between the notice of a release and the release."""
    if case.release_on is None or case.release_notice_on is None:
        return None
    return (case.release_on - case.release_notice_on).days
