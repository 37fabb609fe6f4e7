"""Questions about units, offices and who works where; nothing here changes anything."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.db.models import QuerySet

from befriend import periods, policies
from befriend.rows import Question

from .models import Office, Posting, Practitioner, Unit
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
    units = once(("units", *chain), lambda: units_by_key(chain))
    return [units[key] for key in chain]


PARENTS = Question("SELECT n.unit_id, n.parent_id FROM workforce_unitparent n WHERE {on[n]}")


def parents(day: date) -> dict[int, int]:
    """Return the unit right above each on `day`, by key. One query."""

    def read() -> dict[int, int]:
        return dict(PARENTS.ask(day=day))

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


HOLDER = Question(
    """
    SELECT {p} FROM workforce_officeholding h JOIN workforce_practitioner p ON p.id = h.practitioner_id
    WHERE h.office_id = %(office)s AND {on[h]} ORDER BY h.id LIMIT 1
    """,
    p=Practitioner,
)


def holder(office: Office, day: date) -> Practitioner | None:
    """Return who holds `office` on `day`, if anybody does."""

    def read() -> Practitioner | None:
        found = HOLDER.ask(office=office.pk, day=day)
        return found[0][0] if found else None

    return once(("holder", office.pk, day), read)


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


OFFICE_WITH = Question(
    """
    SELECT {o} FROM workforce_office o WHERE o.post = %(post)s AND o.unit_id = ANY(%(units)s)
    ORDER BY array_position(%(units)s::bigint[], o.unit_id), o.id LIMIT 1
    """,
    o=Office,
)


def nearest_office(unit: Unit, post: str, day: date) -> Office | None:
    """Return the office with `post` of `unit`, or of the nearest unit above that has one. One query."""

    def read() -> Office | None:
        units = {one.pk: one for one in above(unit, day)}
        found = OFFICE_WITH.ask(post=str(post), units=list(units))
        return with_unit(found[0][0], units[found[0][0].unit_id]) if found else None

    return once(("nearest", unit.pk, post, day), read)


WHO_ACTS = Question(
    """
    SELECT {p}, {o}, {u} FROM workforce_practitioner p
    LEFT JOIN workforce_officeholding h ON h.practitioner_id = p.id AND {on[h]}
    LEFT JOIN workforce_office o ON o.id = h.office_id
    LEFT JOIN workforce_unit u ON u.id = o.unit_id
    WHERE p.user_id = %(user)s ORDER BY o.ref
    """,
    p=Practitioner,
    o=Office,
    u=Unit,
)


def who_acts(user: int, day: date) -> Practitioner | None:
    """Return the practitioner whose account this is (its key), if it is one's. One query.

    What offices they hold on `day` is read with them, for `offices_of`.
    """
    rows = WHO_ACTS.ask(user=user, day=day)
    if not rows:
        return None
    offices = [with_unit(office, unit) for _, office, unit in rows if office]
    found: Practitioner = rows[0][0]
    once(("offices", found.pk, day), lambda: offices)
    return found


OFFICES_OF = Question(
    """
    SELECT {o}, {u} FROM workforce_officeholding h
    JOIN workforce_office o ON o.id = h.office_id
    JOIN workforce_unit u ON u.id = o.unit_id
    WHERE h.practitioner_id = %(practitioner)s AND {on[h]} ORDER BY o.ref
    """,
    o=Office,
    u=Unit,
)


def offices_of(practitioner: Practitioner, day: date) -> list[Office]:
    """Return the offices that `practitioner` holds on `day`."""

    def read() -> list[Office]:
        return [with_unit(*row) for row in OFFICES_OF.ask(practitioner=practitioner.pk, day=day)]

    return list(once(("offices", practitioner.pk, day), read))


def with_unit(office: Office, unit: Unit) -> Office:
    """Return an office that knows its unit, read in the same query."""
    office.unit = unit
    return office


POSTING = Question(
    """
    SELECT {w}, {u} FROM workforce_posting w JOIN workforce_unit u ON u.id = w.unit_id
    WHERE w.practitioner_id = %(practitioner)s AND {on[w]} ORDER BY w.id LIMIT 1
    """,
    w=Posting,
    u=Unit,
)


def posting(practitioner: Practitioner, day: date) -> Posting | None:
    """Return where `practitioner` works on `day`, if anywhere."""

    def read() -> Posting | None:
        found = POSTING.ask(practitioner=practitioner.pk, day=day)
        return at_unit(practitioner, *found[0]) if found else None

    return once(("posting", practitioner.pk, day), read)


def at_unit(practitioner: Practitioner, posting: Posting, unit: Unit) -> Posting:
    """Return a posting that knows whose and where it is, read in the same query."""
    posting.practitioner, posting.unit = practitioner, unit
    return posting


def postings(unit: Unit, day: date) -> QuerySet[Posting]:
    """Return the postings in `unit` and below it on `day`, by name. One query when read."""
    return (
        Posting.objects.filter(periods.on(day), unit_id__in=below(unit, day))
        .select_related("practitioner", "unit")
        .order_by("practitioner__name", "practitioner__ref")
    )


POSTED = Question(
    """
    SELECT {w}, {p} FROM workforce_posting w JOIN workforce_practitioner p ON p.id = w.practitioner_id
    WHERE w.unit_id = ANY(%(units)s) AND {on[w]} ORDER BY p.name, p.ref
    """,
    w=Posting,
    p=Practitioner,
)


def posted(unit: Unit, day: date) -> list[Posting]:
    """Return the postings in `unit` and below it on `day`, by name, as `postings` does. Two queries."""
    rows = POSTED.ask(units=list(below(unit, day)), day=day)
    units = units_by_key({posting.unit_id for posting, _ in rows})
    return [at_unit(practitioner, posting, units[posting.unit_id]) for posting, practitioner in rows]


UNITS = Question("SELECT {u} FROM workforce_unit u WHERE u.id = ANY(%(units)s)", u=Unit)


def units_by_key(keys: Collection[int]) -> dict[int, Unit]:
    """Return units by their keys. One query."""
    return {unit.pk: unit for (unit,) in UNITS.ask(units=list(keys))}


OFFICES = Question(
    """
    SELECT {o}, {u} FROM workforce_office o JOIN workforce_unit u ON u.id = o.unit_id
    WHERE o.id = ANY(%(offices)s)
    """,
    o=Office,
    u=Unit,
)


def offices_by_key(keys: Collection[int]) -> dict[int, Office]:
    """Return offices with their units, by their keys. One query."""
    return {office.pk: with_unit(office, unit) for office, unit in OFFICES.ask(offices=list(keys))}


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
