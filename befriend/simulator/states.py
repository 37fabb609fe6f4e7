"""How a person stands, and what may follow: plain numbers, so that numba compiles what reads them.

| state | what may happen in a week | when its time is up |
|---|---|---|
| community order, suspended sentence | to prison; ended early | ended |
| custody (a sentence with an end) | | licence |
| without an end | licence | |
| licence | a recall of a fixed term; a standard recall | supervision after sentence, or ended |
| fixed recall | | licence, or ended with the sentence |
| standard recall | licence; to prison for something new | ended with the sentence |
| supervision after sentence | ended early | ended |
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
    POST_SENTENCE = 8


STATES = len(State)
ORDERS = (State.COMMUNITY_ORDER, State.SUSPENDED_ORDER)
# As the policies and parameters call them.
ORDER_NAMES = ("community_order", "suspended_sentence_order")
SUPERVISED = (*ORDERS, State.LICENCE, State.POST_SENTENCE)

# What happens first with luck below the first threshold, below the second, and when time is up.
FIRST = (0, 3, 3, 0, 5, 6, 0, 5, 0)
SECOND = (0, 0, 0, 0, 0, 7, 0, 3, 0)
DUE = (0, 0, 0, 5, 0, 0, 5, 0, 0)

# Where each state is served, for the points (befriend/rules/values.py, Place).
PLACES = (
    -1, int(Place.COMMUNITY), int(Place.COMMUNITY), int(Place.CUSTODY), int(Place.CUSTODY),
    int(Place.LICENCE), int(Place.CUSTODY), int(Place.CUSTODY), int(Place.LICENCE),
)  # fmt: skip
# In which of them somebody is seen in the community.
SEEN = (0, 1, 1, 0, 0, 1, 0, 0, 1)

# Instead of a practitioner's number: who waits for one, and who needs none yet.
WAITS = -1
NOT_YET = -2

# A week that never comes, and one long before the first.
NEVER = 32_000
LONG_AGO = -32_000
# The length of the sentence of somebody who went to prison from an order.
NO_BAND = 255
# So many weeks before the first are looked back, for sentences that began in them.
PAST = 1_040

# Marks of a person, as bits: given to another practitioner before; a sentence that supervision
# follows; contact withdrawn; reporting online. Of who comes from a record, as long as their state lasts:
# contact withdrawn already, and kept though by dates alone it would not be.
MOVED, FOLLOWED, WITHDRAWN, CHECKING, OUT, KEPT = 1, 2, 4, 8, 16, 32
# How long the sentence of prison is: below a year, below four, longer, or without an end.
TERMS = ("short", "middle", "long", "life")
SHORT, MIDDLE, LONG, LIFE = range(4)
# How somebody is seen, for the points.
IN_PERSON, NOT_AT_ALL, ONLINE = range(3)

GRADES = (Grade.PSO, Grade.TRAINEE, Grade.NEWLY_QUALIFIED, Grade.OFFICER)
PSO, TRAINEE, NEWLY_QUALIFIED, OFFICER = range(4)

# How a practitioner stands.
ABSENT, IN_POST = 0, 1

# Why somebody found nobody.
NOBODY_MAY, NO_POINTS, NO_HEADS = range(3)

# How much practitioners carry is told by bands, each up to so many percent of their available points.
LOAD_LINES = (90, 110, 130, 150, 200)

# What is counted each week, by place in a row of the results.
MEASURES = (
    "community_order", "suspended_order", "custody", "without_end", "licence", "fixed_recall",
    "standard_recall", "post_sentence", "waiting", "weeks_waited", "waiting_low", "waiting_medium",
    "waiting_high", "waiting_very_high", "waiting_points", "points_nobody_may", "points_over_the_cap",
    "points_over_heads", "contact_withdrawn", "without_contact", "high_risk_without_contact", "on_check_in",
    "points", "available_points", "goodwill_points", "contact_minutes", "over_the_line", "load_to_90",
    "load_to_110", "load_to_130", "load_to_150", "load_to_200", "load_over_200", "pso", "trainee",
    "newly_qualified", "officer", "sick", "pso_left", "trainee_left", "newly_qualified_left",
    "officer_left", "pso_joined", "trainee_joined", "qualified", "given", "changed",
)  # fmt: skip
MEASURE = {name: place for place, name in enumerate(MEASURES)}
