"""The page of why a person's tier is what it is."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from befriend.allocation.queries import tier
from befriend.allocation.queries.reasons import as_data
from befriend.identity.permissions import needs

from .as_of import as_of
from .person import person_of


@needs("allocation.see_person", of=person_of, hidden=True)
def show(request: HttpRequest, person: str) -> HttpResponse:
    """Show the tier of a person as of today or a day before, and whether another service gave it."""
    about = person_of(person)
    asked = as_of(request, timezone.localdate())
    found = tier.tier_of(about, asked.day)
    shown = {
        "person": about,
        "as_of": asked,
        "found": found,
        "reasons": as_data(found.reasons) if found else [],
    }
    return render(request, "desk/tier.jinja", shown, status=asked.status)
