"""Who may see a record: decided by data protection and heads, a page for each decision."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from befriend.allocation import actions as allocation
from befriend.allocation.queries import unit_of_record
from befriend.audit import access
from befriend.desk import forms
from befriend.desk.jinja import day as in_words
from befriend.desk.queries import records
from befriend.identity.permissions import needs, readable
from befriend.people.models import Person
from befriend.workforce import actions as workforce
from befriend.workforce.actions.records import DECIDES
from befriend.workforce.models import Exclusion, Restriction, Unit

from . import drafting
from .acting import acting
from .asking import Question, ask
from .standing import Facts, Standing, mark

View = Callable[..., HttpResponse]


def person_of(person: str, **_: Any) -> Person:
    """Return the person of the address, restricted or not, or answer 404; who may comes next."""
    with access.service(by="", day=timezone.localdate()):
        return get_object_or_404(Person, ref=readable(person))


def decides(view: View) -> View:
    """Let a view be asked by those who decide who sees the record, and run it for the whole record.

    Whoever lost sight of it by what they decided is led to their own pages.
    """

    @needs("allocation.decide_access", of=person_of, hidden=True)
    @wraps(view)
    def within(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with access.service(by="", day=timezone.localdate()):
            answer = view(request, *args, **kwargs)
        is_done = answer.status_code == HTTPStatus.FOUND
        if is_done and not request.user.has_perm("allocation.decide_access", person_of(**kwargs)):
            return drafting.sent(redirect("told"))
        return answer

    return within


@decides
def show(request: HttpRequest, person: str) -> HttpResponse:
    """Show who may not see a record, and to whom it is restricted."""
    found = person_of(person)
    # Data protection comes from Keeping, and may not read a restricted record's own page.
    keeps = request.user.has_perm("keeping.keep_person", found)
    shown = {
        "person": found,
        "access": records.record_access(found, timezone.localdate()),
        "back": reverse("keeping:person" if keeps else "person", args=[found.ref]),
    }
    return render(request, "desk/record_access.jinja", shown)


@decides
def exclude(request: HttpRequest, person: str) -> HttpResponse:
    """Ask who may see nothing of somebody, why, and until when."""
    found, unit = about(person)
    question = Question(
        title=_("Exclude somebody from the record of %(person)s") % {"person": found.chosen_name},
        button=_("Exclude them"),
        **back_to(found),
        next=_(
            "From now on they find nothing of this person anywhere, and are not told so. If they supervise "
            "or cover the person, that ends at once: the person waits, the head of the unit owns that, and "
            "nobody reads why. Nothing lifts an exclusion but ending it here."
        ),
    )
    form = forms.ExcludeForm(request.POST or None, near=records.near(unit, timezone.localdate()))
    return ask(
        request,
        form,
        question,
        do=lambda said: allocation.exclude(person=found, **said, **signed(request, unit)),
        done=lambda said: _("%(who)s is excluded from this record.") % {"who": said["practitioner"].name},
    )


@decides
def end_exclusion(request: HttpRequest, person: str, exclusion: int) -> HttpResponse:
    """Ask why an exclusion ends."""
    found, unit = about(person)
    kept = get_object_or_404(Exclusion.objects.select_related("practitioner"), pk=exclusion, person=found)
    question = Question(
        title=_("End the exclusion of %(who)s") % {"who": kept.practitioner.name},
        button=_("End the exclusion"),
        **back_to(found),
        next=_("They may see this record again from today, as far as their offices and their people go."),
        facts=[(_("From the record of"), found.chosen_name), *facts_of(kept)],
        stands=Standing(mark=mark(kept), now=facts_of(kept), row=kept),
    )
    form = forms.WordsForm(request.POST or None, label=_("Why does it end?"))
    return ask(
        request,
        form,
        question,
        do=lambda said: workforce.end_exclusion(
            exclusion=kept, because=said["words"], unit=unit, **signed(request, unit)
        ),
        done=lambda _said: _("The exclusion is ended."),
    )


@decides
def restrict(request: HttpRequest, person: str) -> HttpResponse:
    """Ask who alone may see a record, why, and until when."""
    found, unit = about(person)
    day = timezone.localdate()
    question = Question(
        title=_("Restrict the record of %(person)s") % {"person": found.chosen_name},
        button=_("Restrict it"),
        **back_to(found),
        next=_(
            "Only these readers, and whoever supervises or covers the person, see anything of it from now "
            "on; to everybody else there is no such person. In an emergency somebody may open it for an "
            "hour, and data protection is told at once. More readers can be added afterwards. If you are "
            "no reader, you lose sight of it too."
        ),
    )
    form = forms.RestrictForm(
        request.POST or None, deciding=records.who_decide(unit, day), near=records.near(unit, day)
    )
    return ask(
        request,
        form,
        question,
        do=lambda said: workforce.restrict(person=found, unit=unit, **said, **signed(request, unit)),
        done=lambda _said: _("The record is restricted."),
    )


@decides
def add_reader(request: HttpRequest, person: str) -> HttpResponse:
    """Ask who else may see a restricted record, and why."""
    found, unit = about(person)
    kept = restriction_of(found)
    question = Question(
        title=_("Let somebody see the record of %(person)s") % {"person": found.chosen_name},
        button=_("Let them see it"),
        **back_to(found),
        next=_("They see the whole record from now on, until the restriction ends."),
        facts=facts_of(kept),
    )
    form = forms.ReaderForm(request.POST or None, near=records.near(unit, timezone.localdate()))
    return ask(
        request,
        form,
        question,
        do=lambda said: workforce.add_reader(restriction=kept, unit=unit, **said, **signed(request, unit)),
        done=lambda said: _("%(who)s may see this record.") % {"who": said["practitioner"].name},
    )


@decides
def end_restriction(request: HttpRequest, person: str) -> HttpResponse:
    """Ask why a restriction ends."""
    found, unit = about(person)
    kept = restriction_of(found)
    question = Question(
        title=_("End the restriction of the record of %(person)s") % {"person": found.chosen_name},
        button=_("End the restriction"),
        **back_to(found),
        next=_("Everybody whose offices or people lead to this record sees it again from today."),
        facts=facts_of(kept),
        stands=Standing(mark=mark(kept), now=facts_of(kept), row=kept),
    )
    form = forms.WordsForm(request.POST or None, label=_("Why does it end?"))
    return ask(
        request,
        form,
        question,
        do=lambda said: workforce.end_restriction(
            restriction=kept, because=said["words"], unit=unit, **signed(request, unit)
        ),
        done=lambda _said: _("The restriction is ended."),
    )


def about(ref: str) -> tuple[Person, Unit]:
    """Return the person of the address and the unit that has their record."""
    found = person_of(ref)
    unit = unit_of_record(found, timezone.localdate())
    if unit is None:
        raise Http404
    return found, unit


def restriction_of(person: Person) -> Restriction:
    """Return the restriction that stands, or answer 404."""
    found = records.record_access(person, timezone.localdate()).restriction
    if found is None:
        raise Http404
    return found


def signed(request: HttpRequest, unit: Unit) -> dict[str, Any]:
    """Return who decides: by, as which office and on which day."""
    who = acting(request, unit, *DECIDES)
    return {"by": who.practitioner.ref, "office": who.office, "day": who.day}


def facts_of(row: Exclusion | Restriction) -> Facts:
    """Return since when something stands, until when, and why."""
    until = [(_("Until"), in_words(row.until_date))] if row.until_date else []
    return [(_("Since"), in_words(row.from_date)), *until, (_("Why"), row.because)]


def back_to(person: Person) -> dict[str, str]:
    """Return the way back to who may see the record."""
    return {
        "back": reverse("record-access", args=[person.ref]),
        "back_words": _("Who may see this record"),
    }
