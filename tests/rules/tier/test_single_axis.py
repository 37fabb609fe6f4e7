"""The single axis: the highest step wins, provisional says what could still come, nothing unknown is 0."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from befriend.rules import wording
from befriend.rules.tier import axis, published, single_axis
from befriend.rules.tier.answers import years_before
from befriend.rules.tier.single_axis import Band, Kind
from befriend.rules.values import AxisTier
from tests.rules.tier.told import BOOK, DAY, SCORED, axis_day, axis_facts, axis_told, percent

FIGURES = single_axis.figures(BOOK, DAY)


def answer(day=DAY, **different):
    return single_axis.answer(SCORED._replace(**different), BOOK, day)


def tier(day=DAY, **different):
    return answer(day, **different).tier.code


@pytest.mark.parametrize(
    ("arp", "csrp", "expected"),
    [("89.99", "6.9", "A"), ("74.99", "6.9", "B"), ("90", "6.89", "A"), ("0", "0", "G"), ("15", "0.49", "F"),
     ("14.99", "0.5", "F"), ("100", "0.99", "C"), ("25", "1.0", "E")],
)  # fmt: skip
def test_the_table_of_scores_counts_its_lower_limits(arp, csrp, expected):
    assert tier(arp=percent(arp), csrp=percent(csrp)) == expected


def test_the_step_that_decides_is_said_first():
    told = answer(marks=frozenset({"stalking", "domestic_abuse"}))

    assert told.tier is AxisTier.E
    assert wording.words(told.reasons[0]) == "Domestic abuse: tier E."
    assert {step.name for step in told.steps} == {"reoffending", "domestic_abuse", "stalking"}


STEPS = ("domestic_abuse", "stalking", "child_protection", "sexual_offence", "mappa", "lifer")


@given(facts=axis_facts, name=st.sampled_from(STEPS), day=axis_day)
def test_a_tier_never_falls_when_a_step_rises(facts, name, day):
    figures = single_axis.figures(BOOK, day)
    before, after = (axis.tier(figures, one) for one in (facts, facts._replace(**{name: True})))

    assert after >= before


@given(facts=axis_facts, arp=st.integers(0, 10**8), csrp=st.integers(0, 10**7), risk=st.integers(1, 4))
def test_a_tier_never_falls_when_risk_or_a_score_of_reoffending_rises(facts, arp, csrp, risk):
    known = facts._replace(
        arp=max(facts.arp, 0), csrp=max(facts.csrp, 0), contact=-1, rosh=max(facts.rosh, 1)
    )
    for higher in (
        known._replace(arp=max(arp, known.arp)),
        known._replace(csrp=max(csrp, known.csrp)),
        known._replace(rosh=max(risk, known.rosh)),
    ):
        assert axis.tier(FIGURES, higher) >= axis.tier(FIGURES, known)


@given(told=axis_told)
def test_a_tier_is_one_of_those_it_could_be(told):
    said = single_axis.answer(told, BOOK, DAY)

    assert said.tier is AxisTier.MISSING or said.tier in said.could_be
    assert bool(said.missing) == (said.tier is AxisTier.MISSING)
    assert said.could_be == tuple(sorted(said.could_be, reverse=True))


def test_a_missing_score_is_not_0():
    told = answer(arp=-1, csrp=percent("3"))

    assert told.tier is AxisTier.MISSING
    assert told.missing == ("arp",)
    assert [each.code for each in told.could_be] == ["A", "B", "C"]


def test_the_published_form_took_a_missing_score_for_0_until_june():
    facts = single_axis.as_facts(SCORED._replace(arp=-1, csrp=-1), BOOK, DAY)

    assert published.axis_tier_2026_03_16(facts, BOOK, date(2026, 6, 7)) is AxisTier.G
    assert published.axis_tier_2026_03_16(facts, BOOK, date(2026, 6, 8)) is AxisTier.MISSING
    assert answer(date(2026, 6, 7), arp=-1).tier is AxisTier.MISSING


def test_a_medium_band_that_contradicts_its_score_has_no_tier_but_a_range():
    told = answer(contact=percent("0.59"), contact_band=Band.MEDIUM)

    assert told.tier is AxisTier.MISSING
    assert [each.code for each in told.could_be] == ["C", "D"]
    assert "A score of 0.59% does not go with a medium band" in " ".join(
        wording.words(step.reason) for step in told.steps
    )


def test_the_quirk_of_the_medium_band_is_followed():
    assert tier(contact=percent("2.10"), contact_band=Band.MEDIUM) == "C"
    assert tier(contact=percent("2.11"), contact_band=Band.MEDIUM) == "D"


def test_a_static_score_makes_a_tier_provisional_and_says_what_it_could_become():
    told = answer(arp=percent("25"), arp_kind=Kind.STATIC, csrp=percent("0.5"))

    assert told.provisional
    assert told.tier is AxisTier.E
    assert told.could_be[0] is AxisTier.C
    assert "provisional, because a score was made from the record alone" in wording.words(told.reasons[0])


@pytest.mark.parametrize(
    ("release", "expected"),
    [
        (date(2026, 8, 18), "B"),  # to come: as published
        (date(2025, 8, 17), "B"),
        (date(2025, 8, 16), "D"),
        (date(2021, 8, 17), "D"),
        (date(2021, 8, 16), "E"),
        (None, "G"),
    ],
)
def test_years_since_release_count_their_own_day(release, expected):
    assert tier(lifer=True, released=release) == expected


def test_a_leap_day_is_looked_back_to_the_28th():
    assert years_before(date(2028, 2, 29), 1) == date(2027, 2, 28)
    assert years_before(date(2028, 2, 29), 4) == date(2024, 2, 29)


def test_a_mark_that_is_in_no_list_is_refused():
    with pytest.raises(ValueError, match="late is no mark"):
        answer(marks=frozenset({"late"}))
