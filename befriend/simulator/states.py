"""How a person stands, and what may follow: plain numbers, so that numba compiles what reads them.

| state | what may happen in a week | when its time is up |
|---|---|---|
| community order, suspended sentence | to prison; ended early | ended |
| custody (a sentence with an end) | | licence |
| without an end | licence | |
| licence | a recall of a fixed term; a standard recall | ended |
| fixed recall | | licence, or ended with the sentence |
| standard recall | licence | ended with the sentence |
"""

from __future__ import annotations

from enum import IntEnum

from befriend.rules.values import Grade, Place


class State(IntEnum):
    """How a person stands. GONE: nobody is in this place."""

    GONE = 0
    COMMUNITY_ORDER = 1
    SUSPENDED_ORDER = 2
    CUSTODY = 3
    WITHOUT_END = 4
    LICENCE = 5
    FIXED_RECALL = 6
    STANDARD_RECALL = 7


STATES = len(State)
ORDERS = (State.COMMUNITY_ORDER, State.SUSPENDED_ORDER)
# As the policies and parameters call them.
ORDER_NAMES = ("community_order", "suspended_sentence_order")
SUPERVISED = (*ORDERS, State.LICENCE)

# What happens first with luck below the first threshold, below the second, and when time is up.
FIRST = (0, 3, 3, 0, 5, 6, 0, 5)
SECOND = (0, 0, 0, 0, 0, 7, 0, 0)
DUE = (0, 0, 0, 5, 0, 0, 5, 0)

# Where each state is served, for the points (befriend/rules/values.py, Place).
PLACES = (
    -1, int(Place.COMMUNITY), int(Place.COMMUNITY), int(Place.CUSTODY), int(Place.CUSTODY),
    int(Place.LICENCE), int(Place.CUSTODY), int(Place.CUSTODY),
)  # fmt: skip

# Instead of a practitioner's number: who waits for one, and who needs none yet.
WAITS = -1
NOT_YET = -2

# A week that never comes.
NEVER = 32_000

# Marks of a person, as bits.
MOVED, SHORT = 1, 2

GRADES = (Grade.PSO, Grade.TRAINEE, Grade.NEWLY_QUALIFIED, Grade.OFFICER)
PSO, TRAINEE, NEWLY_QUALIFIED, OFFICER = range(4)

# How a practitioner stands.
ABSENT, IN_POST = 0, 1

# What is counted each week, by place in a row of the results.
MEASURES = (
    "community_order", "suspended_order", "custody", "without_end", "licence", "fixed_recall",
    "standard_recall", "waiting", "weeks_waited", "contact_withdrawn", "without_contact", "points",
    "available_points", "over_the_line", "pso", "trainee", "newly_qualified", "officer", "sick",
    "pso_left", "trainee_left", "newly_qualified_left", "officer_left", "pso_joined", "trainee_joined",
    "qualified", "given", "changed",
)  # fmt: skip
MEASURE = {name: place for place, name in enumerate(MEASURES)}
