"""What a person reads of policies that were tried, and what they say of them."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from befriend.evidence import actions
from befriend.people.models import Person
from befriend.portal import forms
from befriend.portal.permissions import own_page
from befriend.portal.queries import policies
from befriend.portal.queries.policies import Tried

from .asking import ask


@own_page
@require_safe
def listed(request: HttpRequest, person: Person) -> HttpResponse:  # noqa: ARG001  (whose page it is)
    """Show which new rules were tried out."""
    return render(request, "portal/policies.jinja", {"trials": policies.policies()})


@own_page
def show(request: HttpRequest, person: Person, trial: int) -> HttpResponse:
    """Show what a new rule would do, and let me say what I think, or take that back."""
    found = policies.policy(person, trial)
    if found is None:
        raise Http404
    sent = request.POST if request.method == "POST" else None
    back = reverse("portal:policy", args=[trial])
    if "take_back" in request.POST:
        return ask(
            request,
            forms.SeeForm(sent),
            template="portal/policy.jinja",
            shown={"found": found},
            do=lambda _said: actions.withdraw(person=person, trial=found.trial, day=timezone.localdate()),
            done=_("Your words are gone."),
            back=back,
        )
    return ask(
        request,
        forms.PolicyForm(sent),
        template="portal/policy.jinja",
        shown={"found": found},
        do=lambda said: say(found, person, said["words"]),
        done=_("Thank you. Your words are there now."),
        back=back,
    )


def say(found: Tried, person: Person, words: str) -> None:
    """Keep what the person says; sent twice, it is kept once."""
    if found.mine is None:
        day = timezone.localdate()
        actions.comment_as_person(person=person, trial=found.trial, words=words, day=day)
