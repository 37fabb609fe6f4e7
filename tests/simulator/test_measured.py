"""What is told of a country follows from what its weeks counted."""

from datetime import date
from fractions import Fraction

import numpy as np
import pytest

from befriend.policies import Book
from befriend.simulator import counting, measured, plain, running
from befriend.simulator.states import MEASURE, MEASURES, STATES, State
from tests.simulator.small import BOOK, FIGURES, small

START = date(2026, 4, 6)


def lived(weeks=9, moved=None, **counts):
    """Return a country of which the same was counted in every week, or what a list says."""
    measures = np.zeros((weeks, len(MEASURES)), np.int64)
    for name, many in counts.items():
        measures[:, MEASURE[name]] = many
    moves = np.zeros((weeks, STATES, STATES), np.int64)
    for (before, after), many in (moved or {}).items():
        moves[:, before, after] = many
    return measured.Lived(running.Result(START, 1, measures, moves), BOOK, FIGURES)


def monthly(name, months=2, **counts):
    """Return one measure of such a country."""
    return measured.monthly(lived(**counts), months)[name]


def test_a_stock_is_that_of_the_last_week_and_a_mean_that_of_all():
    weeks = [0, 10, 20, 30, 0, 0, 0, 80, 999]

    assert monthly("people_waiting", waiting=weeks) == [30, 80]
    assert monthly("sickness", sick=weeks) == [15, 20]


def test_what_happens_is_told_for_a_mean_month():
    recalls = {(State.LICENCE, State.FIXED_RECALL): 7, (State.LICENCE, State.STANDARD_RECALL): 7,
               (State.FIXED_RECALL, State.LICENCE): 5}  # fmt: skip

    assert monthly("recalls", moved=recalls) == pytest.approx([14 * 365.25 / 12 / 7] * 2)
    assert monthly("days_without_planned_contact", without_contact=12) == pytest.approx([365.25] * 2)


def test_stocks_are_on_the_published_basis():
    counts = {"custody": 50, "without_end": 9, "fixed_recall": 3, "standard_recall": 4, "licence": 60,
              "post_sentence": 5, "community_order": 70}  # fmt: skip
    level = 17_700 + 367

    assert monthly("prison_population", **counts)[0] == 66 + level
    assert monthly("licence_stock", **counts)[0] == 65
    assert monthly("recall_stock", **counts)[0] == 7
    assert monthly("people_supervised", **counts)[0] == 201


def test_load_and_goodwill_are_in_percent_and_hours():
    counts = {"points": 2992, "available_points": 2720, "goodwill_points": 272, "officer": 1, "pso": 1}

    assert monthly("load_percent", **counts)[0] == pytest.approx(110)
    assert monthly("goodwill_hours", **counts)[0] == pytest.approx(272 / 2176 * 37)
    assert monthly("share_over_110", over_the_line=1, **counts)[0] == 50


def test_paid_contact_and_goodwill_are_contact_to_the_minute():
    # 2,176 points are 37 hours.
    counts = {"contact_minutes": 600, "goodwill_points": 2176, "officer": 2}
    assert monthly("contact_hours_paid", **counts)[0] == 10
    assert monthly("contact_hours", **counts)[0] == pytest.approx(10 + 37)

    result = running.run(small(weeks=30))
    found = measured.monthly(measured.Lived(result, BOOK, FIGURES), 6)
    both = [paid + goodwill for paid, goodwill in zip(found["contact_hours_paid"], found["goodwill_hours"],
                                                      strict=True)]  # fmt: skip
    assert min(found["goodwill_hours"]) > 0
    assert [60 * each for each in found["contact_hours"]] == pytest.approx(
        [60 * each for each in both], abs=1
    )


