"""The pages of a person themselves. Each reads as the person may read, and shows nobody else."""

from __future__ import annotations

from uuid import UUID

from allauth.mfa.models import Authenticator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from befriend.audit import access
from befriend.people.models import Person
from befriend.portal import actions, forms, queries
from befriend.portal.permissions import own_page

from .asking import ask
from .sheets import sheet_pdf


@own_page
@require_safe
def home(request: HttpRequest, person: Person) -> HttpResponse:
    """Show when and where next, who is my officer, and what I said I would do."""
    shown = {"front": queries.front(person, timezone.now()), "person": person}
    return render(request, "portal/my.jinja", shown)


@own_page
@require_safe
def officer(request: HttpRequest, person: Person) -> HttpResponse:  # noqa: ARG001  (whose page it is)
    """Show who is my officer, who was before, and what kind of reason a change had."""
    day = timezone.localdate()
    return render(request, "portal/officer.jinja", {"officers": queries.officer_page(day)})


@own_page
@require_safe
def plan(request: HttpRequest, person: Person) -> HttpResponse:
    """Show my plan: what I want to reach, and who does what."""
    front = queries.front(person, timezone.now())
    return render(request, "portal/plan.jinja", {"plan": front.plan, "officers": front.officers})


@own_page
@require_safe
def record(request: HttpRequest, person: Person) -> HttpResponse:
    """Show what is written about me, as far as I may read it."""
    shown = {"areas": queries.written(person, timezone.localdate())}
    return render(request, "portal/record.jinja", shown)


@own_page
def not_right(request: HttpRequest, person: Person, statement: UUID) -> HttpResponse:
    """Let me say that something written is not right, and give me a receipt."""
    day = timezone.localdate()
    found = queries.find(person, statement, day)
    if found is None:
        raise Http404
    return ask(
        request,
        forms.NotRightForm(request.POST if request.method == "POST" else None),
        template="portal/not_right.jinja",
        shown={"found": found},
        do=lambda said: actions.not_right(
            person=person, statement=found.stands.statement, words=said["words"], day=day
        ),
        done=_("We have got what you told us. Your receipt is below."),
        back="portal:receipts",
    )


@own_page
@require_safe
def receipts(request: HttpRequest, person: Person) -> HttpResponse:
    """Show what I said is not right, when, by when I get an answer, and what the answer is."""
    return render(request, "portal/receipts.jinja", {"receipts": queries.receipts(person)})


@own_page
def messages_page(request: HttpRequest, person: Person) -> HttpResponse:
    """Show what my officer and I wrote, and let me write."""
    day = timezone.localdate()
    return ask(
        request,
        forms.MessageForm(request.POST if request.method == "POST" else None),
        template="portal/messages.jinja",
        shown={
            "thread": queries.thread(person),
            "writers": queries.writers(),
            "officers": queries.officer_page(day),
        },
        do=lambda said: actions.write(
            person=person, words=said["words"], once=said["once"], at=timezone.now(), day=day
        ),
        done=_("Your message has been sent."),
        back="portal:messages",
    )


@own_page
def see_someone(request: HttpRequest, person: Person) -> HttpResponse:
    """Let me say that I want to see someone; nothing else is asked."""
    day = timezone.localdate()
    return ask(
        request,
        forms.SeeForm(request.POST if request.method == "POST" else None),
        template="portal/see_someone.jinja",
        shown={"wish": queries.last_wish(person, day), "officers": queries.officer_page(day)},
        do=lambda _said: actions.want_to_see(person=person, at=timezone.now(), day=day),
        done=_("We have told them that you want to see someone."),
        back="portal:see-someone",
    )


@own_page
def reminders(request: HttpRequest, person: Person) -> HttpResponse:
    """Show where I am reminded of appointments, and let me stop that or have it again."""
    day = timezone.localdate()
    form = forms.ReminderForm(request.POST if request.method == "POST" else None)
    done = _("You will get reminders there again.")
    if request.POST.get("wanted") == "no":
        done = _("You will get no more reminders there.")
    return ask(
        request,
        form,
        template="portal/reminders.jinja",
        shown={"ways": queries.ways(person)},
        do=lambda said: actions.choose_reminders(
            person=person, channel=said["channel"], wanted=said["wanted"], at=timezone.now(), day=day
        ),
        done=done,
        back="portal:reminders",
    )


@own_page
@require_safe
def sheet(request: HttpRequest, person: Person) -> HttpResponse:  # noqa: ARG001  (Django gives it)
    """Give me the same as a paper."""
    return sheet_pdf(person, timezone.now())


@own_page
@require_safe
def way_in(request: HttpRequest, person: Person) -> HttpResponse:
    """Show my sign-in name, and how else I can get in."""
    with access.service(by=request.user.get_username(), day=timezone.localdate()):
        kinds = set(Authenticator.objects.filter(user_id=request.user.pk).values_list("type", flat=True))
    shown = {
        "name": request.user.get_username(),
        "has_code": request.user.has_usable_password(),
        "has_key": Authenticator.Type.WEBAUTHN in kinds,
        "person": person,
    }
    return render(request, "portal/way_in.jinja", shown)
