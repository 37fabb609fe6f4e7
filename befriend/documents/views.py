"""Papers to keep: each to whoever may see what stands in it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from befriend.allocation.models import CapacityNotice, Waiting
from befriend.identity.permissions import needs
from befriend.people.models import Person
from befriend.workforce.models import Unit

from . import papers, queries


def notice_of(notice: int) -> CapacityNotice:
    """Return the notice of the address, or answer 404."""
    found = CapacityNotice.objects.select_related("plan__unit", "office__unit", "climbs_from")
    return get_object_or_404(found, pk=notice)


def unit_of_notice(notice: int) -> Unit:
    """Return the unit whose plan a notice is about: who may see its week may see the notice."""
    return notice_of(notice).plan.unit


@needs("allocation.see_week", of=unit_of_notice, hidden=True)
def notice(_request: HttpRequest, notice: int) -> HttpResponse:
    """Return a notice of no safe capacity."""
    paper = papers.notice_pdf(queries.notice_paper(notice_of(notice)))
    return papers.download(paper, filename="notice-of-no-safe-capacity")


def waiting_of(waiting: int) -> Waiting:
    """Return the waiting of the address, or answer 404."""
    found = Waiting.objects.select_related("person", "unit", "owner__unit")
    return get_object_or_404(found, pk=waiting)


def person_of_waiting(waiting: int) -> Person:
    """Return the person who waits."""
    return waiting_of(waiting).person


@needs("allocation.see_person", of=person_of_waiting, hidden=True)
def slip(_request: HttpRequest, waiting: int) -> HttpResponse:
    """Return the slip for somebody who waits, as things stand today."""
    paper = papers.slip_pdf(queries.slip(waiting_of(waiting), timezone.localdate()))
    return papers.download(paper, filename="whom-to-ring")
