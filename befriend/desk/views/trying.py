"""Try a policy: the trials there are, asking for one, and what its statement says."""

from __future__ import annotations

import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from befriend.desk import forms
from befriend.evidence import actions, queries, trying
from befriend.evidence.models import Trial
from befriend.evidence.permissions import ASK, COMMENT, MANAGE, REMOVE, SEE
from befriend.identity.permissions import needs
from befriend.workforce.models import Practitioner

from .acting import me
from .asking import Question, ask
from .paging import part

State = Trial.State
# Between two looks of whoever watches how far a trial is.
SECONDS = 5
# Digits of the number of a trial, and more: a longer one is none.
LONGEST_NUMBER = 10
KINDS = {"html": "text/html; charset=utf-8", "pdf": "application/pdf", "json": "application/json"}


@needs(SEE)
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """List the trials there are, the newest first."""
    found = part(request, queries.trials(), "list")
    who = {one.asked_by for one in found.page.object_list}
    shown = {
        "part": found,
        "names": dict(Practitioner.objects.filter(ref__in=who).values_list("ref", "name")),
        "may_ask": request.user.has_perm(ASK),
    }
    return render(request, "desk/trials.jinja", shown)


@needs(SEE)
@require_safe
def show(request: HttpRequest, trial: int) -> HttpResponse:
    """Show one trial: how far it is, or what came out, what got worse first."""
    found = trial_of(trial)
    said = queries.comments(found)
    user = request.user
    under_way = found.state in actions.UNDER_WAY
    shown = {
        "trial": found,
        "ahead": queries.place(found) if found.state == State.QUEUED else 0,
        "idle": under_way and not queries.is_held(trying.ONE_AT_A_TIME),
        "by": name_of(found.asked_by),
        "cancelled_by": name_of(found.cancelled_by),
        "said": said,
        "lacking": queries.lacking(said),
        "too_little": queries.too_little(found) if found.state == found.State.DONE else [],
        "watching": "watch" in request.GET and under_way,
        "may_ask": user.has_perm(ASK),
        "may_cancel": under_way and (found.asked_by == me(request) or user.has_perm(MANAGE)),
        "may_comment": user.has_perm(COMMENT) and not queries.has_said(found, me(request)),
        "may_remove": user.has_perm(REMOVE),
    }
    answer = render(request, "desk/trial.jinja", shown)
    if shown["watching"]:
        # Only for whoever asked for it: a page that changes by itself is hard to read for some.
        answer["Refresh"] = str(SECONDS)
    return answer


def name_of(ref: str) -> str:
    """Return the name of a practitioner by their reference, or nothing where there is none."""
    return Practitioner.objects.filter(ref=ref).values_list("name", flat=True).first() or "" if ref else ""


def trial_of(number: int) -> Trial:
    """Return the trial of the address, or answer 404."""
    found = queries.one(number)
    if found is None:
        raise Http404
    return found


def done(number: int) -> Trial:
    """Return the trial of the address if there is a statement of it, or answer 404."""
    found = trial_of(number)
    if found.state != State.DONE:
        raise Http404
    return found


@needs(ASK)
def new(request: HttpRequest) -> HttpResponse:
    """Ask for a trial."""
    question = Question(
        title=_("Try a policy"),
        button=_("Put it in the queue"),
        back=reverse("trials"),
        back_words=_("Policies that were tried"),
        next=_(
            "The country and everybody in it are made up, and nothing is put in force. Trials run one at a "
            "time; each is kept, for everybody who works here to read."
        ),
    )
    day = timezone.localdate()
    return ask(
        request,
        forms.TrialForm(request.POST or None, initial=as_before(request.GET.get("again", ""))),
        question,
        do=lambda said: actions.ask(
            asked=said["asked"], proposal=said["text"].strip(), by=me(request), day=day, at=timezone.now()
        ),
        done=lambda _said: _("It is in the queue."),
    )


def as_before(number: str) -> dict[str, Any]:
    """Return what a trial asked, to be asked again; nothing of a number that is none."""
    found = queries.one(int(number)) if number.isdecimal() and len(number) < LONGEST_NUMBER else None
    if found is None:
        return {}
    kept = {name: getattr(found, name) for name in ("against", "country", "months", "runs", "seed")}
    return {**kept, "text": found.proposal, "which": "" if found.proposal else found.policy}


