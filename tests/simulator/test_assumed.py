"""What is assumed is drawn between the ends of its prior, and around the figure as it stands."""

from datetime import date
from fractions import Fraction
from statistics import median

from befriend.simulator import assumed, packs, parameters

FIGURES = parameters.load()
START = date(2026, 4, 6)


def at(key, place):
    """Return the value of a parameter at a part of its prior."""
    return assumed.at(FIGURES, {key: Fraction(place)}).on(START, key).value


def test_half_is_every_figure_as_it_is():
    middle = assumed.at(FIGURES, dict.fromkeys(assumed.open_keys(FIGURES), Fraction(1, 2)))

    assert {key: each.values for key, each in middle.by_key.items()} == {
        key: each.values for key, each in FIGURES.by_key.items()
    }


def test_the_ends_of_an_even_prior_are_its_low_and_high():
    prior = next(iter(FIGURES.by_key["staff.withdrawing"].values.values())).prior

    assert (at("staff.withdrawing", 0), at("staff.withdrawing", 1)) == (prior.low, prior.high)


def test_a_table_with_a_bell_moves_in_proportion():
    low = at("staff.leaving", Fraction(1, 4))

    assert 0 < low["officer"] < 6.3
    assert abs(low["pso"] / low["officer"] - 11.8 / 6.3) < 1e-5


def test_half_of_all_runs_are_below_the_figure():
    values = [assumed.drawn(FIGURES, seed).number(START, "recall.soon_factor") for seed in range(200)]

    assert abs(median(values) - 150) < 15
    assert min(values) >= 100
    assert max(values) > 300


def test_what_is_decided_is_not_drawn():
    drawn = assumed.drawn(FIGURES, 7)

    for key in assumed.DECIDED:
        assert drawn.by_key[key].values == FIGURES.by_key[key].values


def test_both_countries_of_a_run_assume_the_same_but_for_what_is_proposed():
    told = packs.read("trainees-2600").proposal.parameters
    base, other = (assumed.drawn(each, 7) for each in (FIGURES, packs.with_parameters(FIGURES, told, "p")))

    differ = {key for key in base.by_key if base.by_key[key].values != other.by_key[key].values}
    assert differ == {"staff.trainees_a_year"}
    assert other.number(date(2027, 1, 4), "staff.trainees_a_year") == 2600
