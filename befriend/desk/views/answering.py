"""Answering what people asked about who supervises them, and what practitioners object to."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from befriend.allocation import actions
from befriend.allocation.models import Objection, SupervisorRequest
from befriend.desk.forms import RequestForm, WordsForm
from befriend.identity.permissions import needs

from .acting import acting, me
from .asking import Question, ask
from .finding import objection_of, request_of, unit_of
from .standing import Standing, answered_once, mark, said_before


@needs("allocation.plan_week", of=unit_of)
def answer_request(request: HttpRequest, ref: str, asked: int) -> HttpResponse:
    """Answer what a person asked about who supervises them."""
    unit = unit_of(ref)
    one = request_of(unit, asked, timezone.localdate())
    question = Question(
        title=_("Answer %(person)s") % {"person": one.person.chosen_name},
        button=_("Send the answer"),
        back=reverse("requests", args=[ref]),
        back_words=_("Requests"),
        next=_("The person is answered in writing. What is granted binds every later plan."),
        facts=[(_("They asked"), asked_words(one)), *answer_facts(one.answer)],
        stands=Standing(
            mark(one),
            said_before(one, one.answer, one.answered_by, one.answered_on, me=me(request)),
            row=one,
            closed=answered_once() if one.answer else "",
        ),
    )
    return ask(
        request,
        RequestForm(request.POST or None),
        question,
        do=lambda said: actions.answer(
            request=one,
            granted=said["granted"] == "yes",
            words=said["words"],
            **acting(request, unit).signed,
        ),
        done=lambda _said: _("%(person)s is answered.") % {"person": one.person.chosen_name},
    )


def asked_words(one: SupervisorRequest) -> str:
    """Return what a person asked, as a sentence."""
    name = one.practitioner.name if one.practitioner else ""
    return {
        SupervisorRequest.Kind.FOR: _("To be with %(name)s.") % {"name": name},
        SupervisorRequest.Kind.NOT: _("Not to be with %(name)s.") % {"name": name},
        SupervisorRequest.Kind.WOMAN_OFFICER: _("To be with a woman officer."),
    }[SupervisorRequest.Kind(one.kind)]


def answer_facts(answer: str) -> list[tuple[str, str]]:
    """Return an answer that was given already, if one was."""
    return [(_("Answered already"), answer)] if answer else []


@needs("allocation.plan_week", of=unit_of)
def answer_objection(request: HttpRequest, ref: str, objection: int) -> HttpResponse:
    """Answer a practitioner's objection in words."""
    unit = unit_of(ref)
    one = objection_of(unit, objection, timezone.localdate())
    person = one.planned.person if one.planned else one.case.person
    question = Question(
        title=_("Answer the objection about %(person)s") % {"person": person.chosen_name},
        button=_("Send the answer"),
        back=reverse("week", args=[ref]) if one.planned else reverse("releases", args=[ref]),
        back_words=_("This week") if one.planned else _("Releases"),
        next=_(
            "The practitioner reads your answer. Until it is given, the proposal cannot be accepted. "
            "Objections are never counted by practitioner."
        ),
        facts=[
            (_("From"), one.practitioner.name),
            (_("Kind"), kind_words(one)),
            (_("Their words"), one.words),
            *answer_facts(one.answer),
        ],
        stands=Standing(
            mark(one),
            said_before(one, one.answer, one.answered_by, one.answered_on, me=me(request)),
            row=one,
            closed=answered_once() if one.answer else "",
        ),
    )
    return ask(
        request,
        WordsForm(request.POST or None, label=_("Your answer")),
        question,
        do=lambda said: actions.answer_objection(
            objection=one, answer=said["words"], **acting(request, unit).signed
        ),
        done=lambda _said: _("%(name)s is answered.") % {"name": one.practitioner.name},
    )


def kind_words(one: Objection) -> str:
    """Return what kind of objection it is."""
    return {
        Objection.Kind.CONFLICT: _("There is a conflict."),
        Objection.Kind.SAFETY: _("It is not safe."),
        Objection.Kind.CANNOT_BE_DONE: _("It cannot be done."),
        Objection.Kind.NO_NOTICE: _("There was too little notice."),
    }[Objection.Kind(one.kind)]
