"""The kernel, reduced to one queue, reaches the formulas of Erlang.

A unit of the compiled country is left with as many officers as there are servers, each with room for one
person. Orders come by chance, and whoever has an officer goes by luck that forgets how long they are there.
What is tried is the kernel's own order of a week, its queue, its allocation and its chances; the tables it
looks up are put in its hands, and nothing of it is replaced. Two things of it cannot be reduced away, and
are why the formulas are reached within a tolerance and not exactly: a week is one step, of some forty that
somebody is served, and who leaves an order by luck that load can move goes through one week of prison, in
which they still have their officer (so service is 40 weeks by chance and one that is fixed).

- Who waits stays (Erlang C): the chance of those who wait is multiplied by 0.
- Who waits goes as fast as who is served (Erlang A, of equal rates): the number there is then Poisson.
- Who finds nobody goes at once (Erlang B): the chance is multiplied until it is certain.
"""

from __future__ import annotations

from datetime import date
from math import exp, factorial

import numpy as np
import pytest

from befriend.simulator import chance, draws, kernel, shapes
from befriend.simulator.country import OF_A_UNIT
from befriend.simulator.draws import MOST_WEEKS, Told
from befriend.simulator.feedback import ONE
from befriend.simulator.shapes import MOST_PEOPLE, MOST_POINTS, Unit
from befriend.simulator.states import IN_POST, MEASURE, MEASURES, NEVER, OFFICER, STATES, State
from tests.simulator.small import BOOK, ENFORCED

SERVERS, OFFERED = 5, 3.0
STEPS = 40  # weeks of service by chance, on average
SERVICE = STEPS + 1
WARM_UP = 500  # weeks: it begins with nobody
UNITS = 1_200
WITHIN = 0.06  # of the formula: two steps of forty, and luck
NOBODY, AS_FAST, AT_ONCE = 0, ONE, ONE * STEPS * 2  # what luck of those who wait is multiplied by


def erlang_b(servers: int, offered: float) -> float:
    """Return the part that finds every server taken, where nobody waits."""
    found = 1.0
    for number in range(1, servers + 1):
        found = offered * found / (number + offered * found)
    return found


def erlang_c(servers: int, offered: float) -> float:
    """Return the part that must wait, where everybody does."""
    lost = erlang_b(servers, offered)
    return lost / (1 - offered / servers * (1 - lost))


def test_the_formulas_give_what_their_tables_say():
    assert erlang_b(2, 1) == pytest.approx(0.2)
    assert erlang_c(2, 1) == pytest.approx(1 / 3)
    assert erlang_c(1, 0.7) == pytest.approx(0.7)


def told(waiting: int) -> Told:
    """Return what a queue is told, in the place of what a country is."""
    found = draws.told(BOOK, ENFORCED, date(2030, 1, 7), 1)
    rules, law = found.rules, found.table
    rules["kinds"][:] = chance.WHOLE
    rules["orders"][0, 0] = 0
    rules["orders"][0, 0, -1] = chance.WHOLE  # as long as an order can be: luck ends it before
    rules["fed"][:], rules["activated"][:] = 1, 1  # a week of prison, and nobody comes out of it
    leaves = np.zeros_like(law["hazards"])
    leaves[:, State.COMMUNITY_ORDER] = chance.WHOLE // STEPS
    law["hazards"], law["ceilings"][:], law["factor_at"][:] = leaves, 2**32 - 1, ONE
    law["waiting"], law["eligible"][:], law["reset"][:], law["leaving"][:] = waiting, 1, 0, 0
    law["sickness"], law["mentoring"], law["free_time"], law["relief"] = 0, 0, ONE, 0
    law["limits"][..., MOST_PEOPLE], law["limits"][..., MOST_POINTS] = 1, 10**6
    return found


