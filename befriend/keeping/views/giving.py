"""Giving somebody their record: begun, reviewed passage by passage, given, and read again."""

from __future__ import annotations

import json

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from befriend.documents import papers
from befriend.identity import queries as identity
from befriend.identity.permissions import needs
from befriend.keeping import actions, queries
from befriend.keeping.models import AccessRequest
from befriend.keeping.permissions import KEEP_PERSON

from .finding import act, of_request, person_of, signed, wholly


@needs(KEEP_PERSON, of=person_of, hidden=True)
@require_POST
@wholly
def begin(request: HttpRequest, person: str) -> HttpResponse:
    """Begin to give somebody their record."""
    found = person_of(person)
    made = actions.begin(person=found, **signed(request, found))
    return redirect("keeping:record", made.pk)


@needs(KEEP_PERSON, of=of_request, hidden=True)
@wholly
def show(request: HttpRequest, asked: int) -> HttpResponse:
    """Show what waits for a decision; once it is given, what was given."""
    found = request_of(asked)
    shown = {"asked": found, "content": found.content or None}
    if found.given_on is None:
        shown["passages"] = queries.reviewed(found)
    return render(request, "keeping/record.jinja", shown)


@needs(KEEP_PERSON, of=of_request, hidden=True)
@require_POST
@wholly
def give(request: HttpRequest, asked: int) -> HttpResponse:
    """Make the final export, which is kept as it was given."""
    found = request_of(asked)
    return act(
        request,
        lambda: actions.give(request=found, **signed(request, found.person)),
        done=_("The record is ready to be given. It is kept as it is now."),
        back=reverse("keeping:record", args=[found.pk]),
    )


@needs(KEEP_PERSON, of=of_request, hidden=True)
@wholly
def paper(_request: HttpRequest, asked: int) -> HttpResponse:
    """Return what was given as a paper."""
    shown = {"content": given(asked).content, "invented": identity.is_invented()}
    return papers.download(papers.pdf("keeping/record_paper.jinja", shown), filename="your-record")


@needs(KEEP_PERSON, of=of_request, hidden=True)
@wholly
def as_json(_request: HttpRequest, asked: int) -> HttpResponse:
    """Return what was given as JSON."""
    answer = HttpResponse(
        json.dumps(given(asked).content, indent=2, ensure_ascii=False), content_type="application/json"
    )
    answer["Content-Disposition"] = 'attachment; filename="your-record.json"'
    answer["Cache-Control"] = "no-store"
    return answer


def request_of(asked: int) -> AccessRequest:
    """Return the access request of the address."""
    return get_object_or_404(AccessRequest.objects.select_related("person", "office"), pk=asked)


def given(asked: int) -> AccessRequest:
    """Return an access request that was answered; before that there is nothing to give."""
    found = request_of(asked)
    if found.given_on is None:
        raise Http404
    return found
