"""A practitioner's own pages: my people, what is proposed to me, my load."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from befriend import periods
from befriend.allocation import actions
from befriend.allocation.models import ExceedOrder, PlannedAllocation
from befriend.allocation.queries import handover, own
from befriend.desk import forms
from befriend.desk.jinja import day as in_words
from befriend.identity.permissions import needs, readable
from befriend.rules.values import Place
from befriend.rules.week import week_of
from befriend.sentences.models import Case
from befriend.workforce.models import Practitioner

from .asking import Question, ask
from .paging import part
from .standing import Standing, answered_once, mark, said_before, state_facts

own_page = needs("allocation.see_own")


def me(request: HttpRequest) -> Practitioner:
    """Return the practitioner who is signed in; `see_own` has made sure that there is one."""
    found: Practitioner = request.user.practitioner
    return found


@own_page
def my_people(request: HttpRequest) -> HttpResponse:
    """Show whom I supervise and cover, 25 to a page, of one place if asked."""
    found = own.my_people(me(request), timezone.localdate())
    places = {place.code: place for place in Place}
    place = places.get(request.GET.get("place", ""))
    rows = [one for one in found.mine if place is None or one.place == place]
    shown = {
        "found": found,
        "part": part(request, rows, "page"),
        "handovers": handover.to_receive(me(request), found.day),
        "place": place.code if place is not None else "",
    }
    return render(request, "desk/my_people.jinja", shown)


@own_page
def my_proposals(request: HttpRequest) -> HttpResponse:
    """Show what this week's plan proposes to me, and what became of it."""
    proposals = own.proposals_to(me(request), week_of(timezone.localdate()))
    return render(request, "desk/my_proposals.jinja", {"proposals": proposals})


@own_page
def object_to_plan(request: HttpRequest, planned: int) -> HttpResponse:
    """Ask what stands against a proposal that names me, and keep it."""
    practitioner, day = me(request), timezone.localdate()
    mine = PlannedAllocation.objects.select_related("person")
    proposal = get_object_or_404(mine, pk=planned, practitioner=practitioner)
    question = Question(
        title=_("Object to being given %(person)s") % {"person": proposal.person.chosen_name},
        button=_("Object"),
        back=reverse("my-proposals"),
        back_words=_("Proposed to me"),
        next=_(
            "The senior and the head of the unit read this. Until one of them has answered you in "
            "words, nobody can accept the proposal. The person is not told. Objections are never "
            "counted by practitioner."
        ),
        stands=Standing(mark(proposal), state_facts(proposal)),
    )
    return ask(
        request,
        forms.ObjectForm(request.POST or None),
        question,
        do=lambda said: actions.object_to_plan(
            planned=proposal, practitioner=practitioner, kind=said["kind"], words=said["words"], day=day
        ),
        done=lambda _said: _("Your objection is kept. You will see the answer here."),
    )


@own_page
def object_to_release(request: HttpRequest, case: str) -> HttpResponse:
    """Ask what stands against a release with too little notice, and keep it."""
    practitioner, day = me(request), timezone.localdate()
    found = case_with(practitioner, case, day)
    question = Question(
        title=_("Object to the notice of a release"),
        button=_("Object"),
        back=reverse("my-people"),
        back_words=_("My people"),
        next=_(
            "The senior and the head of the unit read this and must answer it in words. The release "
            "itself is decided elsewhere and is not stopped by this. The person is not told."
        ),
        facts=[(_("Who"), found.person.chosen_name), *release_facts(found)],
        stands=Standing(mark(found), release_facts(found)),
    )
    words = forms.WordsForm(
        request.POST or None, label=_("What can not be done in the time, and what would help?")
    )
    return ask(
        request,
        words,
        question,
        do=lambda said: actions.object_to_release(
            case=found, practitioner=practitioner, words=said["words"], day=day
        ),
        done=lambda _said: _("Your objection is kept. You will see the answer here."),
    )


def case_with(practitioner: Practitioner, ref: str, day: date) -> Case:
    """Return a case with a release to come of somebody who is with `practitioner`, or 404."""
    coming = Case.objects.filter(periods.on(day), release_on__gte=day).select_related("person")
    people = own.own_people(practitioner, day)
    return get_object_or_404(coming, ref=readable(ref), person__in=people)


def release_facts(case: Case) -> list[tuple[str, str]]:
    """Return the day of a release and its notice in words."""
    days = own.notice_days(case)
    notice = _("not recorded") if days is None else _("%(days)d days") % {"days": days}
    return [(_("Released on"), in_words(case.release_on)), (_("Notice"), notice)]


@own_page
def my_workload(request: HttpRequest) -> HttpResponse:
    """Show every component of my load."""
    workload = own.my_workload(me(request), timezone.localdate())
    return render(request, "desk/my_workload.jinja", {"workload": workload})


@own_page
def disagree(request: HttpRequest, order: int) -> HttpResponse:
    """Ask for my disagreement with an order to exceed the cap, and keep it."""
    practitioner, day = me(request), timezone.localdate()
    mine = ExceedOrder.objects.select_related("office__unit", "given_by")
    given = get_object_or_404(mine, pk=order, practitioner=practitioner)
    question = Question(
        title=_("Record that you disagree with an order"),
        button=_("Record it"),
        back=reverse("my-workload"),
        back_words=_("My load"),
        next=_(
            "The order stands. Your words are kept with it as you write them, nobody can change them, "
            "and they stand in your workload statement. The office that gave the order can read them."
        ),
        facts=[
            (_("Given by"), f"{given.given_by.name}, {given.office.unit.name}"),
            (_("Why"), given.because),
            (_("What will not be done"), given.not_done),
        ],
        stands=Standing(
            mark(given),
            said_before(given, given.disagreement, practitioner.ref, given.disagreed_on, me=practitioner.ref),
            row=given,
            closed=answered_once() if given.disagreement else "",
        ),
    )
    return ask(
        request,
        forms.WordsForm(request.POST or None, label=_("What do you disagree with?")),
        question,
        do=lambda said: actions.disagree(
            order=given, practitioner=practitioner, words=said["words"], day=day
        ),
        done=lambda _said: _("Your disagreement is recorded."),
    )
