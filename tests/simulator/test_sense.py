"""Every value that makes no sense, or would change nothing, is refused before anything is lived through."""

from datetime import date
from fractions import Fraction

import pytest

from befriend import policies
from befriend.policies import PolicyError
from befriend.simulator import assumed, backcast, countries, draws, packs, parameters, sense
from befriend.simulator.packs import Pack
from befriend.simulator.parameters import Parameters
from befriend.simulator.trial import Asked

TEXT = """
what: W
applies_to: all
retroactive: false
exclusions: []
changes: {%s}
parameters: {%s}
"""
DATED = (
    "%s: {values: {2026-05-04: {value: %s, issued: 2026-11-22, status: assumed, "
    "reference: {title: T}, note: N}}}"
)
FIGURES = parameters.load()
START = countries.every()["march-2026"].starts


def proposed(key, value):
    """Return a trial of one value of a policy or a parameter."""
    one = DATED % (key, value)
    changes = (one, "") if key not in FIGURES.by_key else ("", one)
    return Asked(Pack("mine", policies.proposal_of(TEXT % changes, "mine")), Pack(packs.BASE, None), months=3)


@pytest.mark.parametrize(
    ("key", "value", "allowed"),
    [
        ("custody.suspended_instead", "120", r"from 0 to 100 \(percent\)"),
        ("supervision.check_ins", "250", r"from 0 to 100 \(percent\)"),
        ("staff.course", "{short: 0, long: 0}", r"short should be a number from 1 to 60 \(months\)"),
        ("staff.course", "{short: -1, long: 21}", r"from 1 to 60"),
        ("capacity.weighted_cap", str(10**20), "from 0 to 10,000 percent"),
        ("recall.factor", str(10**6), r"from 0 to 400 \(percent\)"),
        ("staff.sick_days", "400", r"from 0 to 100 \(days a year\)"),
        ("recall.hazard", "{short: 5}", "lacks middle, long, life; a value is given whole"),
        ("recall.hazard", "{short: 5, middle: 5, long: 5, life: 5, other: 5}", "'other' is not known"),
        ("release.share", '{standard: "1/0", plus: "1/2"}', 'standard should be a part such as "1/2"'),
        ("release.share", '{standard: "3/2", plus: "1/2"}', "above 0 and 1 at most, not '3/2'"),
        ("release.share", '{standard: "0/2", plus: "1/2"}', "above 0 and 1 at most"),
        ("release.share", '{standard: half, plus: "1/2"}', "not 'half'"),
        ("start.units", "0", "from 1 to 1000"),
        ("staff.sick_spell", "0", "from 1 to 52"),
        ("custody.band_months", "{le_1m: 1}", "lacks gt1_le2m"),
        ("recall.fixed_share", "{short: 150, middle: 85, long: 40, life: 0}", "short should be a number"),
        ("staff.other_duties", "200", "from 0 to 90"),
        ("orders.length", "{community_order: 0, suspended_sentence_order: 19}", "from 1 to 60"),
        ("orders.length", "{community_order: 100000, suspended_sentence_order: 19}", "from 1 to 60"),
        ("orders.length_shape", "0", "from 1 to 20"),
        ("start.load", "0", "from 1 to 400"),
        ("recall.fixed_days", "{adult: {short: 100000000, long: 28}, young: {short: 14, long: 28}}",
         "adult, short should be from 0 to 36,525 days, not 100000000"),
        ("people.marks", "{none: 72, domestic_abuse: 18, safeguarding: 5, mappa: 50}",
         "in all should be 100, not 145"),
        ("staff.trainees_a_year", ".inf", "from 0 to 100000"),
        ("staff.trainees_a_year", ".nan", "from 0 to 100000"),
    ],
)  # fmt: skip
def test_nonsense_is_refused_by_key_and_day_with_what_is_allowed(key, value, allowed):
    with pytest.raises(PolicyError, match=allowed) as refused:
        proposed(key, value).refuse_nonsense()

    assert key in str(refused.value)
    assert "2026-05-04" in str(refused.value)


