"""Decisions of data protection: hold, end a hold, approve erasing by name, release or withhold a passage."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from befriend.desk import forms
from befriend.identity.permissions import needs
from befriend.keeping import actions, queries
from befriend.keeping.models import Hold, Passage
from befriend.keeping.permissions import KEEP_PERSON
from befriend.keeping.queries import naming
from befriend.keeping.views.finding import of_hold, of_passage, person_of, signed, wholly
from befriend.people.models import Person
from befriend.rules import wording

from .asking import Question, ask
from .standing import Standing, mark


@needs(KEEP_PERSON, of=person_of, hidden=True)
@wholly
def hold(request: HttpRequest, person: str) -> HttpResponse:
    """Ask why somebody may not be erased for now."""
    found = person_of(person)
    question = Question(
        title=_("Hold the record of %(person)s") % {"person": found.chosen_name},
        button=_("Hold it"),
        **back_to(found),
        next=_(
            "Nobody erases anything of it until this hold is ended, with a reason. An approval to erase "
            "that is not carried out yet is withdrawn."
        ),
    )
    form = forms.HoldForm(
        request.POST or None,
        kinds=[(code, _(words)) for code, words in wording.HOLDS.items() if code in Hold.Kind.values],
    )
    return ask(
        request,
        form,
        question,
        do=lambda said: actions.hold(person=found, **said, **signed(request, found)),
        done=lambda _said: _("The record is held."),
    )


@needs(KEEP_PERSON, of=of_hold, hidden=True)
@wholly
def end_hold(request: HttpRequest, hold: int) -> HttpResponse:
    """Ask why a hold ends."""
    found = get_object_or_404(Hold.objects.select_related("person"), pk=hold)
    question = Question(
        title=_("End a hold on the record of %(person)s") % {"person": found.person.chosen_name},
        button=_("End the hold"),
        **back_to(found.person),
        next=_(
            "The record is kept on for as long as the policy says. Erasing it needs an approval of its own."
        ),
        facts=[(_("Held for"), _(wording.HOLDS[found.kind])), (_("Why"), found.because)],
        stands=Standing(mark=mark(found), row=found),
    )
    form = forms.WordsForm(request.POST or None, label=_("Why does it end?"))
    return ask(
        request,
        form,
        question,
        do=lambda said: actions.end_hold(hold=found, because=said["words"], **signed(request, found.person)),
        done=lambda _said: _("The hold is ended."),
    )


@needs(KEEP_PERSON, of=person_of, hidden=True)
@wholly
def approve(request: HttpRequest, person: str) -> HttpResponse:
    """Ask for the reference of one person, and with it for the approval that they are erased."""
    found = person_of(person)
    question = Question(
        title=_("Approve that the record of %(person)s is erased") % {"person": found.chosen_name},
        button=_("Approve erasing"),
        **back_to(found),
        next=_(
            "It is carried out by the next run of `befriend erase`, and cannot be undone then. Days, kinds "
            "and figures stay, so that counts stand; every word about the person goes, from the history too."
        ),
        facts=[(_("Reference"), found.ref)],
    )
    form = forms.ApproveErasingForm(request.POST or None)
    return ask(
        request,
        form,
        question,
        do=lambda said: actions.approve(person=found, named=said["reference"], **signed(request, found)),
        done=lambda _said: _("Erasing is approved."),
    )


@needs(KEEP_PERSON, of=of_passage, hidden=True)
@wholly
def passage(request: HttpRequest, passage: int) -> HttpResponse:
    """Ask whether words that may tell of somebody else are released to the person."""
    found = get_object_or_404(Passage.objects.select_related("request__person"), pk=passage)
    person = found.request.person
    shown = next((one for one in queries.reviewed(found.request) if one.passage == found), None)
    question = Question(
        title=_("Release or withhold"),
        button=_("Keep the decision"),
        back=reverse("keeping:record", args=[found.request_id]),
        back_words=_("The record of %(person)s") % {"person": person.chosen_name},
        next=_(
            "The person is told that something was held back, and on which ground. "
            "They are not told your reason."
        ),
        facts=[(f"{shown.title}: {shown.name}", shown.words)] if shown else [],
        stands=Standing(mark=mark(found), row=found),
        nobody="" if shown else _("These words stand nowhere any more, so there is nothing to decide."),
    )
    form = forms.PassageForm(request.POST or None, grounds=list(naming.GROUNDS.items()))
    return ask(
        request,
        form,
        question,
        do=lambda said: actions.decide(passage=found, **said, **signed(request, person)),
        done=lambda _said: _("The decision is kept."),
    )


def back_to(person: Person) -> dict[str, str]:
    """Return the way back to the page of a record."""
    return {"back": reverse("keeping:person", args=[person.ref]), "back_words": person.chosen_name}
