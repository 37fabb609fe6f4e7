"""A capacity impact statement in words: unintended consequences first, by how sure and how large."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from befriend.evidence.impact import loads, units
from befriend.evidence.impact.figures import number, signed
from befriend.simulator import measured

Statement = Mapping[str, Any]

# How sure a change is: the widest band of the runs that lies on one side of nothing.
SURE = {95: "sure", 80: "likely", 50: "more likely than not"}
UNTOLD = "not to be told"
FEW_RUNS = 20
MATTER = 5
MANY = 1000  # percent


class Change(NamedTuple):
    """What one measure did: which way, how sure (95, 80, 50 or 0) and by how much of what it was."""

    key: str
    measure: Mapping[str, Any]
    way: str  # worse, better, neither, none
    sure: int
    percent: float | None  # of the mean of the base; None where that is nothing

    @property
    def size(self) -> float:
        """Return how large it is, for putting the largest first."""
        return float("inf") if self.percent is None else abs(self.percent)


def changes(statement: Statement) -> list[Change]:
    """Return every measure with what it did, surest first, and the largest first of those.

    A few runs that agree are no more than more likely than not. How load is spread is told by itself (loads).
    """
    found = [change(key, each) for key, each in statement["measures"].items() if key not in measured.SPREAD]
    if statement["runs"] < FEW_RUNS:
        found = [each._replace(sure=min(each.sure, *SURE)) for each in found]
    return sorted(found, key=lambda each: (-each.sure, -each.size, each.key))


def change(key: str, measure: Mapping[str, Any]) -> Change:
    """Return what one measure did."""
    difference = measure["difference"]
    mean = difference["mean"]
    base = sum(measure["base"]) / len(measure["base"])
    if not any(difference[f"{end}95"] for end in ("low", "high")) and not mean:
        return Change(key, measure, "none", 0, 0.0)
    sure = next((band for band in SURE if of_one_side(difference, band)), 0)
    way = measure["worse"]
    if way != "neither":
        way = "worse" if (mean > 0) == (way == "more") else "better"
    return Change(key, measure, way, sure, 100 * mean / base if base else None)


def of_one_side(difference: Mapping[str, float], band: int) -> bool:
    """Return whether a band lies above nothing, or below it."""
    low, high = difference[f"low{band}"], difference[f"high{band}"]
    return low > 0 or high < 0


def of(found: Sequence[Change], way: str, *, sure: bool = True) -> list[Change]:
    """Return the changes of one way that are told (or, without `sure`, that are not)."""
    return [each for each in found if each.way == way and (each.sure > 0) == sure]


def sentence(found: Change) -> str:
    """Return one change: how much, between what, how sure."""
    difference, unit = found.measure["difference"], found.measure["unit"]
    mean = difference["mean"]
    more = f"{number(abs(mean))} {'more' if mean > 0 else 'fewer' if unit.startswith(COUNTED) else 'less'}"
    sure = SURE.get(found.sure, UNTOLD)
    agree = f"{difference['runs_agreeing_percent']:.0f}% of runs go this way"
    band = f"95% of them between {signed(difference['low95'])} and {signed(difference['high95'])}"
    mark = "; assumed" if found.measure["assumed"] else ""
    return f"{found.measure['what']}: {more} ({unit}; {share(found)}); {sure}: {agree}, {band}{mark}."


def share(found: Change) -> str:
    """Return how much a difference is of what it was."""
    if found.percent is None:
        return "from nothing"
    return (
        f"{found.percent:+.1f}%"
        if abs(found.percent) < MANY
        else f"{1 + found.percent / 100:,.0f} times as many"
    )


COUNTED = ("people", "person", "a month")


def tried(statement: Statement) -> str:
    """Return what was tried, in one sentence."""
    where = f"in the made-up country {statement['country']}"
    if "from" in statement:
        where = f"from the live caseload of {', '.join(unit['name'] for unit in statement['units'])}"
    return (
        f"{statement['policy']} against {statement['against']}, {where}, "
        f"{statement['months']} months from {statement['start']}, "
        f"{statement['runs']} runs (seed {statement['seed']})."
    )


def bands(statement: Statement) -> str:
    """Return what the bands are of."""
    if statement["assumptions"] == "held":
        return "Bands are of luck alone: what is assumed was held as it stands."
    return "Each run has its own luck, and draws what is assumed anew; both countries of a run share both."


def cautions(statement: Statement) -> Iterator[str]:
    """Return what whoever reads it must know."""
    real = "from" in statement
    start = "It starts from real units, and what follows is made up" if real else "Nobody in it is real"
    yield f"{start}, and no figure is a forecast: what is told is the difference of two policies."
    yield from units.cautions(statement)
    yield bands(statement)
    if statement["runs"] < FEW_RUNS:
        yield f"{statement['runs']} runs are few: a band of 95% of them is little more than the two furthest."
    if not any(statement["changes"].values()) and not any(statement["parameters"].values()):
        yield "Nothing was proposed, so nothing can differ."
    yield from statement["not_worked_out"]
    if not statement["retroactive"]:
        yield "Whoever is in prison already is released as before: it is not retroactive."


def lines(statement: Statement) -> Iterator[str]:
    """Return the statement for a terminal."""
    found = changes(statement)
    yield f"Capacity impact statement {statement['name']}"
    yield statement["what"]
    yield tried(statement)
    if statement["incomplete"]:
        yield f"It is {statement['incomplete']}."
    yield from ("", "What got worse (unintended consequences)")
    yield from listed(of(found, "worse"), "Nothing that most runs agree on.")
    yield from ("", "What got better")
    yield from listed(of(found, "better"), "Nothing that most runs agree on.")
    yield from ("", "What changed, for better or worse")
    yield from listed(of(found, "neither"), "Nothing that most runs agree on.")
    unsure = [each for way in ("worse", "better", "neither") for each in of(found, way, sure=False)]
    same = [each for each in found if each.way == "none"]
    yield from ("", "What cannot be told: runs go both ways")
    yield from listed(unsure, "Nothing.")
    yield from ("", "What did not change")
    yield from [f"  {each.measure['what']}." for each in same] or ["  Nothing."]
    yield from units.lines(statement)
    yield from ("", loads.TITLE, *(f"  {each}" for each in loads.lines(statement) or [loads.UNTOLD]))
    yield from ("", *assumptions(statement, found), "", "To know")
    yield from (f"  {caution}" for caution in cautions(statement))


def listed(found: Sequence[Change], otherwise: str) -> Iterator[str]:
    """Return changes as lines, or what stands there instead."""
    yield from [f"  {sentence(each)}" for each in found] or [f"  {otherwise}"]


def assumptions(statement: Statement, found: Sequence[Change]) -> Iterator[str]:
    """Return which assumptions matter most, and what the policy itself assumes."""
    yield "Which assumptions matter most"
    telling = [each for each in found if each.measure["matters"]]
    if not telling:
        yield "  Not told: assumptions were held, or runs are too few (40 are enough), or none stands out."
    for each in telling:
        first = ", ".join(
            f"{one['parameter']} ({one['correlation']:+.2f})" for one in each.measure["matters"][:MATTER]
        )
        yield f"  {each.measure['what']}: {first}"
    yield from ("", "What the policy itself assumes")
    yield from [f"  {one['key']} from {one['from']}: {one['note']}" for one in statement["assumed"]] or [
        "  Nothing."
    ]