@pytest.mark.parametrize(
    ("key", "value", "why"),
    [
        ("orders.length", "{community_order: 12, suspended_sentence_order: 19}", "asked for the first day"),
        (
            "start.orders",
            "{community_order: 0, suspended_sentence_order: 0}",
            "a country that began as it is",
        ),
        ("start.load", "100", "a country that began as it is"),
        ("prison.capacity", "80000", "asked for the first day"),
    ],
)
def test_what_would_change_nothing_is_refused_with_why(key, value, why):
    with pytest.raises(PolicyError, match=f"mine, {key}: 2026-05-04 would change nothing, since .*{why}"):
        proposed(key, value).refuse_nonsense()


def test_a_policy_that_no_country_asks_for_is_refused():
    key = next(each.key for each in policies.load().every() if each.key.startswith("drafts."))
    asked = proposed(key, policies.load().entry(key).values[-1].value)

    with pytest.raises(PolicyError, match=f"mine, {key}: it would change nothing: the made-up country"):
        asked.refuse_nonsense()


def test_what_only_reckoning_shows_is_refused_by_the_value_at_fault(monkeypatch):
    known = draws.told

    def told(book, figures, start, weeks):
        if book.on(date(2026, 5, 4), "capacity.head_cap").value == 61:
            raise ZeroDivisionError
        return known(book, figures, start, weeks)

    monkeypatch.setattr(sense.draws, "told", told)

    with pytest.raises(
        PolicyError, match=r"mine, capacity\.head_cap: 2026-05-04: the country cannot be reckoned"
    ):
        proposed("capacity.head_cap", 61).refuse_nonsense()


def test_every_pack_makes_sense_in_every_country():
    for country in countries.every():
        for name in packs.names():
            Asked(packs.read(name), Pack(packs.BASE, None), country=country, months=12).refuse_nonsense()


def test_every_number_has_a_range_that_holds_its_priors_too():
    backcasted = FIGURES.with_changes(backcast.told().parameters, "backcast")
    for part in (Fraction(0), Fraction(999, 1000)):
        drawn = assumed.at(backcasted, dict.fromkeys(assumed.open_keys(backcasted), part))
        for key, each in drawn.by_key.items():
            assert each.unit == "yes or no" or each.most is not None, key
            for day, figure in each.values.items():
                each.check(figure.value, len(each.by), f"{key} {day}")


class Noted(Parameters):
    """Parameters that note which values are asked for, by key and day."""

    asked: set

    def on(self, day, key):
        found = super().on(day, key)
        self.asked.add((key, found.since))
        return found


def test_what_is_asked_for_once_is_known():
    later = date(2026, 6, 1)
    _, figures = countries.start_of("march-2026", FIGURES)
    again = {key: {later: figures.on(later, key)} for key in figures.by_key}
    by_key = {
        key: each.model_copy(update={"values": dict(sorted({
            **each.values, later: each.values[again[key][later].since]}.items()))})
        for key, each in figures.by_key.items()
    }  # fmt: skip
    noted = Noted(by_key)
    noted.asked = set()

    told = draws.told(policies.load(), noted, START, 20)
    draws.joiners(1, noted, told.mondays, 2, Fraction(1))
    draws.arrivals(1, noted, told.mondays, 2, (), Fraction(1))

    asked = {key for key, since in noted.asked if since == later}
    by_start = {key for key in figures.by_key if key.startswith("start.")} - set(sense.ASKED_LATER)
    measured = {key for key in figures.by_key if key.startswith("cost.")}
    silent = figures.by_key.keys() - asked - by_start - measured
    # Asked for in each week as well, but what is drawn by them is drawn as the first says.
    once = {
        key for key in sense.ASKED_ONCE if key.startswith(("people.", "staff.", "feedback.", "custody.band"))
    }
    assert silent | once == set(sense.ASKED_ONCE)
    assert not silent & once


def test_a_mistake_of_yaml_is_told_in_one_line_with_its_place():
    with pytest.raises(PolicyError) as refused:
        policies.proposal_of("what: W\nchanges: {a: [1, 2\n", "mine")

    assert str(refused.value).startswith("mine cannot be understood (line 3, column 1): ")
    assert "\n" not in str(refused.value)
    assert "^" not in str(refused.value)
