"""Every figure is dated, has a source or says that it is assumed, and mistakes are named."""

from datetime import date
from fractions import Fraction

import pytest

from befriend.policies import PolicyError, table
from befriend.policies.form import parse
from befriend.simulator import parameters
from befriend.simulator.parameters import Parameter

EVERY = sorted(parameters.load().by_key)

GOOD = """
what: How many leave in a year.
unit: percent a year
values:
  2021-06-26:
    value: 6.3
    issued: 2025-08-21
    status: assumed
    prior: {shape: uniform, low: 1, high: 9}
    reference: {title: Assumed}
    note: Not read.
"""


@pytest.mark.parametrize("key", EVERY)
def test_every_figure_has_a_source_or_says_that_it_is_assumed(key):
    for figure in parameters.load().by_key[key].values.values():
        if figure.status == "assumed":
            assert figure.note
        else:
            assert figure.reference.title != "Assumed"
            assert figure.reference.address.startswith("https://")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("percent a year", "percent a yaer"), "did you mean 'percent a year'"),
        (("value: 6.3", "value: -1"), "a number from 0 up"),
        (("value: 6.3", "value: true"), "a number from 0 up"),
        (("value: 6.3", "value: .nan"), "a number from 0 up"),
        (("unit: percent a year", "unit: percent a year\nmost: 6"), r"from 0 to 6 \(percent a year\)"),
        (("unit: percent a year", "unit: percent a year\nleast: 7"), "a number from 7 up, not 6.3"),
        (("note: Not read.", "note: ''"), "needs a `note`"),
        (("status: assumed", "status: published"), "needs the `address`"),
        (("low: 1, high: 9", "low: 9, high: 1"), "not below"),
        (("low: 1, high: 9", "low: 1"), "has low and high, not low"),
        (("low: 1, high: 9", "low: 1, high: 9, mean: 4"), "not low and high and mean"),
        (("    prior: {shape: uniform, low: 1, high: 9}\n", ""), "prior is missing"),
        (("status: assumed", "state: assumed"), "state is not known here"),
    ],
)
def test_a_mistake_is_named(change, said):
    with pytest.raises(PolicyError, match=said):
        parse(Parameter, table(GOOD.replace(*change), "here"), "here")


def test_the_value_in_force_is_the_last_begun():
    figures = parameters.load()

    assert figures.number(date(2026, 3, 30), "recall.fixed_share", "middle") == 70
    assert figures.number(date(2026, 3, 31), "recall.fixed_share", "middle") == 85
    # Exactly as written: the nearest number of a machine is another.
    assert figures.number(date(2026, 4, 6), "recall.hazard", "middle") == Fraction(782, 100)


def test_a_day_before_the_first_value_is_refused():
    with pytest.raises(PolicyError, match="starts on 2015-01-01"):
        parameters.load().on(date(2014, 12, 31), "recall.hazard")


def test_an_unknown_parameter_is_refused_with_the_nearest():
    with pytest.raises(PolicyError, match=r"did you mean 'recall\.hazard'"):
        parameters.load().on(date(2026, 4, 6), "recall.hazzard")


def test_another_value_stands_in_a_copy_only():
    base = parameters.load()

    tried = base.instead("recall.factor", 10)

    assert tried.number(date(2026, 4, 6), "recall.factor") == 10
    assert base.number(date(2026, 4, 6), "recall.factor") == 100
    with pytest.raises(PolicyError, match="number from 0 up"):
        base.instead("recall.factor", -1)


def test_further_dated_values_stand_in_a_copy_only():
    base = parameters.load()
    value = {"value": 50, "issued": date(2026, 11, 22), "status": "assumed", "prior": {"shape": "fixed"},
             "reference": {"title": "A test"}, "note": "Tried only."}  # fmt: skip

    tried = base.with_changes({"recall.factor": {date(2027, 1, 4): value}}, "a test")

    assert tried.number(date(2027, 1, 3), "recall.factor") == 100
    assert tried.number(date(2027, 1, 4), "recall.factor") == 50
    assert base.number(date(2027, 1, 4), "recall.factor") == 100
    with pytest.raises(PolicyError, match=r"a test: there is no parameter 'recall\.fcator'"):
        base.with_changes({"recall.fcator": {date(2027, 1, 4): value}}, "a test")
