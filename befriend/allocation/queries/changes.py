"""What the person may read of a change of practitioner: when, from whom, to whom, and what kind of reason."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from befriend.allocation.models import Relationship, WhyChanged
from befriend.people.models import Person


class Told(StrEnum):
    """The kinds of reason that the person is told, and no other."""

    LEFT = "left"
    ABSENT = "absent"
    # How the work of the unit is shared out.
    WORKLOAD = "workload"
    ASKED = "asked"
    # The person moved, not the practitioner.
    MOVED = "moved"


# A conflict, a closed record, harm and whatever else is private are kept as "handed back", and are told as
# what they always are too: the unit shared its work out anew. So they cannot be told apart from it.
TOLD: Mapping[str, Told] = {
    WhyChanged.LEFT: Told.LEFT,
    WhyChanged.ABSENT: Told.ABSENT,
    WhyChanged.ASKED: Told.ASKED,
    WhyChanged.MOVED: Told.MOVED,
}


class Change(NamedTuple):
    """One change of practitioner; nothing in it comes from more than names, days and the kind."""

    day: date
    before: str
    after: str  # blank: nobody yet
    kind: Told


def changes(person: Person, day: date) -> list[Change]:
    """Return the changes of practitioner of `person` up to `day`, the newest first. One query."""
    held = list(
        Relationship.objects.filter(person=person, from_date__lte=day)
        .select_related("practitioner")
        .order_by("from_date", "pk")
    )
    found = [
        change(before, after, after.from_date)
        for before, after in pairwise(held)
        if before.practitioner_id != after.practitioner_id
    ]
    last = held[-1] if held else None
    if last and last.until_date and last.until_date <= day and last.why_changed != WhyChanged.ENDED:
        found.append(change(last, None, last.until_date))
    return found[::-1]


def change(before: Relationship, after: Relationship | None, day: date) -> Change:
    """Return one change as the person is told it."""
    return Change(
        day=day,
        before=before.practitioner.name,
        after=after.practitioner.name if after else "",
        kind=TOLD.get(before.why_changed, Told.WORKLOAD),
    )
