"""The people of a unit as a list, for those who write down what they say, report on them or inspect."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from befriend.desk import queries as desk
from befriend.identity.permissions import needs
from befriend.workforce import queries as workforce
from befriend.workforce.models import Office, Unit

from .finding import unit_of
from .paging import part

# These alone make somebody see no more than those on whom a report is due.
ONLY_REPORTS = {Office.Post.COURT}


@needs("allocation.see_people", of=unit_of)
def people(request: HttpRequest, ref: str) -> HttpResponse:
    """Show the people of a unit by name; to a court officer, those on whom a report is due."""
    unit, day = unit_of(ref), timezone.localdate()
    held = {one.post for one in workforce.offices_of(request.user.practitioner, day)}
    only_reports = held & {Office.Post.COURT, Office.Post.ADMIN, Office.Post.INSPECTOR} == ONLY_REPORTS
    below = [] if unit.kind in (Unit.Kind.UNIT, Unit.Kind.TEAM) else desk.units_below(unit, day)
    listed = desk.reports_due(unit, day) if only_reports else desk.people_of(unit, day)
    shown = {
        "unit": unit,
        "day": day,
        "only_reports": only_reports,
        "below": below,
        # A whole region is no list anybody reads.
        "part": part(request, [] if below else listed, "page"),
    }
    return render(request, "desk/people.jinja", shown)
