"""A policy is tried in pairs of the same luck, and to the same numbers wherever it runs."""

import math
from datetime import date

import pytest
from distributed import LocalCluster

from befriend.policies import PolicyError
from befriend.simulator import measured, packs, places, trial

BASE = packs.read("base")


def asked(policy="cap-100", **more):
    """Return what is tried on a small country."""
    told = {"months": 6, "runs": 3, "seed": 5, "smaller": 500, **more}
    return trial.Asked(packs.read(policy), BASE, **told)


@pytest.fixture(scope="module")
def found():
    return trial.tried(asked(), trial.one_by_one)


def test_the_numbers_are_the_same_with_any_number_of_workers(found):
    assert trial.tried(asked(), places.here(2)) == found


def test_the_numbers_are_the_same_on_a_cluster(found):
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0") as there:
        assert trial.tried(asked(), places.cluster(there.scheduler_address)) == found


def test_workers_of_another_version_are_refused():
    class Two:
        def run(self, asked):
            return {"one": asked(), "two": "another"}

    with pytest.raises(places.ClusterError, match="1 of 2 workers have another Befriend"):
        places.refuse_other_code(Two())


def test_no_cluster_is_said():
    with pytest.raises(places.ClusterError, match="No cluster answers at tcp"):
        trial.tried(asked(), places.cluster("tcp://127.0.0.1:9"))


def test_the_base_against_itself_differs_in_nothing():
    same = trial.tried(asked("base"), trial.one_by_one)

    for each in same.measures.values():
        assert each.base == each.policy
        assert each.difference == trial.Spread(*[0.0] * 7)
        assert each.agreeing == 0


def test_a_proposal_equal_to_the_base_is_the_base_to_the_bit():
    same = trial.tried(asked("recall-56"), trial.one_by_one)

    for each in same.measures.values():
        assert each.base == each.policy


def test_a_country_starts_as_it_is_however_early_a_proposal_is_dated(tmp_path):
    early = (packs.FOLDER / "cap-110.yaml").read_text().replace("2026-05-01", "2020-01-01")
    (tmp_path / "early.yaml").write_text(early)
    pack = packs.read(str(tmp_path / "early.yaml"))

    found = trial.tried(asked()._replace(policy=pack), trial.one_by_one)

    # As many practitioners, fitted to a load without the cap, hold as many people; only new work is refused.
    staff = found.measures["sickness"]
    assert staff.base[0] == pytest.approx(staff.policy[0], rel=0.5)
    assert found.measures["load_percent"].policy[0] == pytest.approx(
        found.measures["load_percent"].base[0], rel=0.1
    )
    assert found.measures["people_waiting"].by_month[0].mean > 0


def test_a_cap_lets_more_people_wait_and_takes_load_off(found):
    waiting, load = (found.measures[name] for name in ("people_waiting", "load_percent"))

    assert waiting.difference.low95 > 0
    assert load.difference.high95 < 0
    # Until the policy begins, in the second month, both countries are one.
    assert waiting.base[0] == waiting.policy[0] == waiting.no_change
    assert waiting.agreeing == 1


def test_a_difference_is_of_the_same_run(found):
    pairs = trial.one_by_one(asked(), lambda _: None)
    by_hand = [
        math.fsum(
            p - b for b, p in zip(run.base["people_waiting"], run.policy["people_waiting"], strict=True)
        )
        / 6
        for run in pairs
    ]

    assert found.measures["people_waiting"].difference.mean == pytest.approx(sum(by_hand) / 3)


def test_bands_lie_in_one_another(found):
    for each in found.measures.values():
        for band in (each.difference, *each.by_month):
            assert band.low95 <= band.low80 <= band.low50 <= band.high50 <= band.high80 <= band.high95


def test_other_seeds_and_assumptions_are_other_runs(found):
    other, held = (trial.tried(asked(**more), trial.one_by_one) for more in ({"seed": 6}, {"hold": True}))

    assert other.measures["recalls"].base != found.measures["recalls"].base
    assert held.measures["recalls"].base != found.measures["recalls"].base
    assert trial.parts(asked(hold=True)) == {}


def test_which_assumptions_matter_is_told_of_many_runs_only():
    steps = [float(step) for step in range(50)]
    places = {
        "follows": steps,
        "turns": steps[::-1],
        "does_not": [float(step * 7 % 50 % 4) for step in range(50)],
    }

    assert trial.matters(steps, places) == [("follows", 1.0), ("turns", -1.0)]
    assert trial.matters(steps[:39], {key: each[:39] for key, each in places.items()}) == []
    assert trial.matters([0.0] * 50, places) == []


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"months": 0}, "0 months cannot be tried. Give from 1 to 120"),
        ({"runs": 10_001}, "10001 runs cannot"),
        ({"seed": -1}, "-1 is no seed"),
        ({"country": "atlantis"}, "no country 'atlantis'; there is: .*march-2026"),
    ],
)
def test_what_cannot_be_tried_is_refused(wrong, said):
    with pytest.raises(PolicyError, match=said):
        asked(**wrong).refuse_nonsense()


def test_months_hold_every_monday_once():
    months = measured.months(date(2026, 4, 6), 36)

    assert months[0] == (date(2026, 4, 1), 4)
    assert months[-1][0] == date(2029, 3, 1)
    assert sum(weeks for _, weeks in months) == (date(2029, 3, 26) - date(2026, 4, 6)).days // 7 + 1
