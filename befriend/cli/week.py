"""The command `week`: who takes whom this week, who waits, and whose the gap is."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from befriend import database
from befriend.cli import asking, folders, server

if TYPE_CHECKING:
    from befriend.allocation.queries.week import Week
    from befriend.workforce.models import Unit

OVER_THE_CAP = 2


def register(app: typer.Typer) -> None:
    """Add this command to the command line."""
    app.command()(week)


def week(
    unit: Annotated[str | None, typer.Option(help="The unit's reference; the first delivery unit.")] = None,
    day: Annotated[str | None, typer.Option(help="A day, as YYYY-MM-DD; today.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print it for programs.")] = False,
    from_nothing: Annotated[
        bool, typer.Option("--from-nothing", help="Plan the whole unit again in memory; write nothing.")
    ] = False,
    office: Annotated[
        str | None, typer.Option("--as", help="The office you act as; where nobody is real, the head's.")
    ] = None,
) -> None:
    """Print a unit's week, making its plan if there is none. Ends with 2 if that breaks a cap."""
    on = asking.day_or_today(day)
    with database.ready():
        asking.say("Making the database ready ...")
        server.prepare()
        with server.alone():
            folders.fill_with_demo(on)
        found = asking.unit(unit)
        with asking.acting(office, found, day=on, command="befriend week"):
            if from_nothing:
                show_from_nothing(found, on, as_json=as_json)
                return
            planned = plan(found, on)
            show(planned, as_json=as_json)
        if planned.over_without_order:
            asking.say("befriend: the plan gives somebody work over the cap without a live order.")
            raise typer.Exit(OVER_THE_CAP)


def first_week() -> None:
    """Print this week of the first delivery unit, before its pages are served. The database is prepared."""
    on = asking.today()
    with server.alone():
        folders.fill_with_demo(on)
    found = asking.unit(None)
    with asking.acting(None, found, day=on, command="befriend week"):
        show(plan(found, on), as_json=False)


def plan(unit: Unit, day: date) -> Week:
    """Make the plan of the week, unless there is one, and return the week with it.

    Another week than this one is worked out as the record stands, and nothing of it is kept.
    """
    from django.db import transaction

    from befriend.allocation import actions, queries
    from befriend.rules.week import week_of

    asking.say(f"Planning the week of {day} ...")
    this_week = week_of(day) == week_of(asking.today())
    with transaction.atomic():
        actions.begin_day(unit=unit, day=day)
        actions.make_plan(unit=unit, by="befriend week", day=day)
        found = queries.week(unit, day)
        if not this_week:
            asking.say("This is another week than today's, so nothing is written.")
            transaction.set_rollback(True)
    return found


def show(planned: Week, *, as_json: bool) -> None:
    """Print the week for programs or for people."""
    from befriend.allocation import queries
    from befriend.cli import pages

    if as_json:
        print(json.dumps(queries.as_json(planned), indent=2, ensure_ascii=False))
    else:
        pages.show_week(planned)


def show_from_nothing(unit: Unit, day: date, *, as_json: bool) -> None:
    """Print what a plan of the whole unit from nothing would leave, and why."""
    from befriend.allocation import queries
    from befriend.audit import replica
    from befriend.cli import gap

    asking.say("Planning everybody again, in memory ...")
    with replica.reading() as moment:
        found = queries.from_nothing(unit, day)
    if as_json:
        print(json.dumps({**gap.as_data(found), **moment.as_data}, indent=2, ensure_ascii=False))
    else:
        gap.show(found)
        print(moment.words)
