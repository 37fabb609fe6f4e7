"""The people of one unit, as far as whoever asks reaches them."""

from __future__ import annotations

from datetime import date

from django.db.models import Prefetch, QuerySet

from befriend import periods
from befriend.allocation.models import Relationship
from befriend.sentences.models import Case, Report
from befriend.workforce import queries as workforce
from befriend.workforce.models import Unit


def people_of(unit: Unit, day: date) -> QuerySet[Case]:
    """Return the open cases of `unit` and below, by the name of the person, with whom they are."""
    held = Relationship.objects.filter(periods.on(day)).select_related("practitioner")
    return (
        Case.objects.filter(periods.on(day), unit_id__in=workforce.below(unit, day))
        .select_related("person")
        .prefetch_related(Prefetch("person__relationships", queryset=held, to_attr="held_now"))
        .order_by("person__chosen_name", "person__ref")
    )


def reports_due(unit: Unit, day: date) -> QuerySet[Report]:
    """Return the reports to be done for people of `unit` and below, by the day they are due."""
    return (
        Report.objects.filter(
            periods.on(day, "case__"), case__unit_id__in=workforce.below(unit, day), done_on=None
        )
        .select_related("case__person")
        .order_by("due_on", "case__person__chosen_name", "pk")
    )
