"""The command `workload-statement`: what one practitioner was given and carried, day by day."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from befriend import database
from befriend.cli import asking, server
from befriend.errors import BefriendError

if TYPE_CHECKING:
    from befriend.workforce.models import Practitioner

BY = "befriend workload-statement"
MOST_DAYS = 2 * 366


def register(app: typer.Typer) -> None:
    """Add this command to the command line."""
    app.command("workload-statement")(workload_statement)


def workload_statement(
    practitioner: Annotated[str, typer.Argument(help="The practitioner's reference.")],
    first: Annotated[str, typer.Option("--from", help="The first day, as YYYY-MM-DD.")],
    until: Annotated[str, typer.Option("--until", help="The day after the last, as YYYY-MM-DD.")],
    pdf: Annotated[Path | None, typer.Option(help="Write it to this file as a paper.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print it for programs.")] = False,
    office: Annotated[
        str | None, typer.Option("--as", help="The office you act as; where nobody is real, the head's.")
    ] = None,
) -> None:
    """Make the workload statement of a practitioner, who is told and finds the same copy."""
    period = past_period(first, until)
    if pdf is not None and (pdf.exists() or not pdf.absolute().parent.is_dir()):
        raise BefriendError(f"{pdf} cannot be written: it is there already, or its folder is not.")
    with database.ready():
        server.prepare()
        from befriend.cli import papers
        from befriend.documents import actions as documents
        from befriend.documents import queries
        from befriend.workforce import queries as workforce

        who = found(practitioner)
        asking.say("Making the statement, and telling the practitioner ...")
        today = asking.today()
        posting = workforce.posting(who, today)
        with asking.acting(office, posting and posting.unit, day=today, command=BY) as access:
            paper = documents.make_statement(
                practitioner=who, first=period[0], until=period[1], by=access.office or BY, day=today
            )
            shown = queries.statement(who, *period, reductions=False)
        if pdf is not None:
            write(pdf, paper)
        if as_json:
            print(json.dumps(papers.as_data(shown), indent=2, ensure_ascii=False))
        else:
            print("\n".join(papers.lines(shown)))


def write(file: Path, paper: bytes) -> None:
    """Write the paper where nobody else can read it, or raise BefriendError."""
    try:
        file.touch(mode=0o600, exist_ok=False)
        file.write_bytes(paper)
    except OSError as error:
        raise BefriendError(f"{file} cannot be written: {error.strerror}. Name another file.") from error


def past_period(first: str, until: str) -> tuple[date, date]:
    """Return the days of a past period, or raise BefriendError."""
    start, end = asking.day(first), asking.day(until)
    if not start < end:
        raise BefriendError("There is no day in this period. Give an --until after --from.")
    if end > asking.today():
        raise BefriendError("A statement is about the past. Give an --until of today or before.")
    if (end - start).days > MOST_DAYS:
        raise BefriendError("A statement runs for two years at most. Give a later --from.")
    return start, end


def found(ref: str) -> Practitioner:
    """Return the practitioner with this reference, or raise BefriendError."""
    from befriend.workforce.models import Practitioner

    named = Practitioner.objects.filter(ref=ref).first() if asking.plain(ref) else None
    return named or asking.unknown("practitioner", ref, Practitioner.objects.values_list("ref", flat=True))
