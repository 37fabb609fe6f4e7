"""What holds of release dates whatever the sentences are."""

from datetime import date, timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from befriend import policies
from befriend.rules.release import calculation
from befriend.rules.release.length import Length
from befriend.rules.release.values import (
    Adjusted,
    Adjustment,
    DateKind,
    Exclusion,
    Kind,
    Sentence,
    Situation,
)

BOOK = policies.load()
TODAY = date(2026, 11, 23)
BORN = date(1980, 6, 1)
RELEASES = (DateKind.CRD, DateKind.ARD, DateKind.MTD)

days = st.dates(date(2006, 1, 1), date(2027, 12, 31))
lengths = st.builds(
    Length, st.integers(0, 12), st.integers(0, 11), st.integers(0, 3), st.integers(0, 6)
).filter(any)
kinds = st.sampled_from(
    [Kind.STANDARD, Kind.STANDARD, Kind.EXTENDED, Kind.PARTICULAR_CONCERN, Kind.FINE_DEFAULT]
)
exclusions = st.sampled_from(
    [frozenset(), frozenset(), frozenset({Exclusion.SEXUAL}), frozenset({Exclusion.SEXUAL_ADDED})]
)


@st.composite
def sentences(draw, number=1, kind=kinds):
    """Make a sentence; its offence lies before it."""
    sentenced = draw(days)
    made = draw(kind)
    with_licence = made in (Kind.EXTENDED, Kind.PARTICULAR_CONCERN)
    return Sentence(
        id=f"s{number}",
        kind=made,
        sentenced=sentenced,
        offence=sentenced - timedelta(draw(st.integers(0, 2000))),
        length=draw(lengths),
        extension=draw(lengths) if with_licence else Length(),
        exclusions=draw(exclusions),
    )


several = st.integers(1, 4).flatmap(lambda n: st.tuples(*(sentences(number) for number in range(1, n + 1))))


@st.composite
def chains(draw):
    """Make sentences of one day, each consecutive to the one before it."""
    told = draw(st.integers(2, 4).flatmap(lambda n: st.tuples(*(sentences(number) for number in range(n)))))
    first = told[0].sentenced
    return tuple(
        each._replace(
            sentenced=first,
            offence=min(each.offence, first),
            follows=f"s{number - 1}" if number else "",
        )
        for number, each in enumerate(told)
    )


def remand(number, sentence):
    return Adjustment(Adjusted.REMAND, number, sentence.sentenced)


def dates(*told, adjustments=()):
    return calculation.dates(Situation(BORN, told, tuple(adjustments)), BOOK, TODAY)


def release(found):
    return next(found.found[kind].day for kind in RELEASES if kind in found.found)


def end(found):
    return (found.found.get(DateKind.SLED) or found.found[DateKind.SED]).day


@settings(max_examples=150, deadline=None)
@given(several, st.integers(0, 400))
def test_release_is_never_after_the_end_nor_before_the_first_sentence(told, off):
    found = dates(*told, adjustments=[remand(off, told[0])])

    assert min(one.sentenced for one in told) <= release(found) <= end(found)


@settings(max_examples=100, deadline=None)
@given(chains(), st.integers(0, 400))
def test_a_chain_lets_out_between_its_first_day_and_its_end(told, off):
    found = dates(*told, adjustments=[remand(off, told[0])])

    assert told[0].sentenced <= release(found) <= end(found)


@settings(max_examples=100, deadline=None)
@given(chains())
def test_a_chain_ends_no_sooner_than_the_same_sentences_at_once(told):
    at_once = [each._replace(follows="") for each in told]

    assert end(dates(*told)) >= end(dates(*at_once))


@settings(max_examples=150, deadline=None)
@given(sentences(), st.integers(0, 300), st.integers(0, 300))
def test_more_remand_never_moves_release_later(told, off, more):
    less = dates(told, adjustments=[remand(off, told)])
    greater = dates(told, adjustments=[remand(off + more, told)])

    assert release(greater) <= release(less)
    assert end(greater) <= end(less)


@settings(max_examples=150, deadline=None)
@given(st.one_of(several, chains()), st.integers(0, 200), st.integers(0, 100))
def test_nor_that_of_several_passed_before_the_release_or_well_after_it_either_way(told, off, more):
    """Two exceptions, by the published calculation, see below: of a consecutive sentence passed later, and
    of one passed in those very days, which shares the remand only while the first is being served.
    """
    assume(served_alike(told, off, more))
    less = dates(*told, adjustments=[remand(off, told[0])])
    greater = dates(*told, adjustments=[remand(off + more, told[0])])

    assert release(greater) <= release(less)
    assert end(greater) <= end(less)


