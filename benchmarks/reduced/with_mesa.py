"""The reduced model in Mesa 3: an agent for each person, and every week `agents.do("step")`.

Whoever comes instead of somebody takes over the agent, which spares Mesa to make a new one.
"""

from __future__ import annotations

from collections import deque
from time import perf_counter

import mesa

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


class Person(mesa.Agent):
    """Somebody supervised, waiting or recalled."""

    def __init__(self, model: Country, since: int) -> None:
        super().__init__(model)
        self.since, self.missed = since, 0
        self.has_slot = False

    def step(self) -> None:
        """Let a week pass."""
        if not self.has_slot:
            return
        model = self.model
        if model.draw() < SEEN_BELOW:
            model.contacts += 1
        else:
            self.missed += 1
        self.since += 1
        if self.since == WEEKS_BETWEEN:
            self.review()

    def review(self) -> None:
        """Decide what becomes of the person."""
        model, drawn = self.model, self.model.draw()
        if drawn < RECALLED_BELOW:
            self.has_slot = False
            model.free += 1
            if drawn < ENDED_BELOW:
                model.ended += 1
                model.waiting.append(self)
            else:
                model.out[-1].append(self)
        elif drawn < BREACH_BELOW + MORE * self.missed:
            model.breaches += 1
        self.since = self.missed = 0


class Country(mesa.Model):
    """Who waits, who is out, how many slots are free, and what was counted."""

    def __init__(self, size: Size, seed: int) -> None:
        super().__init__(rng=seed)
        self.draw = self.random.random
        self.free = size.slots
        self.waiting: deque[Person] = deque()
        # By the week in which they are back, this week first.
        self.out: deque[list[Person]] = deque([[] for _ in range(WEEKS_OUT + 1)])
        self.contacts = self.ended = self.recalled = self.breaches = 0
        for one in range(size.people):
            self.waiting.append(Person(self, one % WEEKS_BETWEEN if one < size.slots else 0))

    def week(self) -> None:
        """Let those who are back wait, give slots to the queue, and let everybody live."""
        self.waiting.extend(self.out.popleft())
        self.out.append([])
        while self.free and self.waiting:
            self.waiting.popleft().has_slot = True
            self.free -= 1
        self.agents.do("step")
        self.recalled += len(self.out[-1])


def run(size: Size, *, seed: int) -> tuple[Counted, float]:
    """Live through the weeks; return what was counted, and the seconds without making the people."""
    country = Country(size, seed)
    start = perf_counter()
    for _ in range(size.weeks):
        country.week()
    seconds = perf_counter() - start
    out = sum(len(people) for people in country.out)
    found = country.contacts, country.ended, country.recalled, country.breaches
    supervised = size.slots - country.free
    return Counted(*found, supervised, len(country.waiting), out), seconds
