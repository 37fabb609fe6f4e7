"""How far a made-up country is from what was published, and no change beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

import numpy as np

from befriend.simulator.published import next_quarter

# What is fitted is fitted up to the day before; from it on the published figures are held out.
HELD_OUT_FROM = date(2025, 1, 1)
# The last published day of the backcast: then the source of the licence stock changed.
UNTIL = date(2026, 3, 31)


class Score(NamedTuple):
    """Errors in percent: within the window of the fit, held out, and of no change over the held-out days."""

    fit: float
    held_out: float
    naive: float


def mape(simulated: Mapping[date, float], published: Mapping[date, float]) -> float:
    """Return the mean absolute error in percent over the days of `simulated`; ValueError without any."""
    if not simulated:
        raise ValueError("there is no day to hold anything against")
    return 100 * sum(abs(value / published[day] - 1) for day, value in simulated.items()) / len(simulated)


def score(simulated: Mapping[date, float], published: Mapping[date, float],
          held_out_from: date = HELD_OUT_FROM) -> Score:  # fmt: skip
    """Return the errors of a series; no change is the last figure published within the window of the fit.

    A flow that begins in the window of the fit belongs to it. Every day of `simulated` is in `published`.
    """
    fitted = {day: value for day, value in simulated.items() if day < held_out_from}
    held = {day: value for day, value in simulated.items() if day >= held_out_from}
    last = published[max(day for day in published if day < held_out_from)]
    return Score(mape(fitted, published), mape(held, published), mape(dict.fromkeys(held, last), published))


def stock_on(days: Sequence[date], start: date, first: float, weekly: Sequence[float]) -> dict[date, float]:
    """Return a stock on days, on a straight line between the ends of weeks, from `first` at the start.

    `weekly` holds the stock at the end of each week, the first of them seven days after `start`, a Monday.
    """
    ends = [start.toordinal() + 7 * week for week in range(len(weekly) + 1)]
    # A stock on a day is at its end, and a week's at the end of its Sunday.
    return {day: float(np.interp(day.toordinal() + 1, ends, [first, *weekly])) for day in days}


def flow_over(quarters: Sequence[date], start: date, weekly: Sequence[float]) -> dict[date, float]:
    """Return a flow by quarter, each week of it even over its days.

    A quarter the weeks do not cover whole is stretched from the days they do cover, of which there must be
    ten weeks at least; ValueError where there are fewer.
    """
    ends = [start.toordinal() + 7 * week for week in range(len(weekly) + 1)]
    sums = np.concatenate([[0.0], np.cumsum(weekly)])
    found = {}
    for day in quarters:
        since, until = day.toordinal(), next_quarter(day).toordinal()
        from_, to = max(since, ends[0]), min(until, ends[-1])
        if to - from_ < 70:
            raise ValueError(f"the weeks from {start} on do not cover the quarter from {day}")
        total = float(np.interp(to, ends, sums) - np.interp(from_, ends, sums))
        found[day] = total * (until - since) / (to - from_)
    return found
