"""Percentiles, errors and queries of each kind of page, and how they are shown."""

from __future__ import annotations

import json
import statistics
import sys
from collections import defaultdict
from datetime import datetime
from math import ceil
from pathlib import Path
from typing import Any, NamedTuple

from rich.console import Console
from rich.table import Table

READS = ("caseload", "person", "search", "week", "form")
SAVES = ("draft", "save")
ALL_READS, ALL_SAVES = "all reads", "all saves"
# The page behind each kind, as a line of the log names it.
ROUTES = {
    ("my-people", "GET"): "caseload",
    ("person", "GET"): "person",
    ("search", "POST"): "search",
    ("week", "GET"): "week",
    ("incident", "GET"): "form",
    ("drafts:keep", "POST"): "draft",
    ("incident", "POST"): "save",
}


class Kind(NamedTuple):
    """What one kind of page took, in milliseconds from when it was due."""

    count: int
    p50: float
    p95: float
    p99: float
    errors: int
    # Of one page, by the service's own count: the median and the most.
    queries: tuple[int, int] = (0, 0)
    # Within the service, by its own clock: the 95th percentile.
    inside: float = 0


class Figures(NamedTuple):
    """What one run measured."""

    kinds: dict[str, Kind]
    rate: float
    # How late the generator itself was: the 95th percentile, in milliseconds.
    late: float
    # Processors in use, by part.
    work: dict[str, float]


def of(
    asked: list[dict[str, Any]], seconds: int, lines: dict[str, list[dict[str, Any]]], work: dict[str, float]
) -> Figures:
    """Return the figures of requests that were due within so many seconds."""
    by_kind: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for each in asked:
        by_kind[each["kind"]].append(each)
    for name, parts in ((ALL_READS, READS), (ALL_SAVES, SAVES)):
        by_kind[name] = [each for kind in parts for each in by_kind[kind]]
        lines = lines | {name: [line for kind in parts for line in lines.get(kind, [])]}
    order = (*READS, *SAVES, ALL_READS, ALL_SAVES)
    kinds = {kind: one(by_kind[kind], lines.get(kind, [])) for kind in order if by_kind[kind]}
    late = percentile([each["late"] for each in asked], 95)
    return Figures(kinds, len(asked) / seconds, late, work)


def one(asked: list[dict[str, Any]], lines: list[dict[str, Any]]) -> Kind:
    """Return the figures of one kind."""
    took = [each["ms"] for each in asked]
    found = [line["queries"] for line in lines] or [0]
    return Kind(
        count=len(asked),
        p50=percentile(took, 50),
        p95=percentile(took, 95),
        p99=percentile(took, 99),
        errors=sum(not each["right"] for each in asked),
        queries=(int(statistics.median(found)), max(found)),
        inside=percentile([line["ms"] for line in lines] or [0], 95),
    )


def percentile(values: list[float], of_hundred: int) -> float:
    """Return the smallest value that so many of a hundred do not exceed."""
    return sorted(values)[max(0, ceil(len(values) * of_hundred / 100) - 1)]


def queries(log: Path, starts: float, ends: float) -> dict[str, list[dict[str, Any]]]:
    """Return the lines of the service's own log of the requests answered meanwhile, by kind."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in log.read_text(errors="replace").splitlines():
        if '"queries"' not in line:
            continue
        said = json.loads(line)
        kind = ROUTES.get((said["route"], said["method"]))
        if kind and starts <= datetime.fromisoformat(said["at"]).timestamp() <= ends:
            found[kind].append(said)
    return found


def show(name: str, found: Figures, goals: dict[str, int]) -> None:
    """Print a table, and what worked how much meanwhile."""
    heads = ("page", "asked", "p50 ms", "p95 ms", "p99 ms", "goal p95", "within p95", "errors", "queries")
    table = Table(*heads, title=f"{name}: {found.rate:.1f} requests/s")
    for kind, each in found.kinds.items():
        goal = goals.get(kind)
        judged = f"{goal} {'met' if each.p95 < goal else 'NOT MET'}" if goal else ""
        took = (f"{value:.0f}" for value in (each.p50, each.p95, each.p99))
        asked = f"{each.queries[0]} (most {each.queries[1]})"
        table.add_row(kind, str(each.count), *took, judged, f"{each.inside:.0f}", str(each.errors), asked)
    Console(width=120, file=sys.stderr).print(table)
    work = dict(found.work)
    work["everything else"] = max(0.0, 2 * work["the machine"] - sum(work.values()))
    parts = ", ".join(f"{part} {value:.2f}" for part, value in work.items())
    print(f"  processors in use: {parts}", file=sys.stderr)
    print(f"  the generator was late by {found.late:.0f} ms (p95)", file=sys.stderr)
