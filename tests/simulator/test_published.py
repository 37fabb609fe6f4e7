"""What was published is dated, sourced, in order, and agrees with itself."""

from datetime import date

import pytest

from befriend.policies import PolicyError, table
from befriend.policies.form import parse
from befriend.simulator import published
from befriend.simulator.published import Series, next_quarter

EVERY = sorted(published.load())

GOOD = """
what: Recalls.
unit: recalls
kind: flow
issued: 2026-07-30
reference: {title: Statistics, address: "https://example.org/statistics"}
way: {title: Somewhere, address: "https://example.org/somewhere", licence: CC BY 4.0, credit: Somebody}
values: {2023-01-01: 6824, 2023-04-01: 6814}
"""


@pytest.mark.parametrize("key", EVERY)
def test_every_series_names_its_publisher_and_whom_its_licence_credits(key):
    series = published.load()[key]

    assert series.reference.address.startswith("https://www.gov.uk/")
    assert "Open Government Licence" in series.way.licence
    assert series.way.credit


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("2023-04-01", "2023-01-01"), "stands twice"),
        (("2023-04-01", "2022-10-01"), "stands after"),
        (("2023-04-01", "2023-05-01"), "begins no quarter"),
        (("2023-04-01", "2023-04-02"), "begins no quarter"),
        (("6814", "-1"), "a number from 0 up"),
        (("6814", "6814.5"), "6814"),
        (("https://example.org/statistics", ""), "needs the `address`"),
        (("licence: CC BY 4.0, ", ""), "licence is missing"),
        (("unit: recalls", "unit: recall"), "recalls"),
    ],
)
def test_a_mistake_is_named(change, said):
    with pytest.raises(PolicyError, match=said):
        parse(Series, table(GOOD.replace(*change), "here"), "here")


def test_the_parts_of_the_prison_make_the_whole():
    series = published.load()
    parts = ("determinate", "indeterminate", "composition_remand", "composition_recall", "other")
    fines = {date(2022, 11, 30): 28, date(2023, 11, 30): 24, date(2024, 9, 30): 21, date(2025, 9, 30): 24}

    for day, total in series["composition_total"].values.items():
        assert sum(series[part].values[day] for part in parts) + fines[day] == total


def test_two_counts_of_the_same_day_agree():
    series = published.load()

    for day in (date(2024, 9, 30), date(2025, 9, 30)):
        assert series["composition_recall"].values[day] == series["recall_stock"].values[day]
        assert series["composition_remand"].values[day] == series["remand"].values[day]


def test_recalls_outgrew_releases():
    series = published.load()
    recalls, releases = series["recalls"].values, series["releases"].values

    for day, ratio in ((date(2023, 1, 1), 0.574), (date(2026, 1, 1), 1.017)):
        assert recalls[day] / releases[day] == pytest.approx(ratio, abs=5e-4)


def test_a_quarter_is_followed_by_the_next():
    assert next_quarter(date(2025, 10, 1)) == date(2026, 1, 1)
    assert next_quarter(date(2025, 2, 28)) == date(2025, 4, 1)
