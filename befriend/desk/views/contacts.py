"""Appointments: booked, moved, cancelled, and closed with what came of them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from befriend.allocation.queries import person as people
from befriend.desk import forms
from befriend.desk.jinja import moment
from befriend.desk.queries.contacts import kind_words, outcome_words
from befriend.identity.permissions import needs, readable
from befriend.people.models import Person
from befriend.supervision import actions
from befriend.supervision.models import Contact, Note
from befriend.workforce.models import Practitioner
from befriend.workforce.remembered import once

from . import reminding
from .acting import me
from .asking import Question, ask
from .person import person_of
from .standing import Facts, Standing, mark

ON_THE_HOUR = 30


def contact_of(contact: str) -> Contact:
    """Return the contact of the address, or answer 404; for who may see a page and for the page, once."""
    found = Contact.objects.select_related("person", "practitioner")
    return once(("contact of", contact), lambda: get_object_or_404(found, ref=readable(contact)))


def of_contact(contact: str) -> Person:
    """Return whom the contact of the address is with."""
    return contact_of(contact).person


def signed(request: HttpRequest) -> dict[str, Any]:
    """Return who acts, on which day and at which moment, as the actions ask for them."""
    return {"by": me(request), "day": timezone.localdate(), "at": timezone.now()}


def timeline_of(person: Person) -> dict[str, str]:
    """Return the way back to the timeline of a person."""
    back_words = _("Timeline of %(person)s") % {"person": person.chosen_name}
    return {"back": reverse("timeline", args=[person.ref]), "back_words": back_words}


def back_from(request: HttpRequest, contact: Contact) -> dict[str, str]:
    """Return the way back: to my day where it is my appointment, else to the timeline."""
    if contact.practitioner_id == request.user.practitioner.pk:
        return {"back": reverse("today"), "back_words": _("Today")}
    return timeline_of(contact.person)


def facts_of(contact: Contact) -> Facts:
    """Return what an appointment is, in words."""
    facts = [
        (_("With"), f"{contact.person.chosen_name} · {contact.practitioner.name}"),
        (_("When"), f"{moment(contact.starts_at)}, {contact.minutes} {_('minutes')}"),
        (_("How"), kind_words(contact.kind)),
    ]
    if contact.where:
        facts.append((_("Where"), contact.where))
    if contact.outcome:
        facts.append((_("What came of it"), outcome_words(contact)))
    return facts


def said_of(words: str, person: Person, begins: datetime) -> str:
    """Return what is said of an appointment that is booked, and when the person is reminded of it."""
    return words % {"moment": moment(begins)} + " " + reminding.when(person, begins, timezone.now())


def who_may_meet(request: HttpRequest, person: Person) -> list[Practitioner]:
    """Return with whom an appointment may be booked: me, and whoever supervises or covers the person."""
    found = people.person_page(person, timezone.localdate())
    with_them = [
        *([found.cover.practitioner] if found.cover else []),
        *([found.current.practitioner] if found.current else []),
    ]
    mine: Practitioner = request.user.practitioner
    ordered = [mine, *with_them] if mine in with_them else [*with_them, mine]
    return list(dict.fromkeys(ordered))


@needs("allocation.keep_contact", of=person_of, hidden=True)
def book(request: HttpRequest, person: str) -> HttpResponse:
    """Ask when, how and with whom, and book it."""
    found = person_of(person)
    meet = {one.ref: one for one in who_may_meet(request, found)}
    question = Question(
        title=_("Book an appointment with %(person)s") % {"person": found.chosen_name},
        button=_("Book it"),
        **timeline_of(found),
        next=_("Neither of you is booked twice at one time.")
        + " "
        + reminding.whether(found, timezone.localdate()),
    )
    form = forms.BookForm(
        request.POST or None,
        practitioners=[(one.ref, one.name) for one in meet.values()],
        initial={"kind": Contact.Kind.OFFICE, "minutes": ON_THE_HOUR},
    )
    return ask(
        request,
        form,
        question,
        do=lambda said: actions.book(
            person=found,
            practitioner=meet[said["practitioner"]],
            where=said["where"],
            **form.when(),
            **signed(request),
        ),
        done=lambda _said: said_of(_("Booked for %(moment)s."), found, form.begins()),
    )


@needs("allocation.keep_contact", of=of_contact, hidden=True)
def move(request: HttpRequest, contact: str) -> HttpResponse:
    """Ask for the new time of an appointment, and move it."""
    found = contact_of(contact)
    begins = timezone.localtime(found.starts_at)
    question = Question(
        title=_("Move an appointment"),
        button=_("Move it"),
        **back_from(request, found),
        next=_("The old time stays in the timeline as moved, and counts against nobody.")
        + " "
        + reminding.whether(found.person, timezone.localdate()),
        facts=facts_of(found),
        stands=Standing(mark(found), facts_of(found), row=found),
    )
    form = forms.MoveForm(
        request.POST or None,
        initial={
            "kind": found.kind,
            "day": begins.date(),
            "time": begins.time(),
            "minutes": found.minutes,
            "where": found.where,
        },
    )
    return ask(
        request,
        form,
        question,
        do=lambda said: actions.move(
            contact=found, where=said["where"], side=said["side"], **form.when(), **signed(request)
        ),
        done=lambda _said: said_of(_("Moved to %(moment)s."), found.person, form.begins()),
    )


@needs("allocation.keep_contact", of=of_contact, hidden=True)
def cancel(request: HttpRequest, contact: str) -> HttpResponse:
    """Ask whose doing it is that an appointment does not take place, and cancel it."""
    found = contact_of(contact)
    question = Question(
        title=_("Cancel an appointment"),
        button=_("Cancel it"),
        **back_from(request, found),
        next=_(
            "It stays in the timeline as cancelled. Tell the person: no reminder goes any more, and nothing "
            "says to them that it is cancelled."
        ),
        facts=facts_of(found),
        stands=Standing(mark(found), facts_of(found), row=found),
    )
    return ask(
        request,
        forms.CancelForm(request.POST or None),
        question,
        do=lambda said: actions.cancel(contact=found, side=said["side"], **signed(request)),
        done=lambda _said: _("The appointment is cancelled."),
    )


@needs("allocation.keep_contact", of=of_contact, hidden=True)
def outcome(request: HttpRequest, contact: str) -> HttpResponse:
    """Ask what came of a contact, with a note if there is something to write; one button keeps it all."""
    found = contact_of(contact)
    came = request.GET.get("came", "")
    question = Question(
        title=_("What came of it: %(person)s") % {"person": found.person.chosen_name},
        button=_("Keep it"),
        **back_from(request, found),
        next=_("What you write is kept while you type. Leave the notes empty if nothing needs recording."),
        facts=facts_of(found),
        stands=Standing(mark(found), facts_of(found), row=found),
    )
    form = forms.OutcomeForm(request.POST or None, initial={"outcome": found.outcome or came})
    return ask(
        request,
        form,
        question,
        do=lambda said: keep_outcome(request, found, said),
        done=lambda said: _("Kept: %(words)s.") % {"words": outcome_words(said["outcome"])},
    )


def keep_outcome(request: HttpRequest, contact: Contact, said: dict[str, Any]) -> None:
    """Keep what came of a contact and what was written beside it, in one transaction."""
    actions.record(contact=contact, outcome=said["outcome"], **signed(request))
    for name, kind, side in (
        ("note", Note.Kind.NOTE, ""),
        ("mattered", Note.Kind.MATTERED, ""),
        ("promised", Note.Kind.PROMISED, Note.Side.PRACTITIONER),
    ):
        if said.get(name):
            actions.write(
                person=contact.person,
                contact=contact,
                kind=kind,
                promised_by=side,
                text=said[name],
                **signed(request),
            )


@needs("allocation.keep_contact", of=person_of, hidden=True)
def unplanned(request: HttpRequest, person: str) -> HttpResponse:
    """Ask about a contact nobody had booked: somebody rang, or came by."""
    found = person_of(person)
    now = timezone.localtime() - timedelta(minutes=ON_THE_HOUR)
    question = Question(
        title=_("Record a contact with %(person)s") % {"person": found.chosen_name},
        button=_("Keep it"),
        **timeline_of(found),
        next=_("For what nobody had booked: they rang you, or came by."),
    )
    form = forms.UnplannedForm(
        request.POST or None,
        initial={
            "kind": Contact.Kind.TELEPHONE,
            "day": now.date(),
            "time": now.time().replace(second=0, microsecond=0),
            "minutes": ON_THE_HOUR,
        },
    )

    def do(said: dict[str, Any]) -> None:
        made = actions.record_unplanned(
            person=found, practitioner=request.user.practitioner, **form.when(), **signed(request)
        )
        keep_outcome(request, made, {"outcome": made.outcome, "note": said["note"]})

    return ask(request, form, question, do=do, done=lambda _said: _("The contact is kept."))