def queue(number: int) -> Unit:
    """Return a unit with nobody yet, and who will come."""
    coming = np.random.default_rng(number).poisson(OFFERED / SERVICE, MOST_WEEKS)
    places = int(coming.sum())
    tally = np.zeros(1, shapes.TALLY)
    # Numbers of people begin with that of their unit, so that no two units have the same luck.
    tally["number"], tally["staff"], tally["serial"] = number, SERVERS, number << OF_A_UNIT
    officers = np.zeros(SERVERS, shapes.PRACTITIONER)
    for name, value in (("here", IN_POST), ("grade", OFFICER), ("begun", -300), ("course", NEVER),
                        ("strain", -1), ("who", np.arange(SERVERS))):  # fmt: skip
        officers[name] = value
    arrivals = np.zeros((MOST_WEEKS, 3), np.int64)
    arrivals[:, 0] = coming
    columns = {"who": np.uint32, "risk": np.uint32, "due": np.int16, "free": np.int32, "waiting": np.int32}
    return Unit(
        tally=tally, people=np.zeros(places, shapes.PERSON), officers=officers,
        **{name: np.zeros(places, kind) for name, kind in columns.items()},
        flags=np.zeros(-(-places // 8) * 8, np.uint8), arrivals=arrivals,
        joiners=np.zeros((MOST_WEEKS, 2), np.int64),
        measures=np.zeros((MOST_WEEKS, len(MEASURES)), np.int64),
        moves=np.zeros((MOST_WEEKS, STATES, STATES), np.int64),
    )  # fmt: skip


def lived(waiting: int) -> tuple[dict[str, float], np.ndarray]:
    """Return the means over weeks and units once warm, and how many are there in each."""
    rules = told(waiting)
    counts = np.zeros((UNITS, MOST_WEEKS, len(MEASURES)), np.int64)
    gone, came = np.zeros((UNITS, MOST_WEEKS), np.int64), 0
    for number in range(UNITS):
        unit = queue(number)
        kernel.compiled_run(unit, rules.rules, rules.table, 1, 0, MOST_WEEKS)
        counts[number], gone[number] = unit.measures, unit.moves[:, :, State.GONE].sum(axis=1)
        came += int(unit.arrivals[WARM_UP:, 0].sum())
    warm = counts[:, WARM_UP:]
    # Counted is who is left at the end of a week; in it were those who went, too.
    there = warm[..., MEASURE["community_order"]] + warm[..., MEASURE["custody"]] + gone[:, WARM_UP:]
    wait = warm[..., MEASURE["waiting"]]
    weeks = wait.size
    means = {
        "waiting": wait.mean(), "served": (there - wait).mean(), "there": there.mean(),
        "rate": came / weeks,
    }  # fmt: skip
    return {name: float(mean) for name, mean in means.items()}, there


def test_where_all_wait_as_many_wait_as_erlang_c_says():
    found, there = lived(NOBODY)
    offered = found["rate"] * SERVICE
    wait = erlang_c(SERVERS, offered)

    assert found["served"] == pytest.approx(offered, rel=0.01)
    assert found["waiting"] == pytest.approx(wait * offered / (SERVERS - offered), rel=2 * WITHIN)
    assert (there >= SERVERS).mean() == pytest.approx(wait, rel=WITHIN)


def test_where_who_waits_goes_as_fast_as_who_is_served_as_many_are_there_as_poisson_says():
    found, there = lived(AS_FAST)
    offered = found["rate"] * SERVICE

    assert there.mean() == pytest.approx(offered, rel=0.01)
    chances = [exp(-offered) * offered**many / factorial(many) for many in range(12)]
    seen = np.bincount(there.ravel(), minlength=12)[:12] / there.size
    assert abs(seen - chances).max() < 0.01
    waiting = sum((many - SERVERS) * each for many, each in enumerate(chances) if many > SERVERS)
    assert found["waiting"] == pytest.approx(waiting, rel=2 * WITHIN)


def test_where_nobody_waits_as_many_are_turned_away_as_erlang_b_says():
    found, _ = lived(AT_ONCE)
    offered = found["rate"] * SERVICE
    lost = erlang_b(SERVERS, offered)

    assert found["served"] == pytest.approx(offered * (1 - lost), rel=0.02)
    assert 1 - found["served"] / offered == pytest.approx(lost, rel=WITHIN)
