"""How the gap of a plan from nothing looks on a terminal and for programs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext, gettext_noop

from befriend.cli import pages
from befriend.identity import queries as identity

if TYPE_CHECKING:
    from befriend.allocation.queries.nothing import FromNothing
    from befriend.planner.account import Part

# The parts of befriend.planner.account, as people read them.
PARTS: Mapping[str, str] = {
    "shortage": gettext_noop("there is more work than the cap lets everybody here carry together"),
    "rounding": gettext_noop("caps are rounded down, practitioner by practitioner"),
    "other_limits": gettext_noop("limits that are not the cap's, or an order to exceed it"),
    "head_cap": gettext_noop("the most people one practitioner may have"),
    "trainee_heads": gettext_noop("the protection of trainees: the most people they may have"),
    "nobody_lawful": gettext_noop("room with practitioners whom nobody who waits may go to"),
    "remainder": gettext_noop("room left that is less than the work of anybody who waits"),
}


def show(found: FromNothing) -> None:
    """Print the gap, and every point of it under a named limit."""
    out = pages.console()
    title = gettext("{unit}, everybody planned again from nothing on {day}")
    out.rule(title.format(unit=found.unit.name, day=pages.words(found.day)), align="left")
    if identity.is_invented():
        out.print(gettext("INVENTED: nobody here is real."))
    out.print(
        gettext(
            "{people} people, {work} points of work; practitioners have {available}. Nothing was written."
        ).format(
            people=f"{found.people:,}", work=f"{found.work_points:,}", available=f"{found.available_points:,}"
        )
    )
    out.print(
        gettext("The gap is {points} points, {percent}% of all work:").format(
            points=f"{found.waiting_points:,}", percent=found.gap_percent
        )
    )
    table = pages.grid()
    table.add_column(gettext("points"), justify="right", no_wrap=True)
    table.add_column(gettext("because"))
    for part in found.parts:
        table.add_row(f"{part.points:,}", words(part))
    table.add_row(f"{found.waiting_points:,}", gettext("altogether"))
    out.print(table)


def words(part: Part) -> str:
    """Return what a part of the gap is, and with how many practitioners it is."""
    text = gettext(PARTS[part.code])
    if not part.candidates:
        return text
    return gettext("{what} (practitioners: {n})").format(what=text, n=len(part.candidates))


def as_data(found: FromNothing) -> dict[str, Any]:
    """Return the gap as data."""
    return {
        "day": found.day.isoformat(),
        "unit": {"ref": found.unit.ref, "name": found.unit.name},
        "people": found.people,
        "work_points": found.work_points,
        "available_points": found.available_points,
        "waiting_points": found.waiting_points,
        "gap_percent": found.gap_percent,
        "parts": [{**part._asdict(), "text": words(part)} for part in found.parts],
    }
