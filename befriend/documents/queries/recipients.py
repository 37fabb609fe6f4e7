"""The offices that a paper may go to: chosen from a register, and never typed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from befriend import periods
from befriend.allocation.queries import on_whose_unit
from befriend.documents.models import Recipient
from befriend.documents.papers import register
from befriend.documents.papers.form import Template
from befriend.identity import queries as identity
from befriend.people.models import Person
from befriend.workforce import queries as workforce
from befriend.workforce.models import Office

# Kinds whose office is one of ours, and the post that answers for it.
POSTS = {
    Recipient.Kind.VICTIM_LIAISON: Office.Post.VICTIM_LIAISON,
    Recipient.Kind.PROBATION_OFFICE: Office.Post.HEAD,
}


def recipients(template: Template, person: Person, day: date) -> list[Recipient]:
    """Return every office that a paper about `person` may go to on `day`, by kind as the template names them.

    Those not kept yet have no key: `actions.make` keeps them.
    """
    return [
        found for one in template.recipients for found in sorted(of_kind(one.kind, person, day), key=order)
    ]


def of_kind(kind: str, person: Person, day: date) -> Iterator[Recipient]:
    """Return the offices of one kind."""
    if kind in POSTS:
        yield from inside(kind, person, day)
        return
    kept = list(Recipient.objects.filter(periods.on(day), kind=kind))
    yield from kept
    known = {one.ref for one in kept}
    for ref, office in register.load().offices.items():
        if office.kind == kind and ref not in known and (not office.invented or identity.is_invented()):
            yield Recipient(
                ref=ref, kind=kind, name=office.name, organisation=office.organisation,
                address="\n".join(office.address), from_date=day,
            )  # fmt: skip


def inside(kind: str, person: Person, day: date) -> Iterator[Recipient]:
    """Return the office of ours that answers for a kind: of the person's unit or the nearest above."""
    unit = on_whose_unit(person, day)
    units = [one.pk for one in workforce.above(unit, day)] if unit else []
    found = Office.objects.filter(unit_id__in=units, post=POSTS[Recipient.Kind(kind)]).select_related("unit")
    nearest = min(found, key=lambda one: units.index(one.unit_id), default=None)
    if nearest is None:
        return
    ref = f"{kind}-{nearest.pk}"
    kept = Recipient.objects.filter(ref=ref).first()
    yield kept or Recipient(
        ref=ref, kind=kind, name=nearest.get_post_display(), organisation=nearest.unit.name,
        office=nearest, from_date=day,
    )  # fmt: skip


def order(one: Recipient) -> tuple[str, str]:
    """Return by what offices of one kind are listed."""
    return one.organisation, one.ref