def test_nothing_is_recorded_of_whoever_is_not_seen():
    begins = BOOK.entry("reset_and_impact.reset_begins").values[-1]
    minutes = []
    for served in (0, 1):  # all of it is withdrawn, or nothing
        value = {name: {"served": served, "of": 1} for name in begins.value}
        book = Book(
            each._replace(values=(begins._replace(value=value),)) if each.key == begins.key else each
            for each in BOOK.every()
        )
        result = running.run(small(weeks=2, book=book, base=(BOOK, FIGURES)))
        minutes.append(result.measure("contact_minutes")[0])

    assert minutes[0] > minutes[1] > 0


def test_cost_and_administration_follow_from_figures_of_their_own():
    base, dear = (
        measured.monthly(lived(custody=100, officer=10, changed=60)._replace(figures=figures), 1)
        for figures in (FIGURES, FIGURES.instead("cost.prison_place", 102_000))
    )

    bought = FIGURES.instead("cost.bought", 175_000_000)
    more = measured.monthly(lived(custody=100, officer=10, changed=60)._replace(figures=bought), 1)

    inside = 100 + 17_700 + 367
    assert more["cost"][0] - base["cost"][0] == pytest.approx(700_000_000 / 48)
    assert base["cost"][0] == pytest.approx((inside * 51_000 + 10 * 49_600) / 12)
    assert dear["cost"][0] - base["cost"][0] == pytest.approx(inside * 51_000 / 12)
    assert base["admin_hours"][0] == pytest.approx(120 * 365.25 / 12 / 7)


def test_a_measure_of_nobody_is_nothing_and_no_error():
    assert {value for each in measured.monthly(lived(), 1).values() for value in each} == {
        0.0, (17_700 + 367) * 51_000 / 12, 17_700.0 + 367,
    }  # fmt: skip


def test_everybody_in_post_is_in_one_band_of_load():
    counts = {"load_to_90": 1, "load_to_110": 2, "load_to_130": 3, "load_to_150": 1, "load_to_200": 1,
              "load_over_200": 1, "officer": 8, "pso": 2, "sick": 1}  # fmt: skip
    found = measured.monthly(lived(**counts), 1)

    assert [found[name][0] for name in measured.SPREAD] == pytest.approx([10, 20, 30, 10, 10, 10, 10])
    assert list(measured.SPREAD)[1:3] == ["share_of_practitioners_90_to_110",
                                          "share_of_practitioners_110_to_130"]  # fmt: skip
    assert found["share_over_150"][0] == pytest.approx(20)


def test_the_bands_of_load_say_what_the_share_over_the_line_says():
    result = running.run(small(weeks=30))
    over = [name for name in MEASURES if name.startswith("load_")][2:]
    grades = ("pso", "trainee", "newly_qualified", "officer")
    loaded, in_post = (
        sum(result.measure(name) for name in names)
        for names in ([name for name in MEASURES if name.startswith("load_")], grades)
    )

    # Who is away has work and no time for it: over the line, and in no band.
    away = in_post - loaded
    assert (away == result.measure("sick")).all()
    assert away.sum() > 0
    of_bands = sum(result.measure(name) for name in over)
    assert (of_bands <= result.measure("over_the_line")).all()
    assert (result.measure("over_the_line") <= of_bands + away).all()
    assert of_bands.sum() > 0


@pytest.mark.parametrize(
    ("points", "band"),
    [(0, 0), (90, 0), (91, 1), (110, 1), (111, 2), (130, 2), (150, 3), (200, 4), (201, 5), (9_000, 5)],
)
def test_a_load_is_in_the_band_whose_line_it_does_not_pass(points, band):
    assert counting.band(points, 100) == band
    assert plain.load_band(points, 100) == [name for name in MEASURES if name.startswith("load_")][band]


def test_of_a_part_of_the_country_as_large_a_part_of_remand_is_in_prison():
    whole = lived(custody=1_000)
    part = lived(custody=500)._replace(part=Fraction(1, 2))

    for name in ("prison_population", "cost"):
        both = [measured.monthly(each, 1)[name][0] for each in (whole, part)]
        assert both[0] / 2 == pytest.approx(both[1])
