"""Load over the cap that nobody was newly given: noted, aged and owned from the first day."""

from __future__ import annotations

from datetime import date

from befriend import periods
from befriend.allocation import queries
from befriend.allocation.models import InheritedOverload
from befriend.allocation.queries.standing import Desk
from befriend.audit import access
from befriend.rules.week import planned_from
from befriend.workforce import queries as workforce
from befriend.workforce.models import Office, Unit

from .noticing import climb
from .reconciling import reconcile
from .telling import tell_office


@access.for_everybody
def begin_day(*, unit: Unit, day: date) -> None:
    """Do what a new day asks: nobody lost, overload seen, unanswered notices climbing."""
    reconcile(unit=unit, day=day)
    note_overload(unit=unit, day=day)
    climb(day=day)


@access.for_everybody
def note_inherited_overload(*, unit: Unit, day: date) -> None:
    """Note the load an import brought in over the cap; the head's office owns it."""
    note(unit, day, brought_in=True)


@access.for_everybody
def note_overload(*, unit: Unit, day: date) -> None:
    """Open an overload for whoever is over their limit, and close it for whoever no longer is."""
    note(unit, day, brought_in=False)


def note(unit: Unit, day: date, *, brought_in: bool) -> None:
    """Bring the overloads of `unit` up to `day`."""
    book, now = workforce.policies_in_force(), planned_from(day)
    desks = queries.desks_of_unit(book, unit, now)
    standing = {
        one.practitioner_id: one
        for one in InheritedOverload.objects.filter(periods.on(day), practitioner_id__in=desks)
    }
    owners = {
        one.pk: workforce.head_office(one, day)
        for one in Unit.objects.filter(pk__in={desk.unit_id for desk in desks.values()})
    }
    for key, known in standing.items():
        follow(known, over(desks[key]), day)
    begun = [
        begun_with(desk, owner, day, brought_in=brought_in)
        for key, desk in desks.items()
        if key not in standing and any(over(desk)) and (owner := owners[desk.unit_id])
    ]
    opened = InheritedOverload.objects.bulk_create(begun)
    if not brought_in:
        for one in opened:
            tell_office(one.owner, day=day, code="load_risen", overload=one.pk)


def over(desk: Desk) -> tuple[int, int]:
    """Return the points and the people over the limits of the week; an order lifts neither."""
    standing = desk.standing
    return (
        max(0, standing.points - standing.limit_points),
        max(0, standing.people - desk.limit_people),
    )


def follow(known: InheritedOverload, now_over: tuple[int, int], day: date) -> None:
    """Keep a known overload as large as it is now, or close it."""
    if not any(now_over):
        known.until_date = max(day, known.from_date)
    elif now_over == (known.points_over, known.people_over):
        return
    else:
        known.points_over, known.people_over = now_over
    known.save(update_fields=["until_date", "points_over", "people_over"])


def begun_with(desk: Desk, owner: Office, day: date, *, brought_in: bool) -> InheritedOverload:
    """Return an overload that begins on `day`, owned by the head's office; not yet saved."""
    cause = InheritedOverload.Cause.BROUGHT_IN if brought_in else queries.cause_of_rise(desk, day)
    points, people = over(desk)
    return InheritedOverload(
        practitioner=desk.practitioner,
        cause=cause,
        owner=owner,
        points_over=points,
        people_over=people,
        from_date=day,
    )
