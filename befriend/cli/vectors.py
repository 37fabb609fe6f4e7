"""The command `check-vectors`: published test cases, put to the rules."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from befriend.imports.vectors.running import Row


def register(app: typer.Typer) -> None:
    """Add this command to the command line."""
    app.command("check-vectors")(check_vectors)


def check_vectors(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder of cases (docs/vectors.md).")],
    as_json: Annotated[bool, typer.Option("--json", help="Print it for programs.")] = False,
) -> None:
    """Run published test cases, and say of each that is not met why. Ends with 0 once they have run."""
    from befriend.imports.vectors import running

    rows = running.check(folder)
    if as_json:
        print(json.dumps(as_data(rows), indent=2, ensure_ascii=False))
        return
    for line in lines(rows):
        print(line)


def as_data(rows: Sequence[Row]) -> dict[str, list[dict[str, object]]]:
    """Return the rows as the JSON of this command."""
    return {
        "models": [{**row._asdict(), "misses": [miss._asdict() for miss in row.misses]} for row in rows],
    }


def lines(rows: Sequence[Row]) -> Iterator[str]:
    """Return a table of the rows, and below it every case not met or not applicable, with why."""
    wide = max([len("model"), *(len(row.model) for row in rows)])
    yield f"{'model':{wide}}  passed  failed  not applicable  file"
    for row in rows:
        yield f"{row.model:{wide}}  {row.passed:6}  {row.failed:6}  {row.not_applicable:14}  {row.file}"
    for row in rows:
        if row.misses:
            yield from ("", f"{row.model} ({row.file})", *misses(row))


def misses(row: Row) -> Iterator[str]:
    """Return a line for each case that was not met or does not apply, or one for all if why is the same."""
    why = {miss.why for miss in row.misses}
    if len(row.misses) > 1 and len(why) == 1:
        yield f"  all {len(row.misses)}: {why.pop()}"
        return
    for miss in row.misses:
        yield f"  {miss.id}: {miss.why}"


def measure(folder: Path) -> dict[str, dict[str, int]]:
    """Return of how many published cases of dates that could be put how many are missed."""
    from befriend.imports.vectors import running
    from befriend.publication.rule_book import measured

    return {
        row.model: {"cases": row.passed + row.failed, "missed": row.failed}
        for row in running.check(folder)
        if row.model in measured.MODELS
    }
