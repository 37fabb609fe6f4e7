"""The whole unit planned again from nothing, in memory: how large the gap is, and what makes it."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from befriend import periods
from befriend.allocation.models import Relationship
from befriend.rules.values import WaitingFor
from befriend.rules.week import planned_from
from befriend.workforce import queries as workforce
from befriend.workforce.models import Unit

from .proposing import Proposal, Setting, Wanting, setting, solve, wanting
from .standing import Desk
from .work import works


class Part(NamedTuple):
    """One named part of the gap, in points; a part may take away."""

    code: str
    points: int


class FromNothing(NamedTuple):
    """What a plan from nothing serves and leaves, and where every point of the gap comes from."""

    unit: Unit
    day: date
    people: int
    work_points: int
    available_points: int
    waiting_points: int
    parts: list[Part]
    proposal: Proposal

    @property
    def gap_percent(self) -> float:
        """Return waiting points of all work points, to one decimal."""
        return round(100 * self.waiting_points / self.work_points, 1) if self.work_points else 0.0


def from_nothing(unit: Unit, day: date) -> FromNothing:
    """Plan everybody of `unit` again as if nobody had a practitioner; nothing is written."""
    book, now = workforce.policies_in_force(), planned_from(day)
    everyone = all_people(unit, now)
    given = emptied(setting(book, unit, now, day, everyone))
    proposal = solve(given)
    work = sum(one.work.points for one in everyone)
    return FromNothing(
        unit=unit,
        day=day,
        people=len(everyone),
        work_points=work,
        available_points=sum(desk.standing.available_points for desk in given.desks.values()),
        waiting_points=sum(one.points for one in proposal.waiting),
        parts=[],
        proposal=proposal,
    )


def all_people(unit: Unit, now: date) -> list[Wanting]:
    """Return everybody supervised by, or waiting for, somebody of the unit, by reference."""
    book = workforce.policies_in_force()
    posted = workforce.postings(unit, now).values("practitioner_id")
    held = Relationship.objects.filter(periods.on(now), practitioner_id__in=posted)
    rows = list(held.select_related("person"))
    work = works(book, now, [one.person_id for one in rows])
    with_somebody = [
        Wanting(one.person, WaitingFor.OFFICER, one.from_date, work[one.person_id]) for one in rows
    ]
    waiting = [one for one in wanting(book, unit, now) if one.waiting_for is WaitingFor.OFFICER]
    return sorted([*with_somebody, *waiting], key=lambda one: one.person.ref)


def emptied(given: Setting) -> Setting:
    """Return the setting with nobody carried by anybody; who supervises now counts as before."""
    before = {key: set(held) for key, held in given.before.items()}
    for person, practitioner in given.supervisors.items():
        before.setdefault(person, set()).add(practitioner)
    desks = {key: empty(desk) for key, desk in given.desks.items()}
    return given._replace(desks=desks, before=before)


def empty(desk: Desk) -> Desk:
    """Return a practitioner with nobody yet."""
    return desk._replace(standing=desk.standing._replace(points=0, people=0))
