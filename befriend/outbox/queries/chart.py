"""Who is shown what could not be delivered: the office above whoever it was for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from befriend import periods
from befriend.identity.models import User
from befriend.workforce.models import Office, OfficeHolding, Posting, Practitioner, UnitParent

# What these are told is for no manager, not even that they were told something.
FOR_NO_MANAGER = (Office.Post.REPRESENTATIVE, Office.Post.DATA_PROTECTION, "victim_liaison")


class Chart(NamedTuple):
    """The units and offices of a day: parents by unit, units by practitioner, holders by office."""

    parents: Mapping[int, int]
    works_in: Mapping[int, int]
    offices: tuple[Office, ...]
    holders: Mapping[int, int]

    def owner(self, recipient: Practitioner | Office | User) -> int | None:
        """Return the key of the office that is shown what could not be delivered to `recipient`."""
        if isinstance(recipient, User):
            recipient = getattr(recipient, "practitioner", None) or recipient
        own = self.own(recipient)
        found = next((one for one in self.candidates(recipient) if one.pk not in own), None)
        return (found or next(self.last(), None) or Office(pk=None)).pk

    def own(self, recipient: Practitioner | Office | User) -> set[int]:
        """Return the offices that are the recipient, or are held by them."""
        if isinstance(recipient, Office):
            return {recipient.pk}
        return {office for office, holder in self.holders.items() if holder == recipient.pk}

    def candidates(self, recipient: Practitioner | Office | User) -> Iterator[Office]:
        """Yield the offices that could own it, the nearest that somebody holds first."""
        chain = self.chain(self.unit(recipient))
        if not (isinstance(recipient, Office) and recipient.post in FOR_NO_MANAGER):
            yield from self.at(chain, Office.Post.HEAD, held=True)
            yield from self.at(chain, Office.Post.HEAD, held=False)
        yield from self.at(chain, Office.Post.DATA_PROTECTION, held=True)
        yield from self.last()

    def last(self) -> Iterator[Office]:
        """Yield who is left when nobody is above: data protection, then heads, those of the top first."""
        for post in (Office.Post.DATA_PROTECTION, Office.Post.HEAD):
            found = [one for one in self.offices if one.post == post and one.pk in self.holders]
            yield from sorted(found, key=lambda one: (len(self.chain(one.unit_id)), one.ref))

    def unit(self, recipient: Practitioner | Office | User) -> int | None:
        """Return where the recipient is."""
        if isinstance(recipient, Office):
            return recipient.unit_id
        return self.works_in.get(recipient.pk) if isinstance(recipient, Practitioner) else None

    def chain(self, unit: int | None) -> list[int]:
        """Return a unit and all above it."""
        found: list[int] = []
        while unit is not None and unit not in found:
            found.append(unit)
            unit = self.parents.get(unit)
        return found

    def at(self, chain: list[int], post: str, *, held: bool) -> Iterator[Office]:
        """Yield the offices with `post` along a chain of units, nearest first."""
        for unit in chain:
            for one in self.offices:
                if one.unit_id == unit and one.post == post and (one.pk in self.holders) == held:
                    yield one


def read(day: date, recipients: Iterable[object]) -> Chart:
    """Return the chart of a day, with where `recipients` work. Four queries."""
    practitioners = [one.pk for one in recipients if isinstance(one, Practitioner)]
    current = periods.on(day)
    return Chart(
        parents=dict(UnitParent.objects.filter(current).values_list("unit_id", "parent_id")),
        works_in=dict(
            Posting.objects.filter(current, practitioner__in=practitioners).values_list(
                "practitioner_id", "unit_id"
            )
        ),
        offices=tuple(Office.objects.order_by("ref")),
        holders=dict(OfficeHolding.objects.filter(current).values_list("office_id", "practitioner_id")),
    )
