"""Where a person is reminded of appointments: what is sent, where to, changed, ended, opted out of."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from befriend.allocation.actions import reminding as reminded
from befriend.desk.forms.reminding import CHANNELS, DetailForm
from befriend.identity.permissions import needs
from befriend.people.models import ContactDetail, Person
from befriend.supervision import actions
from befriend.supervision.queries import midnight, next_appointment, reminders
from befriend.workforce.remembered import once

from . import reminding
from .acting import act, me, new_form
from .asking import Question, ask
from .person import person_of
from .standing import Standing, mark

KEEP = "allocation.keep_contact"
# Of an example, where no appointment is booked yet.
TEN = timedelta(days=1, hours=10)


def detail_of(detail: int) -> ContactDetail:
    """Return the detail of the address, or answer 404; for who may see a page and for the page, once."""
    found = ContactDetail.objects.select_related("person")
    return once(("detail of", detail), lambda: get_object_or_404(found, pk=detail))


def of_detail(detail: int) -> Person:
    """Return whose detail it is."""
    return detail_of(detail).person


def signed(request: HttpRequest) -> dict[str, Any]:
    """Return who acts, on which day and at which moment, as the actions ask for them."""
    return {"by": me(request), "day": timezone.localdate(), "at": timezone.now()}


def example(person: Person, now: datetime) -> tuple[reminders.Words, datetime, bool]:
    """Return what a reminder says, of which moment, and whether that is of an appointment that is booked."""
    contact = next_appointment(person, now)
    begins = contact.starts_at if contact else midnight(timezone.localdate(now)) + TEN
    return reminders.words(begins, person.language), begins, contact is not None


@needs(KEEP, of=person_of, hidden=True)
def show(request: HttpRequest, person: str) -> HttpResponse:
    """Show what is sent to a person, when and where to, and what is on its way."""
    about, now = person_of(person), timezone.now()
    words, begins, is_booked = example(about, now)
    shown = {
        "person": about,
        "details": reminders.details(about),
        "planned": reminders.planned(about, now),
        "words": words,
        "begins": begins,
        "is_booked": is_booked,
        "hours": reminding.hours_words(timezone.localdate(now)),
        "channels": dict(CHANNELS),
        "can_reach": {one: reminding.can_reach(one) for one in ContactDetail.Channel.values},
        "once": new_form(),
    }
    return render(request, "desk/reminders.jinja", shown)


@needs(KEEP, of=person_of, hidden=True)
def keep(request: HttpRequest, person: str) -> HttpResponse:
    """Ask where a person agreed to be reminded; what stood there before ends."""
    about, now = person_of(person), timezone.now()
    standing = reminders.details(about)
    facts = [
        (_("What is sent"), example(about, now)[0].text),
        (_("When"), reminding.hours_words(timezone.localdate(now))),
        *((str(dict(CHANNELS)[one.channel]), one.address) for one in standing),
    ]
    question = Question(
        title=_("Where %(person)s is reminded") % {"person": about.chosen_name},
        button=_("Keep it"),
        back=reverse("reminders", args=[about.ref]),
        back_words=_("Reminders to %(person)s") % {"person": about.chosen_name},
        facts=facts,
        next=_(
            "Read them what is sent first. They may say no, now or on any later day, and nothing follows "
            "from it. What stands for the same way ends."
        ),
        stands=Standing("+".join(mark(one) for one in standing), facts),
    )
    form = DetailForm(
        request.POST or None,
        day=timezone.localdate(now),
        initial={"channel": request.GET.get("by", ""), "agreed_on": timezone.localdate(now)},
    )
    return ask(
        request,
        form,
        question,
        do=lambda said: reminded.keep_detail(person=about, **said, **signed(request)),
        done=lambda said: kept_words(about, said["channel"]),
    )


def kept_words(person: Person, channel: str) -> str:
    """Say what was kept, and that nothing goes there where the person wants no reminders."""
    kept = next(one for one in reminders.details(person) if one.channel == channel)
    if kept.is_wanted:
        return _("It is kept. Reminders go there from now on.")
    return _(
        "It is kept. They want no reminders this way, so none go there: ask them, and say here if they do."
    )


def decided(request: HttpRequest, detail: int, do: Callable[..., None], done: str) -> HttpResponse:
    """Do something about one detail in one click, and go back to the reminders."""
    found = detail_of(detail)
    return act(
        request,
        lambda: do(detail=found, **signed(request)),
        done=done,
        back=reverse("reminders", args=[found.person.ref]),
    )


@needs(KEEP, of=of_detail, hidden=True)
@require_POST
def opt_out(request: HttpRequest, detail: int) -> HttpResponse:
    """Keep that the person wants no reminders there."""
    return decided(request, detail, actions.opt_out, _("No more reminders go there."))


@needs(KEEP, of=of_detail, hidden=True)
@require_POST
def opt_in(request: HttpRequest, detail: int) -> HttpResponse:
    """Keep that the person wants reminders there again."""
    return decided(request, detail, reminded.opt_in, _("Reminders go there again."))


@needs(KEEP, of=of_detail, hidden=True)
@require_POST
def end(request: HttpRequest, detail: int) -> HttpResponse:
    """Keep that an address is no longer to be used."""
    return decided(request, detail, actions.end_detail, _("It is no longer used."))
