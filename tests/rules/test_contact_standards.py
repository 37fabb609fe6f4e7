"""When somebody is to be seen: a check-in never stands for it, and a policy that withdraws it says so."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from numba import njit

from befriend import policies
from befriend.rules import contact_standards, withdrawal
from befriend.rules.contact_standards import FACE_TO_FACE, Between, Contact, Duty, Manner, Supervised, duty
from befriend.rules.values import Risk
from befriend.rules.withdrawal import Under

BOOK = policies.load()
DAY = date(2026, 11, 23)
days = st.dates(date(2026, 3, 16), DAY)
contacts = st.lists(st.builds(Contact, days, st.sampled_from(list(Manner))), max_size=8).map(tuple)
people = st.builds(
    Supervised,
    since=days,
    until=st.none(),
    level=st.none() | st.sampled_from("ABCD"),
    one_axis=st.none() | st.sampled_from("ABCDEFG"),
    withdrawn_from=st.none() | days,
)


@given(people, contacts, days)
def test_a_check_in_more_changes_nothing_that_is_owed(person, had, day):
    before = duty(person, had, BOOK, DAY)
    after = duty(person, (*had, Contact(day, Manner.CHECK_IN)), BOOK, DAY)

    if isinstance(before, Duty):
        assert (after.due_by, after.owed, after.seen) == (before.due_by, before.owed, before.seen)
    else:
        assert after == before


@given(people, contacts)
def test_nothing_but_being_seen_counts(person, had):
    seen = tuple(each for each in had if each.manner in FACE_TO_FACE)
    answer, without = duty(person, had, BOOK, DAY), duty(person, seen, BOOK, DAY)

    if isinstance(answer, Duty):
        assert answer.owed == without.owed
        assert answer.due_by == without.due_by


@given(people, contacts)
def test_without_a_tier_the_day_of_every_tier_lies_in_the_range(person, had):
    person = person._replace(level=None, one_axis=None, withdrawn_from=None)
    answer = duty(person, had, BOOK, DAY)

    assert isinstance(answer, Between)
    for level in "ABCD":
        known = duty(person._replace(level=level), had, BOOK, DAY)
        assert answer.earliest <= known.due_by <= answer.latest


@given(people, contacts, days)
def test_withdrawing_contact_adds_no_duty(person, had, since):
    whole = person._replace(withdrawn_from=None, level="B")
    less = person._replace(withdrawn_from=since, level="B")

    assert duty(less, had, BOOK, DAY).owed <= duty(whole, had, BOOK, DAY).owed


def test_reset_lowers_the_contact_and_not_the_number_of_people():
    begins = date(2026, 1, 5)
    held = [(Under.LICENCE, begins, begins + timedelta(days=90 * n - 1)) for n in range(1, 6)]

    def told(under, begins, ends):
        person = withdrawal.Person(under, begins, ends, Risk.LOW, dict.fromkeys(KEEPS, False))
        return withdrawal.withdrawn(person, BOOK, DAY)

    def owed(under, begins, ends, since):
        person = Supervised(begins, ends + timedelta(days=1), "A", None, since)
        return duty(person, (Contact(begins, Manner.OFFICE),), BOOK, DAY).owed

    without = [owed(*each, None) for each in held]
    under_reset = [owed(*each, told(*each).since) for each in held]

    assert len(under_reset) == len(without) == len(held)
    assert sum(under_reset) < sum(without)
    exposed = [
        withdrawal.held_without_contact(told(*each).since.toordinal(), each[2].toordinal(), DAY.toordinal())
        for each in held
    ]
    assert exposed == [30, 60, 90, 83, 23]
    assert all(told(*each).author == "hmpps" for each in held)


KEEPS = ("mappa", "national_security_division", "child_protection", "intensive_supervision_court")
owed = njit(contact_standards.owed)


@given(st.integers(1, 800_000), st.integers(1, 800_000), st.integers(1, 60))
def compiled_is_plain(due_by, until, every):
    assert owed(due_by, until, every) == contact_standards.owed(due_by, until, every)


def test_compiled_is_plain_for_what_is_owed():
    owed(1, 1, 1)
    compiled_is_plain()
