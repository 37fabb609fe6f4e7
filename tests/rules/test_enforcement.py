"""Failures: what must hold whatever happened."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from befriend import policies
from befriend.rules.enforcement import Failure, Order, Warned, months_after, standing

BOOK = policies.load()
DAY = date(2026, 11, 23)
EXCUSES = [
    {"excused": True},
    {"had_officer": False},
    {"told_in_writing": False},
    {"moved_by_service": True},
    {"double_booked": True},
    {"contact_withdrawn": True},
    {"check_in": True},
]
then = st.dates(date(2025, 6, 1), DAY)
maybe = st.none() | st.booleans()
orders = st.sampled_from(list(Order))
failures = st.lists(st.builds(Failure, then, *[maybe] * 6, st.booleans()), max_size=5).map(tuple)
warnings = st.lists(st.builds(Warned, then, then), max_size=3).map(tuple)


def clear(on):
    return Failure(
        on,
        excused=False,
        had_officer=True,
        told_in_writing=True,
        moved_by_service=False,
        double_booked=False,
        contact_withdrawn=False,
    )


def test_a_warning_dated_before_its_failure_is_not_counted():
    told = (clear(date(2026, 11, 1)), clear(date(2026, 11, 10)))

    for warned, step in (
        (date(2026, 10, 5), "warn_or_refer"),
        (date(2026, 11, 1), "refer_to_enforcement_officer"),
    ):
        answer = standing(Order.COMMUNITY_ORDER, told, (Warned(warned, date(2026, 11, 1)),), BOOK, DAY)
        assert answer.proposal.step == step


@given(orders, failures, warnings)
def test_the_same_told_twice_happened_once(order, held, warned):
    assert standing(order, (*held, *held), (*warned, *warned), BOOK, DAY) == standing(
        order, held, warned, BOOK, DAY
    )


@given(orders, failures, warnings, then, st.sampled_from(EXCUSES))
def test_an_excused_failure_more_changes_neither_count_nor_step(order, held, warned, on, excuse):
    before = standing(order, held, warned, BOOK, DAY)
    after = standing(order, (*held, clear(on)._replace(**excuse)), warned, BOOK, DAY)

    assert (after.counted, after.at_most) == (before.counted, before.at_most)
    assert (after.proposal, after.between) == (before.proposal, before.between)


@given(orders, failures, warnings)
def test_what_is_not_known_is_never_counted_and_says_what_is_missing(order, held, warned):
    answer = standing(order, held, warned, BOOK, DAY)

    assert answer.counted <= answer.at_most <= len(held)
    for each in answer.failures:
        assert each.reasons
        assert (each.counted is None) == bool(each.missing)
    assert (answer.proposal is None) == bool(answer.between)
    if answer.proposal is None:
        assert answer.missing


@given(orders, failures, warnings)
def test_to_know_more_stays_within_the_range(order, held, warned):
    open_ = standing(order, held, warned, BOOK, DAY)
    for known in (True, False):
        told = tuple(
            each._replace(**{name: known for name, holds in each._asdict().items() if holds is None})
            for each in held
        )
        answer = standing(order, told, warned, BOOK, DAY)
        assert open_.counted <= answer.counted <= open_.at_most
        assert answer.counted == answer.at_most


@given(orders, failures, warnings)
def test_the_rule_proposes_and_never_says_that_somebody_is_in_breach_or_recalled(order, held, warned):
    answer = standing(order, held, warned, BOOK, DAY)
    steps = [each.step for each in ((answer.proposal,) if answer.proposal else answer.between)]

    assert set(steps) <= {
        "none",
        "warn_or_refer",
        "refer_to_enforcement_officer",
        "talk_with_senior",
        "look_at_warning_again",
    }
    assert order is not Order.LICENCE or "refer_to_enforcement_officer" not in steps


@given(st.dates(date(2005, 4, 4), date(2030, 1, 1)))
def test_twelve_months_are_a_year_less_at_most_the_day_that_is_not_there(on):
    after = months_after(on, 12)

    assert timedelta(days=365) <= after - on <= timedelta(days=366)
    assert after.day == on.day or (on.month, on.day) == (2, 29)
