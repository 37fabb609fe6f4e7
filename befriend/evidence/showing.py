"""What the page of a trial shows of its statement: made once, by the process that tried it."""

from __future__ import annotations

from base64 import b64decode
from typing import Any

from befriend.evidence.impact import drawings, loads, paper, words
from befriend.evidence.impact.words import Statement

OVERVIEW = "overview"
# Of the statement, as they stand there.
TOLD = ("what", "against_what", "applies_to", "exclusions", "changes", "parameters", "assumed")


def of(statement: Statement) -> tuple[dict[str, Any], dict[str, str]]:
    """Return sentences and tables, as JSON can hold them, and drawings as SVG, by measure.

    Drawing takes seconds and a good deal of memory: no page has that to spare.
    """
    found = words.changes(statement)
    every = [paper.shown(statement, each) for each in found]
    drawn = {one.change.key: svg(one.drawing) for one in every}
    shown = {
        "told": {name: statement[name] for name in TOLD},
        "tried": words.tried(statement),
        "sections": [each._asdict() for each in (*paper.sections(found), spread(statement))],
        "overview_rows": [paper.overview_row(each) for each in found],
        "measures": [measure(one) for one in every],
        "telling": [(each.measure["what"], paper.matters(each)) for each in found if each.measure["matters"]],
        "cautions": list(words.cautions(statement)),
    }
    return shown, {OVERVIEW: drawings.overview(found), **drawn}


def spread(statement: Statement) -> paper.Section:
    """Return how load is spread over practitioners; the paper of the statement has it as bars, too."""
    return paper.Section(loads.TITLE, tuple(loads.lines(statement)), loads.UNTOLD)


def measure(one: paper.Shown) -> dict[str, Any]:
    """Return one measure as its table shows it."""
    told = one.change.measure
    return {
        "key": one.change.key,
        **{name: told[name] for name in ("what", "unit", "assumed")},
        "rows": one.rows,
    }


def svg(address: str) -> str:
    """Return the drawing that an address holds."""
    return b64decode(address.partition(",")[2]).decode()
