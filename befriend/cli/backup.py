"""Commands that keep a copy of the embedded database and bring one back: `backup` and `restore`."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from befriend import database
from befriend.cli import asking, server
from befriend.database import archive
from befriend.errors import BefriendError

DAYS_KEPT = 35
BY = "befriend restore"


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command("backup")(take)
    app.command("restore")(bring_back)


def take(
    folder: Annotated[
        Path | None, typer.Argument(help="Where to; BEFRIEND_BACKUPS, else `backups` beside the database.")
    ] = None,
    show: Annotated[bool, typer.Option("--list", help="Only say what copies there are.")] = False,
) -> None:
    """Copy the embedded database while it runs, prove the copy, and say how old each copy is."""
    from befriend.database import backup
    from befriend.environment import number

    kept = folder.expanduser().resolve() if folder else archive.of(database.home())
    if not show:
        with database.ready():
            asking.say("Copying ...")
            backup.take(kept, days=number("BEFRIEND_BACKUPS_DAYS", DAYS_KEPT))
    for line in told(kept):
        print(line)


def told(folder: Path) -> list[str]:
    """Say what copies are in a folder, and how old each is."""
    found = archive.copies(folder)
    if not found:
        return [f"There is no copy in {folder}."]
    lines = [f"{in_words(copy.age)} old: {copy.folder}" for copy in found]
    pieces = archive.pieces(folder / "wal")
    if pieces:
        last = datetime.fromtimestamp(max(each.stat().st_mtime for each in pieces), london())
        lines.append(f"The log that follows them reaches to {last:%Y-%m-%d %H:%M:%S} London time.")
    return lines


def in_words(hours: float) -> str:
    """Return an age as one says it."""
    if hours < 1:
        return f"{int(hours * 60)} minutes"
    return f"{int(hours)} hours" if hours < 48 else f"{int(hours / 24)} days"


def bring_back(
    folder: Annotated[Path, typer.Argument(help="A folder of copies, or one copy in it.")],
    until: Annotated[
        str | None, typer.Option(help="The moment to go back to, London time: 2026-11-23T14:05; all.")
    ] = None,
    into: Annotated[Path | None, typer.Option(help="The home to make; BEFRIEND_HOME.")] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Put a database that is there aside, and keep it.")
    ] = False,
) -> None:
    """Bring a copy back: into a new home, or in the place of the one that is there."""
    from befriend.database import contents, restore

    home = into.expanduser().resolve() if into else database.home()
    asking.say(f"Bringing back into {home} ...")
    done = restore.bring_back(folder, home, until=moment(until) if until else None, replace=replace)
    os.environ["BEFRIEND_HOME"] = str(home)
    os.environ.pop("DATABASE_URL", None)
    with database.ready():
        held = contents.of(database.owner_url())
        held_back = hold_messages_back()
    rows = sum(each.rows for each in held.values())
    print(f"Brought back: {len(held)} tables with {rows:,} rows, from {done.copy.folder}.")
    print(f"The last change in it: {done.last}.")
    if held_back:
        print(f"Held back: {held_back} messages that waited in it: they may have been sent since.")
        print("Whoever answers for them reads so under *Told to you*, and has them sent, or not.")
    print(f"Look at it with BEFRIEND_HOME={home}, and take a new copy: `befriend backup`.")


def hold_messages_back() -> int:
    """Have nothing sent that a copy believes unsent, and return how many messages that are.

    Its tables are brought up to date first: the next start would do it, and send at once.
    """
    server.prepare()
    from befriend.audit import access
    from befriend.outbox import actions

    day = asking.today()
    with access.service(by=BY, day=day):
        return actions.after_a_restore(by=BY, day=day)


def moment(said: str) -> datetime:
    """Return a moment that was written, in London time unless it says otherwise."""
    try:
        found = datetime.fromisoformat(said)
    except ValueError:
        raise BefriendError(
            f"'{asking.printable(said)}' is not a moment as Befriend reads it. "
            "Write YYYY-MM-DDTHH:MM, or with seconds: 2026-11-23T14:05:30."
        ) from None
    return found if found.tzinfo else found.replace(tzinfo=london())


def london() -> ZoneInfo:
    """Return the zone in which people read clocks here."""
    return ZoneInfo("Europe/London")
