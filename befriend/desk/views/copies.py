"""The copies of a paper: as files, and when and how each was given; the register of all forms."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from befriend.desk import forms
from befriend.documents import actions, queries
from befriend.documents.models import Delivery
from befriend.documents.papers import copies, download, word
from befriend.documents.permissions import MAKE
from befriend.identity.permissions import needs
from befriend.people.actions import RefusedError
from befriend.people.models import Person
from befriend.workforce.remembered import once

from .acting import me
from .asking import Question, ask
from .papers import language


def delivery_of(delivery: int) -> Delivery:
    """Return the copy of the address, or answer 404; for who may see it and for the file, once."""
    found = Delivery.objects.select_related("paper__person", "recipient")
    return once(("delivery of", delivery), lambda: get_object_or_404(found, pk=delivery))


def of_delivery(delivery: int) -> Person:
    """Return whom the copy of the address is about."""
    return delivery_of(delivery).paper.person


@needs("allocation.see_person", of=of_delivery, hidden=True)
def as_pdf(request: HttpRequest, delivery: int) -> HttpResponse:
    """Return a copy as a PDF."""
    return as_file(
        request,
        delivery_of(delivery),
        lambda one, made: download(copies.copy_pdf(one, made), filename="paper"),
    )


@needs("allocation.see_person", of=of_delivery, hidden=True)
def as_docx(request: HttpRequest, delivery: int) -> HttpResponse:
    """Return a copy as a Word file."""
    return as_file(
        request,
        delivery_of(delivery),
        lambda one, made: word.download_docx(copies.copy_docx(one, made), filename="paper"),
    )


def as_file(
    request: HttpRequest, one: Delivery, made: Callable[[Delivery, queries.Copy], HttpResponse]
) -> HttpResponse:
    """Return a copy as a file, and note that it was opened; or say why it cannot be."""
    try:
        copy = queries.of_delivery(one)
    except RefusedError as refused:
        messages.error(request, str(refused))
        return redirect("paper", one.paper_id)
    actions.opened(delivery=one, by=me(request), day=timezone.localdate())
    return made(one, copy)


@needs(MAKE, of=of_delivery, hidden=True)
def give(request: HttpRequest, delivery: int) -> HttpResponse:
    """Ask when and how a copy was given."""
    one, day = delivery_of(delivery), timezone.localdate()
    form = forms.GivenForm(request.POST or None, initial={"given_on": day})
    question = Question(
        title=_("When and how was this copy given?"),
        button=_("Keep"),
        back=reverse("paper", args=[one.paper_id]),
        back_words=one.paper.title,
        next=_("Whoever was given a copy is told when something in it is corrected."),
        facts=[(_("For"), f"{one.recipient.organisation}, {one.recipient.name}")],
        nobody="" if one.given_on is None else _("This copy was given already."),
    )
    return ask(
        request,
        form,
        question,
        do=lambda said: actions.give(
            delivery=one, means=said["means"], given_on=said["given_on"], by=me(request), day=day
        ),
        done=lambda _said: _("It is kept that this copy was given."),
    )


@needs("allocation.see_own")
def register(request: HttpRequest) -> HttpResponse:
    """Show every form with its owner, its cost, who opened what came of it, and which should end."""
    day = timezone.localdate()
    rows = [(row, row.template.title.in_language(language())) for row in queries.forms(day)]
    hours = sum(row.template.hours_a_year for row, _title in rows)
    return render(request, "desk/forms.jinja", {"rows": rows, "hours": hours, "day": day})
