"""How a week looks on a terminal: words and numbers first, plain in a pipe, never colour alone."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from rich.console import Console
from rich.table import Table

from befriend.allocation.queries import in_words
from befriend.identity import queries as identity
from befriend.rules import wording
from befriend.rules.values import Grade

if TYPE_CHECKING:
    from befriend.allocation.models import PlannedAllocation
    from befriend.allocation.queries.week import PractitionerWeek, WaitingPerson, Week

IN_A_PIPE = 120
NARROW, WIDE = 80, 110
CELLS, MOST_OVER = 10, 6


def console() -> Console:
    """Return what writes on stdout, as wide as the terminal, or as a page in a pipe."""
    width = shutil.get_terminal_size((IN_A_PIPE, 24)).columns
    return Console(file=sys.stdout, width=width, highlight=False, emoji=False, markup=False)


def show_week(week: Week) -> None:
    """Print the whole week."""
    out = console()
    out.rule(_("{unit}, week of {day}").format(unit=week.unit.name, day=words(week.week_start)), align="left")
    if identity.is_invented():
        out.print(_("INVENTED: nobody here is real."))
    for line in (*head(week), "", *gap(week), ""):
        out.print(line)
    out.print(practitioners(week.practitioners, week.day, out.width))
    if week.allocations:
        out.print()
        out.print(proposals(week.allocations))
    if week.waiting:
        out.print()
        out.print(waiting(week.waiting))
        for line in owners(week.waiting):
            out.print(line)


def words(day: date) -> str:
    """Return a day with its weekday: Monday 23 November 2026."""
    return f"{WEEKDAYS[day.weekday()]} {short(day)}"


def short(day: date) -> str:
    """Return a day as people write it: 23 November 2026."""
    return wording.shown("since", day.isoformat(), _)


def head(week: Week) -> Iterable[str]:
    """Say how much work there is for how much time."""
    share = week.work_points * 100 // week.available_points if week.available_points else None
    yield _("Work {work} points; practitioners have {available}{share}.").format(
        work=f"{week.work_points:,}",
        available=f"{week.available_points:,}",
        share="" if share is None else f" ({share}%)",
    )
    if week.minutes_a_person is not None:
        yield _("After reports and meetings that leaves about {n} minutes a person a week (assumed).").format(
            n=week.minutes_a_person
        )
    if week.given_no_time:
        yield _("{n} of the people are answered for with no time at all under the published weights.").format(
            n=f"{week.given_no_time:,}"
        )
    over = [one.overload for one in week.practitioners if one.overload]
    if over:
        first = min(one.from_date for one in over)
        yield ngettext(
            "Over the cap already: {n} practitioner, since {day}.",
            "Over the cap already: {n} practitioners, the longest since {day}.",
            len(over),
        ).format(n=len(over), day=short(first))


def gap(week: Week) -> Iterable[str]:
    """Say who is served, who waits, and whether the plan is safe."""
    served, left = week.proposed, week.left
    yield _(
        "{all} wait for an officer or for cover; this plan serves {served}; {left} go on waiting."
    ).format(all=served + left, served=served, left=left)
    yield _("The gap is {points} points, {percent}% of all work.").format(
        points=f"{week.waiting_points:,}", percent=week.gap_percent
    )
    if week.hidden_waits:
        yield ngettext(
            "{n} of them waits whose record you may not see; the work is counted.",
            "{n} of them wait whose records you may not see; the work is counted.",
            week.hidden_waits,
        ).format(n=week.hidden_waits)
    order = week.serving_order
    yield _("Served in the order signed by {office}, in force since {day}.").format(
        office=order.signed_by, day=short(order.since)
    )
    if first := week.first_order:
        yield _("{n} of those who wait come first in that order: this plan is NOT SAFE and needs a "
                "decision today.").format(n=first)  # fmt: skip
    else:
        yield _("Nobody of the first order waits: the plan is safe.")


def practitioners(rows: Iterable[PractitionerWeek], day: date, width: int) -> Table:
    """Return the practitioners who can be given work; the grade and a bar where there is room."""
    with_grade, with_bar = width >= NARROW, width >= WIDE
    table = grid()
    table.add_column(_("Practitioner"))
    if with_grade:
        table.add_column(_("grade"))
    for name in (_("points"), _("planned"), _("limit"), "%", _("people")):
        table.add_column(name, justify="right", no_wrap=True)
    if with_bar:
        table.add_column("", no_wrap=True)
    table.add_column("")
    for one in rows:
        if one.desk.grade not in (Grade.SENIOR, Grade.HEAD):
            cells = [one.practitioner.name, *([grade(one)] if with_grade else ()), *numbers(one)]
            table.add_row(*cells, *([bar(one.points, one.limit)] if with_bar else ()), notes(one, day))
    return table


def grid() -> Table:
    """Return a table without lines, which a screen reader reads as well as an eye."""
    return Table(box=None, padding=(0, 2, 0, 0), show_edge=False)


def numbers(one: PractitionerWeek) -> list[str]:
    """Return points now, with the plan, the limit, the percentage (none without time), people."""
    percent = "-" if one.percent is None else f"{one.percent}"
    return [f"{one.points_before:,}", f"{one.points:,}", f"{one.limit:,}", percent, f"{one.people}"]


def grade(one: PractitionerWeek) -> str:
    """Return the grade, with the month of a trainee's programme."""
    standing = one.desk.standing
    names = {
        Grade.PSO: _("PSO"),
        Grade.TRAINEE: _("trainee, month {n}").format(n=standing.programme_month),
        Grade.NEWLY_QUALIFIED: _("newly qualified"),
        Grade.OFFICER: _("officer"),
    }
    return names[one.desk.grade]


