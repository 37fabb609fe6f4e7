"""The trail of the audit: read by data protection, by person or by line; who read it, told to all staff.

Nobody is looked up by who acted: this shows who touched a record, not what somebody did all day.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from befriend.audit import access
from befriend.audit import actions as audit
from befriend.audit import queries as audited
from befriend.audit.models import READ_A_TRAIL
from befriend.desk import forms
from befriend.desk.queries import trail as trails
from befriend.identity.permissions import needs
from befriend.keeping.permissions import KEEP

from .paging import part


@needs(KEEP)
def read(request: HttpRequest) -> HttpResponse:
    """Ask whose trail, or which line; show it in answer to a post, so that no address has a reference."""
    by_line = "line" in request.POST
    person = forms.TrailForm(request.POST if request.POST and not by_line else None)
    line = forms.LineForm(request.POST if by_line else None)
    asked = line if by_line else person
    found, status = None, 200
    if request.method == "POST":
        found = answered(request, asked) if asked.is_valid() else None
        if found is None:
            status = 422
            if asked.is_valid():
                asked.add_error(None, _("There is nothing with this that your office answers for. Check it."))
    shown = {"person": person, "line": line, "found": found, "asked": asked}
    return render(request, "desk/trail.jinja", shown, status=status)


def answered(request: HttpRequest, asked: forms.TrailForm | forms.LineForm) -> trails.Trail | None:
    """Return what was asked for, and keep that it was read: staff are told who read their trail."""
    day, me = timezone.localdate(), request.user.practitioner
    if "line" in asked.cleaned_data:
        found = trails.of_line(request.user, asked.cleaned_data["line"], day)
    else:
        before = request.POST.get("before", "")
        older_than = int(before) if before.isdecimal() and len(before) < 19 else None
        found = trails.of_person(request.user, asked.cleaned_data["person"], older_than, day)
    if found:
        now = access.current()
        audit.write(
            by=me.ref, day=day, office=now.office if now else "", did=READ_A_TRAIL, what="trail",
            page="trail", people=found.people, because=found.appear,
        )  # fmt: skip
    return found


@needs("allocation.see_own")
def mine(request: HttpRequest) -> HttpResponse:
    """Show who read a trail in which I appear."""
    found = part(request, audited.who_read(request.user.practitioner.ref), "page")
    shown = {"part": found, "readings": trails.named(found.page.object_list)}
    return render(request, "desk/my_trail.jinja", shown)
