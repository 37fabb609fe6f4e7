"""Who waits, why, and what would close it: the page of the head of unit."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from befriend.allocation import queries
from befriend.desk import queries as desk
from befriend.identity.permissions import needs

from .acting import new_form
from .finding import unit_of
from .paging import part
from .safety import alarms_of
from .week import answering, may_name


@needs("allocation.see_week", of=unit_of)
def show(request: HttpRequest, ref: str) -> HttpResponse:
    """Show who of a unit waits, in the signed order, and what the head decides today."""
    unit, day = unit_of(ref), timezone.localdate()
    week = queries.week(unit, day)
    shown = {
        "week": week,
        "unit": unit,
        "day": day,
        "waiting": part(request, week.waiting, "waiting"),
        "alarms": alarms_of(request),
        "once": new_form(),
        "owner": answering(unit),
        "below": desk.units_below(unit, day),
        "may_decide": request.user.has_perm("allocation.own_gap", unit),
        "may_name": may_name(request, unit),
        "may_plan": request.user.has_perm("allocation.plan_week", unit),
    }
    return render(request, "desk/waiting.jinja", shown)
