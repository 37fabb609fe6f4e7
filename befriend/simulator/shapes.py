"""The shapes of the made-up country: a person, a practitioner, a unit, and what holds in it, as records.

Compiled code is handed one record by its address, which costs nothing; the three columns that are looked
at for everybody every week stand by themselves, so that a processor takes many at a time. A person takes
36 bytes in all. Weeks are counted from the start of the country, and those before it are negative.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from befriend.simulator.states import GRADES

Array = NDArray[Any]

PERSON = np.dtype([
    ("who", np.uint32),  # never used again
    ("risk", np.uint32),  # what luck must not be above, for anything to happen: never too low
    ("officer", np.int16),  # place of the practitioner, or WAITS or NOT_YET
    ("begun", np.int16),  # first week of the state
    ("until", np.int16),  # first week after it
    ("ends", np.int16),  # first week after the sentence
    ("released", np.int16),  # week of the first release
    ("withdraw", np.int16),  # first week without contact
    ("since", np.int16),  # first week of waiting
    ("next", np.int16),  # first week after the one in which time next changes anything
    ("state", np.int8),
    ("marks", np.int8),
    ("kind", np.uint8),
    ("band", np.uint8),  # of the sentence of prison, or NO_BAND
    ("term", np.int8),  # SHORT to LIFE, of the sentence of prison
    ("queued", np.int8),  # whether this place stands among those that wait
], align=True)  # fmt: skip

PRACTITIONER = np.dtype([
    ("room", np.int64),  # points still to take this week
    ("who", np.int32),
    ("points", np.int32),
    ("people", np.int32),
    ("seen", np.int32),  # how many of them are seen in the community
    ("high", np.int32),  # how many of those are of high or very high risk
    ("strain", np.int32),  # load as it is felt, slow to change: percent, times the weeks it takes
    ("factor", np.int32),  # by which chances of their people are multiplied, in 1,024ths
    ("heads", np.int32),  # people still to take this week
    ("time", np.int32),  # how much more or less than a full week of their grade, in parts of FULL
    ("reports", np.int32),  # points of reports, which nobody but they writes
    ("begun", np.int16),  # first week in the grade
    ("course", np.int16),  # first week after the course
    ("back", np.int16),  # first week back from sickness
    ("here", np.int8),
    ("grade", np.int8),
    ("trained", np.int8),
], align=True)  # fmt: skip

TALLY = np.dtype([
    ("number", np.int64),  # of the unit
    ("high", np.int64),  # places used so far
    ("freed", np.int64),  # places given back
    ("serial", np.int64),  # the next number of a person
    ("staff", np.int64),
    ("waiting", np.int64),  # places that stand among those that wait
    ("community", np.int64),  # people seen, or to be seen, in the community
    ("at_risk", np.int64),  # those of them of high or very high risk
    ("withheld", np.int64),  # those whose contact is withdrawn
    ("online", np.int64),  # those who report online
    ("carried", np.int64),  # points at the end of the last week
    ("available", np.int64),
    ("parts", np.int64, (len(GRADES),)),  # what is left of the time of a grade, in 1,024ths
], align=True)  # fmt: skip


class Unit(NamedTuple):
    """One unit: nobody goes from one to another within a run, so each runs by itself."""

    tally: Array  # one TALLY
    people: Array  # PERSON, one place each; a place is used again once somebody is gone
    officers: Array  # PRACTITIONER, never used again
    who: Array  # three columns of the people, for a look at everybody
    risk: Array
    due: Array
    free: Array  # places given back
    waiting: Array  # places of those who wait
    flags: Array  # places where something may happen this week
    arrivals: Array  # week, kind of arrival
    joiners: Array  # week, PSOs and trainees
    measures: Array  # week, measure
    moves: Array  # week, state from, state to


# What a full week of a practitioner is divided into: fine enough for every number of points.
FULL_BITS = 20
FULL = 1 << FULL_BITS
# Of the limits of a grade in a month of its career.
POINTS_OF, MOST_POINTS, MOST_PEOPLE, MINUTES = range(4)


def record(values: dict[str, Any]) -> Array:
    """Return one record, as an array of one, with a field for each value: whole numbers or arrays of them."""
    columns = {name: np.asarray(value) for name, value in values.items()}
    # Aligned: compiled code takes the numbers of a table as they lie, and stops dead where they lie askew.
    fields = [(name, column.dtype, column.shape) for name, column in columns.items()]
    found = np.zeros(1, np.dtype(fields, align=True))
    for name, column in columns.items():
        found[name][0] = column
    return found
