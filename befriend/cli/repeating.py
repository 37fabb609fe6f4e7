"""A statement lived through again: anybody may, and gets the same numbers or says what differs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from befriend.errors import BefriendError
from befriend.policies import statements
from befriend.simulator.trial import Asked

MOST_SHOWN = 5


def asked(here: Asked, file: Path) -> Asked:
    """Return what the statement in a file asked of these policies; BefriendError where it is another here."""
    from befriend.evidence.impact import data

    told = statements.read(file)
    found = here._replace(
        country=told.country, months=told.months, runs=told.runs, seed=told.seed,
        hold=told.assumptions == "held", smaller=told.smaller,
    )  # fmt: skip
    if (name := data.name(found)) != told.name:
        raise BefriendError(
            f"{file} is {told.name}, and {found.policy.name} against {found.against.name} is {name} here: "
            "the proposal, the code or the figures are not those it was made with. "
            "Take the Befriend that made it."
        )
    return found


def say(statement: Mapping[str, Any], file: Path) -> None:
    """Print that the statement in a file has the numbers that were made anew; raise BefriendError if not."""
    found = compared(statement, file)
    if found:
        raise BefriendError(f"{file} has other numbers than came out: {'; '.join(found)}.")
    print(f"{statement['name']}: the same numbers, to the last digit.")


def compared(statement: Mapping[str, Any], file: Path) -> list[str]:
    """Return in what a statement in a file differs from one made anew; nothing if in nothing."""
    told = statements.content(file)["measures"]
    return list(differences(told, statement["measures"]))[:MOST_SHOWN]


def differences(told: Any, found: Any, where: str = "") -> Iterator[str]:
    """Yield each place at which two pieces of data differ."""
    if isinstance(told, dict) and isinstance(found, dict):
        for key in sorted({*told, *found}):
            yield from differences(told.get(key), found.get(key), f"{where} {key}".strip())
    elif told != found:
        yield f"{where}: {told} there, {found} here"
