"""Who may report online: the rule as told, and the stricter proposal never lets in more."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from befriend import policies
from befriend.rules.check_in import Between, Eligible, Person, eligible
from befriend.rules.values import Risk

BOOK = policies.load()
PROPOSAL = Path(policies.__file__).parent / "proposals" / "stricter_check_in.yaml"
STRICTER = BOOK.with_proposal(policies.read_proposal(PROPOSAL))
DAY = date(2027, 1, 4)
maybe = st.none() | st.booleans()
reviewed = st.none() | st.dates(date(2026, 1, 5), DAY)
people = st.builds(Person, st.sampled_from(list(Risk)), *[maybe] * 5, reviewed)


def letting_in(person, book):
    answer = eligible(person, book, DAY)
    return isinstance(answer, Between) or answer.eligible


@given(people)
def test_the_stricter_proposal_never_lets_in_somebody_the_base_refuses(person):
    assert letting_in(person, BOOK) or not letting_in(person, STRICTER)


@given(people)
def test_the_rule_as_told_is_three_things_and_no_more(person):
    answer = eligible(person, BOOK, DAY)
    against = person.risk in (Risk.HIGH, Risk.VERY_HIGH) or person.safeguarding or person.mappa
    unknown = person.risk is Risk.UNKNOWN or person.safeguarding is None or person.mappa is None

    if against:
        assert answer == Eligible(eligible=False, reasons=answer.reasons)
    else:
        assert isinstance(answer, Between) == unknown
        assert unknown or answer.eligible


@given(people)
def test_what_is_missing_is_not_known_and_the_answer_hangs_on_it(person):
    for book in (BOOK, STRICTER):
        answer = eligible(person, book, DAY)
        if isinstance(answer, Between):
            known = person._asdict() | {"risk": None if person.risk is Risk.UNKNOWN else person.risk}
            assert all(known[name] is None for name in answer.missing)


NOTHING_AGAINST = Person(
    Risk.LOW,
    safeguarding=False,
    mappa=False,
    standalone=True,
    both_agree=True,
    wants_to_be_seen=False,
    reviewed_on=date(2026, 10, 13),
)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"risk": Risk.MEDIUM}, "check_in_risk"),
        ({"standalone": False}, "check_in_not_standalone"),
        ({"both_agree": False}, "check_in_not_agreed"),
        ({"wants_to_be_seen": True}, "check_in_wants_to_be_seen"),
        ({"reviewed_on": date(2026, 10, 12)}, "check_in_not_reviewed"),
    ],
)
def test_the_proposal_refuses_for_each_of_its_own_reasons_and_the_base_for_none(change, code):
    person = NOTHING_AGAINST._replace(**change)

    assert eligible(NOTHING_AGAINST, STRICTER, DAY).eligible
    assert [each.code for each in eligible(person, STRICTER, DAY).reasons] == [code]
    assert eligible(person, BOOK, DAY).eligible


def test_before_its_day_the_proposal_changes_nothing():
    before = date(2027, 1, 3)

    assert eligible(NOTHING_AGAINST._replace(risk=Risk.MEDIUM), STRICTER, before).eligible
