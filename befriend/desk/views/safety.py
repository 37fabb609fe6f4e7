"""Home visits: setting out, being back, and what to do when somebody is overdue."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from befriend.allocation import queries as allocation
from befriend.desk.jinja import clock
from befriend.identity.permissions import needs
from befriend.supervision import actions, queries
from befriend.supervision.models import SafetyCall

from .acting import act, me, new_form
from .contacts import contact_of, of_contact, signed


@needs("allocation.see_own")
def show(request: HttpRequest) -> HttpResponse:
    """Show who is overdue of whom I was told, who was told already, and who is told next."""
    running = list(queries.running(request.user.practitioner))
    shown = {"alarms": alarms_of(request), "running": running, "once": new_form()}
    return render(request, "desk/safety.jinja", shown)


def alarms_of(request: HttpRequest) -> list[queries.Overdue]:
    """Return the overdue visits that were told to whoever asks; one query where there are none."""
    day = timezone.localdate()
    return queries.alarmed(request.user.practitioner, on_duty=allocation.on_duty, day=day)


@needs("allocation.keep_contact", of=of_contact, hidden=True)
@require_POST
def set_out(request: HttpRequest, contact: str) -> HttpResponse:
    """Keep that I set out on a home visit."""
    found = contact_of(contact)
    return act(
        request,
        lambda: actions.start_call(contact=found, **signed(request)),
        done=_("Kept. Say that you are back when you are: if you are not heard of, somebody rings you."),
        back="today",
    )


@needs("allocation.see_own")
@require_POST
def answer(request: HttpRequest, call: int) -> HttpResponse:
    """Keep that whoever is out has been heard of; by themselves, or by somebody who was told."""
    found = get_object_or_404(SafetyCall.objects.select_related("practitioner"), pk=call)
    mine = found.practitioner.ref == me(request)
    words = _("Welcome back: the call is answered.") if mine else _("Kept: they were heard of at %(time)s.")
    return act(
        request,
        lambda: actions.answer_call(call=found, **signed(request)),
        done=words if mine else words % {"time": clock(timezone.now())},
        back="today" if mine else "safety",
    )
