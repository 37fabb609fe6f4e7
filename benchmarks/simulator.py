"""The made-up country: everybody in England and Wales for five years, in weeks of people a second.

The peer is the same model in plain Python, asking the product's rules for each person anew, on a country so
many times smaller; both count the same before anything is timed. The limit is to let numpy read and write
the columns of everybody once a week. Compiling and making the country are not timed. Frameworks for
simulation stand beside a smaller model (benchmarks/simulator_reduced.py).
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from fractions import Fraction

import numpy as np

from befriend import policies
from befriend.simulator import parameters, plain, running
from befriend.simulator.country import Country, country
from benchmarks.row import Row, against

SEED, WEEKS, TIMES = 1, 260, 3
WHOLE, PEER_PART, PEER_WEEKS = Fraction(1), Fraction(1, 600), 26
GOAL = 25_000_000


def run() -> list[Row]:
    """Measure the whole country."""
    return [measured("simulator-full", 1, WHOLE, None), measured("simulator-full-2", 2, WHOLE, None)]


def measured(name: str, threads: int, part: Fraction, units: int | None) -> Row:
    """Return one row: so many threads on so large a part of the country."""
    book, figures = policies.load(), parameters.load()
    peer_value = peer(country(book, figures, seed=SEED, weeks=PEER_WEEKS, part=PEER_PART, units=1))
    made = country(book, figures, seed=SEED, weeks=WEEKS, part=part, units=units)
    lived = running.run(made, threads=threads).person_weeks
    seconds = best(lambda: running.run(made, threads=threads))
    print(
        f"  {name}: {lived:,} weeks of people in {seconds:.2f} s; the goal is {GOAL * threads:,}/s",
        file=sys.stderr,
    )
    return against(
        name,
        lived / seconds,
        "person-weeks/s",
        peer=f"the same model in plain Python, {PEER_PART} of the country",
        peer_value=peer_value,
        more_is_better=True,
        limit=lived / (best(lambda: read_and_written(made)) * WEEKS),
    )


def peer(made: Country) -> float:
    """Return the weeks of people a second of plain Python; ValueError if it counts otherwise."""
    fast = running.run(made)
    start = time.perf_counter()
    measures, moves = plain.run(made, policies.load(), parameters.load())
    seconds = time.perf_counter() - start
    if not ((measures == fast.measures).all() and (moves == fast.moves).all()):
        raise ValueError("two ways to live through the same weeks count two things")
    return fast.person_weeks / seconds


def read_and_written(made: Country) -> None:
    """Read and write once whatever is kept of the people, and the columns that are looked at each week."""
    for unit in made.units:
        people = unit.people[: int(unit.tally["high"][0])]
        for column in (people.view(np.uint8), unit.who, unit.risk, unit.due):
            np.add(column, 0, out=column)


def best(work: Callable[[], object]) -> float:
    """Return the best time of some, in seconds: whatever else the machine does can only slow one down."""
    found = []
    for _ in range(TIMES):
        start = time.perf_counter()
        work()
        found.append(time.perf_counter() - start)
    return min(found)
