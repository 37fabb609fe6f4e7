"""There is one made-up country: the register forecasts it, and `try` changes it."""

from datetime import date
from fractions import Fraction

import pytest

from befriend import policies
from befriend.simulator import lodging, measured, packs, parameters, published, running, series, trial
from befriend.simulator.country import built, ground

QUARTERS = [date(2026, 4, 1), date(2026, 7, 1), date(2026, 10, 1), date(2027, 1, 1)]
ENDS = [date(2026, 9, 30), date(2026, 12, 31), date(2027, 3, 31)]
INSIDE = ("custody", "fixed_recall", "standard_recall")
SMALLER, MONTHS = 10, 13


def lived(pack="base", weeks=62):
    """Return the country of `try` with its assumptions held, under a pack."""
    book, figures = policies.load(), parameters.load()
    tried, told = packs.laid_over(packs.read(pack), book, figures)
    on = ground(tried, told, weeks=weeks, part=Fraction(1, SMALLER), units=11, base=(book, figures))
    return on, running.run(built(on, 1))


@pytest.fixture(scope="module")
def base():
    """Return the country as it is, lived through."""
    return lived()


def monthly(on, result, months=MONTHS):
    """Return its measures by month, as a statement has them."""
    return measured.monthly(measured.Lived(result, policies.load(), on.figures, on.part), months)


def test_the_register_and_try_forecast_the_same():
    """As `forecasts --lodge` makes them and as `try` has its base, of one luck."""
    days = {"recalls": QUARTERS[1:3], "recall_stock": ENDS, "licence_stock": ENDS}
    base = packs.read("base")
    asked = trial.Asked(base, base, months=MONTHS, seed=9, hold=True, smaller=SMALLER)
    luck = trial.seed_of(asked.seed, 0)
    register = lodging.lived(parameters.load(), luck, weeks=62, days=days, smaller=SMALLER)
    tried, _ = trial.lived(asked, base, parameters.load(), luck)

    for name in ("recall_stock", "licence_stock"):
        for day, month in zip(ENDS, (5, 8, 11), strict=True):
            assert tried[name][month] * SMALLER == pytest.approx(register[name][day], rel=0.02), (name, day)
    for quarter, first in zip(QUARTERS[1:3], (3, 6), strict=True):
        recalls = sum(tried["recalls"][first : first + 3]) * SMALLER
        assert recalls == pytest.approx(register["recalls"][quarter], rel=0.02), quarter


def test_the_country_begins_near_what_was_published_and_stays_there(base):
    told = {name: list(each.values.values())[-1] for name, each in published.load().items()}
    first = series.of(base[1], {"recall_stock": [date(2026, 4, 6)]}, lodging.unsentenced, SMALLER)
    recalls = series.of(base[1], {"recalls": QUARTERS}, lodging.unsentenced, SMALLER)["recalls"]
    stock = [value * SMALLER for value in monthly(*base)["recall_stock"]]
    orders = sum(base[1].measure(name)[51] for name in ("community_order", "suspended_order")) * SMALLER

    assert first["recall_stock"][date(2026, 4, 6)] == pytest.approx(told["recall_stock"], rel=0.02)
    # The last quarter published is of before the Act made most recalls fixed.
    assert all(value == pytest.approx(told["recalls"], rel=0.16) for value in recalls.values())
    assert max(stock) < 1.2 * told["recall_stock"]
    assert stock[-1] == pytest.approx(told["recall_stock"], rel=0.12)
    assert orders == pytest.approx(64_112 + 52_267, rel=0.03)


def test_a_third_instead_of_two_fifths_frees_about_as_many_places_as_the_ministry_says(base):
    """4,050 in the tranches it dates and 4,500 in all, a year on; without exclusions it were over 6,000."""
    weeks = 26 + 52  # a year after 1 October 2026
    with_third, with_fifths = (lived(name, weeks)[1] for name in ("base", "release-two-fifths"))
    inside = [
        SMALLER * sum(int(each.measure(state)[-1]) for state in INSIDE) for each in (with_third, with_fifths)
    ]

    assert 3_000 < inside[1] - inside[0] < 5_000
