"""Contact withdrawn by a policy: never sooner than it says, and never by the practitioner."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from numba import njit

from befriend import policies
from befriend.rules import withdrawal
from befriend.rules.values import Risk
from befriend.rules.withdrawal import Between, Person, Under, Withdrawn, withdrawn

BOOK = policies.load()
KEEPS = ("mappa", "national_security_division", "child_protection", "intensive_supervision_court")
maybe = st.none() | st.booleans()
begins = st.dates(date(2023, 1, 1), date(2026, 11, 1))
people = st.builds(
    lambda under, begins, length, risk, keeps, activity, impact: Person(
        under, begins, begins + timedelta(days=length), risk, keeps, activity, impact
    ),
    st.sampled_from(list(Under)),
    begins,
    st.integers(0, 1500),
    st.sampled_from(list(Risk)),
    st.fixed_dictionaries(dict.fromkeys(KEEPS, maybe)),
    maybe,
    st.none() | st.dates(date(2025, 4, 1), date(2026, 11, 1)),
)
days = st.dates(date(2024, 7, 1), date(2027, 12, 31))


@given(people, days)
def test_whoever_lost_contact_lost_it_to_a_policy_with_an_author_and_keeps_a_way_in(person, day):
    answer = withdrawn(person, BOOK, day)

    if isinstance(answer, Withdrawn) and answer.withdrawn:
        assert answer.policy in {"reset", "impact"}
        assert answer.author
        assert answer.since <= day
        assert {"named_owner", "way_in"} <= set(answer.stays)
        assert answer.policy == "impact" or answer.since >= date(2024, 7, 1)


@given(people, days, st.sampled_from(KEEPS))
def test_one_thing_that_keeps_contact_more_never_withdraws_it(person, day, fact):
    person = person._replace(impact_since=None)
    answer = withdrawn(person._replace(keeps={**person.keeps, fact: True}), BOOK, day)

    assert isinstance(answer, Withdrawn)
    assert not answer.withdrawn


@given(people, days)
def test_to_know_more_is_one_of_the_two_that_the_range_says(person, day):
    answer = withdrawn(person, BOOK, day)
    if isinstance(answer, Between):
        clear = person._replace(
            risk=Risk.LOW,
            keeps={name: bool(holds) for name, holds in person.keeps.items()},
            activity=True if person.activity is None else person.activity,
        )
        assert withdrawn(clear, BOOK, day).since == answer.since
        assert answer.missing


after_part = njit(withdrawal.after_part)
held = njit(withdrawal.held_without_contact)


@settings(deadline=None)
@given(st.integers(700_000, 800_000), st.integers(0, 20_000), st.integers(0, 4), st.integers(4, 9))
def test_compiled_is_plain_and_the_point_lies_within_the_order(begins, length, served, of):
    ends = begins + length
    point = withdrawal.after_part(begins, ends, served, of)

    assert after_part(begins, ends, served, of) == point
    assert begins <= point <= ends + 1


@settings(deadline=None)
@given(*[st.integers(700_000, 701_000)] * 3)
def test_compiled_is_plain_for_days_held_without_contact(since, ends, day):
    assert held(since, ends, day) == withdrawal.held_without_contact(since, ends, day)
