"""Who may see and decide what: from offices held and people supervised, never from a list."""

from __future__ import annotations

from datetime import date

import rules
from django.utils import timezone

from befriend import periods
from befriend.identity.models import User
from befriend.people.models import Person
from befriend.workforce import queries as workforce
from befriend.workforce.models import Office, OfficeHolding, Practitioner, Unit

from .models import Cover, DutyRota, Relationship
from .queries import on_whose_unit


def practitioner_of(user: User) -> Practitioner | None:
    """Return the practitioner who is signed in as `user`, if it is one."""
    return getattr(user, "practitioner", None)


def today() -> date:
    """Return the day of the question: a permission is asked at the edge, where the clock is."""
    return timezone.localdate()


def holds(user: User, unit: Unit | None, *posts: str) -> bool:
    """Return whether `user` holds one of `posts` in `unit` or any unit above it."""
    practitioner = practitioner_of(user)
    if practitioner is None or unit is None:
        return False
    return OfficeHolding.objects.filter(
        periods.on(today()),
        practitioner=practitioner,
        office__post__in=posts,
        office__unit__in=workforce.above(unit, today()),
    ).exists()


@rules.predicate
def is_staff_member(user: User, _about: object) -> bool:
    """Hold for whoever works here."""
    return practitioner_of(user) is not None


@rules.predicate
def answers_for(user: User, unit: Unit | None) -> bool:
    """Hold for the senior or head of the unit, or of one above."""
    return holds(user, unit, Office.Post.HEAD, Office.Post.SENIOR)


@rules.predicate
def heads(user: User, unit: Unit | None) -> bool:
    """Hold for the head of the unit, or of one above."""
    return holds(user, unit, Office.Post.HEAD)


@rules.predicate
def represents(user: User, unit: Unit | None) -> bool:
    """Hold for the health and safety representative of the unit, or of one above."""
    return holds(user, unit, Office.Post.REPRESENTATIVE)


@rules.predicate
def is_with(user: User, person: Person | None) -> bool:
    """Hold for whoever supervises or covers the person, or is on duty for them today."""
    practitioner = practitioner_of(user)
    if practitioner is None or person is None:
        return False
    now = today()
    with_them = Relationship.objects.filter(periods.on(now), person=person)
    if with_them.filter(practitioner=practitioner).exists():
        return True
    if Cover.objects.filter(periods.on(now), practitioner=practitioner, relationship__in=with_them).exists():
        return True
    unit = on_whose_unit(person, now)
    return (
        unit is not None
        and not with_them.exists()
        and DutyRota.objects.filter(day=now, unit=unit, practitioner=practitioner).exists()
    )


@rules.predicate
def answers_for_person(user: User, person: Person | None) -> bool:
    """Hold for the senior or head of the unit that has the person's case."""
    return person is not None and answers_for(user, on_whose_unit(person, today()))


@rules.predicate
def is_themselves(user: User, practitioner: Practitioner | None) -> bool:
    """Hold for the practitioner the page is about."""
    return practitioner is not None and practitioner_of(user) == practitioner


rules.add_perm("allocation.see_own", is_staff_member)
rules.add_perm("allocation.see_week", answers_for | represents)
rules.add_perm("allocation.plan_week", answers_for)
rules.add_perm("allocation.own_gap", heads)
rules.add_perm("allocation.order_to_exceed", heads)
rules.add_perm("allocation.see_person", is_with | answers_for_person)
rules.add_perm("allocation.see_statement", is_themselves)
rules.add_perm("workforce.see_incidents", represents)
