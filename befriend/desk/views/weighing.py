"""Why a figure is what it is: the steps, with the values of the one it is about."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from befriend.desk.queries import weighing
from befriend.identity.permissions import needs, readable
from befriend.workforce.models import Practitioner

from .finding import unit_of
from .person import person_of


@needs("allocation.see_person", of=person_of, hidden=True)
def of_person(request: HttpRequest, person: str) -> HttpResponse:
    """Show what the points of a person follow from, and where they stand among those who wait."""
    about = person_of(person)
    steps = weighing.person_steps(about, timezone.localdate())
    return render(request, "desk/weighing_person.jinja", {"person": about, "steps": steps})


@needs("allocation.see_week", of=unit_of)
def of_practitioner(request: HttpRequest, ref: str, practitioner: str) -> HttpResponse:
    """Show what a practitioner's row in the week of a unit follows from; it names nobody else."""
    unit = unit_of(ref)
    whose = get_object_or_404(Practitioner, ref=readable(practitioner))
    steps = weighing.load_steps(unit, whose, timezone.localdate())
    if steps is None:
        raise Http404
    shown = {
        "unit": unit,
        "steps": steps,
        "one": steps.shown,
        "may_plan": request.user.has_perm("allocation.plan_week", unit),
        "may_decide": request.user.has_perm("allocation.own_gap", unit),
    }
    return render(request, "desk/weighing_practitioner.jinja", shown)
