"""What a proposal would do to the caseload of a unit: shown, and neither kept nor put in force."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from befriend.allocation.queries import comparing
from befriend.audit import replica
from befriend.desk.forms import CompareForm
from befriend.desk.forms.comparing import short
from befriend.identity.permissions import needs
from befriend.policies import PolicyError
from befriend.workforce import queries as workforce

from .finding import unit_of


@needs("allocation.own_gap", of=unit_of)
def show(request: HttpRequest, ref: str) -> HttpResponse:
    """Compare a proposal with the policies in force, on everybody carried in a unit and below."""
    unit = unit_of(ref)
    sent = request.method == "POST"
    form = CompareForm(request.POST, request.FILES) if sent else CompareForm()
    found = moment = None
    if form.is_valid():
        try:
            with replica.reading() as moment:
                found = comparing.compare(form.cleaned_data["proposal"], unit, timezone.localdate())
        except PolicyError as wrong:
            form.add_error(None, short(wrong))
    # What a key is about, for whoever does not know it by its name.
    about = {entry.key: entry.what for entry in workforce.policies_in_force().every()} if found else {}
    shown = {"unit": unit, "form": form, "found": found, "about": about, "moment": moment}
    shown |= {"may_plan": True, "may_decide": True}
    return render(request, "desk/compare.jinja", shown, status=422 if form.errors else 200)
