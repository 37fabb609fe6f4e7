"""What could not be delivered, of which an office I hold is told: try again, or note that I passed it on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from befriend.allocation.queries import told as telling
from befriend.identity.permissions import needs
from befriend.outbox import actions
from befriend.outbox import queries as outbox
from befriend.outbox.models import Message


def shown(request: HttpRequest) -> dict[str, Any]:
    """Return what the page shows of messages: mine, those of my offices, and whether any leave."""
    practitioner, day, now = request.user.practitioner, timezone.localdate(), timezone.now()
    offices = telling.answered_for(practitioner, day)
    return {
        "mails": outbox.is_set_up(),
        "undelivered": outbox.grouped(outbox.undelivered(offices, practitioner)),
        "undelivered_to_me": outbox.undelivered_to(practitioner).count(),
        "sending": outbox.sending(offices, day, now),
    }


@needs("allocation.see_own")
@require_POST
def again(request: HttpRequest, message: UUID) -> HttpResponse:
    """Send once more what could not be delivered to somebody."""
    return decide(request, message, actions.try_again, _("It will be tried again."))


@needs("allocation.see_own")
@require_POST
def passed_on(request: HttpRequest, message: UUID) -> HttpResponse:
    """Note that somebody was told by other means."""
    return decide(request, message, actions.note_told, _("It is noted that they were told."))


def decide(request: HttpRequest, key: UUID, do: Callable[..., int], done: str) -> HttpResponse:
    """Do something about all that could not be delivered to one recipient in one way."""
    practitioner, day = request.user.practitioner, timezone.localdate()
    offices = telling.answered_for(practitioner, day)
    mine = outbox.shown_to(offices, practitioner)
    one = get_object_or_404(mine.select_related("owner"), pk=key)
    office = one.owner.ref if one.owner in offices else ""
    if do(messages=alike(one, mine), by=practitioner.ref, office=office, day=day):
        messages.success(request, done)
    else:
        messages.info(request, _("Somebody has seen to this already."))
    return redirect("told")


def alike(one: Message, mine: QuerySet[Message]) -> QuerySet[Message]:
    """Return what one of several stands for."""
    return outbox.like(one, mine)
