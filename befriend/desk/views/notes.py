"""Notes: written, replaced by better ones, and promises that are kept."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from befriend.desk import forms
from befriend.desk.jinja import moment
from befriend.desk.queries.contacts import note_words
from befriend.identity.permissions import needs
from befriend.people.models import Person
from befriend.supervision import actions
from befriend.supervision.models import Note
from befriend.workforce.remembered import once

from .acting import act
from .asking import Question, ask
from .contacts import signed, timeline_of
from .person import person_of
from .standing import Standing


def note_of(note: int) -> Note:
    """Return the note of the address, or answer 404; for who may see a page and for the page, once."""
    found = Note.objects.select_related("person")
    return once(("note of", note), lambda: get_object_or_404(found, pk=note))


def of_note(note: int) -> Person:
    """Return whom the note of the address is about."""
    return note_of(note).person


@needs("allocation.keep_contact", of=person_of, hidden=True)
def write(request: HttpRequest, person: str) -> HttpResponse:
    """Ask for a note, what mattered, or a promise."""
    found = person_of(person)
    question = Question(
        title=_("Write about %(person)s") % {"person": found.chosen_name},
        button=_("Keep it"),
        **timeline_of(found),
        next=_(
            "A note is never changed: what turns out wrong is replaced by a better one, and both stand. "
            "Whoever may see this person may read it."
        ),
    )
    form = forms.NoteForm(request.POST or None, initial={"kind": Note.Kind.NOTE})
    return ask(
        request,
        form,
        question,
        do=lambda _said: actions.write(person=found, **form.noted(), **signed(request)),
        done=lambda _said: _("The note is kept."),
    )


@needs("allocation.keep_contact", of=of_note, hidden=True)
def replace(request: HttpRequest, note: int) -> HttpResponse:
    """Ask what should stand in a note instead."""
    found = note_of(note)
    facts = [(note_words(found), found.text), (_("Written"), moment(found.written_at))]
    question = Question(
        title=_("Correct a note about %(person)s") % {"person": found.person.chosen_name},
        button=_("Replace it"),
        **timeline_of(found.person),
        next=_("The note as it was stays in the timeline, and is shown as replaced."),
        facts=facts,
        stands=Standing(str(found.pk), facts),
    )
    form = forms.WordsForm(
        request.POST or None, label=_("What should stand there?"), initial={"words": found.text}
    )
    return ask(
        request,
        form,
        question,
        do=lambda said: actions.replace(note=found, text=said["words"], **signed(request)),
        done=lambda _said: _("The note is replaced."),
    )


@needs("allocation.keep_contact", of=of_note, hidden=True)
@require_POST
def done(request: HttpRequest, note: int) -> HttpResponse:
    """Note that a promise is kept."""
    found = note_of(note)
    who = {name: value for name, value in signed(request).items() if name != "at"}
    is_from_today = request.POST.get("back") == "today"
    return act(
        request,
        lambda: actions.keep_promise(note=found, **who),
        done=_("Noted: the promise is kept."),
        back="today" if is_from_today else reverse("timeline", args=[found.person.ref]),
    )
