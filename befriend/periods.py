"""Periods of days: from a day, until (not including) another; no end means still open."""

from __future__ import annotations

from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db.models import CheckConstraint, F, Func, Q


class Period(Func):
    """The half-open range of days of a row."""

    function = "daterange"
    output_field = DateRangeField()


def on(day: date, prefix: str = "") -> Q:
    """Return the condition that a row's period holds `day`."""
    until = f"{prefix}until_date"
    return Q(**{f"{prefix}from_date__lte": day}) & (
        Q(**{f"{until}__isnull": True}) | Q(**{f"{until}__gt": day})
    )


def touching(first: date, end: date, prefix: str = "") -> Q:
    """Return the condition that a row's period holds a day of [`first`, `end`)."""
    until = f"{prefix}until_date"
    return Q(**{f"{prefix}from_date__lt": end}) & (
        Q(**{f"{until}__isnull": True}) | Q(**{f"{until}__gt": first})
    )


def ends_after_it_begins(name: str) -> CheckConstraint:
    """Return a constraint that a period ends on or after the day it begins."""
    return CheckConstraint(
        condition=Q(until_date__isnull=True) | Q(until_date__gte=F("from_date")), name=name
    )


def one_at_a_time(*fields: str, name: str, condition: Q | None = None) -> ExclusionConstraint:
    """Return a constraint that rows alike in `fields` have periods that do not meet."""
    same = [(field, RangeOperators.EQUAL) for field in fields]
    period = (Period("from_date", "until_date"), RangeOperators.OVERLAPS)
    return ExclusionConstraint(name=name, expressions=[*same, period], condition=condition)
