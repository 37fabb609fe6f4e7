"""The week: work against time, what is proposed, and who waits."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from befriend.allocation import queries
from befriend.allocation.models import CapacityNotice, Objection
from befriend.allocation.queries.week import Week
from befriend.desk import queries as desk
from befriend.identity.permissions import needs
from befriend.rules.week import planned_from
from befriend.workforce import queries as workforce
from befriend.workforce.models import Unit

from .acting import new_form
from .finding import unit_of
from .paging import part
from .safety import alarms_of


@needs("allocation.see_week", of=unit_of)
def show(request: HttpRequest, ref: str) -> HttpResponse:
    """Show the week of a unit."""
    unit, day = unit_of(ref), timezone.localdate()
    week = queries.week(unit, day)
    book, now = workforce.policies_in_force(), planned_from(day)
    shown = {
        "unit": unit,
        "week": week,
        "plan": week.plan,
        "reckoning": desk.reckoning(week),
        "cap": book.on(now, "capacity.weighted_cap"),
        "weights": book.on(now, "case_points.in_force"),
        "published_weights": book.on(now, "case_points.published_default"),
        "overload": overload(week),
        "proposed": week.proposed,
        "based_on": based_on(week),
        "objections": unanswered(week),
        "notices": notices(week),
        "practitioners": part(request, week.practitioners, "practitioners"),
        "allocations": part(request, week.allocations, "plan"),
        "waiting": part(request, week.waiting, "waiting"),
        "may_plan": request.user.has_perm("allocation.plan_week", unit),
        "may_decide": request.user.has_perm("allocation.own_gap", unit),
        "may_name": may_name(request, unit),
        "owner": answering(unit),
        "once": new_form(),
        "alarms": alarms_of(request),
    }
    return render(request, "desk/week.jinja", shown)


def may_name(request: HttpRequest, unit: Unit) -> bool:
    """Say whether people are named, each leading to their page: not to whoever only counts."""
    return any(request.user.has_perm(f"allocation.{one}", unit) for one in ("plan_week", "see_people"))


def answering(unit: Unit) -> workforce.Answering | None:
    """Return who answers today for what the head of `unit` owns."""
    day = timezone.localdate()
    office = workforce.head_office(unit, day)
    return workforce.answering(office, day) if office else None


def overload(week: Week) -> dict[str, object] | None:
    """Return how many carry more than their limit through nobody's giving, and since when."""
    standing = [one.overload for one in week.practitioners if one.overload]
    if not standing:
        return None
    brought_in = [one for one in standing if one.cause == "brought_in"]
    return {
        "brought_in": len(brought_in),
        "risen": len(standing) - len(brought_in),
        "since": min(one.from_date for one in standing),
    }


def notices(week: Week) -> list[CapacityNotice]:
    """Return the notices that went out with the plan, if it is accepted."""
    if week.plan is None:
        return []
    return list(week.plan.notices.select_related("office__unit").order_by("pk"))


def unanswered(week: Week) -> dict[int, Objection]:
    """Return the objection that must be answered before a proposal is accepted, by its key."""
    return {
        planned.pk: objection
        for planned in week.allocations
        for objection in planned.objections.all()
        if objection.answered_on is None
    }


def based_on(week: Week) -> str:
    """Return what tells one state of a plan from another: which, how it stands, how much is left."""
    if week.plan is None:
        return "none"
    return f"{week.plan.pk}.{week.plan.state}.{len(week.allocations)}"
