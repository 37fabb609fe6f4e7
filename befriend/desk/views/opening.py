"""Opening a closed record in an emergency: by exact reference, with a reason, for an hour, seen by others."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from befriend.allocation import actions
from befriend.desk import forms
from befriend.desk.jinja import clock
from befriend.desk.queries import records
from befriend.identity.permissions import needs
from befriend.people.models import Person
from befriend.workforce import actions as workforce
from befriend.workforce import queries
from befriend.workforce.models import BrokenGlass

from . import drafting
from .acting import attempt, new_form
from .paging import part


@needs("allocation.open_closed")
def open_record(request: HttpRequest) -> HttpResponse:
    """Ask for a reference and a reason, and open the record; whatever cannot be opened is answered alike."""
    policy = queries.policies_in_force().on(timezone.localdate(), "records.open_reason")
    form = forms.OpenForm(request.POST or None, shortest=int(policy.value))
    paper, status = drafting.opened(request, form), HTTPStatus.OK
    if request.method == "POST":
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if form.is_valid():
            ref = form.cleaned_data["reference"].replace("\0", "")
            if may_see(request, ref):
                messages.success(request, _("This record is not closed to you. Nobody was told."))
                return redirect("person", ref)
            opening, refused = tried(request, ref, form)
            if opened := opening.glass if opening else opened_just_now(request, ref):
                drafting.let_go(request, paper)
                messages.success(request, now_open(opened))
                return drafting.sent(redirect("person", ref))
            if opening and opening.stopped:
                status = HTTPStatus.TOO_MANY_REQUESTS
            form.add_error(None, refused or why_not(opening))
        paper = drafting.keep(request, paper, "")
    return render(request, "desk/open_record.jinja", shown(request, form, paper), status=status)


def shown(request: HttpRequest, form: Form, paper: drafting.Paper) -> dict[str, object]:
    """Return what the page shows: who would be told, what is open, and the form."""
    practitioner, day, now = request.user.practitioner, timezone.localdate(), timezone.now()
    own = queries.posting(practitioner, day)
    return {
        "form": form,
        "paper": paper,
        "once": new_form(),
        "opened": now,
        "open_now": records.open_to(practitioner, now),
        "watching": actions.watching([own.unit] if own else [], practitioner, day),
        "limits": {
            name: int(queries.policies_in_force().on(day, f"records.{name}").value)
            for name in ("open_minutes", "open_attempts")
        },
    }


def may_see(request: HttpRequest, ref: str) -> bool:
    """Say whether the record is open to whoever asks anyway."""
    person = Person.objects.filter(ref=ref).first()
    return person is not None and request.user.has_perm("allocation.see_person", person)


def tried(request: HttpRequest, ref: str, form: Form) -> tuple[workforce.Opening | None, str]:
    """Try to open a record once; nothing was tried where the same form has been sent before."""
    made: list[workforce.Opening] = []
    refused = attempt(
        request,
        lambda: made.append(
            actions.open_record(
                ref=ref,
                practitioner=request.user.practitioner,
                because=form.cleaned_data["because"],
                at=timezone.now(),
                day=timezone.localdate(),
            )
        ),
    )
    return (made[0] if made else None), refused


def opened_just_now(request: HttpRequest, ref: str) -> BrokenGlass | None:
    """Return what the first click of a double click opened."""
    open_now = records.open_to(request.user.practitioner, timezone.now())
    return next((one for one in open_now if one.person.ref == ref), None)


def now_open(glass: BrokenGlass) -> str:
    """Return until when the record is open."""
    return _(
        "The record is open to you until %(time)s. Data protection has been told that you opened it, and why."
    ) % {"time": clock(glass.until_at)}


def why_not(opening: workforce.Opening | None) -> str:
    """Return why nothing was opened: in the same words where no record is and where it stays closed."""
    if opening and opening.stopped:
        return _(
            "You have tried as often as you may in one hour. Ring the head of the unit or the duty officer."
        )
    return _("There is no record with this reference that can be opened. Your attempt has been reported.")


@needs("keeping.keep")
def openings(request: HttpRequest) -> HttpResponse:
    """Show to data protection who opened which closed record and why, and who tried in vain."""
    day = timezone.localdate()
    rows = part(request, records.openings(request.user.practitioner, day), "page")
    attempts = part(request, records.attempts(), "attempts")
    names = records.names_of(line.by for line in attempts.page.object_list)
    return render(
        request,
        "desk/openings.jinja",
        {
            "part": rows,
            "openings": records.with_references(list(rows.page.object_list), day),
            "attempts": attempts,
            "names": names,
        },
    )
