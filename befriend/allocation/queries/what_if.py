"""What if somebody is away: who would need cover, who could give it, who would wait."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from befriend import periods
from befriend.allocation.models import Relationship
from befriend.rules import cover
from befriend.rules.values import WaitingFor
from befriend.rules.week import planned_from
from befriend.workforce import queries as workforce
from befriend.workforce.models import Practitioner, Unit

from .proposing import Proposal, solve
from .setting import Wanting, setting
from .work import works


class WhatIf(NamedTuple):
    """The answer to "what if they are away": whether cover is needed, and the plan of it."""

    practitioner: Practitioner
    need: cover.CoverNeed
    people: int
    proposal: Proposal | None


def what_if_away(
    unit: Unit, practitioner: Practitioner, from_date: date, until_date: date, day: date
) -> WhatIf:
    """Work out what an absence would ask of the unit. Nothing is written.

    The cover is planned on its own, before anybody else who waits, as the week of `day` stands.
    """
    book, now = workforce.policies_in_force(), planned_from(day)
    need = cover.need(from_date, until_date, book, from_date)
    held = Relationship.objects.filter(periods.on(now), practitioner=practitioner).exclude(
        periods.on(now, "covers__")
    )
    people = [one.person for one in held.select_related("person").order_by("person__ref")]
    if not need.needed:
        return WhatIf(practitioner, need, len(people), None)
    work = works(book, now, [one.pk for one in people])
    wanting = [Wanting(one, WaitingFor.COVER, from_date, work[one.pk]) for one in people]
    given = setting(book, unit, now, day, wanting)
    desks = {key: one for key, one in given.desks.items() if key != practitioner.pk}
    return WhatIf(practitioner, need, len(people), solve(given._replace(desks=desks)).proposal)
