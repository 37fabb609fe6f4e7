"""The page of a person, and what they ask about who supervises them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from befriend.allocation import actions
from befriend.allocation.queries import handover
from befriend.allocation.queries import person as people
from befriend.desk import forms
from befriend.desk.permissions import STATE
from befriend.desk.queries import records, story
from befriend.desk.queries.contested import contested
from befriend.identity.permissions import needs, readable
from befriend.people.models import Person
from befriend.workforce.remembered import once

from .as_of import as_of
from .asking import Question, ask


def person_of(person: str) -> Person:
    """Return the person of the address, or answer 404; for who may see a page and for the page, once."""
    return once(("person of", person), lambda: get_object_or_404(Person, ref=readable(person)))


@needs("allocation.see_person", of=person_of, hidden=True)
def show(request: HttpRequest, person: str) -> HttpResponse:
    """Show a person as of today or a day before: their story first, then what stands and comes next."""
    about, today = person_of(person), timezone.localdate()
    asked = as_of(request, today)
    day = asked.day
    now = timezone.now() if asked.is_today else None
    told, found = story.story(about, day, now), people.person_page(about, day)
    decides = asked.is_today and request.user.has_perm("allocation.decide_access", about)
    shown = {
        "person": about,
        "as_of": asked,
        "story": told,
        "found": found,
        "contested": contested([about.pk], day) if now else [],
        "anew": story.to_book_anew(told, found, now),
        "access": records.record_access(about, day) if decides else None,
        "may_ask": request.user.has_perm("allocation.ask_for_person", about),
        "may_answer": request.user.has_perm("portal.answer", about),
        "may_state": request.user.has_perm(STATE, about),
        "may_hand_over": request.user.has_perm("allocation.keep_plan", about),
        "handover": handover.open_of(about, day) if asked.is_today else None,
    }
    return render(request, "desk/person.jinja", shown, status=asked.status)


@needs("allocation.ask_for_person", of=person_of, hidden=True)
def ask_for(request: HttpRequest, person: str) -> HttpResponse:
    """Keep what a person asks about who supervises them."""
    found, day = person_of(person), timezone.localdate()
    names = {one.ref: one for one in people.who_may_be_asked_for(found, day)}
    question = Question(
        title=_("What %(person)s asks about who supervises them") % {"person": found.chosen_name},
        button=_("Keep the request"),
        back=reverse("person", args=[found.ref]),
        back_words=found.chosen_name,
        next=_(
            "The senior or the head of the unit grants it or refuses it, in writing; the person is given "
            "the answer. A request that is granted binds every later plan. The person need not say why."
        ),
    )
    form = forms.AskForm(request.POST or None, practitioners=[(one.ref, one.name) for one in names.values()])
    return ask(
        request,
        form,
        question,
        do=lambda said: actions.ask(
            person=found,
            kind=said["kind"],
            practitioner=names.get(said["practitioner"]),
            by=request.user.practitioner.ref,
            day=day,
        ),
        done=lambda _said: _("The request is kept and waits for an answer."),
    )
