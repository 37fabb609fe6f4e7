"""A correction on its way: what used the statement, who is told, and whether they said that they know."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from befriend.desk import forms
from befriend.desk.permissions import REVIEW
from befriend.documents import actions, queries
from befriend.documents.models import Delivery, Telling
from befriend.documents.papers import copies, download
from befriend.identity.permissions import needs
from befriend.people.actions import RefusedError
from befriend.people.models import Person
from befriend.workforce.remembered import once

from .acting import act, me, new_form
from .asking import Question, ask
from .contests import contest_of, of_contest


@needs("allocation.see_person", of=of_contest, hidden=True)
def show(request: HttpRequest, contest: str) -> HttpResponse:
    """List every paper that used what is contested, and how far telling its recipients is."""
    found = contest_of(contest)
    about = found.statement.person
    tells = request.user.has_perm(REVIEW, about)
    shown = {
        "contest": found,
        "person": about,
        "uses": queries.used_by(found.statement),
        "editions": len(queries.editions(found.statement)),
        "tellings": queries.tellings(found),
        "open": queries.to_be_told(found) if tells and found.decision not in ("", "stands") else [],
        "tells": tells,
        "once": new_form(),
    }
    return render(request, "desk/correction.jinja", shown)


@needs(REVIEW, of=of_contest, hidden=True)
def tell(request: HttpRequest, contest: str) -> HttpResponse:
    """Ask whether all who were given a paper with something wrong in it are to be told."""
    found = contest_of(contest)
    to = queries.to_be_told(found) if found.decision not in ("", "stands") else []
    question = Question(
        title=_("Tell whoever was given it"),
        button=_("Confirm"),
        back=reverse("correction", args=[found.ref]),
        back_words=_("What used it"),
        next=_(
            "Offices here are told by a message. For everybody else a letter is made, which somebody posts; "
            "until somebody says so, it counts as not sent. No victim is written to: victim liaison decides "
            "whether and how a victim is told."
        ),
        facts=[(one.paper.title, whom(one)) for one in to],
        nobody="" if to else _("There is nobody left to tell."),
    )
    return ask(
        request,
        forms.TellForm(request.POST or None),
        question,
        do=lambda said: actions.tell_of_correction(
            contest=found,
            deliveries=to,
            confirmed=said["confirmed"] == "yes",
            by=me(request),
            day=timezone.localdate(),
        ),
        done=lambda _said: _("It is in line. Letters below wait for somebody to post them."),
    )


def whom(one: Delivery) -> str:
    """Return who is told, and how."""
    how = _("by a message") if one.recipient.is_inside else _("by a letter, to be sent by post")
    return f"{one.recipient.organisation}, {one.recipient.name}: {how}"


def telling_of(telling: int) -> Telling:
    """Return the telling of the address, or answer 404; for who may see it and for the page, once."""
    found = Telling.objects.select_related(
        "contest__statement__person", "contest__correction", "delivery__recipient", "delivery__paper__person"
    )
    return once(("telling of", telling), lambda: get_object_or_404(found, pk=telling))


def of_telling(telling: int) -> Person:
    """Return whom the telling of the address is about."""
    return telling_of(telling).delivery.paper.person


@needs("allocation.see_person", of=of_telling, hidden=True)
def letter(request: HttpRequest, telling: int) -> HttpResponse:
    """Return the letter to post, or say why whoever asks cannot open it; whoever reads the copies can."""
    one = telling_of(telling)
    try:
        told = queries.letter(one)
    except RefusedError as refused:
        messages.error(request, str(refused))
        return redirect("correction", one.contest.ref)
    return download(copies.letter_pdf(told.telling, told.said, told.right), filename="correction")


@needs(REVIEW, of=of_telling, hidden=True)
@require_POST
def posted(request: HttpRequest, telling: int) -> HttpResponse:
    """Keep that a letter was posted."""
    one = telling_of(telling)
    return act(
        request,
        lambda: actions.posted(telling=one, by=me(request), day=timezone.localdate()),
        done=_("It is kept that the letter was posted."),
        back=reverse("correction", args=[one.contest.ref]),
    )


@needs(REVIEW, of=of_telling, hidden=True)
@require_POST
def confirmed(request: HttpRequest, telling: int) -> HttpResponse:
    """Keep that somebody said they know of a correction."""
    one = telling_of(telling)
    return act(
        request,
        lambda: actions.confirm(telling=one, by=me(request), day=timezone.localdate()),
        done=_("It is kept that they know."),
        back=reverse("correction", args=[one.contest.ref]),
    )
