"""The trail of the audit as its pages show it: with names of staff, and never of people."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from befriend import periods
from befriend.audit import access
from befriend.audit import queries as audit
from befriend.audit.models import Change, Line
from befriend.identity.models import User
from befriend.keeping.permissions import KEEP_PERSON
from befriend.people.models import Person
from befriend.workforce.models import Exclusion, Practitioner

AT_ONCE = 50
# Whom a line is about is asked for so many of them: one who may be read about is enough.
ASKED = 10


class Shown(NamedTuple):
    """A line, and who acted in it as they are called."""

    line: Line
    who: str


class Trail(NamedTuple):
    """Part of a trail, what the line read alone has changed, and the line to go on from."""

    lines: list[Shown]
    changes: list[Change]
    people: list[int]
    appear: list[str]
    older: int | None


def of_person(user: User, ref: str, before: int | None, day: date) -> Trail | None:
    """Return the trail of the person with exactly this reference; None where `user` may not read it."""
    with access.service(by="", day=day):
        person = Person.objects.filter(ref=ref).first()
    if person is None or not user.has_perm(KEEP_PERSON, person):
        return None
    lines = audit.of_person(person.pk, before=before, most=AT_ONCE + 1)
    older = lines[AT_ONCE - 1].pk if len(lines) > AT_ONCE else None
    return trail(lines[:AT_ONCE], [person.pk], older=older)


def of_line(user: User, number: int, day: date) -> Trail | None:
    """Return one line and what its transaction changed; None where `user` may not read it."""
    step = audit.of_line(number)
    if step is None or not may_read(user, step.line, day):
        return None
    return trail([step.line], step.line.people, changes=step.changes)


def may_read(user: User, line: Line, day: date) -> bool:
    """Say whether `user` may read a line: of nobody, or of somebody whose record they keep.

    Whoever is excluded from the record of somebody in it may not.
    """
    if not line.people:
        return True
    with access.service(by="", day=day):
        excluded = Exclusion.objects.filter(
            periods.on(day), practitioner=user.practitioner, person_id__in=line.people
        )
        if excluded.exists():
            return False
        people = list(Person.objects.filter(pk__in=line.people)[:ASKED])
    return not people or any(user.has_perm(KEEP_PERSON, one) for one in people)


def trail(
    lines: list[Line], people: list[int], *, changes: Iterable[Change] = (), older: int | None = None
) -> Trail:
    """Return lines with the names of whoever acted in them."""
    return Trail(named(lines), list(changes), people, audit.who_appear(lines), older)


def named(lines: Iterable[Line]) -> list[Shown]:
    """Return lines with who acted, by name where it is somebody who works here. One query."""
    lines = list(lines)
    names = dict(Practitioner.objects.filter(ref__in={one.by for one in lines}).values_list("ref", "name"))
    return [Shown(one, f"{names[one.by]} ({one.by})" if one.by in names else one.by) for one in lines]
