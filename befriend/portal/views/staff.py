"""What practitioners do about somebody's own page: invite, print, see what they asked, answer."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from befriend.identity.permissions import needs, readable
from befriend.people.models import Person
from befriend.portal import actions, forms, queries

from .asking import ask
from .sheets import in_their_language, invitation_pdf, sheet_pdf


def find(person: str) -> Person:
    """Return the person of the address, or answer 404, also for what no database could look for."""
    return get_object_or_404(Person, ref=readable(person))


@needs("portal.see_asked")
@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    """Show what people asked and nobody has seen: of mine, and of those who have nobody."""
    found = queries.asked(request.user.practitioner, timezone.localdate())
    return render(request, "portal/asked.jinja", {"asked": found})


@needs("portal.answer", of=find, hidden=True)
def of_person(request: HttpRequest, person: str) -> HttpResponse:
    """Show somebody's way in, what they wrote and want, and let me answer."""
    found, day = find(person), timezone.localdate()
    return ask(
        request,
        forms.ReplyForm(request.POST if request.method == "POST" else None),
        template="portal/of_person.jinja",
        shown={
            "person": found,
            "way_in": queries.way_in(found, day),
            "thread": queries.thread(found),
            "wish": queries.wish_of(found, day),
        },
        do=lambda said: actions.reply(
            person=found,
            words=said["words"],
            once=said["once"],
            last=said["last"],
            wish=said["wish"],
            by=request.user.practitioner.ref,
            at=timezone.now(),
            day=day,
        ),
        done=_("Your answer stands on their page."),
        back=reverse("portal:of-person", args=[found.ref]),
    )


@needs("portal.answer", of=find, hidden=True)
@require_POST
def invite(request: HttpRequest, person: str) -> HttpResponse:
    """Make an invitation, and give its sheet to print: the code stands there and nowhere else."""
    found = find(person)
    made, code = actions.invite(person=found, by=request.user.practitioner.ref, day=timezone.localdate())
    with in_their_language(found):
        return invitation_pdf(made, code, address=request.build_absolute_uri(reverse("portal:join")))


@needs("portal.answer", of=find, hidden=True)
@require_POST
def withdraw(request: HttpRequest, person: str) -> HttpResponse:
    """Let an invitation open nothing any more."""
    found, day = find(person), timezone.localdate()
    if one := queries.way_in(found, day).open:
        actions.withdraw(invitation=one, by=request.user.practitioner.ref, day=day)
    messages.success(request, _("The sheet opens nothing any more."))
    return redirect("portal:of-person", found.ref)


@needs("portal.answer", of=find, hidden=True)
@require_POST
def seen(request: HttpRequest, person: str) -> HttpResponse:
    """Note that I have seen what somebody wrote and wants."""
    found, form = find(person), forms.ShownForm(request.POST)
    if form.is_valid():
        by, day = request.user.practitioner.ref, timezone.localdate()
        actions.seen(person=found, **form.cleaned_data, by=by, day=day)
        messages.success(request, _("Noted: you have seen it. Their page says so."))
    return redirect("portal:of-person", found.ref)


@needs("portal.answer", of=find, hidden=True)
@require_safe
def sheet(request: HttpRequest, person: str) -> HttpResponse:
    """Print somebody's own page for them: what they may read, and no more, whoever prints it."""
    found, now = find(person), timezone.now()
    by = request.user.practitioner.ref
    with queries.as_themselves(found, by=by, day=timezone.localdate(now)), in_their_language(found):
        return sheet_pdf(found, now)
