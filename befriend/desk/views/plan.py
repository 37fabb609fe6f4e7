"""What a manager does about the plan of a week: make it, accept, refuse, decide."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from befriend.allocation import actions, queries
from befriend.allocation.models import Plan, PlannedAllocation
from befriend.desk.forms import WordsForm
from befriend.identity.permissions import needs
from befriend.workforce.models import Office, Unit

from .acting import Acting, act, acting
from .asking import Question, ask
from .finding import planned_of, unit_of
from .standing import Standing, mark, said_before, state_facts, state_words


def changed() -> str:
    """Return what is said of a button on a page that is no longer how things stand."""
    return _(
        "The plan changed after you opened the page, so nothing was done. "
        "Below is how it stands now: decide again."
    )


def state_of(plan: Plan | None) -> str:
    """Return what tells one state of a plan from another, as views.week.based_on does."""
    if plan is None:
        return "none"
    left = plan.allocations.filter(state=PlannedAllocation.State.PROPOSED).count()
    return f"{plan.pk}.{plan.state}.{left}"


def too_high(unit: Unit) -> str:
    """Return why no plan is made for a whole region or nation, or nothing."""
    if unit.kind in (Unit.Kind.UNIT, Unit.Kind.TEAM):
        return ""
    return _("Plans are made unit by unit. Choose a unit below, and make its plan there.")


def stale(request: HttpRequest, plan: Plan | None) -> str:
    """Return why a button is too old for `plan`, or nothing."""
    return "" if request.POST.get("based_on") == state_of(plan) else changed()


@needs("allocation.plan_week", of=unit_of)
@require_POST
def make(request: HttpRequest, ref: str) -> HttpResponse:
    """Make the plan of this week, or make it again."""
    unit = unit_of(ref)
    who = acting(request, unit)
    standing = queries.plan_in_force(unit, who.day)
    return act(
        request,
        lambda: actions.make_plan(unit=unit, again=standing is not None, **who.signed),
        done=_("The plan is made. Each practitioner it names has been told and may object."),
        back=reverse("week", args=[ref]),
        stale=too_high(unit) or stale(request, standing),
    )


@needs("allocation.plan_week", of=unit_of)
@require_POST
def accept_all(request: HttpRequest, ref: str) -> HttpResponse:
    """Accept all that is still proposed, or nothing."""
    unit = unit_of(ref)
    who = acting(request, unit)
    plan = queries.plan_in_force(unit, who.day)
    return act(
        request,
        lambda: actions.accept_all(plan=plan, **who.signed),
        done=_("All proposals are accepted, and the offices that own the gap have their notice."),
        back=reverse("week", args=[ref]),
        stale=stale(request, plan),
    )


@needs("allocation.plan_week", of=unit_of)
@require_POST
def accept(request: HttpRequest, ref: str, planned: int) -> HttpResponse:
    """Accept one proposal."""
    unit = unit_of(ref)
    one = planned_of(unit, planned)
    return act(
        request,
        lambda: actions.accept(planned=one, **acting(request, unit).signed),
        done=_("%(person)s is now with %(practitioner)s.") % names(one),
        back=reverse("week", args=[ref]),
    )


def names(planned: PlannedAllocation) -> dict[str, str]:
    """Return who a proposal is about, for a sentence."""
    return {"person": planned.person.chosen_name, "practitioner": planned.practitioner.name}


@needs("allocation.plan_week", of=unit_of)
def refuse(request: HttpRequest, ref: str, planned: int) -> HttpResponse:
    """Refuse one proposal with a reason."""
    unit = unit_of(ref)
    one = planned_of(unit, planned)
    question = Question(
        title=_("Refuse what the plan proposes for %(person)s") % names(one),
        button=_("Refuse it"),
        back=reverse("week", args=[ref]),
        back_words=_("This week"),
        next=_(
            "They go on waiting, and the head of unit owns that. Your reason is kept with the plan; "
            "the practitioner and the head of unit can read it."
        ),
        facts=facts_of(one),
        stands=Standing(mark(one), state_facts(one)),
    )
    return ask(
        request,
        WordsForm(request.POST or None, label=_("Why?")),
        question,
        do=lambda said: actions.refuse_one(
            planned=one, because=said["words"], **acting(request, unit).signed
        ),
        done=lambda _said: _("Refused. %(person)s goes on waiting.") % names(one),
    )


def facts_of(planned: PlannedAllocation) -> list[tuple[str, str]]:
    """Return a proposal as it stands now, in words."""
    points = ngettext("%(num)s point", "%(num)s points", planned.points) % {"num": planned.points}
    return [
        (_("Proposed"), f"{planned.practitioner.name}, {points}"),
        (_("Because"), " ".join(queries.in_words(why) for why in planned.reasons)),
        (_("Now"), state_words(planned)),
    ]


@needs("allocation.own_gap", of=unit_of)
def decide(request: HttpRequest, ref: str) -> HttpResponse:
    """Write down what the head decides about a plan that is not safe."""
    unit = unit_of(ref)
    who = acting(request, unit, Office.Post.HEAD)
    plan = queries.plan_in_force(unit, who.day)
    question = Question(
        title=_("Decide about the plan that is not safe"),
        button=_("Sign the decision"),
        back=reverse("waiting", args=[ref]),
        back_words=_("Waiting"),
        next=_(
            "Somebody of the first order waits, so this is decided the same day. Say what is done for "
            "each of them, by whom and by when. The seniors and the representative can read it."
        ),
        facts=decision_facts(plan, unit),
        stands=decision_stands(plan, who),
    )
    return ask(
        request,
        WordsForm(request.POST or None, label=_("What do you decide?")),
        question,
        do=lambda said: decide_now(plan, said["words"], who),
        done=lambda _said: _("Your decision is kept with the plan."),
    )


def decision_stands(plan: Plan | None, who: Acting) -> Standing:
    """Return how the decision about a plan stands."""
    if plan is None:
        return Standing("none")
    me = who.practitioner.ref
    return Standing(
        mark(plan), said_before(plan, plan.decision, plan.decided_by, plan.decided_on, me=me), row=plan
    )


def decide_now(plan: Plan | None, words: str, who: Acting) -> None:
    """Keep the decision, or refuse where there is no plan yet."""
    if plan is None:
        raise actions.RefusedError(queries.from_data([{"code": "not_yet_planned", "values": {}}])[0])
    actions.decide_unsafe(plan=plan, words=words, by=who.practitioner.ref, office=who.office, day=who.day)


def decision_facts(plan: Plan | None, unit: Unit) -> list[tuple[str, str]]:
    """Return what there is to decide about."""
    if plan is None:
        return [(unit.name, _("No plan is made for this week yet."))]
    first = plan.waiting.filter(first_order=True).count()
    facts = [(_("Wait in the first order"), str(first))]
    if plan.decision:
        facts.append((_("Decided so far"), plan.decision))
    return facts
