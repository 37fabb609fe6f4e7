"""What people wrote and want, for them and for whoever works with them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.db import connection
from django.db.models import F, QuerySet
from django.utils import timezone

from befriend import periods
from befriend.allocation.models import Cover, Relationship
from befriend.allocation.queries import own
from befriend.people.models import Person
from befriend.portal.models import Message, Wish
from befriend.workforce.models import Absence, Practitioner

from .own import in_force


class Asked(NamedTuple):
    """Of one person: whether they want to see somebody, and what they wrote that nobody has seen."""

    person: Person
    wish: Wish | None
    messages: list[Message]


def thread(person: Person) -> list[Message]:
    """Return what was written between a person and whoever works with them, the newest first."""
    return list(Message.objects.filter(person=person).order_by("-written_at", "-pk"))


def writers() -> dict[str, str]:
    """Return the names of those who wrote to whoever looks at their own page, by reference. One query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT writer, name FROM befriend_my_answers()")
        return dict(cursor.fetchall())


def wish_of(person: Person, day: date) -> Wish | None:
    """Return that a person wants to see somebody, as long as nobody has seen it and it is kept."""
    return open_wishes(day).filter(person=person).first()


def last_wish(person: Person, day: date) -> Wish | None:
    """Return the newest wish of a person that is kept on `day`, seen or not; one that is not seen first."""
    kept = Wish.objects.filter(person=person, expires_on__gt=day)
    return kept.order_by(F("seen_on").desc(nulls_first=True), "-written_at").first()


def asked(practitioner: Practitioner, day: date, mine: Collection[int] | None = None) -> list[Asked]:
    """Return what people asked and nobody has seen, of those who are with `practitioner` or with nobody.

    Of the second only those within reach: whoever is on duty, or answers for the unit. They are with nobody
    too where everybody who is with them is away, or where it has waited too long. Those who want to see
    somebody come first. `mine` are the keys of their people where they are known already. Two queries where
    nobody asked, six at most.
    """
    wishes = {one.person_id: one for one in open_wishes(day)}
    messages: dict[int, list[Message]] = {}
    for one in unseen().order_by("written_at"):
        messages.setdefault(one.person_id, []).append(one)
    keys = {*wishes, *messages}
    if not keys:
        return []
    if mine is None:
        mine = [one.pk for one in own.own_people(practitioner, day)]
    since = waits_since(day)
    late = {key for key, one in wishes.items() if one.written_at < since}
    late |= {key for key, found in messages.items() if found[0].written_at < since}
    shown = keys.intersection(mine) | late | (keys - with_somebody(keys, day))
    people = Person.objects.filter(pk__in=shown).order_by("chosen_name", "pk")
    found = [Asked(one, wishes.get(one.pk), messages.get(one.pk, [])) for one in people]
    return sorted(found, key=lambda one: one.wish is None)


def with_somebody(keys: Collection[int], day: date) -> set[int]:
    """Return those of `keys` whom somebody supervises or covers on `day` who is not away. Two queries."""
    away = Absence.objects.filter(periods.on(day)).values("practitioner_id")
    held = Relationship.objects.filter(periods.on(day), person__in=keys)
    covers = Cover.objects.filter(periods.on(day), relationship__in=held).exclude(practitioner__in=away)
    present = held.exclude(practitioner__in=away).values_list("person_id", flat=True)
    return {*present, *covers.values_list("relationship__person_id", flat=True)}


def waits_since(day: date) -> datetime:
    """Return the moment before which what was asked has waited too long on `day`."""
    first = day - timedelta(days=int(in_force(day, "climb_days")))
    return timezone.make_aware(datetime.combine(first, time.min))


def unseen() -> QuerySet[Message]:
    """Return what people wrote and nobody has seen."""
    return Message.objects.filter(side=Message.Side.PERSON, seen_on__isnull=True)


def open_wishes(day: date) -> QuerySet[Wish]:
    """Return the wishes to see somebody that nobody has seen and that are kept on `day`."""
    return Wish.objects.filter(seen_on__isnull=True, expires_on__gt=day)
