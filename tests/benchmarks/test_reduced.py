"""The reduced model counts the same whoever runs it, so its speeds may stand beside each other."""

from __future__ import annotations

from collections import deque
from itertools import product

import numpy as np
import pytest
from numba import njit

from befriend.simulator import chance
from benchmarks import memory, simulator_reduced
from benchmarks.reduced import model, ours, plain, with_mesa, with_simpy
from benchmarks.reduced.model import Counted, Size

YEAR = Size(4_000, 52)
# Two wait at first, so slots stay empty whenever three are out.
TINY_AREA = Size(40, 400)
COMPILED_LUCK = njit(ours.luck)


@pytest.mark.parametrize("way", [ours, plain, with_simpy, with_mesa])
def test_every_way_counts_what_arithmetic_says(way):
    for seed in (1, 2):
        model.check(way.__name__, YEAR, way.run(YEAR, seed=seed)[0])


def test_the_means_are_those_reckoned_by_hand():
    means = model.means(YEAR)

    # 13 reviews a year of 95 in a hundred people.
    assert float(means["ended"]) / YEAR.people == pytest.approx(13 * 0.95 * 0.04)
    assert float(means["recalled"]) / YEAR.people == pytest.approx(0.18525)
    assert float(means["contacts"]) / YEAR.person_weeks == pytest.approx(0.855)
    # 0.4 missed before each review but the first, 0.25 before that.
    assert float(means["breaches"]) / YEAR.people == pytest.approx(0.95 * (13 * 0.02 + 0.005 * 5.05))


@pytest.mark.parametrize("what", Counted._fields)
def test_a_wrong_count_is_refused(what):
    right, _ = plain.run(YEAR, seed=1)
    wrong = right._replace(**{what: getattr(right, what) * 3 // 4})

    with pytest.raises(ValueError, match="this way"):
        model.check("this way", YEAR, wrong)


@pytest.mark.parametrize("size", [Size(2_000, 30), TINY_AREA])
def test_lists_and_processes_count_the_same_with_the_same_dice(size):
    by_lists, by_processes = (way.run(size, seed=3)[0] for way in (plain, with_simpy))

    assert by_lists[:4] == by_processes[:4]


@pytest.mark.parametrize("size", [Size(2_000, 30), TINY_AREA])
def test_columns_count_the_same_as_people_one_by_one(size):
    assert ours.run(size, seed=2**40 + 7)[0] == one_by_one(size, seed=2**40 + 7)


def test_slots_stay_empty_where_nobody_waits():
    assert any(ours.run(TINY_AREA, seed=seed)[0].waiting == 0 for seed in range(30))


def test_luck_cut_to_32_bits_is_that_of_everybody():
    ends = np.array([0, 1, 2**31 - 1, 2**31, chance.CUT], np.uint32)
    many = np.random.default_rng(1).integers(0, 2**32, (500, 3), np.uint32)
    drawn = np.array(list(product(ends, repeat=3)) + list(many), np.uint32)

    found = [COMPILED_LUCK(*one) for one in drawn]

    assert found == [chance.luck(*one) for one in drawn.tolist()]


def test_speeds_stand_beside_each_other_and_beside_a_limit(capsys):
    small = Size(2_000, 12)

    found = simulator_reduced.rows(small, small)

    assert found[0].name == "simulator-reduced"
    assert found[0].peer.startswith("SimPy")
    assert all(0 < row.peer_value < row.value < row.limit for row in found)
    assert found[0].ratio >= simulator_reduced.GOAL
    assert "compiling" in capsys.readouterr().err


def test_no_speed_is_told_of_a_way_that_counts_otherwise(monkeypatch):
    small = Size(2_000, 12)
    lost = plain.run(small, seed=1)[0]._replace(out=0)
    monkeypatch.setattr(plain, "run", lambda size, *, seed: (lost, 1.0))

    with pytest.raises(ValueError, match="lost somebody"):
        simulator_reduced.rows(small, small)


def test_a_slot_takes_seven_bytes_of_which_three_change():
    columns, touched = ours.touched(ours.country(YEAR))

    assert (sum(column.itemsize for column in columns), touched) == (7, 10)


def test_the_whole_country_fits_into_a_gigabyte():
    row = simulator_reduced.memory_row(simulator_reduced.WHOLE, Size(2_000, 4))

    assert row.limit < row.value < 1_000


def test_the_most_memory_is_read_as_the_system_says_it(monkeypatch, tmp_path):
    status = tmp_path / "status"
    monkeypatch.setattr(memory, "STATUS", status)

    status.write_text("VmPeak:\t  900000 kB\nVmHWM:\t  170000 kB\nVmRSS:\t   90000 kB\n")
    assert memory.most_so_far() == 170_000 * 1024

    status.write_text("VmRSS:\t   90000 kB\n")
    with pytest.raises(ValueError, match="does not say"):
        memory.most_so_far()


class OneByOne:
    """The same weeks in plain Python, with the luck of `chance` for everybody by number."""

    def __init__(self, size, seed):
        self.seed, self.new = seed, size.people
        self.slots: list[int | None] = list(range(size.slots))
        self.since = {who: who % model.WEEKS_BETWEEN for who in range(size.slots)}
        self.missed = dict.fromkeys(self.since, 0)
        self.queue = deque(range(size.slots, size.people))
        self.back: deque[list[int]] = deque([] for _ in range(model.WEEKS_OUT + 1))
        self.found = dict.fromkeys(Counted._fields, 0)

    def week(self, week):
        self.queue += self.back.popleft()
        self.back.append([])
        for slot, who in enumerate(self.slots):
            if who is None and self.queue:
                self.slots[slot] = new = self.queue.popleft()
                self.since[new] = self.missed[new] = 0
        seen, review = (chance.key(self.seed, purpose, week) for purpose in (ours.BEING_SEEN, ours.REVIEW))
        for slot, who in enumerate(self.slots):
            if who is not None:
                came = chance.luck(*seen, who) < chance.threshold(model.SEEN)
                self.found["contacts"] += came
                self.missed[who] += not came
                self.since[who] += 1
                if self.since[who] == model.WEEKS_BETWEEN:
                    self.review(slot, who, chance.luck(*review, who))

    def review(self, slot, who, drawn):
        more = self.missed[who] * chance.threshold(model.MORE_IF_MISSED)
        self.since[who] = self.missed[who] = 0
        recall = model.ENDED + model.RECALLED
        if drawn < chance.threshold(model.ENDED):
            self.found["ended"] += 1
            self.slots[slot] = None
            self.queue.append(self.new)
            self.new += 1
        elif drawn < chance.threshold(recall):
            self.found["recalled"] += 1
            self.slots[slot] = None
            self.back[-1].append(who)
        elif drawn < chance.threshold(recall + model.BREACH) + more:
            self.found["breaches"] += 1


def one_by_one(size: Size, *, seed: int) -> Counted:
    """Live through the weeks one person at a time."""
    country = OneByOne(size, seed)
    for week in range(size.weeks):
        country.week(week)
    supervised = sum(who is not None for who in country.slots)
    waiting, out = len(country.queue), sum(len(people) for people in country.back)
    return Counted(**country.found | {"supervised": supervised, "waiting": waiting, "out": out})
