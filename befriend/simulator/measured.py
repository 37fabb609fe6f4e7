"""What is told of a country: each measure by calendar month, made of what the weeks counted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from befriend.policies import Book
from befriend.simulator.parameters import Parameters
from befriend.simulator.states import LOAD_LINES, State

if TYPE_CHECKING:  # Who only reads a statement need not wait for what is compiled.
    from befriend.simulator.running import Result

Array = NDArray[Any]

# A mean month: weeks and days of it.
DAYS_A_YEAR = 365.25
DAYS = DAYS_A_YEAR / 12
WEEKS = DAYS / 7
SICK_OF = ("pso", "trainee", "newly_qualified", "officer")
RECALLED = (State.FIXED_RECALL, State.STANDARD_RECALL)
RISKS = ("very_high", "high", "medium", "low")


class Lived(NamedTuple):
    """A country that was lived through, and what it was told."""

    result: Result
    book: Book
    figures: Parameters
    part: Fraction = Fraction(1)  # of the whole country, as it was made

    def of(self, *names: str) -> Array:
        """Return the sum of counts, week by week."""
        found: Array = np.sum([self.result.measure(name) for name in names], axis=0)
        return found

    def number(self, key: str, *names: str) -> float:
        """Return a parameter as it is on the first day."""
        return float(self.figures.number(self.result.start, key, *names))

    def by_week(self, key: str, *names: str) -> Array:
        """Return a parameter as it is in each week."""
        start, weeks = self.result.start, len(self.result.measures)
        return np.array(
            [float(self.figures.number(start + timedelta(weeks=week), key, *names)) for week in range(weeks)]
        )

    def policy(self, key: str) -> int:
        """Return a policy of one whole number on the first day."""
        return int(self.book.on(self.result.start, key).value)


class Measure(NamedTuple):
    """One measure: what it is, its unit, how weeks make a month, and which way is worse."""

    what: str
    unit: str
    month: Literal["mean", "end", "total"]
    worse: Literal["more", "less", "neither"]
    weekly: Callable[[Lived], Array]
    assumed: bool = True  # whether what is assumed drives it, and not only what is published


def months(start: date, many: int) -> tuple[tuple[date, int], ...]:
    """Return the first of so many months from that of `start`, and how many Mondays each has from then on."""
    found = []
    weeks = (start + timedelta(weeks=week) for week in range(many * 5 + 5))
    for (year, month), mondays in groupby(weeks, key=lambda day: (day.year, day.month)):
        found.append((date(year, month, 1), len(list(mondays))))
    return tuple(found[:many])


def monthly(told: Lived, many: int) -> dict[str, list[float]]:
    """Return every measure, month by month: of a stock the last week, else the mean of its weeks.

    What is counted as it happens is told for a mean month: the mean week, times 4.35.
    """
    lengths = [weeks for _, weeks in months(told.result.start, many)]
    ends = np.cumsum(lengths)
    found = {}
    for name, measure in EVERY.items():
        weekly = np.asarray(measure.weekly(told), dtype=np.float64)
        if measure.month == "end":
            found[name] = [float(weekly[end - 1]) for end in ends]
            continue
        means = [
            float(weekly[end - weeks : end].sum()) / weeks for end, weeks in zip(ends, lengths, strict=True)
        ]
        found[name] = [mean * WEEKS for mean in means] if measure.month == "total" else means
    return found


def counted(*names: str) -> Callable[[Lived], Array]:
    """Return a measure that is a sum of counts."""
    return lambda told: told.of(*names)


def percent(part: Sequence[str], whole: Sequence[str]) -> Callable[[Lived], Array]:
    """Return a measure that is a part of a whole, in percent; where there is no whole, 0."""
    return lambda told: 100 * told.of(*part) / np.maximum(told.of(*whole), 1)


def goodwill(told: Lived) -> Array:
    """Return the hours of work above the time there is, as the product turns points into hours.

    Of those away sick there is none.
    """
    full, nominal = (told.policy(f"capacity.{key}") for key in ("full_week_minutes", "nominal_points"))
    found: Array = told.of("goodwill_points") * full / nominal / 60
    return found


def recalls(told: Lived) -> Array:
    """Return how many are recalled in each week."""
    found: Array = told.result.moves[:, State.LICENCE, list(RECALLED)].sum(axis=1)
    return found


def prison(told: Lived) -> Array:
    """Return everybody in prison: sentenced, recalled, and those held level, on remand and others.

    Who is held level is told of the whole country: of a part of it as large a part is counted.
    """
    inside = told.of("custody", "without_end", "fixed_recall", "standard_recall")
    return inside + (told.number("custody.remand") + told.number("custody.other")) * float(told.part)


def cost(told: Lived) -> Array:
    """Return what prison places, practitioners and what a policy buys cost in each week, in pounds."""
    places, posts = prison(told) * told.by_week("cost.prison_place"), told.of(*SICK_OF)
    bought = told.by_week("cost.bought") * float(told.part)
    found: Array = (places + posts * told.by_week("cost.practitioner") + bought) * 7 / DAYS_A_YEAR
    return found


def admin(told: Lived) -> Array:
    """Return the hours a week that recalls, changes of practitioner and new people take to write and read."""
    minutes = recalls(told) * told.by_week("cost.admin_minutes", "recalled")
    minutes += told.of("changed") * told.by_week("cost.admin_minutes", "handed_over")
    found: Array = (minutes + told.of("given") * told.by_week("cost.admin_minutes", "given")) / 60
    return found


def paid(told: Lived) -> Array:
    """Return the hours of paid time left for contact: less meetings, and recording on whoever is seen.

    By the steps of `contact_time`, practitioner by practitioner; of those away sick there is none.
    """
    found: Array = told.of("contact_minutes") / 60
    return found


def contact(told: Lived) -> Array:
    """Return the hours there are for contact: what is left of the time that is paid, and goodwill on top."""
    return paid(told) + goodwill(told)


def in_contact(told: Lived) -> Array:
    """Return how many people somebody is to see: in the community, and not without contact."""
    return told.of("community_order", "suspended_order", *AFTER) - told.of("without_contact")


def waits(risk: str) -> Measure:
    """Return the measure of who waits, of one risk of serious harm."""
    name = f"waiting_{risk}"
    what = f"People of {risk.replace('_', ' ')} risk of serious harm who wait for a practitioner"
    return Measure(what, "people", "end", "more", counted(name))


def bands() -> dict[str, tuple[str, str]]:
    """Return the bands of load: by the name of the measure, what is counted and in words, lightest first."""
    first, last = LOAD_LINES[0], LOAD_LINES[-1]
    between = {
        f"{SHARE}{low}_to_{high}": (f"load_to_{high}", f"over {low}% to {high}%")
        for low, high in pairwise(LOAD_LINES)
    }
    return {
        f"{SHARE}to_{first}": (f"load_to_{first}", f"up to {first}%"),
        **between,
        f"{SHARE}over_{last}": (f"load_over_{last}", f"over {last}%"),
    }


def share(name: str) -> Measure:
    """Return the measure of who carries a load of one band, of all practitioners."""
    counts, words = LOADS[name]
    what = f"Practitioners who carry {words} of their available points"
    worse: Literal["more", "neither"] = "neither" if name in USUAL else "more"
    return Measure(what, "percent", "mean", worse, percent((counts,), SICK_OF))


def without_time(told: Lived) -> Array:
    """Return how many practitioners have no available points, in percent: whoever is in no band of load."""
    everybody, loaded = told.of(*SICK_OF), told.of(*(counts for counts, _ in LOADS.values()))
    return 100 * (everybody - loaded) / np.maximum(everybody, 1)


SHARE = "share_of_practitioners_"
LOADS = bands()
USUAL = tuple(LOADS)[:2]  # neither worse nor better by itself
HEAVY = tuple(counts for counts, _ in LOADS.values())[LOAD_LINES.index(150) + 1 :]
WITHOUT_TIME = SHARE + "without_time"
# The distribution of load: whoever is in post is in one of these.
SPREAD = (*LOADS, WITHOUT_TIME)
SUPERVISED = tuple(state.name.lower() for state in State if state is not State.GONE)
AFTER = ("licence", "post_sentence")
LEFT = tuple(f"{grade}_left" for grade in SICK_OF)

EVERY: dict[str, Measure] = {
    "people_supervised": Measure(
        "People supervised, before release too", "people", "end", "neither",
        counted(*SUPERVISED), assumed=False,
    ),
    "contact_hours": Measure(
        "Hours a week for contact with people: what paid time leaves, and goodwill",
        "hours a week", "mean", "less",
        contact,
    ),
    "contact_hours_paid": Measure(
        "Hours a week of paid time left for contact after meetings and recording",
        "hours a week", "mean", "less",
        paid,
    ),
    "minutes_a_person": Measure(
        "Minutes a week of paid time left for each person whom somebody sees",
        "minutes a week", "mean", "less",
        lambda told: told.of("contact_minutes") / np.maximum(in_contact(told), 1),
    ),
    "days_without_planned_contact": Measure(
        "Days on which somebody is answered for and no contact is planned", "person-days a month", "mean",
        "more", lambda told: told.of("without_contact") * DAYS,
    ),
    "people_waiting": Measure(
        "People who wait for a practitioner", "people", "end", "more", counted("waiting"),
    ),
    **{f"waiting_{risk}": waits(risk) for risk in RISKS},
    "weeks_waited": Measure(
        "Weeks that those who wait have waited, on average", "weeks", "end", "more",
        lambda told: told.of("weeks_waited") / np.maximum(told.of("waiting"), 1),
    ),
    "load_percent": Measure(
        "Mean load of practitioners", "percent of available points", "mean", "more",
        percent(("points",), ("available_points",)),
    ),
    "share_over_110": Measure(
        "Practitioners with more than 110% of their available points", "percent", "mean", "more",
        percent(("over_the_line",), SICK_OF),
    ),
    "share_over_150": Measure(
        "Practitioners with more than 150% of their available points", "percent", "mean", "more",
        percent(HEAVY, SICK_OF),
    ),
    **{name: share(name) for name in LOADS},
    WITHOUT_TIME: Measure(
        "Practitioners without any available points, away sick", "percent", "mean", "neither", without_time,
    ),
    "goodwill_hours": Measure(
        "Hours of goodwill silently assumed: work above the time there is", "hours a week", "mean", "more",
        goodwill,
    ),
    "officer_changes": Measure(
        "People given to another practitioner than before", "a month", "total", "more",
        counted("changed"),
    ),
    "recalls": Measure("Recalls to prison", "a month", "total", "more", recalls),
    "recall_stock": Measure(
        "People in prison on recall", "people", "end", "more", counted("fixed_recall", "standard_recall"),
    ),
    "licence_stock": Measure(
        "People supervised after release", "people", "end", "neither", counted(*AFTER),
    ),
    "prison_population": Measure("People in prison", "people", "end", "more", prison),
    "leavers": Measure(
        "Practitioners who leave, trainees who give up among them", "a month", "total", "more",
        counted(*LEFT),
    ),
    "sickness": Measure("Practitioners away sick", "people", "mean", "more", counted("sick")),
    "admin_hours": Measure(
        "Hours of administration by recalls, changes of practitioner and new people", "hours a month",
        "total", "more", admin,
    ),
    "cost": Measure(
        "Cost of prison places, practitioners who hold people, and what a policy buys",
        "pounds a month", "total", "more", cost,
    ),
    "exposed_weeks": Measure(
        "Weeks that people of high or very high risk spend without planned contact", "person-weeks a month",
        "total", "more", counted("high_risk_without_contact"),
    ),
}  # fmt: skip
