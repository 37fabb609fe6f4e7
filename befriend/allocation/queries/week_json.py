"""The week as the command line and the API give it."""

from __future__ import annotations

from typing import Any

from befriend.workforce import queries as workforce

from .reasons import in_words
from .week import PractitionerWeek, WaitingPerson, Week


def as_json(found: Week) -> dict[str, Any]:
    """Return the week as the command line and the API give it."""
    return {
        "day": found.day.isoformat(),
        "week_start": found.week_start.isoformat(),
        "unit": {"ref": found.unit.ref, "name": found.unit.name},
        "work_points": found.work_points,
        "available_points": found.available_points,
        "gap_percent": found.gap_percent,
        "serving_order": {
            "name": "serving_order.classes",
            "since": found.serving_order.since.isoformat(),
            "signed_by": found.serving_order.signed_by,
        },
        "safe": found.safe,
        "practitioners": [practitioner_json(one) for one in found.practitioners],
        "plan": [
            {
                "person": one.person.ref,
                "practitioner": one.practitioner.ref,
                "points": one.points,
                "reasons": [{**kept, "text": in_words(kept)} for kept in one.reasons],
            }
            for one in found.allocations
        ],
        "waiting": [waiting_json(one) for one in found.waiting],
        "hidden_waits": found.hidden_waits,
    }


def practitioner_json(one: PractitionerWeek) -> dict[str, Any]:
    """Return one practitioner of the week as JSON."""
    return {
        "ref": one.practitioner.ref,
        "name": one.practitioner.name,
        "grade": one.desk.grade.code,
        "points_before": one.points_before,
        "points": one.points,
        "available": one.available,
        "limit": one.limit,
        "percent": one.percent,
        "people": one.people,
        "inherited": one.overload.points_over if one.overload else 0,
        "order_to_exceed": one.order.until_date.isoformat() if one.order else None,
    }


def waiting_json(one: WaitingPerson) -> dict[str, Any]:
    """Return one waiting person of the week as JSON."""
    return {
        "person": one.person.ref,
        "points": one.points,
        "first_order": one.first_order,
        "since": one.since.isoformat(),
        "reason": {"code": one.code, "text": one.text},
        "owner": owner_json(one.owner),
        "duty": one.duty.ref if one.duty else None,
    }


def owner_json(owner: workforce.Answering) -> dict[str, Any]:
    """Return the office that owns a gap as JSON."""
    return {
        "office": owner.office.ref,
        "unit": owner.office.unit.ref,
        "held_by": owner.held_by.ref if owner.held_by else None,
    }
