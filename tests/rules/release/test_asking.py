"""What is answered while something is not told."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from befriend import policies
from befriend.rules.release import asking
from befriend.rules.release.length import Length
from befriend.rules.release.values import (
    Adjusted,
    Adjustment,
    Doubt,
    Exclusion,
    Kind,
    Recall,
    RecallKind,
    Sentence,
    Situation,
)

BOOK = policies.load()
TODAY = date(2026, 11, 23)
BORN = date(1990, 1, 1)
SENTENCED = date(2020, 1, 15)
ONE = Sentence("a", Kind.STANDARD, SENTENCED, date(2019, 1, 1), Length(2))


def answer(*sentences, **told):
    return asking.answer(Situation(BORN, sentences, **told), BOOK, TODAY)


def remand(first, last):
    return Adjustment(Adjusted.REMAND, (last - first).days + 1, SENTENCED, first, last)


@pytest.mark.parametrize(
    ("sentences", "missing"),
    [
        ((), "a sentence"),
        ((ONE._replace(length=Length()),), "the length of sentence a"),
        (
            (ONE._replace(recall=Recall(RecallKind.FIXED_28, date(2021, 3, 1))),),
            "the day of return to custody after the recall on sentence a",
        ),
    ],
)
def test_what_is_missing_is_named(sentences, missing):
    known = {"not_before": SENTENCED} if sentences else {}

    assert answer(*sentences) == {"missing": missing, **known}


@settings(max_examples=60, deadline=None)
@given(st.dates(date(2008, 1, 1), date(2026, 11, 1)), st.integers(1, 60), st.data())
def test_the_dates_lie_between_those_of_an_offence_not_told(sentenced, months, data):
    sentence = ONE._replace(sentenced=sentenced, length=Length(months=months), offence=None)
    offence = data.draw(st.dates(date(2000, 1, 1), sentenced))
    unsure = answer(sentence)
    sure = answer(sentence._replace(offence=offence))["dates"]

    if "between" not in unsure:
        assert unsure["dates"] == sure
        return
    assert unsure["missing"] == "the day of the offence of sentence a"
    assert all(unsure["between"][code][0] <= day <= unsure["between"][code][1] for code, day in sure.items())


def test_days_told_twice_as_remand_give_no_date():
    periods = (
        remand(date(2019, 5, 1), date(2019, 5, 9)),
        remand(date(2019, 5, 9), date(2019, 5, 20)),
    )

    found = answer(ONE, adjustments=periods)

    assert not found["dates"]
    assert [(why.code, dict(why.values)) for why in found["reasons"]] == [
        ("release_refused_told_twice", {"first": "2019-05-09", "last": "2019-05-09"})
    ]


def test_remand_on_days_that_follow_each_other_is_not_told_twice():
    periods = (
        remand(date(2019, 5, 1), date(2019, 5, 9)),
        remand(date(2019, 5, 10), date(2019, 5, 20)),
    )

    assert answer(ONE, adjustments=periods)["dates"]


def test_remand_told_within_a_stay_never_makes_room_for_itself():
    # Half of a year is 183 days; with 183 of remand off it nobody would have stayed at all.
    within = Adjustment(Adjusted.REMAND, 183, SENTENCED, SENTENCED, date(2020, 7, 15))

    found = answer(ONE._replace(length=Length(1)), adjustments=(within,))

    assert [why.code for why in found["reasons"]] == ["release_refused_overlap"]


@pytest.mark.parametrize(("day", "refused"), [(date(2021, 1, 13), True), (date(2021, 1, 14), True),
                                              (date(2021, 1, 15), False)])  # fmt: skip
def test_remand_from_the_day_after_release_falls_within_no_stay(day, refused):
    anew = Sentence("b", Kind.STANDARD, date(2021, 3, 1), day, Length(2))
    days = Adjustment(Adjusted.REMAND, 10, date(2021, 3, 1), day, date(2021, 2, 28))

    found = answer(ONE, anew, adjustments=(days,))

    assert ("release_refused_overlap" in {why.code for why in found["reasons"]}) is refused


def test_life_has_no_date():
    life = ONE._replace(kind=Kind.INDETERMINATE, length=Length())

    assert [why.code for why in answer(life)["reasons"]] == ["release_refused_indeterminate"]


def test_an_exclusion_of_2026_is_decided_by_the_rule_where_no_prison_asks_for_it_by_hand():
    excluded = ONE._replace(
        sentenced=date(2026, 10, 5),
        offence=date(2026, 9, 1),
        length=Length(6),
        exclusions=frozenset({Exclusion.SCHEDULE_2026}),
    )

    assert (
        answer(excluded)["dates"]["CRD"] > answer(excluded._replace(exclusions=frozenset()))["dates"]["CRD"]
    )


@pytest.mark.parametrize("day", [date(2019, 1, 1), date(2012, 6, 1), date(2005, 4, 4)])
def test_a_past_day_is_answered_under_the_law_as_it_was_known(day):
    sentence = ONE._replace(sentenced=date(2009, 3, 10), offence=date(2008, 1, 1), length=Length(4))

    found = asking.answer(Situation(BORN, (sentence,)), BOOK, day)["dates"]

    assert found["CRD"] == date(2011, 3, 10)
    assert "TUSED" not in found


@pytest.mark.parametrize("day", [date(1990, 6, 1), date(1999, 1, 1), date(2005, 4, 3)])
def test_a_day_before_the_law_that_is_held_is_refused(day):
    with pytest.raises(ValueError, match="held from 2005-04-04"):
        asking.answer(Situation(BORN, (ONE._replace(sentenced=day),)), BOOK, day)


@pytest.mark.parametrize(
    ("day", "released"),
    [(date(2020, 6, 1), 135), (date(2022, 6, 1), 135), (date(2023, 6, 5), 135), (date(2025, 1, 10), 180)],
)
def test_curfew_is_as_long_as_the_law_of_its_day(day, released):
    sentenced = date(2022, 12, 5) if released == 180 else date(2020, 3, 2)
    sentence = ONE._replace(sentenced=sentenced, length=Length(3))

    found = asking.answer(Situation(BORN, (sentence,)), BOOK, day)["dates"]

    assert (found["CRD"] - found["HDCED"]).days == released - 1


def test_no_day_of_curfew_under_the_longer_lies_before_it_was_law():
    for passed in range(0, 400, 7):
        sentence = ONE._replace(sentenced=date(2021, 9, 1) + timedelta(days=passed), length=Length(3))

        found = asking.answer(Situation(BORN, (sentence,)), BOOK, date(2025, 1, 10))["dates"]

        early = (found["CRD"] - found["HDCED"]).days
        assert early <= (134 if found["HDCED"] < date(2023, 6, 6) else 179)


def test_four_years_passed_before_april_2005_are_refused_and_less_is_not():
    passed = ONE._replace(sentenced=date(2005, 4, 3), offence=date(2004, 1, 1))
    three = passed._replace(length=Length(3, 11))
    one_more = passed._replace(id="b", length=Length(months=1), follows="a")

    def answer(*sentences):
        return asking.answer(Situation(date(1970, 1, 1), sentences), BOOK, TODAY)

    assert "2007-03-18" <= answer(three)["dates"]["CRD"].isoformat() <= "2007-03-20"
    for refused in ((passed._replace(length=Length(4)),), (three, one_more)):
        with pytest.raises(ValueError, match="from which such sentences are held"):
            answer(*refused)
    assert answer(passed._replace(sentenced=date(2005, 4, 4), length=Length(4)))["dates"]


def test_supervision_follows_only_as_known_from_2015_on():
    short = ONE._replace(sentenced=date(2016, 3, 10), offence=date(2015, 6, 1), length=Length(1))

    def known(day):
        return asking.answer(Situation(BORN, (short,)), BOOK, day)["dates"]

    assert "TUSED" in known(date(2016, 6, 1))
    assert "TUSED" not in known(date(2015, 1, 31))


def test_of_a_recall_before_the_law_that_is_held_nothing_is_said():
    recalled = ONE._replace(
        sentenced=date(2009, 1, 10), offence=date(2008, 1, 1), length=Length(4),
        recall=Recall(RecallKind.FIXED_56, date(2011, 6, 1), date(2011, 6, 3)),
    )  # fmt: skip

    missing = {"missing": "the law of recall on 2011-06-01: it is held from 2012-12-03"}
    assert answer(recalled) == missing


@pytest.mark.parametrize(
    ("sentence", "doubt", "hangs"),
    [
        ({"sentenced": date(2020, 3, 1), "length": Length(20)}, Doubt.PLUS_TODAY, True),
        ({"sentenced": date(2022, 6, 28), "length": Length(20)}, Doubt.PLUS_TODAY, False),
        ({"sentenced": date(2022, 6, 27), "length": Length(months=47)}, Doubt.PLUS_TODAY, False),
        ({"sentenced": date(2025, 2, 1), "length": Length(6)}, Doubt.SCHEDULE, True),
        ({"sentenced": date(2026, 11, 2), "length": Length(3)}, Doubt.SCHEDULE, True),
        ({"sentenced": date(2020, 1, 15), "length": Length(2)}, Doubt.SCHEDULE, False),
    ],
)
def test_what_is_not_known_of_the_offence_is_missing_where_a_date_hangs_on_it(sentence, doubt, hangs):
    told = ONE._replace(exclusions=frozenset({Exclusion.SEXUAL}), **sentence)
    without = answer(told)["dates"]["CRD"]

    found = answer(told._replace(not_known=frozenset({doubt})))

    assert ("missing" in found) is hangs
    if hangs:
        so = answer(told._replace(plus_today=True) if doubt is Doubt.PLUS_TODAY
                    else told._replace(exclusions=told.exclusions | {Exclusion.SCHEDULE_2026}))  # fmt: skip
        assert "sentence a" in found["missing"]
        assert found["between"]["CRD"] == [without, so["dates"]["CRD"]]
        assert without < so["dates"]["CRD"]
    else:
        assert found["dates"]["CRD"] == without


def test_added_days_are_said_where_they_move_a_day_and_not_at_the_end():
    added = Adjustment(Adjusted.ADDED, 3, date(2020, 6, 1))

    found = answer(ONE, adjustments=(added,))
    plain = answer(ONE)

    assert found["dates"]["SLED"] == plain["dates"]["SLED"]
    assert found["dates"]["CRD"] > plain["dates"]["CRD"]
    assert [step.code for step in found["steps"]["SLED"]] == ["release_length"]
    assert "release_added" in [step.code for step in found["steps"]["CRD"]]
    assert "release_added" not in [step.code for step in plain["steps"]["CRD"]]
