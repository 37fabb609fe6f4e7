"""A capacity impact statement as a paper: one HTML file with everything in it, and the same as PDF."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined
from weasyprint import HTML
from weasyprint.urls import URLFetcher

from befriend.evidence.impact import data, drawings, loads, stacks, units, words
from befriend.evidence.impact.words import Change, Statement

QUARTER = 3


class Section(NamedTuple):
    """A heading and what stands under it."""

    title: str
    lines: tuple[str, ...]
    otherwise: str


class Shown(NamedTuple):
    """One measure as it is shown."""

    change: Change
    drawing: str
    rows: tuple[tuple[str, ...], ...]


class Spread(NamedTuple):
    """How load is spread over practitioners, as it is shown."""

    title: str
    unit: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    drawing: str


def html(statement: Statement) -> str:
    """Return the statement as one HTML file: no script, nothing fetched."""
    found = words.changes(statement)
    # Written as text into HTML: nothing in a proposal or a comment is markup.
    pages = Environment(
        loader=PackageLoader("befriend.evidence.impact", "."), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    return pages.get_template("statement.jinja").render(
        statement=statement,
        tried=words.tried(statement),
        sections=sections(found),
        overview=picture(drawings.overview(found)),
        overview_rows=[overview_row(each) for each in found],
        shown=[shown(statement, each) for each in found],
        loads=spread(statement),
        telling=[(each.measure["what"], matters(each)) for each in found if each.measure["matters"]],
        cautions=list(words.cautions(statement)),
        units=[
            (
                unit["name"],
                unit["unit"],
                units.about(unit),
                [units.row(each) for each in unit["measures"].values()],
            )
            for unit in statement.get("units", ())
        ],
    )


def pdf(paper: str) -> bytes:
    """Return the HTML of a statement as a tagged PDF; only what stands in it is shown, nothing is fetched."""
    inside = URLFetcher(allowed_protocols=("data",), fail_on_errors=True)
    return bytes(HTML(string=paper, url_fetcher=inside).write_pdf(pdf_variant="pdf/ua-1"))


def sections(found: Sequence[Change]) -> tuple[Section, ...]:
    """Return what changed, for the worse first."""
    agreed = "Nothing that most runs agree on."
    unsure = [each for way in ("worse", "better", "neither") for each in words.of(found, way, sure=False)]
    return (
        section("What got worse (unintended consequences)", words.of(found, "worse"), agreed),
        section("What got better", words.of(found, "better"), agreed),
        section("What changed, for better or worse", words.of(found, "neither"), agreed),
        section("What cannot be told: runs go both ways", unsure, "Nothing."),
        Section(
            "What did not change", tuple(f"{each.measure['what']}." for each in found if each.way == "none"),
            "Nothing.",
        ),
    )  # fmt: skip


def spread(statement: Statement) -> Spread | None:
    """Return how load is spread; None in a statement made before it was counted."""
    rows = loads.rows(statement)
    if not rows:
        return None
    return Spread(loads.TITLE, loads.UNIT, loads.HEADS, tuple(rows), picture(stacks.drawing(statement)))


def section(title: str, changes: Sequence[Change], otherwise: str) -> Section:
    """Return one section of changes."""
    return Section(title, tuple(words.sentence(each) for each in changes), otherwise)


def picture(svg: str) -> str:
    """Return a drawing as an address that holds it."""
    return "data:image/svg+xml;base64," + b64encode(svg.encode()).decode()


def overview_row(found: Change) -> tuple[str, ...]:
    """Return a measure's row: what, unit, as it is, under the policy, difference and its bands."""
    measure, difference = found.measure, found.measure["difference"]
    means = (sum(measure[side]) / len(measure[side]) for side in ("base", "policy"))
    bands = (f"{words.signed(difference[f'low{band}'])} to {words.signed(difference[f'high{band}'])}"
             for band in (50, 80, 95))  # fmt: skip
    mark = " (assumed)" if measure["assumed"] else ""
    return (
        measure["what"], measure["unit"], *(words.number(each) for each in means),
        words.signed(difference["mean"]) + mark, *bands,
    )  # fmt: skip


def shown(statement: Statement, found: Change) -> Shown:
    """Return a measure with its drawing and a table of every third month and the last."""
    measure = found.measure
    last = len(statement["by_month"]) - 1
    rows = []
    for place, month in enumerate(statement["by_month"]):
        if place % QUARTER and place != last:
            continue
        each: Mapping[str, float] = measure["difference"]["by_month"][place]
        rows.append((
            month, words.number(measure["base"][place]), words.number(measure["policy"][place]),
            words.signed(each["mean"]), f"{words.signed(each['low95'])} to {words.signed(each['high95'])}",
            words.number(measure["no_change"]),
        ))  # fmt: skip
    return Shown(found, picture(drawings.over_months(statement, measure)), tuple(rows))


def matters(found: Change) -> list[tuple[str, str, str]]:
    """Return the assumptions that matter most to a measure: key, what it is, and how closely."""
    known = data.assumptions()
    return [
        (each["parameter"], known.get(each["parameter"], ""), f"{each['correlation']:+.2f}")
        for each in found.measure["matters"][: words.MATTER]
    ]
