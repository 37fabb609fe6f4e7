"""Handovers: one page to read, one acknowledgement a warning, and that the person was told."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from befriend import periods
from befriend.allocation import actions
from befriend.allocation.models import Handover, Relationship
from befriend.allocation.queries import handover as queries
from befriend.desk import forms
from befriend.desk.forms.handover import TOLD
from befriend.desk.jinja import day as in_words
from befriend.desk.jinja import moment
from befriend.identity.permissions import needs
from befriend.people.models import Person
from befriend.workforce.models import Practitioner
from befriend.workforce.remembered import once

from .acting import act, new_form
from .asking import Question, ask
from .finding import unit_of
from .paging import part
from .person import person_of
from .plans import KEEP, signed
from .practitioner import me, own_page
from .standing import Facts, Standing, mark

HALF_AN_HOUR = 30


def handover_of(handover: int, **_rest: Any) -> Handover:
    """Return the handover of the address, or answer 404; for who may see a page and for the page, once."""
    found = Handover.objects.select_related("person", "relationship__practitioner", "to", "cover", "meeting")
    return once(("handover of", handover), lambda: get_object_or_404(found, pk=handover))


def of_handover(handover: int, **_rest: Any) -> Person:
    """Return who is handed over."""
    return handover_of(handover).person


def back_to(handover: Handover) -> dict[str, str]:
    """Return the way back to a handover."""
    words = _("Handover of %(person)s") % {"person": handover.person.chosen_name}
    return {"back": reverse("handover", args=[handover.pk]), "back_words": words}


@needs("allocation.see_person", of=of_handover, hidden=True)
def show(request: HttpRequest, handover: int) -> HttpResponse:
    """Show what whoever takes somebody over reads first, made from the record."""
    found, at = handover_of(handover), timezone.now()
    shown = {
        "page": queries.handover_page(found, timezone.localdate(), at),
        "told_words": TOLD.get(Handover.Told(found.told), "") if found.told else "",
        "told_by": Practitioner.objects.filter(ref=found.told_by).first() if found.told_by else None,
        "mine": found.to_id == getattr(getattr(request.user, "practitioner", None), "pk", 0),
        "may_keep": request.user.has_perm(KEEP, found.person),
        "once": new_form(),
    }
    return render(request, "desk/handover.jinja", shown)


@needs("allocation.receive", of=handover_of, hidden=True)
@require_POST
def acknowledge(request: HttpRequest, handover: int, kind: str, key: int) -> HttpResponse:
    """Keep that I took note of one warning."""
    found = handover_of(handover)
    return act(
        request,
        lambda: actions.acknowledge(
            handover=found, kind=kind, key=key, practitioner=me(request), day=timezone.localdate()
        ),
        done=_("You have taken note of this warning."),
        back=back_to(found)["back"],
    )


def said_facts(handover: Handover) -> Facts:
    """Return who hands over to whom, and how the person was told if they were."""
    to = handover.to.name if handover.to else _("Nobody yet")
    facts = [(_("From"), handover.relationship.practitioner.name), (_("To"), to)]
    if handover.told and handover.told_on:
        said = f"{TOLD[Handover.Told(handover.told)]}, {in_words(handover.told_on)}"
        facts.append((_("Told already"), said))
    return facts


@needs(KEEP, of=of_handover, hidden=True)
def tell(request: HttpRequest, handover: int) -> HttpResponse:
    """Ask how the person was told, or why they could not be."""
    found, day = handover_of(handover), timezone.localdate()
    whoever = [found.relationship.practitioner, *([found.to] if found.to else []), me(request)]
    question = Question(
        title=_("Tell %(person)s who is with them now") % {"person": found.person.chosen_name},
        button=_("Keep it"),
        **back_to(found),
        next=_("A handover stays open until the person was told, or it is written why they could not be."),
        facts=said_facts(found),
        stands=Standing(mark(found), said_facts(found), row=found),
    )
    form = forms.ToldForm(
        request.POST or None,
        practitioners=list({one.ref: one.name for one in whoever}.items()),
        initial={"on": day},
    )
    return ask(
        request,
        form,
        question,
        do=lambda said: actions.tell_person(handover=found, **said, **signed(request)),
        done=lambda _said: _("It is kept."),
    )


@needs(KEEP, of=of_handover, hidden=True)
def meet(request: HttpRequest, handover: int) -> HttpResponse:
    """Ask when the person, whoever was with them and whoever is now meet, and book it."""
    found, day = handover_of(handover), timezone.localdate()
    offered = found.closed_on is None and queries.may_meet(found, day)
    question = Question(
        title=_("A meeting of three"),
        button=_("Book it"),
        **back_to(found),
        next=_(
            "It stands in the diary of whoever takes them over. Agree the time with whoever was with them: "
            "their diary is not looked at."
        ),
        facts=said_facts(found),
        nobody="" if offered else _("No meeting of three is offered here, or there is one already."),
    )
    form = forms.MeetForm(request.POST or None, initial={"minutes": HALF_AN_HOUR})
    return ask(
        request,
        form,
        question,
        do=lambda _said: actions.meet(handover=found, at=timezone.now(), **form.when(), **signed(request)),
        done=lambda _said: _("Booked for %(moment)s.") % {"moment": moment(form.when()["starts_at"])},
    )


def held_before(person: Person) -> list[Relationship]:
    """Return the relationship that stands and the last one before it: either may be handed over."""
    day = timezone.localdate()
    held = Relationship.objects.filter(person=person, from_date__lte=day).select_related("practitioner")
    return list(held.order_by("-from_date", "-pk")[:2])


@needs(KEEP, of=person_of, hidden=True)
def begin(request: HttpRequest, person: str) -> HttpResponse:
    """Begin a handover by hand, before a change or after one that had none."""
    found, day = person_of(person), timezone.localdate()
    held = {str(one.pk): one for one in held_before(found)}
    standing = queries.open_of(found, day)
    nobody = "" if held else _("Nobody has supervised them here, so there is nothing to hand over.")
    if standing:
        nobody = _("They are being handed over already.")
    question = Question(
        title=_("Hand %(person)s over") % {"person": found.chosen_name},
        button=_("Begin the handover"),
        back=reverse("person", args=[found.ref]),
        back_words=found.chosen_name,
        next=_(
            "The page is made from the record. Before a change, whoever comes next receives it on the day "
            "they are given the person; after one, whoever is with them now."
        ),
        nobody=nobody,
        links=[(_("Look at it"), reverse("handover", args=[standing.pk]))] if standing else [],
    )
    form = forms.HandOverForm(
        request.POST or None,
        relationships=[(key, one.practitioner.name) for key, one in held.items()],
    )
    return ask(
        request,
        form,
        question,
        do=lambda said: actions.hand_over(relationship=held[said["relationship"]], **signed(request)),
        done=lambda _said: _("The handover has begun. It is open until it is complete."),
    )


@own_page
def mine(request: HttpRequest) -> HttpResponse:
    """Show the handovers to me that are open, the oldest first, and those I begin."""
    day = timezone.localdate()
    practitioner = me(request)
    leaving = queries.standing_open(day).filter(
        periods.on(day, "relationship__"), relationship__practitioner=practitioner
    )
    shown = {
        "found": queries.to_receive(practitioner, day),
        "leaving": queries.with_age(leaving, day),
    }
    return render(request, "desk/my_handovers.jinja", shown)


@needs("allocation.plan_week", of=unit_of)
def of_unit(request: HttpRequest, ref: str) -> HttpResponse:
    """Show the handovers of a unit that are open, the oldest first."""
    unit, day = unit_of(ref), timezone.localdate()
    shown = {
        "unit": unit,
        "part": part(request, queries.of_unit(unit, day), "list"),
        "may_plan": True,
    }
    return render(request, "desk/handovers.jinja", shown)
