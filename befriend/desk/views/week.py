"""This week: work against time, what is proposed, and who waits."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from befriend.allocation import queries
from befriend.identity.permissions import needs

from .finding import unit_of


@needs("allocation.see_week", of=unit_of)
def show(request: HttpRequest, ref: str) -> HttpResponse:
    """Show the week of a unit."""
    week = queries.week(unit_of(ref), timezone.localdate())
    return render(request, "desk/week.jinja", {"week": week})
