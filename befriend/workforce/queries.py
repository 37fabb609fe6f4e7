"""Questions about units, offices and who works where; nothing here changes anything."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.db.models import QuerySet

from befriend import periods, policies

from .models import Office, OfficeHolding, Posting, Practitioner, Unit, UnitParent
from .remembered import once


class Answering(NamedTuple):
    """The office that answers, who holds it, and the vacant office it answers for."""

    office: Office
    held_by: Practitioner | None
    passed_from: Office | None


def above(unit: Unit, day: date) -> list[Unit]:
    """Return `unit` and every unit above it on `day`, nearest first. Two queries."""
    tree = parents(day)
    chain = [unit.pk]
    while (parent := tree.get(chain[-1])) and parent not in chain:
        chain.append(parent)
    units = once(("units", *chain), lambda: Unit.objects.in_bulk(chain))
    return [units[key] for key in chain]


def parents(day: date) -> dict[int, int]:
    """Return the unit right above each on `day`, by key. One query."""

    def read() -> dict[int, int]:
        return dict(UnitParent.objects.filter(periods.on(day)).values_list("unit_id", "parent_id"))

    return once(("parents", day), read)


def below(unit: Unit, day: date) -> set[int]:
    """Return the keys of `unit` and every unit below it on `day`. One query."""
    return branch(unit.pk, children(day))


def children(day: date) -> dict[int, list[int]]:
    """Return the units right below each on `day`, by key. One query."""

    def read() -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for child, parent in parents(day).items():
            found.setdefault(parent, []).append(child)
        return found

    return once(("children", day), read)


def branch(top: int, tree: Mapping[int, list[int]]) -> set[int]:
    """Return `top` and every unit below it, by key."""
    found: set[int] = set()
    to_visit = [top]
    while to_visit:
        key = to_visit.pop()
        if key not in found:
            found.add(key)
            to_visit += tree.get(key, [])
    return found


def holder(office: Office, day: date) -> Practitioner | None:
    """Return who holds `office` on `day`, if anybody does."""
    holding = (
        OfficeHolding.objects.filter(periods.on(day), office=office).select_related("practitioner").first()
    )
    return holding.practitioner if holding else None


def answering(office: Office, day: date) -> Answering:
    """Return who answers for `office`: its holder, or the nearest head's office above."""
    if held_by := holder(office, day):
        return Answering(office, held_by, None)
    for unit in above(office.unit, day):
        head = unit.offices.filter(post=Office.Post.HEAD).exclude(pk=office.pk).first()
        if head and (held_by := holder(head, day)):
            return Answering(head, held_by, office)
    return Answering(office, None, None)


def head_office(unit: Unit, day: date) -> Office | None:
    """Return the head's office of `unit`, or of the nearest unit above that has one."""
    return nearest_office(unit, Office.Post.HEAD, day)


def nearest_office(unit: Unit, post: str, day: date) -> Office | None:
    """Return the office with `post` of `unit`, or of the nearest unit above that has one."""
    for candidate in above(unit, day):
        if office := candidate.offices.filter(post=post).first():
            return office
    return None


def offices_of(practitioner: Practitioner, day: date) -> list[Office]:
    """Return the offices that `practitioner` holds on `day`."""

    def read() -> list[Office]:
        held = OfficeHolding.objects.filter(periods.on(day), practitioner=practitioner).values("office_id")
        return list(Office.objects.filter(pk__in=held).select_related("unit").order_by("ref"))

    return list(once(("offices", practitioner.pk, day), read))


def posting(practitioner: Practitioner, day: date) -> Posting | None:
    """Return where `practitioner` works on `day`, if anywhere."""
    return practitioner.postings.filter(periods.on(day)).select_related("unit").first()


def postings(unit: Unit, day: date) -> QuerySet[Posting]:
    """Return the postings in `unit` and below it on `day`, by name. One query when read."""
    return (
        Posting.objects.filter(periods.on(day), unit_id__in=below(unit, day))
        .select_related("practitioner", "unit")
        .order_by("practitioner__name", "practitioner__ref")
    )


def policies_in_force() -> policies.Book:
    """Return the policies, with the operator's overlay laid over them if there is one."""
    overlay = settings.BEFRIEND_POLICIES
    return policies.load(Path(overlay) if overlay else None)


# Which posts reach the people of their unit and of those below it; the others reach nobody by their office.
REACHING = {
    Office.Post.HEAD,
    Office.Post.SENIOR,
    Office.Post.DATA_PROTECTION,
    Office.Post.INSPECTOR,
    Office.Post.ADMIN,
}
# Of several posts, the one whose reach is the widest says what kind of role somebody acts in.
ROLES = (
    *(Office.Post.DATA_PROTECTION, Office.Post.HEAD, Office.Post.INSPECTOR, Office.Post.SENIOR),
    *(Office.Post.COURT, Office.Post.VICTIM_LIAISON, Office.Post.ADMIN),
    *(Office.Post.REPRESENTATIVE, Office.Post.RESEARCHER),
)


class Reach(NamedTuple):
    """How far somebody reaches by the offices they hold; units by key."""

    role: str
    posts: tuple[str, ...]
    units: set[int]
    court_units: set[int]


def reach(offices: Iterable[Office], day: date) -> Reach:
    """Return how far these offices together reach on `day`. One query, and none without an office."""
    offices = list(offices)
    tree = children(day) if offices else {}

    def units(posts: Collection[str]) -> set[int]:
        tops = {one.unit_id for one in offices if one.post in posts}
        return {key for top in tops for key in branch(top, tree)}

    return Reach(
        role=role_of(offices),
        posts=tuple(sorted({one.post for one in offices})),
        units=units(REACHING),
        court_units=units({Office.Post.COURT}),
    )


def role_of(offices: Collection[Office]) -> str:
    """Return the kind of role in which whoever holds these offices acts: what people may be told of it."""
    heads = {one.unit.kind for one in offices if one.post == Office.Post.HEAD}
    post = next((each for each in ROLES if any(one.post == each for one in offices)), "practitioner")
    if post == Office.Post.HEAD and not heads <= {Unit.Kind.UNIT, Unit.Kind.TEAM}:
        return "nation" if Unit.Kind.NATION in heads else "region"
    return str(post)
