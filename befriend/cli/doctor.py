"""The command `doctor`: what is well, what is not, and how to mend it."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from befriend import database
from befriend.cli import asking, server

WORDS = {"green": "WELL  ", "amber": "LOOK  ", "red": "WRONG "}


def register(app: typer.Typer) -> None:
    """Add this command to the command line."""
    app.command()(doctor)


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
    real: Annotated[bool, typer.Option("--real", help="Judge as for real people.")] = False,
) -> None:
    """Look at settings, database, audit, clock, disks, worker and copies; ends with 1 if one is wrong."""
    server.refuse_no_home()
    with database.ready():
        server.set_up()
        from befriend.watch import doctor as looking

        found = looking.look(asking.today(), real=real or None)
    if as_json:
        print(json.dumps([one._asdict() for one in found], indent=2))
    else:
        for one in found:
            print(f"{WORDS[one.level]} {one.about}: {one.says}")
            if one.mend:
                print(f"       {one.mend}")
    if any(one.level == "red" for one in found):
        raise typer.Exit(1)
