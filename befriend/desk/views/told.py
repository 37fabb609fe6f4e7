"""What I, and the offices I hold, have been told."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from befriend.allocation.queries import told as telling
from befriend.drafts import queries as drafts
from befriend.identity.permissions import needs
from befriend.workforce import actions
from befriend.workforce import queries as workforce

from . import undelivered
from .paging import part


@needs("allocation.see_own")
def told(request: HttpRequest) -> HttpResponse:
    """Show what was told, unseen first, 25 to a page."""
    practitioner, day = request.user.practitioner, timezone.localdate()
    rows = telling.told_to(practitioner, day)
    found = part(request, rows, "page")
    shown = {
        "part": found,
        "items": telling.items(found.page.object_list),
        "begun": drafts.begun(request.user, day).count(),
        **undelivered.shown(request),
        "held": {one.pk for one in workforce.offices_of(practitioner, day)},
    }
    return render(request, "desk/told.jinja", shown)


@needs("allocation.see_own")
@require_POST
def seen(request: HttpRequest, told: int) -> HttpResponse:
    """Note that I have seen one thing told; a second click changes nothing."""
    practitioner, day = request.user.practitioner, timezone.localdate()
    mine = get_object_or_404(telling.told_to(practitioner, day), pk=told)
    actions.mark_seen(told=mine, by=practitioner.ref, day=day)
    return redirect("told")
