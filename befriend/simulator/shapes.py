"""The shapes of the made-up country: people and practitioners as columns, a unit, and what holds in it.

Each person takes 19 bytes and each practitioner 18. Weeks are counted from the start of the country, 0 for
the first, and those before it are negative.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


class People(NamedTuple):
    """Everybody, one place each; a place is used again once somebody is gone."""

    state: Array
    kind: Array
    marks: Array
    officer: Array  # place of the practitioner, or WAITS or NOT_YET
    begun: Array  # first week of the state
    until: Array  # first week after it
    ends: Array  # first week after the sentence
    withdraw: Array  # first week without contact
    since: Array  # first week of waiting
    who: Array  # never used again


class Officers(NamedTuple):
    """Practitioners, one place each, never used again."""

    here: Array
    grade: Array
    begun: Array  # first week in the grade
    course: Array  # first week after the course
    back: Array  # first week back from sickness
    who: Array
    points: Array
    people: Array


# The kinds of numbers of the columns above, in the same order.
PEOPLE = (np.int8, np.uint8, np.int8, np.int16, np.int16, np.int16, np.int16, np.int16, np.int16, np.int32)
OFFICERS = (np.int8, np.int8, np.int16, np.int16, np.int16, np.int32, np.int32, np.int32)

# What a unit keeps count of, by place in its tally.
HIGH, FREE, SERIAL, STAFF, WAITING = range(5)


class Unit(NamedTuple):
    """One unit: nobody goes from one to another within a run, so each runs by itself."""

    people: People
    officers: Officers
    tally: Array
    free: Array  # places given back
    waiting: Array  # places of those who wait
    room: Array  # practitioner: points and people still to take, whether trained
    arrivals: Array  # week, kind of arrival
    joiners: Array  # week, PSOs and trainees
    measures: Array  # week, measure
    moves: Array  # week, state from, state to


class Laws(NamedTuple):
    """The laws of all weeks, one beside the other (befriend/simulator/laws.py)."""

    points: Array
    eligible: Array
    group: Array
    serving: Array
    limits: Array
    keeps: Array
    reset: Array
    fixed_weeks: Array
    hazards: Array
    leaving: Array
    scalars: Array


class Rules(NamedTuple):
    """All that a unit is told: the laws, which holds when, and the thresholds by which traits are drawn."""

    laws: Laws
    law_of: Array  # week
    kinds: Array
    orders: Array  # kind of order
    bands: Array
    band_weeks: Array  # week of sentence, band: weeks in prison, weeks in all
    band_short: Array
    activated: Array  # week: weeks in prison, weeks in all
    spells: Array
    course: Array  # threshold of the long one, weeks of the short and of the long one


# Of the scalars of a law, by place.
ENFORCED, LINE, JUST_RELEASED, HANDOVER, ACTIVITY, SICKNESS, TRAINED_BY, NEW_WEEKS = range(8)


def people(units: int, places: int) -> People:
    """Return room for so many in each unit, all empty."""
    return People(*(np.zeros((units, places), kind) for kind in PEOPLE))


def officers(units: int, places: int) -> Officers:
    """Return room for so many practitioners in each unit, none in post."""
    return Officers(*(np.zeros((units, places), kind) for kind in OFFICERS))
