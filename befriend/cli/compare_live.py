"""A proposal on the live caseload: asked as an office, put in force and kept by nobody."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from befriend import database
from befriend.cli import asking, server
from befriend.errors import BefriendError

if TYPE_CHECKING:
    from befriend.allocation.queries.comparing import Live, OfUnit
    from befriend.policies import Proposal
    from befriend.workforce.models import Unit

BY = "befriend compare"


def live(proposal: Proposal, ref: str | None, office: str | None, on: date | None, *, as_json: bool) -> None:
    """Print what `proposal` would do to everybody carried in a unit and below; `on`: a day that was said."""
    with database.ready():
        server.prepare()
        from befriend.allocation.queries import comparing
        from befriend.audit import replica

        unit, day = asking.unit(ref), asking.today()
        with asking.acting(office, unit, day=day, command=BY) as access:
            may_compare(access.office, unit, day)
            with replica.reading() as moment:
                found = comparing.compare(proposal, unit, day, on)
        if as_json:
            print(json.dumps({**as_data(found), **moment.as_data}, indent=2, ensure_ascii=False))
        else:
            print("\n".join([*lines(found), "", moment.words]))


def may_compare(office: str, unit: Unit, day: date) -> None:
    """Raise BefriendError unless `office` is that of a head, of `unit` or of one above."""
    from befriend.workforce import queries as workforce
    from befriend.workforce.models import Office

    heads = Office.objects.filter(ref=office, post=Office.Post.HEAD)
    if not heads.filter(unit__in=[one.pk for one in workforce.above(unit, day)]).exists():
        raise BefriendError(
            f"{office} is not the office of the head of {unit.name}, or of one above. Name one with --as."
        )


def as_data(found: Live) -> dict[str, Any]:
    """Return the comparison as JSON; what the record cannot answer stands under `missing`."""
    return {
        "proposal": found.what,
        "day": found.day.isoformat(),
        "missing": list(found.missing),
        "exclusions_missing": list(found.exclusions),
        "not_before_missing": found.since and found.since.isoformat(),
        "untiered": found.untiered,
        "matrices": {
            one.of: [
                {"before": c.before, "after": c.after, "count": c.cases, "examples": list(c.examples)}
                for c in one.cells
            ]
            for one in found.matrices
        },
        "units": [
            {
                "unit": one.unit.ref,
                "practitioners": one.practitioners,
                "people": one.people,
                "before": one.before._asdict(),
                "after": one.after._asdict(),
            }
            for one in found.units
        ],
    }


HEADINGS = {
    "tier": "tier -> tier: people (for example)",
    "points": "points a person a week -> points, reports due not counted: people (for example)",
    "limit": "limit in points / people -> limit: practitioners",
}


def lines(found: Live) -> Iterable[str]:
    """Return the comparison for people."""
    yield found.what
    yield f"The live caseload, asked for {found.day}. People who wait are not in it. Nothing was kept."
    yield from (f"Missing: what {key} would do is not on the record." for key in found.missing)
    yield from (f"Missing: whom this leaves out is not worked out: {words}" for words in found.exclusions)
    if found.since:
        yield f"Missing: what began before {found.since} keeps what is; since when each has is not read here."
    if found.untiered:
        yield f"Missing: the tier of {found.untiered} people; their points are assumed."
    for one in found.matrices:
        yield from ("", HEADINGS[one.of])
        for cell in one.cells:
            examples = f" ({', '.join(cell.examples)})" if cell.examples else ""
            yield f"  {cell.before} -> {cell.after}: {cell.cases}{examples}"
    yield from ("", "points and hours a week by unit")
    yield from (f"  {of_unit(unit)}" for unit in found.units)


def of_unit(one: OfUnit) -> str:
    """Return one unit before and after."""
    now, then = one.before, one.after
    return (
        f"{one.unit.name}: {one.people} people, {now.points:,} -> {then.points:,} points, "
        f"{now.minutes / 60:,.1f} -> {then.minutes / 60:,.1f} hours, "
        f"over the limit {now.over} -> {then.over} of {one.practitioners} practitioners"
    )