def served_alike(told, off, more):
    """Return whether each sentence is passed while those before it are served whichever the remand is."""
    return all(
        passed_within(each, told, off, told[0]) is passed_within(each, told, off + more, told[0]) is not None
        for each in told
    )


def passed_within(one, told, off, first):
    """Return whether a sentence is passed while those before it are served, or None where it is near."""
    before = [each for each in told if each.sentenced < one.sentenced]
    if not before:
        return False
    out = release(dates(*before, adjustments=[remand(off, first)]))
    # A release at a weekend is on the day before it, at most four days earlier.
    return None if abs((out - one.sentenced).days) <= 5 else out > one.sentenced


def test_a_sentence_shares_the_remand_only_while_the_first_is_served():
    """With 31 days of remand the first lets out before the second is passed, which then stands alone."""
    first = standard("s1", date(2022, 1, 1), Length(7))._replace(exclusions=frozenset({Exclusion.SEXUAL}))
    second = standard("s2", date(2025, 6, 1), Length(months=10))
    found = [dates(first, second, adjustments=[remand(days, first)]) for days in (1, 31)]

    assert release(found[0]) < release(found[1])
    assert end(found[1]) < end(found[0])


def test_a_consecutive_sentence_of_later_makes_a_release_at_half_before_the_tranche_count():
    """With 20 days of remand the first lets out at half, a day before its tranche, and keeps half."""
    first = standard("s0", date(2022, 2, 25), Length(months=65, days=3))
    beside = standard("s2", date(2024, 6, 8), Length(months=33, days=17))
    later = standard("s1", date(2025, 3, 21), Length(months=53, days=10), follows="s0")
    alone = [dates(first, adjustments=[remand(days, first)]) for days in (18, 20)]
    chained = [dates(first, later, beside, adjustments=[remand(days, first)]) for days in (18, 20)]

    assert [release(each) for each in alone] == [date(2024, 10, 22), date(2024, 10, 21)]
    assert [release(each) for each in chained] == [date(2026, 1, 18), date(2026, 8, 1)]


def standard(name, sentenced, length, follows=""):
    """Make a standard sentence for an offence of the year before."""
    return Sentence(name, Kind.STANDARD, sentenced, sentenced - timedelta(365), length, follows=follows)


@settings(max_examples=100, deadline=None)
@given(sentences(kind=st.just(Kind.STANDARD)), st.integers(1, 40))
def test_added_days_never_move_release_earlier(told, added):
    without = dates(told)
    assume(release(without) > told.sentenced)
    with_added = dates(told, adjustments=[Adjustment(Adjusted.ADDED, added, told.sentenced)])

    assert release(without) <= release(with_added) <= end(with_added)


@settings(max_examples=100, deadline=None)
@given(several, st.randoms())
def test_the_order_in_which_sentences_are_told_does_not_matter(told, dice):
    shuffled = list(told)
    dice.shuffle(shuffled)

    assert days_of(dates(*shuffled)) == days_of(dates(*told))


def days_of(found):
    return {kind: one.day for kind, one in found.found.items()}


@settings(max_examples=100, deadline=None)
@given(sentences(kind=st.just(Kind.STANDARD)))
def test_the_same_sentence_twice_at_once_lets_out_on_the_same_day(told):
    twice = dates(told, told._replace(id="again"))

    assert release(twice) == release(dates(told))
    assert end(twice) == end(dates(told))


@settings(max_examples=100, deadline=None)
@given(several, st.integers(0, 200))
def test_every_date_says_how_it_was_found(told, off):
    found = dates(*told, adjustments=[remand(off, told[0])])

    assert all(one.steps for one in found.found.values())


@settings(max_examples=60, deadline=None)
@given(sentences(kind=st.just(Kind.STANDARD)))
def test_an_excluded_offence_lets_out_no_earlier_than_one_that_is_not(told):
    plain = dates(told._replace(exclusions=frozenset()))
    excluded = dates(told._replace(exclusions=frozenset({Exclusion.VIOLENT, Exclusion.SCHEDULE_2026})))

    assert release(plain) <= release(excluded)
