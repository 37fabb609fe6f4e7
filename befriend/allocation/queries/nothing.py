"""The whole unit planned again from nothing, in memory: how large the gap is, and what makes it."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from befriend import periods
from befriend.allocation.models import Relationship
from befriend.audit import access
from befriend.planner.account import Account, Part, account
from befriend.rules.values import Grade, WaitingFor
from befriend.rules.week import planned_from
from befriend.workforce import queries as workforce
from befriend.workforce.models import Unit

from .proposing import Proposal, Solved, solve
from .setting import Setting, Wanting, setting, wanting
from .standing import Desk
from .work import works


class FromNothing(NamedTuple):
    """What a plan from nothing serves and leaves, and where every point of the gap comes from."""

    unit: Unit
    day: date
    people: int
    work_points: int
    available_points: int
    waiting_points: int
    parts: tuple[Part, ...]
    proposal: Proposal

    @property
    def gap_percent(self) -> float:
        """Return waiting points of all work points, to one decimal."""
        return round(100 * self.waiting_points / self.work_points, 1) if self.work_points else 0.0


def from_nothing(unit: Unit, day: date) -> FromNothing:
    """Plan everybody of `unit` again as if nobody had a practitioner; nothing is written."""
    book, now = workforce.policies_in_force(), planned_from(day)
    # Whoever asks: a gap is told in counts, and people whom they may not see are part of it.
    with access.service(by="", day=day):
        everyone = all_people(unit, now)
        given = emptied(setting(book, unit, now, day, everyone))
    solved = solve(given)
    found = parts_of_the_gap(given, solved)
    return FromNothing(
        unit=unit,
        day=day,
        people=len(everyone),
        work_points=found.work,
        available_points=sum(desk.standing.available_points for desk in given.desks.values()),
        waiting_points=found.waiting,
        parts=found.parts,
        proposal=solved.proposal,
    )


def parts_of_the_gap(given: Setting, solved: Solved) -> Account:
    """Return every point of the gap under a named limit."""
    desks = {desk.practitioner.ref: desk for desk in given.desks.values()}
    return account(
        solved.problem,
        solved.answer,
        {ref: desk.standing.available_points for ref, desk in desks.items()},
        int(given.book.on(given.day, "capacity.weighted_cap").value),
        frozenset(ref for ref, desk in desks.items() if desk.grade is Grade.TRAINEE),
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
