"""One unit, week by week, compiled.

What happens in a week, in this order:

1. The law of the week is looked up; where it changed, what everybody carries and expects is reckoned anew.
2. New orders and new sentences of prison come; who needs a practitioner begins to wait.
3. Practitioners qualify, leave, fall sick, come back, join; what is left of their time is reckoned.
4. People whose practitioner left wait again.
5. Who waits is given a practitioner, in the signed order, by eligibility and under the cap if it is kept:
   of those who may, whoever has most room. Load is felt.
6. Each person: a recall, a release, an order ended by luck; then what falls due by its time.
7. The week is counted.

`plain.py` is the same country person by person; a test holds both equal to the last person.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba.extending import overload, register_jitable

from befriend.rules import capacity
from befriend.rules.kept import compiled
from befriend.simulator import allocating, arriving, chance, counting, passing, staffing
from befriend.simulator.shapes import Unit


def run(unit: Unit, told: Any, laws: Any, seed: int, first: int, last: int) -> None:
    """Let one unit live through the weeks from `first` up to but not including `last`.

    `laws` are records, of which `law_of` of `told` says which holds in a week: the first of `told` for
    everybody, and a second for those whom a proposal leaves out (`leaving_out.py`).
    """
    rules = told[0]
    for week in range(first, last):
        law = laws[rules.law_of[week]]
        if law.anew == 1 and (week == 0 or laws[rules.law_of[week - 1]].anew == 0):
            passing.give_back(unit, week)
        if week == first or news(rules, week):
            passing.weigh(unit, told, laws, week, seed)
        arriving.arrive(unit, told, laws, week, seed)
        left = staffing.work(unit, rules, law, week, seed)
        staffing.join(unit, rules, week, seed)
        staffing.share_time(unit, law)
        if left > 0:
            passing.wait_again(unit, told, laws, week)
        allocating.rooms(unit, law, week)
        allocating.allocate(unit, rules, law, week, law.enforced == 1)
        staffing.feel(unit, law, week)
        passing.live(unit, told, laws, week, seed)
        counting.count(unit, rules, law, week)


def news(rules: Any, week: int) -> bool:
    """Return whether something else holds than in the week before."""
    before = week - 1
    changed: bool = rules.law_of[week] != rules.law_of[before] or rules.early[week] != rules.early[before]
    return changed


def settle(unit: Unit, told: Any, laws: Any, seed: int) -> None:
    """Give whoever waits at the start a practitioner, whatever the cap: the load that was inherited."""
    rules = told[0]
    law = laws[rules.law_of[0]]
    passing.weigh(unit, told, laws, 0, seed)
    staffing.share_time(unit, law)
    allocating.rooms(unit, law, 0)
    allocating.allocate(unit, rules, law, 0, False)  # noqa: FBT003  (compiled code has no keywords)
    allocating.still_waiting(unit)
    staffing.feel(unit, law, 0)
    unit.measures[0, :] = 0


# Luck in 32 bits and no wider, so that a processor mixes many at a time; plain Python keeps `chance.luck`.
SMALL = np.uint32
FIRST_STEP, SECOND_STEP, HALF, LESS = SMALL(0x7FEB352D), SMALL(0x846CA68B), SMALL(16), SMALL(15)


@register_jitable
def small_mix(number: np.uint32) -> np.uint32:
    """Return `chance.mix` of 32 bits; numba widens every result unless it is told."""
    mixed = SMALL(number ^ (number >> HALF))
    mixed = SMALL(mixed * FIRST_STEP)
    mixed = SMALL(mixed ^ (mixed >> LESS))
    mixed = SMALL(mixed * SECOND_STEP)
    return SMALL(mixed ^ (mixed >> HALF))


@overload(chance.luck)
def small_luck(first, second, who):  # type: ignore[no-untyped-def]  # noqa: ARG001  (numba asks by name)
    """Compile `chance.luck`."""

    def luck(first, second, who):  # type: ignore[no-untyped-def]
        return np.int64(small_mix(SMALL(small_mix(SMALL(SMALL(who) ^ SMALL(first))) + SMALL(second))))

    return luck


# Compiled code that meets the plain function compiles that very function.
for _function in (
    chance.mix, chance.key, chance.pick, capacity.over_line,
    passing.fixed_luck, passing.side_of, passing.write_down, passing.way_seen, passing.weight_of,
    passing.stand, passing.due_week, passing.expect, passing.reset, passing.check_in, passing.begin,
    passing.hand_over, arriving.free_place, arriving.order_begins, arriving.come, arriving.arrive,
    passing.give_back, passing.wait_again, passing.weigh,
    passing.follows, passing.time_leads, passing.factor_of, passing.next_state, passing.change,
    passing.by_time, passing.pass_week, passing.flag, passing.live,
    staffing.drawn, staffing.go_on, staffing.work, staffing.join, staffing.month_of, staffing.share_time,
    staffing.own, staffing.heads, staffing.time_of, staffing.feel,
    allocating.still_waiting, allocating.turn, allocating.chosen, allocating.reason, allocating.give,
    allocating.rooms, allocating.allocate,
    counting.count_waiting, counting.band, counting.count_staff, counting.count, news,
):  # fmt: skip
    register_jitable(_function)
compiled_run = compiled(run)
compiled_settle = compiled(settle)
