"""Incidents: recorded by whoever they happened to, read in full by the representative."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from befriend.allocation.queries import own
from befriend.desk import actions, forms
from befriend.identity.permissions import needs
from befriend.workforce import queries as workforce
from befriend.workforce.models import Incident, Unit

from .asking import Question, ask


@needs("allocation.see_own")
def record(request: HttpRequest) -> HttpResponse:
    """Ask what happened, and tell the representative in the same words."""
    practitioner, day = request.user.practitioner, timezone.localdate()
    people = {one.ref: one for one in own.own_people(practitioner, day)}
    question = Question(
        title=_("Tell of an incident"),
        button=_("Tell the representative"),
        back=reverse("my-people"),
        back_words=_("My people"),
        next=_(
            "The health and safety representative gets this at once, in your words, and no manager "
            "stands between. They see your name, but not the name of the person it was with. A warning "
            "is shown before a visit to whoever works with that person next."
        ),
    )
    form = forms.IncidentForm(
        request.POST or None, people=[(one.ref, one.chosen_name) for one in people.values()]
    )

    def do(said: dict[str, Any]) -> None:
        said = {**said, "person": people.get(said["person"])}
        actions.record_incident(practitioner=practitioner, day=day, **said)

    return ask(request, form, question, do=do, done=lambda _said: _("The representative has been told."))


def unit_of_incident(incident: int) -> Unit | None:
    """Return the unit in which the one it happened to worked that day."""
    found = get_object_or_404(Incident.objects.select_related("practitioner"), pk=incident)
    posting = workforce.posting(found.practitioner, found.day)
    return posting.unit if posting else None


@needs("workforce.see_incidents", of=unit_of_incident, hidden=True)
def show(request: HttpRequest, incident: int) -> HttpResponse:
    """Show an incident in full, without the name of the person it was with."""
    found = get_object_or_404(Incident.objects.select_related("practitioner"), pk=incident)
    return render(request, "desk/incident.jinja", {"incident": found})
