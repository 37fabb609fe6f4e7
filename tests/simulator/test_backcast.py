"""The backcast: what it is told, that it runs, and what it prints. How near it comes: docs/simulating.md."""

import json
from datetime import date, timedelta
from fractions import Fraction

import pytest

from befriend import policies
from befriend.cli import backcast as command
from befriend.policies import PolicyError
from befriend.rules.release.law import Change, law
from befriend.simulator import backcast, parameters, published, running, scoring, sentences
from befriend.simulator import country as countries


@pytest.fixture(scope="module")
def found():
    """Return a backcast of a country a hundred times smaller, run twice."""
    return backcast.backcast(2, 1, smaller=100)


def test_releases_are_those_published_and_nothing_after_the_day_they_end():
    known = backcast.releases_by_week(scoring.HELD_OUT_FROM)
    releases = published.load()["releases"].values

    # 104 weeks from 2 January 2023 leave out its first day and the last two of 2024.
    assert len(known) == 104
    assert sum(known) == pytest.approx(
        sum(value for day, value in releases.items() if day < scoring.HELD_OUT_FROM), rel=0.006
    )
    assert backcast.releases_by_week(scoring.UNTIL + timedelta(days=1))[:104] == known


def test_those_released_at_once_are_in_the_week_of_their_day():
    known = backcast.releases_by_week(scoring.HELD_OUT_FROM)
    weeks = [(day - backcast.START).days // 7 for day in published.load()["released_at_once"].values]

    assert sorted(range(len(known)), key=known.__getitem__)[-2:] == sorted(weeks, key=known.__getitem__)


def test_nothing_published_after_december_2024_is_told_of_prison():
    assert backcast.not_sentenced(scoring.UNTIL) == backcast.not_sentenced(date(2024, 12, 31)) == 17023 + 385


def test_it_is_held_against_every_published_day(found):
    assert {name: len(held.published) for name, held in found.own.items()} == {
        "recalls": 13, "recall_stock": 39, "licence_stock": 7, "prison_population": 13,
    }  # fmt: skip
    for table in (found.own, found.fed):
        for held in table.values():
            assert list(held.simulated) == list(held.published)
            assert all(held.low[day] <= held.simulated[day] <= held.high[day] for day in held.published)


def test_both_tables_are_the_same_until_releases_differ(found):
    for name in ("recalls", "recall_stock", "licence_stock"):
        fitted = {day: value for day, value in found.own[name].simulated.items() if day < date(2024, 12, 1)}
        assert fitted == {day: found.fed[name].simulated[day] for day in fitted}
        assert found.own[name].simulated != found.fed[name].simulated


def test_for_programs_it_is_json_with_what_was_asked_for(found):
    data = json.loads(json.dumps(command.as_data(found)))

    assert list(data["series"]) == ["recalls", "recall_stock", "licence_stock", "prison_population"]
    for name, one in data["series"].items():
        assert {"fit_mape", "held_out_mape", "naive_mape", "published", "simulated"} <= one.keys()
        assert one["published"].keys() == one["simulated"].keys()
        held = [day for day in one["published"] if day >= "2025"]
        by_hand = sum(abs(one["simulated"][day] / one["published"][day] - 1) for day in held) / len(held)
        assert one["held_out_mape"] == pytest.approx(100 * by_hand, abs=0.01), name
        assert bool(one["why"]) == (not one["met"])
    assert data["series"]["recalls"]["naive_mape"] == pytest.approx(15.28, abs=0.005)


def test_in_words_each_series_has_its_line_and_its_days(found):
    said = "\n".join(command.lines(found))

    for words in command.WORDS.values():
        assert said.count(f"\n{words}") >= 3
    assert "2026-03-31" in said


def test_the_same_seed_gives_the_same_numbers():
    made = backcast.ground(scoring.HELD_OUT_FROM, 400)
    first, again, other = (running.run(countries.built(made, seed)).moves for seed in (7, 7, 8))

    assert (first == again).all()
    assert (first != other).any()


@pytest.mark.parametrize(
    ("runs", "seed", "said"), [(0, 1, "Give one or more"), (1, -1, "is no seed"), (1, 2**32, "is no seed")]
)
def test_what_cannot_be_is_refused(runs, seed, said):
    with pytest.raises(PolicyError, match=said):
        backcast.backcast(runs, seed)


def test_release_at_two_fifths_reaches_six_in_ten_from_its_own_day_on():
    figures = parameters.load()
    over_all = sentences.reaching(policies.load(), figures, backcast.START)
    told, plain = (law(book, scoring.UNTIL) for book in (over_all, policies.load()))

    assert told.two_fifths == plain.two_fifths
    assert told.shares[Change.TWO_FIFTHS]["standard"] == Fraction(44, 100)
    assert told.shares[Change.ONE_THIRD]["standard"] == Fraction(4, 10)
    assert told.shares[Change.DEFAULT] == plain.shares[Change.DEFAULT]


def test_only_what_could_not_be_known_is_told_beside_the_country():
    assert backcast.told().parameters.keys() == {"custody.sentences"}


def test_bands_are_of_drawn_assumptions_and_few_runs_are_said(found):
    drawn = backcast.backcast(1, 1, draws=4, smaller=200)
    wide, narrow = (
        sum(held.high[day] - held.low[day] for held in each.own.values() for day in held.published)
        for each in (drawn, backcast.backcast(4, 1, smaller=200))
    )

    assert wide > narrow
    assert drawn.own["recalls"].within.keys() == {50, 80, 95}
    assert "fewer than 40 runs" in command.bands_of(drawn)
    assert "with other luck" in command.bands_of(found)
    assert "within 95%" in "\n".join(command.lines(drawn))


def test_no_sentence_passed_after_2024_is_told():
    figures = parameters.load().with_changes(backcast.told().parameters, "here")
    last = figures.on(date(2024, 3, 31), "custody.sentences").value

    assert figures.on(date(2026, 3, 31), "custody.sentences").value == last
    assert parameters.load().on(date(2026, 3, 31), "custody.sentences").value != last


def test_it_comes_as_near_as_docs_simulating_says():
    """On a country of half the size, once: that of the whole size is a matter of a minute."""
    own = backcast.backcast(1, 1, smaller=2).own

    assert {name: held.met(name) for name, held in own.items()} == dict.fromkeys(own, True)
