"""What data protection has to do: who is due, what is approved, held, and asked for."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from befriend.allocation.queries import as_data
from befriend.identity.permissions import needs
from befriend.keeping import actions, queries
from befriend.keeping.models import Erasure
from befriend.keeping.permissions import KEEP, KEEP_PERSON
from befriend.people.models import Person
from befriend.rules.retention import KeepUntil

from .finding import act, of_erasure, person_of, signed, wholly


@needs(KEEP)
@wholly
def home(request: HttpRequest) -> HttpResponse:
    """Show what waits for data protection."""
    found = queries.waiting_for(request.user.practitioner, timezone.localdate())
    return render(request, "keeping/home.jinja", {"found": found})


@needs(KEEP)
@require_POST
@wholly
def find(request: HttpRequest) -> HttpResponse:
    """Go to somebody by exact reference, if their record is in reach; it is never part of a query."""
    said = request.POST.get("reference", "").strip().replace("\0", "")
    person = Person.objects.filter(ref=said).first()
    if person is None or not request.user.has_perm(KEEP_PERSON, person):
        messages.error(request, _("Nobody with that reference is in your reach. Check it and try again."))
        return redirect("keeping:home")
    return redirect("keeping:person", person.ref)


@needs(KEEP_PERSON, of=person_of, hidden=True)
@wholly
def person(request: HttpRequest, person: str) -> HttpResponse:
    """Show until when somebody's record is kept, and what was decided about it."""
    found = person_of(person)
    standing = queries.standing(found, timezone.localdate())
    keep = standing.keep if isinstance(standing.keep, KeepUntil) else None
    shown = {
        "person": found,
        "standing": standing,
        "reasons": as_data(keep.reasons) if keep else [],
        "is_due": keep is not None and keep.due,
        "requests": found.access_requests.order_by("-pk"),
        "past": found.holds.filter(until_date__isnull=False).order_by("-pk"),
    }
    return render(request, "keeping/person.jinja", shown)


@needs(KEEP_PERSON, of=of_erasure, hidden=True)
@require_POST
@wholly
def withdraw(request: HttpRequest, erasure: int) -> HttpResponse:
    """Take an approval back before it is carried out."""
    found = get_object_or_404(Erasure.objects.select_related("person"), pk=erasure)
    return act(
        request,
        lambda: actions.withdraw(erasure=found, **signed(request, found.person)),
        done=_("The approval is withdrawn. Nothing is erased."),
        back=reverse("keeping:person", args=[found.person.ref]),
    )
