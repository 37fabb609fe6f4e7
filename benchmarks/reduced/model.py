"""The reduced model, what it counts, and what it must count by arithmetic.

So many people, and practitioners with 38 slots for every forty of them: one person in twenty is without a
practitioner. In a week, in this order:

1. Who was recalled five weeks ago is back, and joins the end of the queue.
2. Free slots are given to the queue, first come first served.
3. Everybody with a slot is seen with chance 0.9. In each fourth week of theirs there is a review: the person
   ends (0.04) and another joins the end of the queue; or is recalled (0.015); or is in breach (0.02, and
   0.005 more for each week missed since the last review), which is counted and changes nothing. Slots left
   are free next week.

Whoever starts with a slot had a review 0 to 3 weeks ago, so each week has as many reviews as another. As no
slot is ever free for a whole week, means follow by arithmetic; `check` holds every way of running it to them.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import NamedTuple

PEOPLE_EACH, SLOTS_EACH = 40, 38
WEEKS_BETWEEN, WEEKS_OUT = 4, 4
SEEN, ENDED, RECALLED = Fraction(9, 10), Fraction(4, 100), Fraction(15, 1000)
BREACH, MORE_IF_MISSED = Fraction(2, 100), Fraction(5, 1000)
# All that follows from one draw at a review, as numbers it is below, for those who draw from 0 to 1.
SEEN_BELOW, ENDED_BELOW, RECALLED_BELOW = float(SEEN), float(ENDED), float(ENDED + RECALLED)
BREACH_BELOW, MORE = float(ENDED + RECALLED + BREACH), float(MORE_IF_MISSED)
WEEKS_A_YEAR = 52
ERRORS = 5  # standard errors a count may be away from its mean


class Size(NamedTuple):
    """How many people, for how many weeks."""

    people: int
    weeks: int

    @property
    def slots(self) -> int:
        """Return how many people may have a practitioner at once."""
        return self.people // PEOPLE_EACH * SLOTS_EACH

    @property
    def person_weeks(self) -> int:
        """Return the weeks of people lived through."""
        return self.people * self.weeks


class Counted(NamedTuple):
    """What a run counted, and who was where when it was over."""

    contacts: int
    ended: int
    recalled: int
    breaches: int
    supervised: int
    waiting: int
    out: int


def means(size: Size) -> dict[str, Fraction]:
    """Return the means of what is counted."""
    reviews = Fraction(size.slots * size.weeks, WEEKS_BETWEEN)
    # Before the first review there were on average one and a half weeks less to miss.
    missed = (1 - SEEN) * size.slots * (size.weeks - Fraction(WEEKS_BETWEEN - 1, 2))
    return {
        "contacts": SEEN * size.slots * size.weeks,
        "ended": ENDED * reviews,
        "recalled": RECALLED * reviews,
        "breaches": BREACH * reviews + MORE_IF_MISSED * missed,
    }


def check(name: str, size: Size, counted: Counted) -> None:
    """Raise ValueError if what was counted is no sum of such chances, or somebody was lost."""
    for what, mean in means(size).items():
        found = getattr(counted, what)
        # Each is a sum of as many chances, which varies less than one of many small chances.
        if abs(found - mean) > ERRORS * math.sqrt(mean):
            raise ValueError(
                f"{name} counts {found:,} of '{what}', where {float(mean):,.0f} are to be expected"
            )
    if counted.supervised + counted.waiting + counted.out != size.people:
        raise ValueError(f"{name} has lost somebody")


def a_person(size: Size, counted: Counted) -> str:
    """Say what was counted for each person, as one checks it by hand."""
    years = size.person_weeks / WEEKS_A_YEAR
    return (
        f"{counted.ended / years:.3f} ended and {counted.recalled / years:.3f} recalled a person-year, "
        f"{counted.contacts / size.person_weeks:.3f} contacts a person-week"
    )
