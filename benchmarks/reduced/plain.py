"""The reduced model in plain Python: lists, and a loop over those who have a slot."""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Callable
from time import perf_counter

from benchmarks.reduced.model import (
    BREACH_BELOW,
    ENDED_BELOW,
    MORE,
    RECALLED_BELOW,
    SEEN_BELOW,
    WEEKS_BETWEEN,
    WEEKS_OUT,
    Counted,
    Size,
)


def run(size: Size, *, seed: int) -> tuple[Counted, float]:
    """Live through the weeks; return what was counted, and the seconds without making the people."""
    draw = random.Random(seed).random
    since = [slot % WEEKS_BETWEEN for slot in range(size.slots)]
    missed = [0] * size.slots
    taken: list[int] = list(range(size.slots))
    free: list[int] = []
    back, waiting = deque([0] * (WEEKS_OUT + 1)), size.people - size.slots
    contacts = ended = recalled = breaches = 0
    start = perf_counter()
    for _ in range(size.weeks):
        waiting += back.popleft()
        given = min(waiting, len(free))
        taken += free[:given]
        del free[:given]
        seen, ends, recalls, breached, left = week(draw, since, missed, taken)
        if left:
            taken = [slot for slot in taken if slot not in left]
            free += left
        waiting += ends - given
        back.append(recalls)
        contacts, ended, recalled, breaches = (
            contacts + seen, ended + ends, recalled + recalls, breaches + breached
        )  # fmt: skip
    seconds = perf_counter() - start
    return Counted(contacts, ended, recalled, breaches, len(taken), waiting, sum(back)), seconds


def week(
    draw: Callable[[], float], since: list[int], missed: list[int], taken: list[int]
) -> tuple[int, int, int, int, dict[int, None]]:
    """See everybody with a slot; return contacts, ended, recalled, breaches and the slots left, in order."""
    contacts = recalled = breaches = 0
    left: dict[int, None] = {}
    for slot in taken:
        if draw() < SEEN_BELOW:
            contacts += 1
        else:
            missed[slot] += 1
        if since[slot] != WEEKS_BETWEEN - 1:
            since[slot] += 1
            continue
        drawn = draw()
        if drawn < RECALLED_BELOW:
            left[slot] = None
            recalled += drawn >= ENDED_BELOW
        elif drawn < BREACH_BELOW + MORE * missed[slot]:
            breaches += 1
        since[slot] = missed[slot] = 0
    return contacts, len(left) - recalled, recalled, breaches, left
