"""Finding what an address is about, whatever stands between it and whoever asks; who may see it comes next.

A restriction keeps people from a record, and not the duty to erase it or to give it back.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import wraps
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from befriend.allocation.actions import RefusedError
from befriend.audit import access
from befriend.identity.permissions import readable
from befriend.keeping import queries
from befriend.keeping.models import AccessRequest, Erasure, Hold, Passage
from befriend.people.models import Person

View = Callable[..., HttpResponse]


def whole() -> AbstractContextManager[access.Access]:
    """Return the context in which a whole record is read, restricted or not."""
    return access.service(by="", day=timezone.localdate())


def wholly(view: View) -> View:
    """Run a view in that context, once somebody's permission has been looked at."""

    @wraps(view)
    def within(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with whole():
            return view(request, *args, **kwargs)

    return within


def person_of(person: str) -> Person:
    """Return the person of the address, or answer 404."""
    with whole():
        return get_object_or_404(Person, ref=readable(person))


def of_request(asked: int) -> Person:
    """Return whose record an access request is about."""
    with whole():
        return get_object_or_404(AccessRequest.objects.select_related("person"), pk=asked).person


def of_erasure(erasure: int) -> Person:
    """Return whom an erasure is about."""
    with whole():
        return get_object_or_404(Erasure.objects.select_related("person"), pk=erasure).person


def of_hold(hold: int) -> Person:
    """Return whom a hold is about."""
    with whole():
        return get_object_or_404(Hold.objects.select_related("person"), pk=hold).person


def of_passage(passage: int) -> Person:
    """Return whose record a passage stands in."""
    with whole():
        return get_object_or_404(Passage.objects.select_related("request__person"), pk=passage).request.person


class Signed(NamedTuple):
    """Who decides, as which office, on which day: what every action asks for."""

    by: str
    office: Any
    day: Any


def signed(request: HttpRequest, person: Person) -> dict[str, Any]:
    """Return who decides about `person`; the permission has seen to it that they hold an office."""
    day, practitioner = timezone.localdate(), request.user.practitioner  # type: ignore[union-attr]
    office = queries.office_for(practitioner, person, day)
    if office is None:
        raise Http404
    access.take_office(office.ref)
    return Signed(practitioner.ref, office, day)._asdict()


def act(request: HttpRequest, do: Callable[[], object], *, done: str, back: str) -> HttpResponse:
    """Do what one button asks, and go back with a sentence: that it is done, or why not."""
    try:
        do()
    except RefusedError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, done)
    return redirect(back)
