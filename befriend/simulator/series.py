"""What a country says of the published series: recalls, recall stock, licence stock and prison population."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from befriend.simulator import scoring
from befriend.simulator.running import Result
from befriend.simulator.states import State

SERIES = ("recalls", "recall_stock", "licence_stock", "prison_population")
RECALLED = ("fixed_recall", "standard_recall")
# A published stock and the states it counts; the licence stock counts supervision after sentence too.
STOCKS = {
    "recall_stock": RECALLED,
    "licence_stock": ("licence", "post_sentence"),
    "prison_population": ("custody", "without_end", *RECALLED),
}

Array = NDArray[Any]
ByDay = dict[date, float]


def of(result: Result, days: Mapping[str, Sequence[date]], unsentenced: Callable[[date], float],
       times: int = 1) -> dict[str, ByDay]:  # fmt: skip
    """Return each series of `days` on its days, quarters for recalls.

    `unsentenced` says who is in prison on remand or otherwise without a sentence: the country has none of
    them. `times` is how many times smaller the country was made.
    """
    found: dict[str, ByDay] = {}
    for name, wanted in days.items():
        if name == "recalls":
            found[name] = scoring.flow_over(wanted, result.start, list(recalls(result) * times))
            continue
        first, weekly = stock(result, STOCKS[name])
        found[name] = scoring.stock_on(wanted, result.start, first * times, list(weekly * times))
        if name == "prison_population":
            found[name] = {day: value + unsentenced(day) for day, value in found[name].items()}
    return found


def recalls(result: Result) -> Array:
    """Return recalls by week, of whatever kind."""
    found: Array = np.sum([result.moves[:, State.LICENCE, State[name.upper()]] for name in RECALLED], axis=0)
    return found


def stock(result: Result, names: Sequence[str]) -> tuple[float, Array]:
    """Return how many stood in some states at the start, and at the end of each week."""
    weekly: Array = np.sum([result.measure(name) for name in names], axis=0)
    states = [State[name.upper()] for name in names]
    came = sum(int(result.moves[0, :, state].sum() - result.moves[0, state, :].sum()) for state in states)
    return float(weekly[0] - came), weekly
