"""The supervision plan of a person: to see, to print, and to keep goal by goal and step by step."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from befriend.desk import forms
from befriend.desk.forms.plans import AREAS, WHY_NOT_HINTS
from befriend.identity.permissions import needs
from befriend.people.models import Person
from befriend.supervision import actions, queries
from befriend.supervision.models import Goal, Step
from befriend.workforce.remembered import once

from .acting import act, me, new_form
from .asking import Question, ask
from .person import person_of
from .standing import Standing, mark
from .today import owner_of

KEEP = "allocation.keep_plan"


def goal_of(goal: int) -> Goal:
    """Return the goal of the address, or answer 404."""
    found = Goal.objects.select_related("plan__person")
    return once(("goal of", goal), lambda: get_object_or_404(found, pk=goal))


def of_goal(goal: int) -> Person:
    """Return whose goal it is."""
    return goal_of(goal).plan.person


def step_of(step: int) -> Step:
    """Return the step of the address, or answer 404."""
    found = Step.objects.select_related("goal__plan__person")
    return once(("step of", step), lambda: get_object_or_404(found, pk=step))


def of_step(step: int) -> Person:
    """Return whose plan the step is in."""
    return step_of(step).goal.plan.person


def back_to(person: Person) -> dict[str, str]:
    """Return the way back to the plan of a person."""
    words = _("Plan of %(person)s") % {"person": person.chosen_name}
    return {"back": reverse("plan-of", args=[person.ref]), "back_words": words}


def signed(request: HttpRequest) -> dict[str, Any]:
    """Return who acts and on which day, as the actions ask for them."""
    return {"by": me(request), "day": timezone.localdate()}


def areas() -> list[tuple[str, str]]:
    """Return what goals are about, in the order of the policy, with its words."""
    return [(code, AREAS[Goal.Area(code)]) for code in queries.areas(timezone.localdate())]


@needs("allocation.see_person", of=person_of, hidden=True)
def show(request: HttpRequest, person: str) -> HttpResponse:
    """Show the plan of a person as it stands today."""
    about, day = person_of(person), timezone.localdate()
    shown = {
        "person": about,
        "day": day,
        "plan": queries.plan_of(about, day),
        "areas": dict(areas()),
        "may_keep": request.user.has_perm(KEEP, about),
        "once": new_form(),
    }
    return render(request, "desk/plan_of.jinja", shown)


@needs(KEEP, of=person_of, hidden=True)
def add_goal(request: HttpRequest, person: str) -> HttpResponse:
    """Ask what the person wants to reach, and what it is about."""
    found = person_of(person)
    question = Question(
        title=_("A goal of %(person)s") % {"person": found.chosen_name},
        button=_("Keep the goal"),
        **back_to(found),
        next=_(
            "It stands in the plan in these words until it ends. A goal is a need or a wish: it raises no "
            "risk, and is no evidence of anything."
        ),
    )
    return ask(
        request,
        forms.GoalForm(request.POST or None, areas=areas()),
        question,
        do=lambda said: actions.add_goal(person=found, **said, **signed(request)),
        done=lambda _said: _("The goal is kept."),
    )


@needs(KEEP, of=of_goal, hidden=True)
def add_step(request: HttpRequest, goal: int) -> HttpResponse:
    """Ask what is done towards a goal, by whom and by when."""
    found = goal_of(goal)
    question = Question(
        title=_("A step of the plan"),
        button=_("Keep the step"),
        **back_to(found.plan.person),
        next=_("That a step is not done is no failure to comply: then the plan says why, and goes on."),
        facts=[(_("Towards"), found.words)],
    )
    return ask(
        request,
        forms.StepForm(request.POST or None),
        question,
        do=lambda said: actions.add_step(goal=found, **said, **signed(request)),
        done=lambda _said: _("The step is kept."),
    )


@needs(KEEP, of=of_step, hidden=True)
@require_POST
def step_done(request: HttpRequest, step: int) -> HttpResponse:
    """Note that a step is done, in one click."""
    found = step_of(step)
    return act(
        request,
        lambda: actions.finish_step(step=found, **signed(request)),
        done=_("Done."),
        back=back_to(found.goal.plan.person)["back"],
    )


@needs(KEEP, of=of_step, hidden=True)
def step_not_done(request: HttpRequest, step: int) -> HttpResponse:
    """Ask why a step was not done."""
    found = step_of(step)
    question = Question(
        title=_("A step that was not done"),
        button=_("Keep why"),
        **back_to(found.goal.plan.person),
        next=_("The step ends here. It is never held against the person."),
        facts=[(_("Step"), found.what), (_("Towards"), found.goal.words)],
        stands=Standing(mark(found), [(_("Step"), found.what)], row=found),
        hints={str(code): str(words) for code, words in WHY_NOT_HINTS.items()},
    )
    return ask(
        request,
        forms.NotDoneForm(request.POST or None),
        question,
        do=lambda said: actions.leave_step(
            step=found,
            owner=owner_of(request.user.practitioner, timezone.localdate()),
            **said,
            **signed(request),
        ),
        done=lambda _said: _("It is kept why this was not done."),
    )


@needs(KEEP, of=of_goal, hidden=True)
def end_goal(request: HttpRequest, goal: int) -> HttpResponse:
    """Ask how a goal ended."""
    found = goal_of(goal)
    question = Question(
        title=_("End a goal"),
        button=_("End it"),
        **back_to(found.plan.person),
        next=_("It stays in the plan as ended, with its steps. Nothing is deleted."),
        facts=[(_("Goal"), found.words)],
        stands=Standing(mark(found), [(_("Goal"), found.words)], row=found),
    )
    return ask(
        request,
        forms.EndGoalForm(request.POST or None),
        question,
        do=lambda said: actions.end_goal(goal=found, **said, **signed(request)),
        done=lambda _said: _("The goal has ended."),
    )


@needs(KEEP, of=person_of, hidden=True)
def agree(request: HttpRequest, person: str) -> HttpResponse:
    """Ask whether the person agrees to the plan, and why not."""
    found = person_of(person)
    plan = queries.plan_of(found, timezone.localdate())
    question = Question(
        title=_("Does %(person)s agree to the plan?") % {"person": found.chosen_name},
        button=_("Keep the answer"),
        **back_to(found),
        next=_("What they said before stands beside it. Not to agree is no failure to comply."),
        nobody="" if plan else _("There is no plan yet. Write the first goal with them, then ask."),
    )
    return ask(
        request,
        forms.AgreeForm(request.POST or None),
        question,
        do=lambda said: actions.agree(
            plan=plan.plan if plan else None, agreed=said["agreed"] == "yes", why=said["why"],
            **signed(request),
        ),
        done=lambda _said: _("The answer is kept."),
    )  # fmt: skip
