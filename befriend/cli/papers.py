"""How a workload statement looks on a terminal and for programs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from befriend.documents.queries import StatementPaper


def lines(paper: StatementPaper) -> Iterable[str]:
    """Return the statement as lines: loads in runs of like days, then who came, orders and overload."""
    kept = paper.statement
    yield heading()
    yield _("{name}, {first} to {last} (last day included)").format(
        name=kept.practitioner.name, first=kept.first, last=paper.last
    )
    if kept.excessive:
        yield _("Load was over the line for as many weeks running as count as excessive.")
    yield _("Days                      points of limit   people")
    for run in paper.runs:
        one = run.like
        yield f"{run.first} to {run.last}  {one.points:>6,} of {one.limit_points:>5,}   {one.people:>6}"
    for given in kept.given:
        by = paper.names.get(given.decided_by, given.decided_by) or _("not recorded")
        yield _("{day}: given {person}, {points} points ({how}), decided by {by}").format(
            day=given.day, person=given.person, points=f"{given.points:,}", how=given.how, by=by
        )
    yield from exceptions(paper)


def exceptions(paper: StatementPaper) -> Iterable[str]:
    """Return the orders to exceed the cap, what was said against them, and what was inherited."""
    for order in orders(paper):
        yield _("Ordered to exceed the cap from {from} until {until}: {points} points").format_map(order)
        if order["disagreement"]:
            yield _("My recorded disagreement: {disagreement}").format_map(order)
    for over in overloads(paper):
        yield _("Over the cap since {from}: {points_over} points over").format_map(over)


def heading() -> str:
    """Return what a statement is, and what it is not."""
    return _("Workload statement: what was allocated, not how well it was done")


def as_data(paper: StatementPaper) -> dict[str, Any]:
    """Return the statement as data."""
    kept = paper.statement
    return {
        "heading": heading(),
        "practitioner": {"ref": kept.practitioner.ref, "name": kept.practitioner.name},
        "from": str(kept.first),
        "until": str(kept.until),
        "excessive": kept.excessive,
        "days": [{**one._asdict(), "day": str(one.day)} for one in kept.days],
        "given": [{**one._asdict(), "day": str(one.day)} for one in kept.given],
        "orders_to_exceed": orders(paper),
        "over_the_cap": overloads(paper),
        "weeks": [
            {
                "first": str(one.first),
                "last": str(one.last),
                "minutes": one.minutes,
                "steps": [{"code": step.code, "minutes": step.minutes} for step in one.steps],
            }
            for one in paper.weeks
        ],
    }


def orders(paper: StatementPaper) -> list[dict[str, Any]]:
    """Return the orders to exceed the cap, with what the practitioner said against them."""
    return [
        {
            "from": str(one.from_date),
            "until": str(one.until_date),
            "office": one.office.ref,
            "points": one.points,
            "people": one.people,
            "because": one.because,
            "not_done": one.not_done,
            "disagreement": one.disagreement,
        }
        for one in paper.statement.orders
    ]


def overloads(paper: StatementPaper) -> list[dict[str, Any]]:
    """Return the load over the cap that nobody newly gave."""
    return [
        {
            "from": str(one.from_date),
            "until": str(one.until_date) if one.until_date else None,
            "cause": one.cause,
            "points_over": one.points_over,
            "people_over": one.people_over,
            "owner": one.owner.ref,
        }
        for one in paper.statement.overloads
    ]
