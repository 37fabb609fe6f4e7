"""Recall: what must hold for everybody, and the compiled arithmetic is the plain one."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numba import njit
from numba.extending import register_jitable

from befriend import policies
from befriend.policies import PolicyError
from befriend.rules.recall import law
from befriend.rules.recall.ending import Ends, Open, Recall, ends
from befriend.rules.recall.law import Fact, Law
from befriend.rules.recall.lawful import Answer, Between, Person, lawful

BOOK = policies.load()
FIRST = date(2012, 12, 3)
days = st.dates(FIRST, date(2028, 12, 31))
yes_or_no = st.booleans()
facts = st.fixed_dictionaries(dict.fromkeys(Fact, yes_or_no))
guessed = st.fixed_dictionaries({fact: st.sampled_from([True, False, None]) for fact in Fact})
people = st.builds(Person, st.integers(0, 400), yes_or_no, yes_or_no, facts)
laws = st.builds(
    Law,
    short_months=st.integers(0, 60),
    short_days=st.integers(1, 60),
    long_days=st.integers(1, 60),
    automatic=st.integers(0, 2),
    automatic_below=st.integers(0, 60),
    never=st.integers(0, 2**14 - 1),
    bars=st.integers(0, 2**14 - 1),
    judged=st.integers(0, 1),
)


@given(people, days)
def test_somebody_of_whom_all_is_known_has_an_answer_and_no_recall_is_one_of_them(person, day):
    answer = lawful(person, BOOK, day)

    assert isinstance(answer, Answer)
    assert "none" in answer.lawful
    assert [each.recall for each in answer.offers if each.allowed] == list(answer.lawful)
    assert answer.reasons


@given(people, days, st.sampled_from(list(Fact)))
def test_one_more_fact_never_makes_a_standard_recall_unlawful(person, day, fact):
    with_it = person._replace(facts={**person.facts, fact: True})
    without = person._replace(facts={**person.facts, fact: False})

    assert set(kinds(without)(day)) & {"standard"} <= set(kinds(with_it)(day))


def kinds(person):
    return lambda day: lawful(person, BOOK, day).lawful


@given(st.builds(Person, st.none() | st.integers(0, 60), *[st.none() | yes_or_no] * 2, guessed), days)
def test_what_is_not_known_ranges_over_all_that_it_may_turn_out_to_be(person, day):
    answer = lawful(person, BOOK, day)
    between = answer.between if isinstance(answer, Between) else (answer.lawful,)

    for known in (True, False):
        filled = person._replace(
            months=60 if person.months is None else person.months,
            under_18=known if person.under_18 is None else person.under_18,
            young_offender=known if person.young_offender is None else person.young_offender,
            facts={fact: known if holds is None else holds for fact, holds in person.facts.items()},
        )
        assert lawful(filled, BOOK, day).lawful in between


@given(st.builds(Person, st.none() | st.integers(0, 60), *[st.none() | yes_or_no] * 2, guessed), days)
def test_what_is_missing_is_something_not_known(person, day):
    answer = lawful(person, BOOK, day)

    if isinstance(answer, Between):
        assert len(answer.between) > 1
        assert answer.missing
        for name in answer.missing:
            by_name = {each.code: holds for each, holds in person.facts.items()}
            assert (by_name | person._asdict())[name] is None


@given(
    st.sampled_from(["fixed_14", "fixed_28", "fixed_56", "standard"]),
    days,
    st.integers(0, 200),
    st.integers(0, 3000),
    people,
    st.integers(0, 400),
    yes_or_no,
)
def test_no_recall_ends_after_the_sentence_or_before_the_return(
    kind, revoked, late, left, person, later, curfew
):
    returned = revoked + timedelta(days=late)
    expires = revoked + timedelta(days=left)
    recall = Recall(kind, revoked, returned, expires, curfew, revoked + timedelta(days=later), 900)
    try:
        answer = ends(recall, person, BOOK, revoked + timedelta(days=later))
    except ValueError:
        assert kind not in lawful(person, BOOK, revoked).lawful
        return

    assert kind in lawful(person, BOOK, revoked).lawful
    assert isinstance(answer, Ends)
    if person.facts[Fact.INDETERMINATE]:
        assert (answer.ends, [why.code for why in answer.reasons]) == (None, ["recall_no_end"])
        return
    assert answer.ends <= answer.expires
    assert answer.expires == expires + timedelta(days=max(0, late - 1))
    if expires >= returned:
        assert answer.ends >= returned


@given(
    st.sampled_from(["fixed_56", "standard"]),
    st.none() | st.integers(0, 90),
    st.none() | st.integers(0, 900),
    st.integers(0, 90),
    st.integers(0, 900),
)
def test_the_range_holds_the_day_that_comes_out(kind, late, left, then_late, then_left):
    revoked = date(2026, 10, 1)
    nothing = Person(30, under_18=False, young_offender=False, facts=dict.fromkeys(Fact))

    def told(late, left):
        back = None if late is None else revoked + timedelta(days=late)
        end = None if left is None else revoked + timedelta(days=left)
        return ends(Recall(kind, revoked, back, end), nothing, BOOK, date(2027, 1, 1))

    asked = told(late, left)
    known_late, known_left = then_late if late is None else late, then_left if left is None else left
    if isinstance(asked, Open) and known_left >= known_late:  # back before the sentence ended
        answer = told(known_late, known_left).ends
        assert asked.earliest is None or asked.earliest <= answer
        assert asked.latest is None or answer <= asked.latest


@pytest.mark.parametrize(
    ("kind", "months", "young", "facts"),
    [
        ("fixed_14", 24, False, {}),  # a term of the young
        ("fixed_28", 30, True, {Fact.EXTENDED: True}),
        ("fixed_56", 30, False, {Fact.EXTENDED: True}),
        ("standard", 30, False, dict.fromkeys(Fact, False)),  # nothing stands against the term
    ],
)
def test_a_recall_that_was_lawful_for_nobody_like_this_has_no_end(kind, months, young, facts):
    person = Person(months, under_18=False, young_offender=young, facts=dict.fromkeys(Fact) | facts)

    with pytest.raises(ValueError, match=f"on 2026-06-01 a recall of the kind {kind} was not lawful"):
        ends(
            Recall(kind, date(2026, 6, 1), date(2026, 6, 2), date(2027, 1, 1)), person, BOOK, date(2026, 7, 1)
        )


def test_before_march_2026_no_recall_lasted_56_days():
    nobody = Person(30, under_18=False, young_offender=False, facts=dict.fromkeys(Fact))

    with pytest.raises(ValueError, match="on 2020-01-01 a recall of the kind fixed_56 was not lawful"):
        ends(
            Recall("fixed_56", date(2020, 1, 1), date(2020, 1, 2), date(2021, 1, 1)),
            nobody,
            BOOK,
            date(2020, 2, 1),
        )


def test_of_the_law_before_2012_nothing_is_said():
    with pytest.raises(PolicyError, match="starts on 2012-12-03"):
        lawful(Person(30, under_18=False, young_offender=False, facts={}), BOOK, date(2012, 12, 2))


for each in (law.term, law.follows):
    register_jitable(each)
compiled = {name: njit(getattr(law, name)) for name in ("choice", "term", "at_large", "last_day", "moved_to")}


@settings(deadline=None)
@given(laws, st.integers(0, 120), st.integers(0, 2**14 - 1))
def test_compiled_is_plain_for_which_recall_and_how_long(of, months, held):
    assert compiled["choice"](of, months, held) == law.choice(of, months, held)
    assert compiled["term"](of, months) == law.term(of, months)


@settings(deadline=None)
@given(*[st.integers(0, 800_000)] * 4, st.sampled_from([0, 14, 28, 56]))
def test_compiled_is_plain_for_when_it_ends(revoked, returned, expires, held, term):
    assert compiled["at_large"](revoked, returned) == law.at_large(revoked, returned)
    assert compiled["last_day"](returned, term, expires, held) == law.last_day(returned, term, expires, held)


@settings(deadline=None)
@given(st.lists(st.integers(1, 5000), min_size=1, max_size=6, unique=True), st.integers(1, 9000))
def test_compiled_is_plain_for_the_tranche(lengths, length):
    limits = tuple(sorted(lengths))
    begins = tuple(np.arange(len(limits) + 1).tolist())

    assert compiled["moved_to"](limits, begins, length) == law.moved_to(limits, begins, length)
