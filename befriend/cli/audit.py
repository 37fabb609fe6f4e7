"""The commands `audit verify` and `audit head`: whether the audit is as it was written, and where it ends."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Annotated

import typer

from befriend import database
from befriend.cli import asking, server
from befriend.errors import BefriendError

if TYPE_CHECKING:
    from befriend.audit.queries import Fault, Report

BY = "befriend audit"
WRONG = 1
# What each fault says. {row} is the number of a row, or the name of what is named.
WORDS = {
    "altered": "{table}: row {row} is not as it was written.",
    "missing": "{table}: row {row} is gone.",
    "unlinked": "{table}: row {row} was never linked, though others after it were.",
    "added": "{table}: row {row} was added by nothing that is noted.",
    "unnoted": "{table}: row {row} was changed where nothing noted it.",
    "gone": "{table}: what was digested has no column {row} any more.",
    "off": "{table}: the trigger {row} is off or gone, or does something else.",
    "replaced": "The function {row} is gone, or not the one that was made with the tables.",
    "not_erased": "{table}: row {row} says that something was erased, but nothing was with it.",
    "other_head": "The chain at {row} is not the one that was written down.",
}
EMPTY = (
    "This database is empty: nothing was ever written here. "
    "Is BEFRIEND_HOME (or DATABASE_URL) the one you mean?"
)

commands = typer.Typer(
    help="See whether the audit is as it was written.", no_args_is_help=True, rich_markup_mode=None
)


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.add_typer(commands, name="audit")


@commands.command()
def verify(
    head: Annotated[
        str | None,
        typer.Option("--head", help="A head as it was told, NUMBER:DIGEST: does it still lead here?"),
    ] = None,
) -> None:
    """Make every digest again and follow every link. Ends with 1 if anything is not as it was written."""
    from_outside = head
    server.refuse_no_home()
    with database.ready():
        server.prepare_to_read()
        from befriend.audit import access, actions, queries
        from befriend.identity.queries import nature

        expected = queries.Head.read(from_outside) if from_outside else None
        with access.service(by=BY, day=asking.today()):
            late = queries.unlinked()
            actions.seal_all()
        began = time.perf_counter()
        with access.service(by=BY, day=asking.today()):
            report = queries.verify(expected=expected)
            if not (report.faults or report.lines or nature()):
                raise BefriendError(EMPTY)
        show(report, seconds=time.perf_counter() - began, late=late)
    if report.faults:
        raise typer.Exit(WRONG)


@commands.command()
def head() -> None:
    """Print where the chain ends now, to be kept outside of this machine."""
    server.refuse_no_home()
    with database.ready():
        server.prepare_to_read()
        from befriend.audit import access, actions, queries

        with access.service(by=BY, day=asking.today()):
            actions.seal_all()
            last = queries.head()
        if not last.seq:
            raise BefriendError("The audit is empty: nothing was ever written here, so it has no head.")
        print(last)


def show(report: Report, *, seconds: float, late: int) -> None:
    """Print what was looked at, and each fault with its place."""
    if late:
        asking.say(
            f"befriend: {late:,} rows over a minute old were in no link; now they are. Is a worker running?"
        )
    for fault in report.faults:
        print(sentence(fault))
    looked_at = f"{report.lines:,} lines, {report.changes:,} changes with {report.events:,} rows of history"
    print(f"Looked at {looked_at}, {report.links:,} links, in {seconds:.1f} s.")
    if report.links:
        print(f"The chain ends at {report.head}.")
    print(f"{len(report.faults):,} faults." if report.faults else "Everything is as it was written.")


def sentence(fault: Fault) -> str:
    """Return a fault in words."""
    return WORDS[fault.code].format(table=fault.table, row=fault.row)
