"""Forecasts are lodged before their figure, say what they know, and are scored when it comes."""

import json
from datetime import date

import pytest

from befriend.cli import forecasts as command
from befriend.policies import PolicyError
from befriend.simulator import forecasts, lodging, published

GOOD = """
lodged: 2026-11-22
country: march-2026
version: 0.1.0
parameters: 0123abcd
runs: 10
seed: 1
known: {recalls: 2026-01-01}
forecasts:
  - {series: recalls, day: 2026-10-01, published_from: 2027-04-29, low95: 10000, low80: 11000, low50: 12000,
     middle: 12500, high50: 13000, high80: 14000, high95: 15000, no_change: 13193}
"""


def lodged(folder, text=GOOD):
    (folder / "2026-11-22.yaml").write_text(text, "utf-8")
    return forecasts.load(folder)


def with_figure(value):
    series = published.load()["recalls"]
    return {"recalls": series.model_copy(update={"values": {**series.values, date(2026, 10, 1): value}})}


def test_it_waits_until_its_figure_has_come(tmp_path):
    came, wait = forecasts.scored(lodged(tmp_path), published.load())

    assert came == []
    assert [each.middle for each in wait] == [12500]


@pytest.mark.parametrize(
    ("figure", "band"), [(12500, 50), (13000, 50), (13001, 80), (10999, 95), (15000, 95), (9999, None)]
)
def test_a_figure_that_came_is_in_the_narrowest_band_that_holds_it(tmp_path, figure, band):
    came, wait = forecasts.scored(lodged(tmp_path), with_figure(figure))

    assert wait == []
    assert came[0].band == band
    assert came[0].error == pytest.approx(100 * (12500 - figure) / figure)
    assert came[0].no_change_error == pytest.approx(100 * (13193 - figure) / figure)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("published_from: 2027-04-29", "published_from: 2026-11-22"), "that is no forecast"),
        (("series: recalls", "series: recals"), "did you mean 'recalls'"),
        (("low80: 11000", "low80: 12100"), "do not lie in one another"),
        (("runs: 10", "runs: 0"), "greater than 0"),
        (("version: 0.1.0", "versions: 0.1.0"), "versions is not known here"),
    ],
)
def test_a_mistake_is_named(tmp_path, change, said):
    with pytest.raises(PolicyError, match=said):
        lodged(tmp_path, GOOD.replace(*change))


def test_what_is_lodged_in_the_register_can_be_read():
    for each in forecasts.load().values():
        assert {one.series for one in each.forecasts} <= set(each.known)


def test_the_next_editions_are_last_thursdays():
    assert lodging.editions(date(2026, 11, 22)) == [date(2027, 1, 28), date(2027, 4, 29)]
    # As it was: out on 29 January and on 30 April 2026; on its day it is out.
    assert lodging.editions(date(2026, 1, 28), 1) == [date(2026, 1, 29)]
    assert lodging.editions(date(2026, 1, 29), 1) == [date(2026, 4, 30)]


def test_what_is_wanted_is_what_the_next_editions_bring():
    wanted = {(each.series, each.day) for each in lodging.wanted(date(2026, 11, 22))}

    assert wanted == {
        ("recalls", date(2026, 7, 1)),
        ("recalls", date(2026, 10, 1)),
        ("recall_stock", date(2026, 12, 31)),
        ("recall_stock", date(2027, 3, 31)),
        ("licence_stock_2026", date(2026, 9, 30)),
        ("licence_stock_2026", date(2026, 12, 31)),
        ("prison_population", date(2026, 12, 28)),
        ("prison_population", date(2027, 3, 29)),
    }


def test_nothing_is_wanted_that_is_out():
    day = date(2026, 12, 30)  # the last bulletin of the year is out, the statistics are not

    assert ("prison_population", date(2026, 12, 28)) not in {
        (each[0], each[1]) for each in lodging.wanted(day)
    }
    assert all(each.published_from > day for each in lodging.wanted(day))


def test_what_would_be_lodged_can_be_lodged(tmp_path):
    told = lodging.made(3, 1, date(2026, 11, 22), smaller=500)

    found = lodged(tmp_path, lodging.written(told))["2026-11-22.yaml"]
    assert len(found.forecasts) == 8
    assert {each.no_change for each in found.forecasts if each.series == "recalls"} == {13193}
    assert lodging.written(lodging.made(3, 1, date(2026, 11, 22), smaller=500)) == lodging.written(told)


def test_the_command_lists_what_waits_and_scores_what_came(tmp_path, monkeypatch, capsys):
    register = lodged(tmp_path)
    monkeypatch.setattr(forecasts, "load", lambda: register)
    command.forecasts()
    assert capsys.readouterr().out == (
        "0 forecasts scored, 1 wait for their figure.\n"
        "  recalls 2026-10-01: 12,500 (10,000 to 15,000); no change 13,193; out on 2027-04-29\n"
    )

    figures = with_figure(10999)
    monkeypatch.setattr(published, "load", lambda: figures)
    command.forecasts(as_json=True)
    (scored,) = json.loads(capsys.readouterr().out)["scored"]
    assert (scored["figure"], scored["band"], scored["error"], scored["no_change_error"]) == (
        10999,
        95,
        13.65,
        19.95,
    )


def test_no_runs_are_refused():
    with pytest.raises(PolicyError, match="Give one or more"):
        command.forecasts(lodge="2026-11-22", runs=0)
