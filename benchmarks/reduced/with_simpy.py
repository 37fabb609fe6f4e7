"""The reduced model in SimPy: a process for each person, a queue and events of one's own, no collector.

SimPy's `Resource` and `Store` are slower: the one looks for whoever leaves among all who are in.
"""

from __future__ import annotations

import gc
import random
from collections import deque
from collections.abc import Generator
from time import perf_counter

import simpy

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


class Place:
    """Where slots are free, who waits for one, and what was counted."""

    def __init__(self, env: simpy.Environment, size: Size, seed: int) -> None:
        self.env, self.draw = env, random.Random(seed).random
        self.free = size.slots
        self.waiting: deque[simpy.Event] = deque()
        self.contacts = self.ended = self.recalled = self.breaches = self.out = 0
        for one in range(size.people):
            env.process(person(self, one % WEEKS_BETWEEN if one < size.slots else 0))

    def turn(self) -> simpy.Event:
        """Return what happens when there is a slot for whoever asks."""
        event = self.env.event()
        if self.free:
            self.free -= 1
            return event.succeed()
        self.waiting.append(event)
        return event

    def leave(self) -> None:
        """Give a slot to whoever waits longest."""
        if self.waiting:
            self.waiting.popleft().succeed()
        else:
            self.free += 1


def person(place: Place, since: int) -> Generator[simpy.Event, object, None]:
    """Wait for a slot, be supervised, be recalled or end, and (as whoever comes instead) wait again."""
    draw, timeout = place.draw, place.env.timeout
    while True:
        yield place.turn()
        missed = 0
        while True:
            yield timeout(1)
            if draw() < SEEN_BELOW:
                place.contacts += 1
            else:
                missed += 1
            since += 1
            if since < WEEKS_BETWEEN:
                continue
            drawn = draw()
            if drawn < RECALLED_BELOW:
                break
            if drawn < BREACH_BELOW + MORE * missed:
                place.breaches += 1
            since = missed = 0
        since = 0
        place.leave()
        if drawn < ENDED_BELOW:
            place.ended += 1
        else:
            place.recalled += 1
            place.out += 1
            yield timeout(WEEKS_OUT)
            place.out -= 1


def run(size: Size, *, seed: int) -> tuple[Counted, float]:
    """Live through the weeks; return what was counted, and the seconds without making the people."""
    env = simpy.Environment()
    place = Place(env, size, seed)
    collects = gc.isenabled()
    gc.disable()
    start = perf_counter()
    try:
        env.run(until=size.weeks + 0.5)
    finally:
        seconds = perf_counter() - start
        if collects:
            gc.enable()
    found = place.contacts, place.ended, place.recalled, place.breaches
    return Counted(*found, size.slots - place.free, len(place.waiting), place.out), seconds
