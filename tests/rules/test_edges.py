"""Edges of the smaller rules: values, serving, cover, orders, contact time."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from befriend import policies
from befriend.policies import PolicyError
from befriend.policies.form import Changed
from befriend.rules import contact_time, exceed, serving
from befriend.rules.values import Grade, Place, Report, Risk, Tier, WaitingFor, Work

BOOK = policies.load()
DAY = date(2026, 11, 23)
WORK = Work(
    Tier.C2,
    Place.COMMUNITY,
    63,
    Risk.MEDIUM,
    mappa=0,
    safeguarding=False,
    sexual_offence=False,
    domestic_abuse=False,
)


@pytest.mark.parametrize("enum", [Grade, Place, Tier, Risk, WaitingFor, Report])
def test_every_code_leads_back_to_its_member(enum):
    assert all(enum.from_code(member.code) is member for member in enum)


def test_an_unknown_code_lists_what_is_allowed():
    with pytest.raises(ValueError, match="'E9' is not one of: untiered, A3, A2"):
        Tier.from_code("E9")


def test_tiers_stand_in_the_published_order():
    assert (Tier.A3, Tier.D0, Tier.A3S, Tier.D0S) == (1, 16, 17, 32)
    assert (Tier.UNTIERED.level, Tier.B2S.level) == (None, "B")
    assert Tier.D0.supervised
    assert not Tier.D0S.supervised


def changed(value, **more):
    dated = {"value": value, "issued": DAY, "status": "derived", "reference": {"title": "A test"}}
    return Changed.model_validate({"values": {date(2026, 11, 1): {**dated, **more}}})


@pytest.mark.parametrize(
    ("classes", "signed_by", "said"),
    [
        ([{"class": "mappa", "first": True}], "", "is not signed"),
        ([{"class": "nearest", "first": True}], "The office", "one of: very_high_or_high_risk"),
        ([{"class": "mappa", "first": "yes"}], "The office", "true or false"),
    ],
)
def test_an_order_unsigned_or_unknown_is_refused(classes, signed_by, said):
    book = BOOK.laid_over({"serving_order.classes": changed(classes, signed_by=signed_by)}, "t.yaml")

    with pytest.raises(PolicyError, match=said):
        serving.order(book, DAY)


def test_the_order_in_force_says_who_signed_it_and_puts_the_rest_last():
    order = serving.order(BOOK, DAY)

    assert order.signed_by
    assert serving.class_of(order, WORK) == "rest"
    assert serving.class_of(order, WORK._replace(mappa=1)) == "mappa"


def test_an_office_of_no_known_kind_is_refused():
    with pytest.raises(ValueError, match="'county' is not one of: team, unit, region, nation"):
        exceed.rank("county")


def test_half_an_hour_each_for_65_is_most_of_a_week():
    assert contact_time.needed(65, 30) == 1950


@given(
    minutes=st.integers(0, 2400),
    people=st.integers(1, 90),
    reports=st.lists(st.sampled_from(Report), max_size=5),
)
def test_nobody_is_promised_time_that_is_not_there(minutes, people, reports):
    answer = contact_time.minutes_a_person(minutes, people, reports, BOOK, DAY)

    left = sum(step.minutes for step in answer.steps)
    assert answer.minutes * people <= max(0, left)
    assert answer.short_by == max(0, -left)
