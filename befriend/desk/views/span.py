"""What a senior answers for: their own span and load, counted and never ranked."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from befriend.allocation import queries
from befriend.desk import queries as desk
from befriend.identity.permissions import needs

from .finding import unit_of


@needs("allocation.plan_week", of=unit_of)
def show(request: HttpRequest, ref: str) -> HttpResponse:
    """Show how many somebody answers for, and what waits for their decision."""
    unit = unit_of(ref)
    span = desk.span(queries.week(unit, timezone.localdate()))
    return render(request, "desk/span.jinja", {"unit": unit, "span": span, "may_plan": True})
