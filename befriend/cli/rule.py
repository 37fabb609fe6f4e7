"""The command `rule`: a rule asked by its name, one case a line."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from befriend.cli import asking
from befriend.errors import BefriendError

if TYPE_CHECKING:
    from befriend.policies import Book

AROUND = {"id", "day", "given"}  # what a line may hold around what the rule is told


class LineError(BefriendError):
    """A line that is no case."""


def register(app: typer.Typer) -> None:
    """Add this command to the command line."""
    app.command()(rule)


def rule(
    name: Annotated[
        str | None, typer.Argument(help="The rule's name; without it, every rule there is.")
    ] = None,
    day: Annotated[
        str | None, typer.Option(help="The day of lines that say none, as YYYY-MM-DD; today.")
    ] = None,
) -> None:
    """Ask a rule: a case of JSON a line in, an answer a line out.

    A line is what the rule is told, or {"id": ..., "day": ..., "given": {what it is told}}. A line that
    makes no sense is answered in its place by what is wrong with it, the others are answered all the
    same, and the command ends with 1.
    """
    from befriend.rules import named

    if name is None:
        for one in named.RULES.values():
            print(f"{one.name:24} {one.title}")
        return
    named.rule(name)
    on, wrong = asking.day_or_today(day), 0
    for line in answers(name, sys.stdin, on, policies_in_force()):
        wrong += "error" in line
        print(json.dumps(line, ensure_ascii=False))
    if wrong:
        asking.say(f"befriend: {wrong} could not be answered; each says why in its line.")
        raise typer.Exit(1)


def answers(name: str, lines: Iterable[str], day: date, book: Book) -> Iterator[dict[str, Any]]:
    """Return the answer to each line that is not empty, in order."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield answered(name, number, line, day, book)


def answered(name: str, number: int, line: str, day: date, book: Book) -> dict[str, Any]:
    """Return the answer to one line, or what is wrong with it and which line it is."""
    from befriend.rules import named

    around: Mapping[str, Any] = {}
    try:
        around = case(line)
        on = asking.day(str(around["day"])) if "day" in around else day
        found = named.spoken(named.ask(name, around["given"], on, book))
    except BefriendError as wrong:
        return {**identified(around), "line": number, "error": str(wrong)}
    return {**identified(around), "day": on.isoformat(), "answer": found}


def identified(around: Mapping[str, Any]) -> dict[str, Any]:
    """Return the id a line came with, if any."""
    return {"id": around["id"]} if "id" in around else {}


def case(line: str) -> Mapping[str, Any]:
    """Return one line as `given` with what stands around it, or raise LineError."""
    try:
        said = json.loads(line)
    except (ValueError, RecursionError) as wrong:
        raise LineError(f"This line is not JSON: {wrong}") from None
    if isinstance(said, dict) and "given" in said and said.keys() <= AROUND:
        return said
    return {"given": said}


def policies_in_force() -> Book:
    """Return the policies with the operator's overlay, without a database."""
    from befriend import policies, settings

    overlay = settings.BEFRIEND_POLICIES
    return policies.load(Path(overlay) if overlay else None)
