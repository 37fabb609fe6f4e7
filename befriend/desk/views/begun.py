"""What I began and did not send, so that it is found again."""

from __future__ import annotations

from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from befriend.drafts import queries
from befriend.drafts.models import Draft
from befriend.drafts.permissions import KEEP
from befriend.drafts.views import address
from befriend.identity.permissions import needs
from befriend.people.models import Person
from befriend.workforce.models import Unit

from .paging import part


class Begun(NamedTuple):
    """A form begun: what it is called, whom and where it is about as far as I may see that, its address."""

    draft: Draft
    words: str
    whom: str
    unit: str
    address: str


@needs(KEEP)
def show(request: HttpRequest) -> HttpResponse:
    """List what I began, last written first, each with the day until which it is kept."""
    found = part(request, queries.begun(request.user, timezone.localdate()), "page")
    rows = list(found.page.object_list)
    people = {
        one.ref: one.chosen_name
        for one in Person.objects.filter(ref__in=[row.about.get("person", "") for row in rows])
    }
    units = {
        one.ref: one.name for one in Unit.objects.filter(ref__in=[row.about.get("ref", "") for row in rows])
    }
    words = names()
    items = [
        Begun(
            row,
            words.get(row.form, _("A form")),
            people.get(row.about.get("person"), ""),
            units.get(row.about.get("ref"), ""),
            address(row.form, row.about),
        )
        for row in rows
    ]
    return render(request, "desk/begun.jinja", {"part": found, "items": items})


def names() -> dict[str, str]:
    """Return what each form that is kept while it is written is called, by the name of its address."""
    return {
        "refuse": _("Refuse what the plan proposes"),
        "decide-unsafe": _("Decide about the plan that is not safe"),
        "allocate": _("Choose a practitioner"),
        "cover": _("Choose who covers"),
        "end-cover": _("End the cover"),
        "hand-back": _("Hand somebody back"),
        "answer-objection": _("Answer an objection"),
        "answer-notice": _("Answer a notice of no safe capacity"),
        "give-order": _("Order somebody to exceed the cap"),
        "sign-stop": _("Sign what work may stop"),
        "answer-request": _("Answer a request"),
        "object-to-release": _("Object to the notice of a release"),
        "object-to-plan": _("Object to what is proposed to you"),
        "disagree": _("Record that you disagree with an order"),
        "incident": _("Tell of an incident"),
        "ask": _("Keep what a person asks"),
        "keeping-hold": _("Hold a record"),
        "keeping-end-hold": _("End a hold on a record"),
        "keeping-approve": _("Approve that a record is erased"),
        "keeping-passage": _("Release or withhold a passage"),
        "state": _("State something about a person"),
        "state-replace": _("Replace what is stated"),
        "no-longer": _("Say that something is no longer so"),
        "share-source": _("Decide what may be told of a source"),
        "contest": _("Receive that something is not right"),
        "decide-contest": _("Decide what is contested"),
        "decline-stated": _("Say that something typed for you is not so"),
        "exclude": _("Exclude somebody from a record"),
        "end-exclusion": _("End an exclusion"),
        "restrict": _("Restrict a record"),
        "add-reader": _("Let somebody see a restricted record"),
        "end-restriction": _("End the restriction of a record"),
        "open-record": _("Open a closed record"),
        "book": _("Book an appointment"),
        "move": _("Move an appointment"),
        "cancel": _("Cancel an appointment"),
        "keep-detail": _("Keep where somebody is reminded"),
        "outcome": _("Say what came of a contact"),
        "unplanned": _("Record a contact nobody had booked"),
        "write-note": _("Write a note"),
        "replace-note": _("Correct a note"),
        "hand-over": _("Hand somebody over"),
        "handover-tell": _("Keep that somebody was told who is with them"),
        "handover-meet": _("Book a meeting of three"),
        "add-goal": _("Keep a goal of somebody's plan"),
        "add-step": _("Keep a step of somebody's plan"),
        "end-goal": _("End a goal"),
        "step-not-done": _("Say why a step was not done"),
        "agree-plan": _("Ask whether somebody agrees to their plan"),
        "paper-questions": _("Answer what a paper asks"),
        "paper-make": _("Make a paper"),
        "copy-given": _("Keep when a copy was given"),
        "correction-tell": _("Tell of a correction"),
        **names_of_trials(),
    }


def names_of_trials() -> dict[str, str]:
    """Return what the forms of a trial of a policy are called."""
    return {
        "trial-ask": _("Try a policy"),
        "trial-cancel": _("Cancel a trial of a policy"),
        "trial-comment": _("Say what one thinks of a policy"),
        "trial-remove": _("Take out words that identify somebody"),
    }
