"""The command `compare`: a proposal laid over the policies in force, and what it would change."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from befriend.cli import asking, compare_live, rule
from befriend.errors import BefriendError

if TYPE_CHECKING:
    from befriend.policies import Proposal
    from befriend.rules.compared import Case, Compared, Unit

AROUND = {"id", "unit", "place", "given", "began"}


class CasesError(BefriendError):
    """A file of cases that cannot be read."""


def register(app: typer.Typer) -> None:
    """Add this command to the command line."""
    app.command()(compare)


def compare(
    proposal: Annotated[Path, typer.Argument(help="The proposal, a YAML file (docs/rules).")],
    name: Annotated[
        str | None, typer.Option("--rule", help="The rule to ask, by its name; else the live caseload.")
    ] = None,
    cases: Annotated[
        Path | None, typer.Option(help="A file of cases, one JSON a line; standard input.")
    ] = None,
    day: Annotated[str | None, typer.Option(help="A day; the first on which all of it is in force.")] = None,
    unit: Annotated[str | None, typer.Option(help="Of the live caseload; the first delivery unit.")] = None,
    office: Annotated[
        str | None, typer.Option("--as", help="The office you act as; where nobody is real, the head's.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print it for programs.")] = False,
) -> None:
    """Say who would change from what to what under a proposal, and points and hours by unit.

    Without a rule, of everybody a practitioner of the unit carries. With one, of cases: a line is what the
    rule is told, or {"id": ..., "unit": ..., "place": ..., "given": {...}}. A line that is none is told by
    its number, and the others are compared. Nothing is put in force. What cannot be answered is Missing, and
    never counted as unchanged.
    """
    from befriend import policies

    read = policies.read_proposal(proposal)
    if name is None:
        if cases is not None:
            raise CasesError("Say which rule the cases are for: --rule NAME. `befriend rule` lists them.")
        compare_live.live(read, unit, office, asking.day(day) if day else None, as_json=as_json)
        return
    of_cases(proposal, read, name, cases, day, as_json=as_json)


def of_cases(
    proposal: Path, read: Proposal, name: str, cases: Path | None, day: str | None, *, as_json: bool
) -> None:
    """Print what a proposal would change among cases, one JSON a line."""
    from befriend.rules import compared, reach

    base = rule.policies_in_force()
    proposed = base.with_proposal(read, str(proposal))
    on = asking.day(day) if day else compared.first_day(read, asking.today())
    told, unread = every_case(cases)
    found = compared.compare(name, told, base, proposed, on, reach.of(read))
    found = found._replace(wrong=(*unread, *found.wrong))
    if as_json:
        data = {**as_data(found, read.what), **whom(read, found)}
        print(json.dumps(data, indent=2, ensure_ascii=False))
    else:
        for line in (*lines(found, read.what), *whom_in_words(read, found)):
            print(line)
    if found.wrong:
        raise typer.Exit(1)


def whom(read: Proposal, found: Compared) -> dict[str, Any]:
    """Return whom a proposal is for, how many it would not reach, and of how many that is not known."""
    return {
        "applies_to": read.applies_to,
        "exclusions": list(read.exclusions),
        "parameters_missing": sorted(read.parameters),
        "retroactive": read.retroactive,
        "not_reached": found.kept,
        "reach_missing": found.unsure,
    }


def whom_in_words(read: Proposal, found: Compared) -> Iterable[str]:
    """Return whom a proposal is for, who keeps what is, and what of it was not worked out."""
    yield f"It is for: {read.applies_to}. Every case given is taken to be of them."
    if read.exclusions:
        yield f"It leaves out: {', '.join(read.exclusions)}."
    if not read.retroactive:
        yield "It does not reach back: what began before its first day keeps what is."
    if found.kept:
        yield f"Not reached, so that they keep what is: {found.kept}."
    if found.unsure:
        yield f"Missing: whether it reaches {found.unsure} hangs on whom it leaves out or `began`, not told."
    for key in sorted(read.parameters):
        yield f"Missing: {key} is of the made-up country alone and left aside here; `befriend try` tries it."
    if read.retroactive:
        yield "Missing: it would hold for what was decided before too; only this day was asked for."


def every_case(path: Path | None) -> tuple[list[Case], list[tuple[str, str]]]:
    """Return the cases of a file, or of standard input, and which lines are none, by number, with why.

    CasesError where it cannot be read at all.
    """
    try:
        lines = sys.stdin.readlines() if path is None else path.read_text("utf-8").splitlines()
    except OSError as absent:
        raise CasesError(f"{path} cannot be read ({absent.strerror}).") from None
    except UnicodeDecodeError:
        raise CasesError(f"{path} is not UTF-8 text; save it as UTF-8.") from None
    told, unread = [], []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            told.append(case(number, line))
        except CasesError as wrong:
            unread.append((f"line {number}", str(wrong)))
    return told, unread


def case(number: int, line: str) -> Case:
    """Return one line as a case, or raise CasesError with why it is none."""
    from befriend.rules.compared import Case
    from befriend.rules.values import Place

    try:
        said = json.loads(line)
    except (ValueError, RecursionError) as wrong:
        raise CasesError(f"not JSON ({str(wrong)[:80]}); write one case a line") from None
    if not (isinstance(said, dict) and "given" in said and said.keys() <= AROUND):
        said = {"given": said}
    try:
        place = Place.from_code(str(said["place"])) if "place" in said else None
        began = date.fromisoformat(str(said["began"])) if "began" in said else None
    except ValueError as wrong:
        raise CasesError(str(wrong)) from None
    return Case(str(said.get("id", f"line {number}")), str(said.get("unit", "")), said["given"], place, began)


def as_data(found: Compared, what: str) -> dict[str, Any]:
    """Return the comparison as JSON; points are null where they are not known of any case of a unit."""
    return {
        "proposal": what,
        "rule": found.rule,
        "day": found.day.isoformat(),
        "cases": found.cases,
        "changed": found.changed,
        "matrix": [one._asdict() for one in found.moved],
        "units": [
            {
                **one._asdict(),
                "before": one.before and one.before._asdict(),
                "after": one.after and one.after._asdict(),
            }
            for one in found.units
        ],
        "wrong": [{"id": each, "why": why} for each, why in found.wrong],
    }


def lines(found: Compared, what: str) -> Iterable[str]:
    """Return the comparison for people."""
    yield what
    yield f"{found.rule} on {found.day}: {found.changed} of {found.cases} would change."
    yield from ("", "from -> to: cases (for example)")
    for one in found.moved:
        examples = f" ({', '.join(one.examples)})" if one.examples else ""
        yield f"  {one.before} -> {one.after}: {one.cases}{examples}"
    yield from ("", "points and hours a week by unit")
    for unit in found.units:
        yield f"  {of_unit(unit)}"
    for each, why in found.wrong:
        yield f"could not be asked: {each}: {why}"


def of_unit(unit: Unit) -> str:
    """Return one unit before and after; Missing where nothing is known."""
    name = unit.unit or "(no unit said)"
    now, then = unit.before, unit.after
    if now is None or then is None:
        return f"{name}: {unit.cases} cases, points Missing"
    gap = f", points of {unit.missing} Missing" if unit.missing else ""
    return (
        f"{name}: {unit.cases} cases, {now.points:,} -> {then.points:,} points, "
        f"{now.minutes / 60:,.1f} -> {then.minutes / 60:,.1f} hours{gap}"
    )