@needs(ASK)
def cancel(request: HttpRequest, trial: int) -> HttpResponse:
    """Cancel a trial that waits or runs: one's own, or as a head anybody's."""
    found, manages = trial_of(trial), request.user.has_perm(MANAGE)
    question = Question(
        title=_("Cancel the trial of %(policy)s") % {"policy": found.policy},
        button=_("Cancel this trial"),
        back=reverse("trial", args=[found.pk]),
        back_words=_("The trial"),
        next=_(
            "It stops at its next run, and the runs it has done are not kept. The trial stays in the list as "
            "cancelled, and the same can be asked for again."
        ),
        nobody=no_cancelling(found, mine=manages or found.asked_by == me(request)),
    )
    day = timezone.localdate()
    return ask(
        request,
        forms.CancelTrialForm(request.POST or None),
        question,
        do=lambda _said: actions.cancel(
            trial=found, by=me(request), manages=manages, day=day, at=timezone.now()
        ),
        done=lambda _said: _("The trial is cancelled."),
    )


def no_cancelling(trial: Trial, *, mine: bool) -> str:
    """Return why a trial cannot be cancelled, or nothing."""
    if trial.state not in actions.UNDER_WAY:
        return _("This trial is over already, so there is nothing to cancel.")
    return "" if mine else _("Only whoever asked for this trial, or a head, can cancel it. Ask one of them.")


@needs(COMMENT)
def comment(request: HttpRequest, trial: int) -> HttpResponse:
    """Say what one thinks of a policy that was tried, as a practitioner."""
    found, day = done(trial), timezone.localdate()
    already = queries.has_said(found, me(request))
    question = Question(
        title=_("Say what you think of %(policy)s") % {"policy": found.policy},
        button=_("Publish it with the statement"),
        back=reverse("trial", args=[found.pk]),
        back_words=_("The statement"),
        next=_(
            "A statement is incomplete until somebody who works under it and somebody supervised have said "
            "what they think. Your words are read by everybody who reads it, and are not changed; data "
            "protection takes out what would identify somebody."
        ),
        nobody=_("Your comment stands there already.") if already else "",
    )
    return ask(
        request,
        forms.TrialCommentForm(request.POST or None),
        question,
        do=lambda said: actions.comment(trial=found, words=said["words"], by=me(request), day=day),
        done=lambda _said: _("Your words stand with the statement."),
    )


@needs(REMOVE)
def remove(request: HttpRequest, trial: int, comment: int) -> HttpResponse:
    """Take words out of a comment that would identify somebody."""
    found, day = done(trial), timezone.localdate()
    said = next((one for one in queries.comments(found) if one.pk == comment), None)
    if said is None:
        raise Http404
    question = Question(
        title=_("Take out words that identify somebody"),
        button=_("Take them out"),
        back=reverse("trial", args=[found.pk]),
        back_words=_("The statement"),
        next=_(
            "How many words were taken out stands in their place, for everybody to read. The words "
            "themselves are then kept nowhere. Nothing else of a comment is ever changed."
        ),
        facts=[(_("Comment"), said.words)],
    )
    return ask(
        request,
        forms.RemoveForm(request.POST or None, comment=said.words),
        question,
        do=lambda typed: actions.remove(comment=comment, passage=typed["passage"], by=me(request), day=day),
        done=lambda typed: taken(len(typed["passage"].split())),
    )


def taken(count: int) -> str:
    """Return what is said once words were taken out."""
    return ngettext("%(num)s word was taken out.", "%(num)s words were taken out.", count) % {"num": count}


@needs(SEE)
@require_safe
def statement(request: HttpRequest, trial: int, kind: str) -> HttpResponse:  # noqa: ARG001  (Django gives it)
    """Return the capacity impact statement to keep, with what was said of it."""
    found = done(trial)
    answer = HttpResponse(made(found, kind), content_type=KINDS[kind])
    answer["Content-Disposition"] = f'attachment; filename="{found.name}.{kind}"'
    return answer


def made(trial: Trial, kind: str) -> bytes:
    """Return the statement as a file of a kind."""
    said = queries.statement(trial)
    if kind == "json":
        return (json.dumps(said, indent=2, ensure_ascii=False) + "\n").encode()
    from befriend.evidence.impact import paper

    html = paper.html(said)
    return html.encode() if kind == "html" else paper.pdf(html)


@needs(SEE)
@require_safe
def drawing(request: HttpRequest, trial: int, measure: str) -> HttpResponse:  # noqa: ARG001  (Django gives it)
    """Return what is drawn of one measure."""
    svg = queries.drawing(trial, measure)
    if not svg:
        raise Http404
    return HttpResponse(svg, content_type="image/svg+xml")
