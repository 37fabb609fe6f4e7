"""Results by unit: only of real units, and of none so small that its figures would be somebody's."""

from __future__ import annotations

from datetime import date

import pytest

from befriend.evidence.impact import data, units
from befriend.simulator import trial
from befriend.simulator.caseload import Live, LiveUnit, Somebody, Worker
from befriend.simulator.states import WAITS
from tests.evidence import impact

WORKER = Worker(3, -200, 2176, 0, 0)
PERSON = Somebody(0, 1, 10, 2, "none", 60, withdrawn=False, moved=False, begun=-10, until=20, since=-5)


def unit(ref, workers, people, waiting=0):
    """Return a unit of so many."""
    waits = [PERSON._replace(officer=WAITS)] * waiting
    return LiveUnit(ref, ref.title(), (WORKER,) * workers, (PERSON,) * (people - waiting) + tuple(waits))


def statement(*every, waiting=40.0):
    """Return a statement of these units."""
    start = Live(date(2026, 11, 23), date(2026, 11, 23), every)
    of = trial.OfUnit(waiting, waiting + 2, trial.spread([1.0, 3.0]))
    found = impact.found()
    told = {"people_waiting": of, "load_percent": of}
    return data.of(found._replace(asked=found.asked._replace(live=start), units=(told,) * len(every)))


def test_a_made_up_country_has_no_units():
    found = data.of(impact.found())

    assert "units" not in found
    assert list(units.lines(found)) == []


def test_a_small_unit_is_not_told_nor_one_that_the_rest_would_tell_of():
    found = statement(unit("oak", 7, 200), unit("ash", 9, 300), unit("elm", 30, 900))

    assert [(each["unit"], each["why_not"]) for each in found["units"]] == [
        ("oak", units.FEW), ("ash", units.COMPLEMENT), ("elm", ""),
    ]  # fmt: skip
    assert [bool(each["measures"]) for each in found["units"]] == [False, False, True]
    assert "people" not in found["units"][0]


def test_two_small_units_hide_each_other():
    found = statement(unit("oak", 7, 200), unit("ash", 3, 100), unit("elm", 30, 900))

    assert [each["why_not"] for each in found["units"]] == [units.FEW, units.FEW, ""]


@pytest.mark.parametrize(("waiting", "told"), [(0, 0.0), (9.9, None), (10, 10.0)])
def test_a_number_of_people_below_ten_is_not_told(waiting, told):
    (found,) = statement(unit("elm", 30, 900, waiting=9), waiting=waiting)["units"]

    assert found["waiting"] is None
    assert found["measures"]["people_waiting"]["base"] == told
    assert found["measures"]["load_percent"]["base"] == waiting


def test_another_caseload_has_another_name():
    one, other = (statement(unit("elm", 30, many))["name"] for many in (900, 901))

    assert one != other
