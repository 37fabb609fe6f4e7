"""Who could move to whom, to bring a load back under the cap: a list for the head, never a plan."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from befriend import periods
from befriend.allocation.models import Relationship
from befriend.people.models import Person
from befriend.rules import capacity
from befriend.rules.values import Standing, WaitingFor
from befriend.rules.week import planned_from
from befriend.workforce import queries as workforce
from befriend.workforce.models import Practitioner, Unit

from .setting import Setting, Wanting, cost, decision, setting
from .standing import desks_of_unit
from .work import works


class Move(NamedTuple):
    """One person who could move, from whom and to whom, and the points that would go."""

    person: Person
    from_practitioner: Practitioner
    to_practitioner: Practitioner
    points: int


def who_could_move(unit: Unit, day: date) -> list[Move]:
    """Return moves that would bring overloads down, none breaking a limit.

    The shortest relationships move first, since they lose least; each move counts before the
    next is thought of. Nobody waiting is passed over: whoever moves takes room from them, and
    the head sees both lists.
    """
    book, now = workforce.policies_in_force(), planned_from(day)
    desks = desks_of_unit(book, unit, now)
    over = {
        key
        for key, desk in desks.items()
        if desk.standing.available_points and desk.standing.points > capacity.limit(desk.standing)
    }
    held = list(
        Relationship.objects.filter(periods.on(now), practitioner_id__in=over)
        .exclude(periods.on(now, "covers__"))
        .select_related("person", "practitioner")
        .order_by("-from_date", "person__ref")
    )
    work = works(book, now, [one.person_id for one in held])
    wanting = [Wanting(one.person, WaitingFor.OFFICER, one.from_date, work[one.person_id]) for one in held]
    given = setting(book, unit, now, day, wanting)
    standing = {key: desk.standing for key, desk in given.desks.items()}
    moves = []
    for relationship, one in zip(held, wanting, strict=True):
        move = best_move(given, standing, relationship.practitioner, one)
        if move:
            moves.append(move)
    return moves


def best_move(
    given: Setting, standing: dict[int, Standing], holder: Practitioner, one: Wanting
) -> Move | None:
    """Return the best move for one person while their practitioner is over, and count it."""
    before = standing[holder.pk]
    if before.points <= capacity.limit(before):
        return None
    choices = sorted(
        (cost(given, one, desk), desk.practitioner.ref, key)
        for key, desk in given.desks.items()
        if key != holder.pk
        and capacity.room(standing[key]) >= one.work.points
        and decision(given, one, desk, standing[key]).allowed
    )
    if not choices:
        return None
    key = choices[0][2]
    standing[holder.pk] = add(before, -one.work.points, -1)
    standing[key] = add(standing[key], one.work.points, 1)
    return Move(one.person, holder, given.desks[key].practitioner, one.work.points)


def add(standing: Standing, points: int, people: int) -> Standing:
    """Return a standing with so much more work."""
    return standing._replace(points=standing.points + points, people=standing.people + people)
