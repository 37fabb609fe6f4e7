"""Why a load rose over the cap although nobody was newly given."""

from __future__ import annotations

from datetime import date

from befriend import periods
from befriend.allocation.models import Cover, InheritedOverload, Relationship
from befriend.rules.week import WEEK, last_day, week_of
from befriend.sentences.models import Case, CaseState

from .standing import Desk


def cause_of_rise(desk: Desk, day: date) -> str:
    """Return what raised a load in the last week: the end of cover, a release, a tier, or less time."""
    people = Relationship.objects.filter(periods.on(day), practitioner=desk.practitioner)
    people_keys = people.values("person_id")
    since = day - WEEK
    if Cover.objects.filter(
        relationship__practitioner=desk.practitioner, until_date__gt=since, until_date__lte=day
    ).exists():
        return InheritedOverload.Cause.FROM_COVER
    if Case.objects.filter(
        person_id__in=people_keys, release_on__gt=since, release_on__lte=last_day(week_of(day))
    ).exists():
        return InheritedOverload.Cause.RELEASE
    if CaseState.objects.filter(
        case__person_id__in=people_keys, from_date__gt=since, from_date__lte=day
    ).exists():
        return InheritedOverload.Cause.TIER
    return InheritedOverload.Cause.LESS_TIME
