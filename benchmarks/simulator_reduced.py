"""A reduced model of the country in weeks of people a second: ours, SimPy, Mesa and plain Python.

benchmarks/reduced/model.py says what the model is. Every way of running it must count what arithmetic says
before its time is told. Ours lives through the whole country for five years, the peers through one large area
for one, for they would take minutes otherwise; they are no slower then. Compiling, importing and making the
people are not timed. The limit is to move as many bytes as a week reads and writes of each person, no faster
than numpy copies columns of that size.
"""

from __future__ import annotations

import sys
import time
from types import ModuleType

import numpy as np
from numba import njit

from benchmarks import memory
from benchmarks.reduced import ours, plain, with_mesa, with_simpy
from benchmarks.reduced.model import Size, a_person, check
from benchmarks.row import Row, against

SEED, TIMES, COPIES = 1, 3, 20
WHOLE, AREA, SHORT = Size(300_000, 260), Size(20_000, 52), Size(300_000, 4)
PEERS = {
    "SimPy: a process a person, own queue": with_simpy,
    "Mesa 3: agents.do": with_mesa,
    "plain Python: lists": plain,
}
NAME = "simulator-reduced"
GOAL, LARGE, MEGA = 150, 200_000_000, 1e6


def run() -> list[Row]:
    """Measure them all, one after the other."""
    return [*rows(WHOLE, AREA), memory_row(WHOLE, SHORT)]


def rows(whole: Size, area: Size) -> list[Row]:
    """Return a row for each peer; SimPy's is the one with the goal."""
    print(f"  {NAME}: compiling takes {compiling():.2f} s, once", file=sys.stderr)
    best_there_is = limit(whole)
    ours_here = speed("ours", ours, whole)
    speed("ours, as large as the peers", ours, area)
    found = []
    for peer, module in PEERS.items():
        row = against(
            NAME if module is with_simpy else f"{NAME}, beside {peer.split(':')[0]}",
            ours_here,
            "person-weeks/s",
            peer=peer,
            peer_value=speed(peer, module, area),
            more_is_better=True,
            limit=best_there_is,
        )
        found.append(row)
    print(f"  {NAME}: {found[0].ratio:,.0f} times SimPy; the goal is {GOAL}", file=sys.stderr)
    return found


def speed(name: str, way: ModuleType, size: Size) -> float:
    """Return weeks of people a second, the best of some; ValueError where it counts what cannot be."""
    seconds = []
    for number in range(TIMES):
        counted, taken = way.run(size, seed=SEED + number)
        check(name, size, counted)
        seconds.append(taken)
    value = size.person_weeks / min(seconds)
    print(f"  {name}: {value / MEGA:,.2f} million/s; {a_person(size, counted)}", file=sys.stderr)
    return value


def compiling() -> float:
    """Return the seconds it takes to compile, nothing kept from before."""
    small, keys = ours.country(Size(40, 1)), ours.luck_of(1, SEED)
    start = time.perf_counter()
    njit(nogil=True)(ours.live)(small, keys)
    return time.perf_counter() - start


def limit(size: Size) -> float:
    """Return the weeks of people a second if a week only moved its bytes, at the speed of a copy."""
    columns, each = ours.touched(ours.country(size))
    near = copied(sum(column.nbytes for column in columns))
    a_week = each * size.slots / size.people
    print(
        f"  {NAME}: {a_week:.1f} bytes a person-week; copies move {near / MEGA:,.0f} MB/s where such columns "
        f"stand, {copied(LARGE) / MEGA:,.0f} MB/s in memory",
        file=sys.stderr,
    )
    return near / a_week


def copied(size: int) -> float:
    """Return the bytes a second, read and written, that a copy of so many moves at best."""
    here, there = np.ones(size, np.uint8), np.zeros(size, np.uint8)
    seconds = []
    for _ in range(COPIES):
        start = time.perf_counter()
        np.copyto(there, here)
        seconds.append(time.perf_counter() - start)
    return 2 * size / min(seconds)


def memory_row(size: Size, of_peer: Size) -> Row:
    """Return the most memory of a whole run, in a process of its own, beside SimPy's with as many people."""
    columns = ours.country(size)
    return against(
        f"{NAME}, memory",
        peak("ours", size),
        "MB",
        peer=f"SimPy with as many people, {of_peer.weeks} weeks",
        peer_value=peak("with_simpy", of_peer),
        more_is_better=False,
        limit=sum(column.nbytes for column in columns) / MEGA,
    )


def peak(way: str, size: Size) -> float:
    """Return the most memory of one run, in megabytes."""
    return memory.peak("benchmarks.reduced.once", way, str(size.people), str(size.weeks)) / MEGA
