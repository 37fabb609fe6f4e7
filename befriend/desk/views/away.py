"""What if somebody is away: asked and answered on one page, and nothing is written."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from befriend.allocation import queries
from befriend.allocation.queries.what_if import WhatIf
from befriend.desk.forms import AwayForm, too_early
from befriend.identity.permissions import needs
from befriend.people.models import Person
from befriend.policies.errors import PolicyError
from befriend.workforce.models import Practitioner

from .finding import unit_of
from .gap import practitioners
from .paging import part


@needs("allocation.plan_week", of=unit_of)
def show(request: HttpRequest, ref: str) -> HttpResponse:
    """Show who would need cover, who could give it and who would wait."""
    unit, day = unit_of(ref), timezone.localdate()
    form = AwayForm(request.GET or None, practitioners=practitioners(unit))
    answer = None
    if form.is_valid():
        said = form.cleaned_data
        practitioner = Practitioner.objects.get(ref=said["practitioner"])
        try:
            answer = queries.what_if_away(unit, practitioner, said["from_date"], said["until_date"], day)
        except PolicyError:
            form.add_error("from_date", too_early())
    left = answer.proposal.waiting if answer and answer.proposal else []
    shown = {
        "waiting": part(request, left, "waiting"),
        "unit": unit,
        "may_plan": True,
        "form": form,
        "answer": answer,
        **named(answer),
    }
    return render(request, "desk/away.jinja", shown, status=422 if form.errors else 200)


def named(answer: WhatIf | None) -> dict[str, Any]:
    """Return the people and practitioners an answer speaks of, by key; two queries."""
    if answer is None or answer.proposal is None:
        return {"people": {}, "covering": {}, "reasons": {}}
    proposal = answer.proposal
    people = Person.objects.in_bulk([one.person for one in (*proposal.allocations, *proposal.waiting)])
    covering = Practitioner.objects.in_bulk({one.practitioner for one in proposal.allocations})
    reasons = {one.person: queries.in_words(queries.as_data([one.reason])[0]) for one in proposal.waiting}
    return {"people": people, "covering": covering, "reasons": reasons}
