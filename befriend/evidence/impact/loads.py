"""How load is spread over practitioners, of a statement: the bands of load, as rows and as lines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from befriend.evidence.impact.figures import number, signed
from befriend.simulator import measured

Statement = Mapping[str, Any]

TITLE = "How load is spread over practitioners"
HEADS = (
    "Load", "As it is", "Under the policy", "Difference", "95 of 100 runs", "As it is, last month",
    "Under the policy, last month",
)  # fmt: skip
UNIT = "percent of practitioners, means over months and runs"
UNTOLD = "Not counted."
NO_TIME = "no time, away sick"


class Band(NamedTuple):
    """One band of load, in percent of practitioners."""

    words: str
    base: float
    policy: float
    difference: dict[str, float]
    base_last: float
    policy_last: float


def spread(statement: Statement) -> list[Band]:
    """Return the bands, lightest first; none of a statement made before they were counted."""
    measures = statement["measures"]
    if not all(name in measures for name in measured.SPREAD):
        return []
    return [band(said(name), measures[name]) for name in measured.SPREAD]


def said(name: str) -> str:
    """Return a band in words."""
    return measured.LOADS[name][1] if name in measured.LOADS else NO_TIME


def band(name: str, measure: dict[str, Any]) -> Band:
    """Return one band."""
    base, policy = measure["base"], measure["policy"]
    means = (sum(each) / len(each) for each in (base, policy))
    return Band(name, *means, measure["difference"], base[-1], policy[-1])


def rows(statement: Statement) -> list[tuple[str, ...]]:
    """Return the table, under HEADS."""
    return [
        (each.words, number(each.base), number(each.policy),
         signed(each.difference["mean"]),
         f"{signed(each.difference['low95'])} to {signed(each.difference['high95'])}",
         number(each.base_last), number(each.policy_last))
        for each in spread(statement)
    ]  # fmt: skip


def lines(statement: Statement) -> list[str]:
    """Return the bands for a terminal."""
    return [
        f"{name}: {base}% as it is, {policy}% under the policy ({difference}; 95% of runs {between})"
        for name, base, policy, difference, between, *_ in rows(statement)
    ]
