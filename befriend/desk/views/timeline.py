"""The timeline of a person: contacts and notes, filtered by what stands in the address."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from befriend.desk import forms
from befriend.desk.queries import failures
from befriend.identity.permissions import needs
from befriend.people.models import Person
from befriend.supervision import queries
from befriend.supervision.queries import Filters, Mark

from .acting import new_form
from .person import person_of

FIELDS = ("what", "first", "last", "as_of")
MOST_DIGITS = 6


@needs("allocation.see_person", of=person_of, hidden=True)
def show(request: HttpRequest, person: str) -> HttpResponse:
    """Show a page of the timeline, newest first, of what is asked for and as known on the day asked for."""
    about = person_of(person)
    asked = any(name in request.GET for name in FIELDS)
    form = forms.TimelineForm(request.GET if asked else None)
    is_readable = not asked or form.is_valid()
    filters = filters_of(form) if asked and is_readable else Filters()
    page = queries.timeline(about, filters, after=mark_of(request))
    shown = {
        "person": about,
        "form": form,
        "filters": filters,
        "page": page,
        "counted": counted(about, page, filters),
        "older": older(request, page.goes_on),
        "is_first": mark_of(request) is None,
        "next": queries.next_appointment(about, timezone.now()),
        "promises": queries.promises(about),
        "may_keep": request.user.has_perm("allocation.keep_contact", about),
        "once": new_form(),
    }
    return render(request, "desk/timeline.jinja", shown, status=200 if is_readable else 422)


def counted(about: Person, page: queries.Page, filters: Filters) -> dict[str, str]:
    """Return of what did not take place whether it counts; of a past day nothing, since that is not known."""
    contacts = [one.contact for one in page.entries if one.contact]
    return {} if filters.as_of else failures.said_of(about, contacts, timezone.localdate())


def filters_of(form: forms.TimelineForm) -> Filters:
    """Return what is asked for."""
    said: dict[str, Any] = form.cleaned_data
    return Filters(said["what"], said["first"], said["last"], said["as_of"])


def mark_of(request: HttpRequest) -> Mark | None:
    """Return how far somebody has read, as the address says; nonsense is the beginning."""
    read = request.GET.get("read", "")
    if not read.isdecimal() or len(read) > MOST_DIGITS:
        return None
    try:
        moment = parse_datetime(request.GET.get("after", ""))
    except ValueError:
        return None
    return Mark(moment, int(read)) if isinstance(moment, datetime) and timezone.is_aware(moment) else None


def older(request: HttpRequest, mark: Mark | None) -> str:
    """Return the address of the page with what is older, if there is any."""
    if mark is None:
        return ""
    asked = request.GET.copy()
    asked["after"], asked["read"] = mark.moment.isoformat(), str(mark.read)
    return f"?{asked.urlencode()}"
