"""What people wrote and want, for them and for whoever works with them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet

from befriend import periods
from befriend.allocation.models import Relationship
from befriend.allocation.queries import own
from befriend.people.models import Person
from befriend.portal.models import Message, Wish
from befriend.workforce.models import Practitioner


class Asked(NamedTuple):
    """Of one person: whether they want to see somebody, and what they wrote that nobody has seen."""

    person: Person
    wish: Wish | None
    messages: list[Message]


def thread(person: Person) -> list[Message]:
    """Return what was written between a person and whoever works with them, the newest first."""
    return list(Message.objects.filter(person=person).order_by("-written_at", "-pk"))


def wish_of(person: Person, day: date) -> Wish | None:
    """Return that a person wants to see somebody, as long as nobody has seen it and it is kept."""
    return open_wishes(day).filter(person=person).first()


def asked(practitioner: Practitioner, day: date, mine: Collection[int] | None = None) -> list[Asked]:
    """Return what people asked and nobody has seen, of those who are with `practitioner` or with nobody.

    Of the second only those within reach: whoever is on duty, or answers for the unit. Those who want to
    see somebody come first. `mine` are the keys of their people where they are known already. Two queries
    where nobody asked, five at most.
    """
    wishes = {one.person_id: one for one in open_wishes(day)}
    messages: dict[int, list[Message]] = {}
    for one in Message.objects.filter(side=Message.Side.PERSON, seen_on__isnull=True).order_by("written_at"):
        messages.setdefault(one.person_id, []).append(one)
    keys = {*wishes, *messages}
    if not keys:
        return []
    if mine is None:
        mine = [one.pk for one in own.own_people(practitioner, day)]
    held = Relationship.objects.filter(periods.on(day), person__in=keys)
    shown = keys.intersection(mine) | (keys - set(held.values_list("person_id", flat=True)))
    people = Person.objects.filter(pk__in=shown).order_by("chosen_name", "pk")
    found = [Asked(one, wishes.get(one.pk), messages.get(one.pk, [])) for one in people]
    return sorted(found, key=lambda one: one.wish is None)


def open_wishes(day: date) -> QuerySet[Wish]:
    """Return the wishes to see somebody that nobody has seen and that are kept on `day`."""
    return Wish.objects.filter(seen_on__isnull=True, expires_on__gt=day)
