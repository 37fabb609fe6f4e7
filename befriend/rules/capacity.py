"""How much one practitioner may carry, and whether they may take one person more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple

from befriend.policies import Book
from befriend.rules import availability, eligibility
from befriend.rules.values import Decision, Grade, Reason, Standing, Work, reason

# What a granted request of the person says about this practitioner: asked for somebody else,
# asked not to have this one, asked for a woman officer.
Request = Literal["for", "not", "woman_officer"]


class Limits(NamedTuple):
    """The most one practitioner may carry in a week."""

    available_points: int
    limit_points: int
    limit_people: int


def limits(grade: Grade, minutes: int, programme_month: int, book: Book, day: date) -> Limits:
    """Return the limits that follow from available minutes; all 0 for seniors and heads.

    Points and people are rounded down. No minutes: limits of 0, so full and not empty.
    """
    if not eligibility.levels(grade, book, day):
        return Limits(0, 0, 0)
    available = availability.available_points(minutes, book, day)
    cap = int(book.on(day, "capacity.weighted_cap").value)
    heads = int(book.on(day, "capacity.head_cap").value) * minutes
    people = heads // int(book.on(day, "capacity.full_week_minutes").value)
    if grade is Grade.TRAINEE:
        people = min(people, trainee_heads(programme_month, book, day))
    return Limits(available, available * cap // 100, people)


def trainee_heads(programme_month: int, book: Book, day: date) -> int:
    """Return the most people a trainee may have in a month of the programme; 0 before month 1."""
    steps: Mapping[int, int] = book.on(day, "capacity.trainee_heads").value
    begun = [month for month in steps if month <= programme_month]
    return steps[max(begun)] if begun else 0


def limit(standing: Standing) -> int:
    """Return the points somebody may carry: the limit, or what a live order raises it to.

    0 without available points, whatever was ordered: nobody can be ordered to work while away.
    """
    if standing.available_points <= 0:
        return 0
    return max(standing.limit_points, standing.ordered_points)


def room(standing: Standing) -> int:
    """Return the points somebody could still take: 0 when over, or when no place is left.

    Room is kept for their own people under cover, who come back to them.
    """
    if places(standing) == 0:
        return 0
    return max(0, limit(standing) - standing.points - standing.returning_points)


def places(standing: Standing) -> int:
    """Return how many people more somebody could take, those who come back counted."""
    return max(0, standing.limit_people - standing.people - standing.returning_people)


def percent(points: int, available: int) -> int | None:
    """Return load as a percentage, rounded down, for showing only; None with nothing available."""
    return None if available <= 0 else points * 100 // available


def over_line(points: int, available: int, line: int) -> bool:
    """Return whether load is above `line` percent; with nothing available any work is."""
    return points * 100 > line * available


def excessive(weeks: Sequence[tuple[int, int]], book: Book, day: date) -> bool:
    """Return whether load was above the line for the weeks policy says, running up to the last.

    `weeks` are (points, available points), oldest first. Whole numbers, not percentages: 110.4%
    is over 110%.
    """
    running = int(book.on(day, "capacity.excessive_weeks").value)
    last = weeks[-running:]
    return len(last) == running and all_over(last, book, day)


def all_over(weeks: Sequence[tuple[int, int]], book: Book, day: date) -> bool:
    """Return whether load was above the line in every one of some weeks."""
    line = int(book.on(day, "capacity.excessive_above").value)
    return all(over_line(*week, line) for week in weeks)


def may_take(
    standing: Standing,
    work: Work,
    book: Book,
    day: date,
    *,
    conflict: bool = False,
    request: Request | None = None,
    safety: bool = False,
) -> Decision:
    """Decide whether a practitioner may be given one person more, and say every reason.

    What room cannot mend comes first (grade, training, conflict, safety, the person's granted
    request that this practitioner does not meet), then room. A yes says what it leaves.
    """
    against = (
        *eligibility.reasons_against(standing.grade, standing.modules, work, book, day),
        *against_this_pair(conflict=conflict, request=request, safety=safety),
        *against_room(standing, work, book, day),
    )
    if against:
        return Decision(allowed=False, reasons=against)
    after = standing.points + standing.returning_points + work.points
    return Decision(allowed=True, reasons=(reason("room", after=after, limit=limit(standing)),))


def against_this_pair(*, conflict: bool, request: Request | None, safety: bool) -> tuple[Reason, ...]:
    """Return the reasons that lie between this practitioner and this person."""
    found = []
    if conflict:
        found.append(reason("conflict"))
    if safety:
        found.append(reason("safety"))
    if request is not None:
        found.append(reason("request", request=request))
    return tuple(found)


def against_room(standing: Standing, work: Work, book: Book, day: date) -> tuple[Reason, ...]:
    """Return the limits that one person more would break, the head count first."""
    if standing.available_points <= 0:
        return (reason("no_available_points"),)
    found = []
    if places(standing) == 0:
        found.append(head_reason(standing, book, day))
    if standing.points + standing.returning_points + work.points > limit(standing):
        found.append(points_reason(standing, work, book, day))
    if found and standing.returning_people:
        back = {"points": standing.returning_points, "people": standing.returning_people}
        found.append(reason("returning", **back))
    return tuple(found)


def head_reason(standing: Standing, book: Book, day: date) -> Reason:
    """Return why there is no place left, in the terms of whichever limit on people binds."""
    after = standing.people + standing.returning_people + 1
    people = standing.limit_people
    if standing.grade is Grade.TRAINEE and people == trainee_heads(standing.programme_month, book, day):
        month = standing.programme_month
        return reason("trainee_heads", after=after, limit=people, month=month)
    cap = book.on(day, "capacity.head_cap")
    return reason("head_cap", after=after, limit=people, cap=cap.value, since=str(cap.since))


def points_reason(standing: Standing, work: Work, book: Book, day: date) -> Reason:
    """Return why the work is too much, under the cap or under an order to exceed it."""
    after = standing.points + standing.returning_points + work.points
    if standing.ordered_points > standing.limit_points:
        return reason("ordered_limit", after=after, limit=standing.ordered_points)
    cap = book.on(day, "capacity.weighted_cap")
    return reason(
        "weighted_cap",
        after=after,
        limit=standing.limit_points,
        percent=cap.value,
        available=standing.available_points,
        since=str(cap.since),
        source=cap.reference.title,
    )
