"""The live caseload as a country starts from it: to the person and the point as the service has it."""

from __future__ import annotations

import pickle
from collections import Counter

import numpy as np
import pytest

from befriend import policies
from befriend.allocation.queries.standing import desks_of_unit
from befriend.allocation.queries.work import works
from befriend.evidence import caseload
from befriend.rules.values import Place
from befriend.simulator import live, packs, parameters, plain, running, trial
from befriend.simulator.shapes import POINTS_OF
from befriend.simulator.states import GRADES, NOT_YET, OUT, PLACES, WAITS
from befriend.workforce.permissions import acting_for
from tests.evidence.caseloads import Caseload
from tests.larkfield import MONDAY

BOOK = policies.load()
FIGURES = live.figures_of(parameters.load())


@pytest.fixture
def here(larkfield):
    return Caseload(larkfield)


def read(here):
    """Return the caseload as the head of the unit reads it."""
    with acting_for(here.larkfield.offices["unit"], MONDAY, "befriend try"):
        return caseload.read(here.larkfield.pdu, MONDAY)


def built(found, weeks=20, seed=1):
    """Return the country that starts from a caseload."""
    return live.built(live.ground(found, BOOK, FIGURES, weeks=weeks), found, seed)


def on_record(found, made):
    """Return the people and practitioners of the unit on record, as the country has them."""
    (told,), (unit,) = found.units, made.units
    return unit.people[: len(told.people)], unit.officers[: len(told.workers)]


def test_everybody_is_there_where_they_are_and_with_whom(here):
    found = read(here)
    made = built(found)
    people, officers = on_record(found, made)
    desks = desks_of_unit(BOOK, here.larkfield.pdu, MONDAY)
    work = works(BOOK, MONDAY, [one.pk for one in here.people])

    assert (found.people, found.workers, found.hidden) == (47, 8, 0)
    assert Counter(PLACES[state] for state in people["state"].tolist()) == Counter(
        int(one.place) for one in work.values()
    )
    assert (people["officer"] == WAITS).sum() == 7
    assert sorted(officers["people"].tolist()) == sorted(
        desk.standing.people for desk in desks.values() if desk.grade in GRADES
    )


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_load_is_the_services_own_practitioner_by_practitioner_and_of_the_unit(here, seed):
    found = read(here)
    made = built(found, seed=seed)
    _, officers = on_record(found, made)
    desks = [one for one in desks_of_unit(BOOK, here.larkfield.pdu, MONDAY).values() if one.grade in GRADES]
    law = made.told.laws[0]
    parts = live.parts_of(law, officers["grade"].astype(np.int64))

    live_loads = sorted((one.standing.points, one.standing.available_points) for one in desks)
    loads = []
    for one in officers:
        month = running.kernel.staffing.month_of(int(one["begun"]), 0)
        full = int(law.limits[one["grade"], month, POINTS_OF]) * parts[one["grade"]] // live.ONE
        time = full * (live.FULL + int(one["time"])) // live.FULL
        loads.append((int(one["points"]), 0 if one["back"] > 0 else time))
    assert sorted(loads) == live_loads
    assert len({points for points, _ in loads}) > 5


def test_contact_that_is_withdrawn_stays_so_and_nobody_else_loses_it_on_the_first_day(here):
    found = read(here)
    people, _ = on_record(found, built(found))
    withdrawn = np.array([one.withdrawn for one in found.units[0].people])

    assert withdrawn.sum() > 5
    assert ((people["marks"] & OUT > 0) == withdrawn).all()
    assert ((people["withdraw"] <= 0) == withdrawn).all()


def test_who_cannot_be_seen_is_counted_all_the_same(here):
    seen = read(here)
    here.restricted(4)
    here.restricted(43)
    found = read(here)

    assert found.hidden == 2
    assert (found.people, found.units[0].waiting) == (seen.people, seen.units[0].waiting)
    assert sum(one.points for one in found.units[0].people) == sum(one.points for one in seen.units[0].people)
    _, officers = on_record(found, built(found))
    _, before = on_record(seen, built(seen))
    assert (officers["points"] == before["points"]).all()


def test_days_on_record_are_kept_and_only_the_others_drawn(here):
    found = read(here)
    one, other = (on_record(found, built(found, seed=seed))[0] for seed in (1, 2))
    told = np.array([each.until for each in found.units[0].people])
    known = told != caseload.UNTOLD

    assert 0 < known.sum() < len(told)
    assert (one["until"][known] == told[known]).all()
    assert (one["until"][~known] != other["until"][~known]).any()


def test_compiled_is_plain_to_the_last_person_from_a_live_start(here):
    found = read(here)
    for seed in (1, 2):
        made = built(found, weeks=30, seed=seed)
        measures, moves = plain.run(made, BOOK, FIGURES)
        fast = running.run(made)

        assert (fast.measures == measures).all()
        assert (fast.moves == moves).all()
    assert moves.sum() > 20


def asked(found, policy, **more):
    """Return what is tried on a caseload."""
    return trial.Asked(packs.read(policy), packs.read("base"), months=3, runs=2, live=found, **more)


def test_a_policy_equal_to_the_base_is_the_base_to_the_bit(here):
    same = trial.tried(asked(read(here), "recall-56"), trial.one_by_one)

    assert all(each.base == each.policy for each in same.measures.values())
    assert all(each.base == each.policy for unit in same.units for each in unit.values())


def test_units_add_up_and_other_processes_count_the_same(here):
    from befriend.simulator import places

    question = asked(read(here), "cap-100")
    found = trial.tried(question, trial.one_by_one)

    assert trial.tried(question, places.here(2)) == found
    waiting = found.measures["people_waiting"].base
    assert found.units[0]["people_waiting"].base == pytest.approx(sum(waiting) / len(waiting))


def test_nothing_personal_is_in_what_is_sent(here):
    found = read(here)
    sent = pickle.dumps(found) + repr(found).encode()

    for one in [*here.people, *here.staff]:
        assert one.ref.encode() not in sent
    for words in ("Elm", "Bunting", "Plover", "2026-09"):
        assert words.encode() not in sent
    assert {type(value) for one in found.units[0].people for value in one} <= {int, str, bool}


def test_who_is_in_prison_and_not_on_record_needs_nobody_yet(here):
    found = read(here)
    made = built(found)
    beside = made.units[0].people[found.people : int(made.units[0].tally["high"][0])]

    assert (beside["officer"] == NOT_YET).all()
    assert {PLACES[state] for state in beside["state"].tolist()} <= {int(Place.CUSTODY)}
