"""The gap, seen from the office that owns it: overload, notices, orders, stops, releases, requests."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from befriend.allocation import actions
from befriend.allocation.models import CapacityNotice
from befriend.desk import queries as desk
from befriend.desk.forms import NoticeForm, OrderForm, StopForm
from befriend.identity.permissions import needs
from befriend.rules.values import reason
from befriend.workforce import queries as workforce
from befriend.workforce.models import Office, Practitioner, Unit

from .acting import Acting, acting
from .asking import Question, ask
from .finding import notice_of, unit_of
from .paging import part
from .standing import Standing, answered_once, mark, said_before
from .week import may_name


def page(request: HttpRequest, unit: Unit, template: str, items: Any) -> HttpResponse:
    """Show one list of the gap, a page at a time."""
    shown = {
        "unit": unit,
        "day": timezone.localdate(),
        "part": part(request, items, "list"),
        "may_decide": request.user.has_perm("allocation.own_gap", unit),
        "may_name": may_name(request, unit),
        "may_plan": request.user.has_perm("allocation.plan_week", unit),
        "myself": desk.practitioner_of(request.user),
    }
    return render(request, f"desk/{template}.jinja", shown)


@needs("allocation.see_week", of=unit_of)
def overload(request: HttpRequest, ref: str) -> HttpResponse:
    """Show who carries more than their limit through nobody's giving, and who could move."""
    unit = unit_of(ref)
    return page(request, unit, "overload", desk.overloads(unit, timezone.localdate()))


@needs("allocation.see_week", of=unit_of)
def notices(request: HttpRequest, ref: str) -> HttpResponse:
    """Show the notices of no safe capacity, what each office gave, and when they climb."""
    unit = unit_of(ref)
    return page(request, unit, "notices", desk.notices(unit, timezone.localdate()))


@needs("allocation.see_week", of=unit_of)
def orders(request: HttpRequest, ref: str) -> HttpResponse:
    """Show the orders to exceed the cap, and when each lapses."""
    unit = unit_of(ref)
    return page(request, unit, "orders", desk.orders(unit, timezone.localdate()))


@needs("allocation.see_week", of=unit_of)
def stops(request: HttpRequest, ref: str) -> HttpResponse:
    """Show what work may stop, what harm that does and when it lapses."""
    unit = unit_of(ref)
    return page(request, unit, "stops", desk.stops(unit, timezone.localdate()))


@needs("allocation.plan_week", of=unit_of)
def releases(request: HttpRequest, ref: str) -> HttpResponse:
    """Show releases with their days of notice, and the objections to them."""
    unit = unit_of(ref)
    return page(request, unit, "releases", desk.releases(unit, timezone.localdate()))


@needs("allocation.plan_week", of=unit_of)
def requests(request: HttpRequest, ref: str) -> HttpResponse:
    """Show what people asked about who supervises them, not yet answered."""
    unit = unit_of(ref)
    return page(request, unit, "requests", desk.unanswered_requests(unit, timezone.localdate()))


@needs("allocation.own_gap", of=unit_of)
def answer_notice(request: HttpRequest, ref: str, notice: int) -> HttpResponse:
    """Answer a notice as the office it was sent to."""
    unit = unit_of(ref)
    who = acting(request, unit, Office.Post.HEAD)
    one = notice_of(unit, notice, who.day)
    question = Question(
        title=_("Answer the notice of no safe capacity"),
        button=_("Send the answer"),
        back=reverse("notices", args=[ref]),
        back_words=_("Notices"),
        next=_(
            "What you give, and your words, stay with the notice. The seniors, the representative and "
            "the offices above can read them."
        ),
        facts=notice_facts(one),
        stands=Standing(
            mark(one),
            said_before(one, one.answer, one.answered_by, one.answered_on, me=who.practitioner.ref),
            row=one,
            closed=answered_once() if one.answer else "",
        ),
    )
    return ask(
        request,
        NoticeForm(request.POST or None),
        question,
        do=lambda said: answer_as(one, said, who),
        done=lambda _said: _("The notice is answered."),
    )


def answer_as(notice: CapacityNotice, said: dict[str, Any], who: Acting) -> None:
    """Answer a notice, if it was sent to an office that `who` answers for."""
    if workforce.answering(notice.office, who.day).held_by != who.practitioner:
        raise actions.RefusedError(reason("not_your_office", office=notice.office.ref))
    signed = {**who.signed, "office": notice.office.ref}
    actions.answer_notice(notice=notice, gave=said["gave"], answer=said["answer"], **signed)


def notice_facts(notice: CapacityNotice) -> list[tuple[str, str]]:
    """Return what a notice says, and what was answered if anything was."""
    facts = [
        (_("To"), _("Head of %(unit)s") % {"unit": notice.office.unit.name}),
        (_("People waiting"), str(notice.counts.get("people", 0))),
        (_("Of the first order"), str(notice.counts.get("first_order", 0))),
    ]
    return [*facts, (_("Answered already"), notice.answer)] if notice.answer else facts


@needs("allocation.order_to_exceed", of=unit_of)
def give_order(request: HttpRequest, ref: str) -> HttpResponse:
    """Order that somebody carry more than their limit, or renew such an order."""
    unit, day = unit_of(ref), timezone.localdate()
    question = Question(
        title=_("Order somebody to exceed the cap"),
        button=_("Sign the order"),
        back=reverse("orders", args=[ref]),
        back_words=_("Orders"),
        next=_(
            "The practitioner is told and may record that they disagree; the representative is told "
            "today; it is counted in what is published. It lapses after 14 days at most, and only an "
            "office one higher may renew it. A trainee's protection can be lifted only by the region "
            "or above."
        ),
    )
    form = OrderForm(
        request.POST or None,
        practitioners=practitioners(unit),
        initial={"practitioner": request.GET.get("practitioner", ""), "from_date": day},
    )
    return ask(
        request,
        form,
        question,
        do=lambda said: order(request, unit, said),
        done=lambda said: (
            _("The order is given. It lapses on %(day)s.") % {"day": date_format(said["until_date"], "j F Y")}
        ),
    )


def practitioners(unit: Unit) -> list[tuple[str, str]]:
    """Return who works in `unit`, by name, as choices."""
    posted = workforce.postings(unit, timezone.localdate())
    return [(one.practitioner.ref, one.practitioner.name) for one in posted]


def order(request: HttpRequest, unit: Unit, said: dict[str, Any]) -> None:
    """Give the order as the nearest head's office of whoever signs it."""
    who = acting(request, unit, Office.Post.HEAD)
    actions.order_to_exceed(
        **{**said, "practitioner": Practitioner.objects.get(ref=said["practitioner"])},
        office=who.office,
        given_by=who.practitioner,
        day=who.day,
    )


@needs("allocation.own_gap", of=unit_of)
def sign_stop(request: HttpRequest, ref: str) -> HttpResponse:
    """Sign that some work may stop for a while."""
    unit = unit_of(ref)
    who = acting(request, unit, Office.Post.HEAD)
    question = Question(
        title=_("Sign what work may stop"),
        button=_("Sign it"),
        back=reverse("stop-list", args=[ref]),
        back_words=_("Stop-list"),
        next=_("Everybody in the unit and the representative can read it, with its harm and your name."),
    )
    return ask(
        request,
        StopForm(request.POST or None),
        question,
        do=lambda said: actions.sign_stop(office=who.office, signed_by=who.practitioner, day=who.day, **said),
        done=lambda said: (
            _("Signed. It lapses on %(day)s.") % {"day": date_format(said["until_date"], "j F Y")}
        ),
    )