def bar(points: int, limit: int) -> str:
    """Return a load drawn as a bar, the limit marked."""
    full, mark = ("\u2593", "\u2502") if "utf" in (sys.stdout.encoding or "").lower() else ("#", "|")
    filled = min(points * CELLS // limit, CELLS + MOST_OVER) if limit else 0
    return full * min(filled, CELLS) + " " * (CELLS - filled) + mark + full * (filled - CELLS)


def notes(one: PractitionerWeek, day: date) -> str:
    """Return what must be known of a practitioner's load, in words."""
    found = []
    if one.limit == 0:
        found.append(_("no time"))
    if one.desk.grade is Grade.TRAINEE:
        found.append(_("protected"))
    if one.overload:
        days = max(0, (day - one.overload.from_date).days)
        brought_in = one.overload.cause == one.overload.Cause.BROUGHT_IN
        cause = _("inherited") if brought_in else _("risen")
        found.append(f"{cause}, " + ngettext("{n} day", "{n} days", days).format(n=days))
    if one.order:
        found.append(_("ordered until {day}").format(day=short(one.order.until_date)))
    return ", ".join(found)


def proposals(rows: Iterable[PlannedAllocation]) -> Table:
    """Return who takes whom, and why."""
    table = grid()
    for name in (_("The plan"), _("points"), _("with"), _("because")):
        table.add_column(name, justify="right" if name == _("points") else "left", min_width=6)
    for one in rows:
        why = " ".join(in_words(kept) for kept in one.reasons)
        table.add_row(one.person.chosen_name, f"{one.points:,}", one.practitioner.name, why)
    return table


def waiting(rows: Iterable[WaitingPerson]) -> Table:
    """Return who waits, in the signed order: since when, why, and who answers meanwhile."""
    table = grid()
    for name in (_("Waiting"), _("points"), _("since"), _("why"), _("duty officer")):
        table.add_column(name, justify="right" if name == _("points") else "left", min_width=6)
    for one in rows:
        first = _(" (first order)") if one.first_order else ""
        duty = one.duty.name if one.duty else _("nobody: see the owner")
        table.add_row(one.person.chosen_name + first, f"{one.points:,}", short(one.since), one.text, duty)
    return table


def owners(rows: Iterable[WaitingPerson]) -> Iterable[str]:
    """Say which office owns the waiting of how many, and who holds it."""
    counts: dict[tuple[str, str, str], int] = {}
    for one in rows:
        held = one.owner.held_by.name if one.owner.held_by else _("nobody holds it")
        key = (one.owner.office.ref, one.owner.office.unit.name, held)
        counts[key] = counts.get(key, 0) + 1
    for (office, unit, held), count in counts.items():
        yield _("Owner of {n} of these: office {office} of {unit}, {held}.").format(
            n=count, office=office, unit=unit, held=held
        )
