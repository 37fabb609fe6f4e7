"""Who waits, why, and what would close it: the page of the head of unit."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from befriend.allocation import queries
from befriend.identity.permissions import needs

from .finding import unit_of


@needs("allocation.see_week", of=unit_of)
def show(request: HttpRequest, ref: str) -> HttpResponse:
    """Show who of a unit waits."""
    week = queries.week(unit_of(ref), timezone.localdate())
    return render(request, "desk/waiting.jinja", {"week": week})
