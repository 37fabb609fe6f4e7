"""A capacity impact statement made up for tests: no country was lived through for it."""

from __future__ import annotations

from typing import Any

from befriend.simulator import measured, packs, trial
from befriend.simulator.trial import Measured, Spread

# By measure: the difference of each of four runs, and what it was.
DIFFERENCES = {
    "people_waiting": ([90, 100, 110, 120], 1000),
    "load_percent": ([-9, -10, -11, -12], 117),
    "recalls": ([-30, 10, 20, 60], 4400),
    "share_over_110": ([1, 2, 3, 4], 60),
    "leavers": ([0, 0, 0, 0], 100),
    "licence_stock": ([5, 6, 7, 8], 68_000),
    "weeks_waited": ([2, 3, 4, 5], 0),
}
ASKED = trial.Asked(packs.read("cap-100"), packs.read("base"), months=4, runs=4, seed=1)


def measure(differences: list[int], base: float) -> Measured:
    """Return a measure that differs by so much in each run, in every month."""
    spread: Spread = trial.spread([float(each) for each in differences])
    months = len(trial.measured.months(ASKED.start, ASKED.months))
    return Measured(
        base=[float(base)] * months,
        policy=[base + spread.mean] * months,
        no_change=float(base),
        difference=spread,
        by_month=[spread] * months,
        agreeing=trial.agreeing([float(each) for each in differences]),
        matters=[("recall.hazard", 0.8), ("start.load", -0.4)] if base == 4400 else [],
    )


def found() -> Any:
    """Return what would have come out."""
    months = tuple(first for first, _ in measured.months(ASKED.start, ASKED.months))
    return trial.Trial(ASKED, months, {name: measure(*told) for name, told in DIFFERENCES.items()})
