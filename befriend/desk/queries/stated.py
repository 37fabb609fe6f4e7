"""What is stated about a person, area by area, and one statement with all that became of it."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from befriend import periods
from befriend.allocation.models import Cover, Relationship
from befriend.people import queries as people
from befriend.people.models import Confirmation, Contest, Person, Statement
from befriend.people.queries import Standing
from befriend.policies import vocabulary
from befriend.workforce.models import Practitioner


class Asked(NamedTuple):
    """A key and what stands under it."""

    key: vocabulary.Key
    standing: list[Standing]


class AreaStated(NamedTuple):
    """An area with its keys, in the order in which they are asked."""

    area: vocabulary.Area
    asked: list[Asked]


class Known(NamedTuple):
    """One statement: what it replaced and what replaced it, its confirmations and contests, and names."""

    one: Standing
    chain: list[Statement]
    confirmations: list[Confirmation]
    contests: list[Contest]
    names: dict[str, str]  # of whoever recorded, confirmed and decided, by their references

    @property
    def short(self) -> str:
        """Return by what it is named on the paper form."""
        return people.short_of(self.one.statement)


def by_area(person: Person, day: date) -> list[AreaStated]:
    """Return every key that may be asked on `day`, with what stands under it, and what stands besides."""
    words, book = vocabulary.load(), people.standing(person, day)
    asked = [Asked(key, book.pop(key.name, [])) for key in words.on(day)]
    areas = [AreaStated(area, [one for one in asked if one.key.area == area.name]) for area in words.areas]
    # Under keys that are asked no more, and names that an earlier system brought along.
    left = [Asked(found[0].key, found) for found in book.values()]
    other = vocabulary.Area("other", vocabulary.Words(en="Other", cy="Arall"))
    return [*areas, *([AreaStated(other, left)] if left else [])]


def known(person: Person, ref: str, day: date) -> Known | None:
    """Return one statement about `person` with all that became of it, or None."""
    one = people.stated(person, ref, day)
    if one is None:
        return None
    found = one.statement
    confirmations = list(found.confirmations.order_by("-day"))
    contests = people.contests_of(found)
    refs = {each.by for each in confirmations} | {each.reviewer for each in contests}
    chain = people.chain(found)
    refs |= {each.recorded_by for each in chain} | {found.awaits, found.accepted_by}
    return Known(one, chain, confirmations, contests, names(refs))


def names(refs: set[str]) -> dict[str, str]:
    """Return the names of practitioners by their references. One query."""
    return dict(Practitioner.objects.filter(ref__in=refs - {""}).values_list("ref", "name"))


def whom_it_waits_for(person: Person, day: date) -> Practitioner | None:
    """Return who accepts what somebody else typed about `person`: whoever covers, or supervises, them."""
    cover = (
        Cover.objects.filter(periods.on(day), relationship__person=person)
        .select_related("practitioner")
        .first()
    )
    if cover:
        return cover.practitioner
    with_them = Relationship.objects.filter(periods.on(day), person=person).select_related("practitioner")
    found = with_them.first()
    return found.practitioner if found else None
