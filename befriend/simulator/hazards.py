"""What luck does in a week, as thresholds made of the parameters."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from befriend.policies import Book
from befriend.rules import availability
from befriend.rules.release.days import supervised_end
from befriend.simulator import chance, feedback
from befriend.simulator.feedback import ONE
from befriend.simulator.parameters import Parameters
from befriend.simulator.states import ORDER_NAMES, ORDERS, STATES, TERMS, State

# Weeks in a year and in a month, exactly.
YEAR = Fraction(1461, 28)
MONTH = YEAR / 12
MOST = 2**32 - 1

Array = NDArray[Any]


def hazards(figures: Parameters, day: date) -> Array:
    """Return what happens to each state in a week, as thresholds of the first and of either event.

    By state and by how long the sentence of prison is.
    """
    found = np.zeros((STATES, len(TERMS), 2), np.int64)
    for state, name in zip(ORDERS, ORDER_NAMES, strict=True):
        parts = (monthly(figures, day, f"orders.{key}", name) for key in ("to_custody", "ended_early"))
        found[state] = two(*parts)
    more, new = figures.number(day, "recall.factor") / 100, monthly(figures, day, "recall.new_sentence")
    for place, term in enumerate(TERMS):
        share = figures.number(day, "recall.fixed_share", term) / 100
        weekly = monthly(figures, day, "recall.hazard", term) * more
        found[State.LICENCE, place] = two(weekly * share, weekly * (1 - share))
        again = monthly(figures, day, "recall.standard_release", term)
        found[State.STANDARD_RECALL, place] = two(again, new if term != "life" else Fraction(0))
    found[State.WITHOUT_END] = two(monthly(figures, day, "custody.life_release"), Fraction(0))
    found[State.POST_SENTENCE] = two(monthly(figures, day, "supervision.ended_early"), Fraction(0))
    return found


def two(first: Fraction, second: Fraction) -> tuple[int, int]:
    """Return the thresholds of the first of two events and of either."""
    return chance.threshold(first), chance.threshold(first + second)


def ceilings(found: Array, factors: Array, figures: Parameters, day: date, at_once: int) -> Array:
    """Return what the luck of somebody to whom anything happens is never above, by state and term.

    `at_once`: what recall soon after release is multiplied by, in 1,024ths.
    """
    times = (feedback.times(figures, day, f"feedback.{key}") for key in ("waiting", "withdrawn"))
    most = max(int(factors.max()), *times) * max(feedback.times(figures, day, "feedback.moved"), ONE)
    highest = found[:, :, 1].copy()
    for order in ORDERS:
        first, either = found[order, :, 0], found[order, :, 1]
        highest[order] = either - first + more(first, most)
    highest[State.LICENCE] = more(more(found[State.LICENCE, :, 1], most), max(at_once, ONE) * ONE)
    return np.minimum(highest, MOST)


def more(threshold: Array, times: int) -> Array:
    """Return thresholds multiplied by 1,024ths of 1,024ths, rounded up and one over."""
    return np.array([-(-int(each) * times // (ONE * ONE)) + 1 if each else 0 for each in threshold], np.int64)


def soon(figures: Parameters, day: date) -> int:
    """Return what the chance of recall soon after release is multiplied by, in 1,024ths."""
    return int(figures.number(day, "recall.soon_factor") * ONE / 100)


def monthly(figures: Parameters, day: date, key: str, *names: str) -> Fraction:
    """Return the part of a week from percent a month: so many of those there, each week alike."""
    return figures.number(day, key, *names) / 100 / MONTH


def leaving(figures: Parameters, day: date) -> Array:
    """Return the threshold of each grade for leaving in a week."""
    said = {grade: figures.number(day, "staff.leaving", grade) / 100 / YEAR
            for grade in ("pso", "newly_qualified", "officer")}  # fmt: skip
    promoted = figures.number(day, "staff.promoted") / 100 / YEAR
    short, long = (figures.number(day, "staff.course", name) for name in ("short", "long"))
    part = figures.number(day, "staff.long_course") / 100
    course = (short * (1 - part) + long * part) * MONTH
    gone = figures.number(day, "staff.withdrawing") / 100 / course
    parts = said["pso"], gone, said["newly_qualified"], said["officer"] + promoted
    return np.array([chance.threshold(part) for part in parts], np.int64)


def sickness(figures: Parameters, day: date) -> int:
    """Return the threshold for falling sick: weeks lost a year, by spells, while there to fall ill."""
    days = figures.number(day, "staff.sick_days") / availability.WORKING_DAYS
    return chance.threshold(days / figures.number(day, "staff.sick_spell") / (YEAR - days))


def early(book: Book, day: date) -> tuple[int, int]:
    """Return by how many whole weeks some are released early, and the threshold of one week more."""
    days = (day - supervised_end(day, book, day)[0]).days
    return days // 7, chance.threshold(Fraction(days % 7, 7))
