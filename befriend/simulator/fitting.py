"""How the figures of recall, release and prison were fitted: least squares, on figures up to December 2024.

The country of January 2023, a fifth of its size, is lived through for two years with releases fed as
published, and held against what was published for those two years and nothing later. `python -m
befriend.cli.fit` does it and prints what it finds beside what stands in `parameters/*.yaml`. The same seed
gives the same figures.

Not fitted here but taken, from a model of cohorts made before and not kept: that recalls grow by 6.35% a
year, that they are half as likely again in the first 13 weeks, and that long sentences are recalled at 0.45
of the hazard of middle ones. `recall.hazard` and `recall.soon_factor` have priors for it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from befriend import policies
from befriend.simulator import backcast, parameters, published, running, series
from befriend.simulator import country as countries
from befriend.simulator.parameters import Parameters
from befriend.simulator.running import Result
from befriend.simulator.scoring import HELD_OUT_FROM
from befriend.simulator.states import ORDER_NAMES, State

SMALLER, UNITS, SEED, WEEKS = 5, 10, 1, 105
STEP, MOST_ROUNDS, PRIOR = 0.08, 6, 0.3
GROWTH, LONG, LIFE_RECALLED, LIFE_RELEASED = 1.0635, 0.45, 1.33, 2.5
ORDER_OF_2024 = date(2024, 4, 2)
SIX_MONTHS = ("le_1m", "gt1_le2m", "gt2_le3m", "gt3_lt6m", "6m")
# Recalls of a fixed term, in percent: 6,600 of 27,820 in 2023 and 2,208 of 7,415 in January to March 2024, as
# the text of the statistics has it.
FIXED_2023, FIXED_2024 = 23.7, 29.8
# What counts as off by one: percent, of which a whole series together has one.
OFF = {"recalls": 2.0, "recall_stock": 1.5, "licence_stock": 0.7}
DETERMINATE, RELEASED, SHARE_2023, SHARE_2024 = 3.0, 2.0, 2.0, 4.0

Array = NDArray[Any]


class Fitted(NamedTuple):
    """A figure that is fitted: what of, what was thought before, and between which ends."""

    what: str
    first: float
    low: float
    high: float


FITTED = {
    "hazard": Fitted("recall of sentences of one year to four, January 2023, percent a month", 6.0, 3, 13),
    "short": Fitted("recall of shorter sentences, beside those", 1.1, 0.3, 3),
    "order": Fitted("what the Order of April 2024 multiplied it by", 2.8, 1, 5),
    "released": Fitted("release from a standard recall, percent a month", 5, 1, 30),
    "sentenced": Fitted("a new sentence while on one, percent a month", 7, 0, 15),
    "received_short": Fitted("received of sentences of six months or less, percent", 36, 5, 60),
    "received": Fitted("received of longer ones, percent", 82, 40, 110),
    "fixed": Fitted("fixed recalls of sentences of one year to four until 2025, percent", 36, 20, 50),
    "ended_early": Fitted("supervision after sentence ended early, percent a month", 3, 0, 8),
    "to_custody": Fitted("orders that end in prison, percent a month", 0.1, 0, 0.5),
}


class Found(NamedTuple):
    """What was found: each figure, its standard error from the curvature, and half the sum of squares."""

    values: dict[str, float]
    errors: dict[str, float]
    cost: float


def known() -> dict[str, dict[date, int]]:
    """Return every published figure the fit is held against, all of them of before 2025."""
    every = published.load()
    # A stock is that of the end of its day: the first is that of the first week. The first quarter is whole.
    first = {"stock": backcast.START, "flow": date(2022, 12, 31)}
    return {
        name: {day: value for day, value in every[name].values.items()
               if first[every[name].kind] < day < HELD_OUT_FROM}
        for name in (*OFF, "determinate", "releases")
    }  # fmt: skip


def standing() -> dict[str, float]:
    """Return what stands in the parameters."""
    of, first, then = parameters.load().number, backcast.START, ORDER_OF_2024
    middle, short = (of(first, "recall.hazard", term) for term in ("middle", "short"))
    ratio = of(then, "recall.hazard", "short") / of(then, "recall.hazard", "middle")
    found = {
        "hazard": middle, "short": short / middle, "order": ratio / (short / middle),
        "released": of(first, "recall.standard_release", "middle"),
        "sentenced": of(first, "recall.new_sentence"),
        "received_short": of(first, "custody.received", "6m"),
        "received": of(first, "custody.received", "12m"),
        "fixed": of(first, "recall.fixed_share", "middle"),
        "ended_early": of(first, "supervision.ended_early"),
        "to_custody": of(first, "orders.to_custody", "community_order"),
    }  # fmt: skip
    return {name: float(found[name]) for name in FITTED}


def at(values: Mapping[str, float]) -> Parameters:
    """Return the parameters of the backcast with these values in the place of what stands."""
    found = parameters.load().with_changes(backcast.told().parameters, backcast.FILE.name)
    bands = found.on(backcast.START, "custody.sentences").value
    received = {band: values["received_short" if band in SIX_MONTHS else "received"] for band in bands}
    share = {"middle": values["fixed"], "long": 0, "life": 0}
    every = dict.fromkeys(("short", "middle", "long"), values["released"])
    put: dict[str, Mapping[date, Any]] = {
        "recall.hazard": {day: hazards(values, day) for day in found.by_key["recall.hazard"].values},
        "recall.fixed_share": {
            day: {"short": share_of["short"], **share} if day < HELD_OUT_FROM else share_of
            for day, share_of in by_day(found, "recall.fixed_share").items()
        },
        "recall.standard_release": {backcast.START: {**every, "life": LIFE_RELEASED}},
        "recall.new_sentence": {backcast.START: values["sentenced"]},
        "supervision.ended_early": {backcast.START: values["ended_early"]},
        "orders.to_custody": {backcast.START: dict.fromkeys(ORDER_NAMES, values["to_custody"])},
        "custody.received": {date(2015, 4, 1): received | {"life": 100}},
    }
    for key, of in put.items():
        first = next(iter(found.by_key[key].values.values())).model_dump()
        found = found.with_changes({key: {day: first | {"value": value} for day, value in of.items()}}, "fit")
    return found


def by_day(figures: Parameters, key: str) -> dict[date, Any]:
    """Return the values of a parameter by day."""
    return {day: dict(each.value) for day, each in figures.by_key[key].values.items()}


def hazards(values: Mapping[str, float], day: date) -> dict[str, float]:
    """Return the hazards of recall from a day on: they grow, and the Order of 2024 for short ones."""
    years = max(0.0, day.year - 2023 + (0.5 if day.month >= 7 else 0))
    middle = values["hazard"] * GROWTH**years
    short = middle * values["short"] * (values["order"] if day >= ORDER_OF_2024 else 1)
    found = {"short": short, "middle": middle, "long": middle * LONG, "life": LIFE_RECALLED}
    return {term: round(each, 4) for term, each in found.items()}


def lived(values: Mapping[str, float]) -> Result:
    """Return 2023 and 2024 as they were lived through."""
    made = countries.country(
        policies.load(), at(values), seed=SEED, weeks=WEEKS, name=backcast.COUNTRY,
        fed=backcast.releases_by_week(HELD_OUT_FROM), part=Fraction(1, SMALLER), units=UNITS,
    )  # fmt: skip
    return running.run(made)


def residuals(values: Mapping[str, float]) -> Array:
    """Return how far off each published figure is, in what counts as off by one."""
    result, told = lived(values), known()
    days = {name: list(told[name]) for name in OFF}
    found = series.of(result, days, backcast.not_sentenced, SMALLER)
    off = [
        percent(value, told[name][day]) / OFF[name] / np.sqrt(len(days[name]))
        for name in OFF for day, value in found[name].items()
    ]  # fmt: skip
    fixed, every = (result.moves[:, State.LICENCE, State.FIXED_RECALL], series.recalls(result))
    for weeks, share, one in ((slice(52), FIXED_2023, SHARE_2023), (slice(52, 65), FIXED_2024, SHARE_2024)):
        off.append((100 * fixed[weeks].sum() / every[weeks].sum() - share) / one)
    # Where releases are fed, who would be released by the country itself leaves it.
    own = result.moves[:104, State.CUSTODY, State.GONE].sum() * SMALLER
    off.append(percent(own, sum(told["releases"].values())) / RELEASED)
    custody = result.measure("custody") * SMALLER
    for day, count in told["determinate"].items():
        off.append(percent(custody[(day - backcast.START).days // 7], count) / DETERMINATE)
    return np.array(off, float)


def percent(value: float, of: float) -> float:
    """Return by how many percent a figure is off."""
    return 100 * (value / of - 1)


def objective(values: Mapping[str, float]) -> Array:
    """Return what is squared and added up: residuals, and a weak pull to what was thought before."""
    pull = [PRIOR * (values[name] - each.first) / (each.high - each.low) for name, each in FITTED.items()]
    return np.concatenate([residuals(values), pull])


def cost(values: Mapping[str, float]) -> float:
    """Return half the sum of squares."""
    return float((objective(values) ** 2).sum()) / 2


def fit(done: Callable[[int], None] = lambda _: None) -> Found:
    """Search from what stands for what makes the sum of squares least.

    `done` is told how often the country was lived through. The sum is rough, for who is recalled is a
    whole person: a search from elsewhere may end elsewhere, with a larger sum.
    """
    from scipy.optimize import least_squares

    asked = 0

    def tried(place: Array) -> Array:
        nonlocal asked
        asked += 1
        done(asked)
        return objective(dict(zip(FITTED, place.tolist(), strict=True)))

    low, high = (np.array([getattr(each, end) for each in FITTED.values()], float) for end in ("low", "high"))
    found = least_squares(tried, list(standing().values()), bounds=(low, high),
                          diff_step=STEP, max_nfev=MOST_ROUNDS, x_scale=high - low)  # fmt: skip
    spread = np.sqrt(np.diag(np.linalg.pinv(found.jac.T @ found.jac)))
    return Found(
        dict(zip(FITTED, (round(float(each), 4) for each in found.x), strict=True)),
        dict(zip(FITTED, (round(float(each), 4) for each in spread), strict=True)),
        float(found.cost),
    )
