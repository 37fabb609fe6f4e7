"""What is refused before anything is worked out."""

from datetime import date

import pytest

from befriend import policies
from befriend.rules import named
from befriend.rules.release.coherence import incoherent
from befriend.rules.release.length import Length
from befriend.rules.release.values import Adjusted, Adjustment, Kind, Recall, RecallKind, Sentence, Situation

BORN = date(1990, 1, 1)
SENTENCED = date(2020, 1, 15)
ONE = Sentence("a", Kind.STANDARD, SENTENCED, date(2019, 1, 1), Length(2))


def told(*sentences, days=()):
    return Situation(BORN, sentences, tuple(days))


def remand(number, first=None, last=None):
    return Adjustment(Adjusted.REMAND, number, SENTENCED, first, last)


def awarded(kind, number, month):
    return Adjustment(kind, number, date(2020, month, 1))


@pytest.mark.parametrize(
    ("situation", "said"),
    [
        (told(ONE, ONE), "two sentences have the same id"),
        (told(ONE._replace(follows="z")), "sentence a is consecutive to z, which is not told"),
        (told(ONE._replace(follows="a")), "sentence a is consecutive to itself"),
        (
            told(ONE._replace(follows="b"), ONE._replace(id="b", follows="a")),
            "sentence a is consecutive to itself",
        ),
        (
            told(ONE._replace(offence=date(2020, 1, 16))),
            "the offence of sentence a comes after the sentence",
        ),
        (
            told(ONE._replace(sentenced=date(1800, 1, 1))),
            "1800-01-01 is not between 1900-01-01 and 2200-01-01",
        ),
        (
            told(ONE._replace(length=Length(years=201))),
            "sentences and adjustments come to 73566 days, 73200 is the most",
        ),
        (
            told(ONE, days=[remand(5, date(2019, 5, 9), date(2019, 5, 1))]),
            "the days from 2019-05-09 end before they begin, on 2019-05-01",
        ),
    ],
)
def test_what_cannot_be_right_is_named(situation, said):
    assert incoherent(situation) == said


RECALLED = ONE._replace(recall=Recall(RecallKind.STANDARD, date(2021, 3, 1), date(2021, 3, 2)))


@pytest.mark.parametrize(
    ("situation", "said"),
    [
        (
            told(ONE)._replace(born=date(2030, 1, 1)),
            "sentence a or its offence comes before the day of birth",
        ),
        (
            told(RECALLED._replace(sentenced=date(2021, 3, 2))),
            "the recall on sentence a comes before the sentence",
        ),
        (
            told(RECALLED._replace(recall=RECALLED.recall._replace(returned=date(2021, 2, 28)))),
            "the return to custody on sentence a comes before the recall",
        ),
        (
            told(
                RECALLED._replace(recall=RECALLED.recall._replace(revoked=date(2022, 1, 15), returned=None))
            ),
            "the recall on sentence a comes after the sentence has ended",
        ),
        (
            told(ONE, days=[remand(100, date(2019, 5, 1), date(2019, 5, 5))]),
            "there are no 100 days from 2019-05-01 to 2019-05-05",
        ),
        (
            told(ONE, days=[remand(5)._replace(applies=date(2019, 12, 1))]),
            "days of remand count from 2019-12-01, on which no sentence was passed",
        ),
        (
            told(ONE, days=[awarded(Adjusted.ADDED, 20, 2), awarded(Adjusted.RESTORED, 20, 1)]),
            "by 2020-01-01 20 days were restored, and only 0 had been added",
        ),
    ],
)
def test_what_contradicts_itself_is_named(situation, said):
    assert incoherent(situation) == said


def test_days_restored_up_to_those_added_are_right():
    given_back = [awarded(Adjusted.ADDED, 20, 1), awarded(Adjusted.RESTORED, 20, 1)]

    assert not incoherent(told(ONE, days=given_back))


def test_a_recall_on_the_last_day_is_right():
    last = RECALLED.recall._replace(revoked=date(2022, 1, 14), returned=None)

    assert not incoherent(told(RECALLED._replace(recall=last)))


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ({"sentenced": "2020-03-31", "plus": True}, r"let out at two thirds \(SDS\+\)"),
        (
            {
                "sentenced": "1998-03-31",
                "offence": "1998-01-01",
                "kind": "extended",
                "extension": {"years": 1},
            },
            "extended sentences passed on 1998-03-31 are of a law that is not held here",
        ),
        ({"kind": "detention_training", "length": {"months": 25}}, "has 24 months at most"),
        ({"kind": "detention_training", "length": {"months": 12}}, "is for those under 18 when convicted"),
        ({"kind": "supervision_breach", "length": {"days": 15}}, "has 14 days at most"),
        (
            {"sentenced": "1992-09-30", "offence": None},
            "older than the law of release held here, which begins on 1992-10-01",
        ),
        ({"plus": True, "length": {"months": 83}}, "too short for SDS\\+ on its day: it takes 84 months"),
        ({"plus_today": True, "length": {"months": 47}}, "too short for SDS\\+ today: it takes 48 months"),
        (
            {"sentenced": "2006-12-31", "offence": "2006-01-01"},
            "is one for adults, passed under the age of 18",
        ),
        ({"offence": "1998-12-31"}, "comes before the age of 10, when nobody is guilty"),
    ],
)
def test_a_sentence_that_no_court_could_pass_is_refused(sentence, said):
    told = {"id": "a", "sentenced": "2020-05-15", "length": {"years": 8}, "offence": "2008-01-01", **sentence}
    born = "1995-01-01" if sentence.get("length") == {"months": 25} else "1989-01-01"

    with pytest.raises(named.AskedError, match=said):
        asked(told, born)


@pytest.mark.parametrize(
    "sentence",
    [
        {
            "sentenced": "1992-10-01",
            "offence": "1992-01-01",
            "born": "1970-01-01",
            "length": {"years": 3},
        },
        {"plus": True, "length": {"months": 84}},
        {"sentenced": "2022-06-28", "plus": True, "length": {"months": 48}},
        {"sentenced": "2007-01-01", "offence": "2006-01-01"},
        {"sentenced": "2006-12-31", "offence": "2006-01-01", "youth": True},
        {"offence": "1999-01-01"},
        {"offence": "1970-12-31", "born": "1961-06-01"},
    ],
)
def test_what_a_court_could_just_pass_is_answered(sentence):
    told = {"id": "a", "sentenced": "2020-05-15", "length": {"years": 8}, "offence": "2008-01-01", **sentence}
    born = told.pop("born", "1989-01-01")

    assert asked(told, born)["dates"]


@pytest.mark.parametrize(("passed", "ended"), [(date(2022, 1, 15), True), (date(2022, 1, 14), False)])
def test_a_sentence_consecutive_to_one_already_ended_is_refused(passed, ended):
    later = ONE._replace(id="b", sentenced=passed, follows="a")

    found = incoherent(told(ONE, later))

    assert (found == "sentence b is consecutive to a, which had ended by 2022-01-14") is ended
    assert bool(found) is ended


def test_days_at_large_put_off_the_end_that_a_sentence_may_follow():
    later = ONE._replace(id="b", sentenced=date(2022, 1, 15), follows="a")
    away = Adjustment(Adjusted.AT_LARGE, 1, date(2021, 1, 1))

    assert not incoherent(told(ONE, later, days=[away]))


def test_at_the_edge_of_each_it_is_answered():
    plus = {
        "id": "a",
        "sentenced": "2020-04-01",
        "length": {"years": 8},
        "offence": "2019-01-01",
        "plus": True,
    }
    order = {"id": "a", "sentenced": "2020-05-15", "length": {"months": 24}, "offence": "2019-12-31",
             "kind": "detention_training"}  # fmt: skip

    assert asked({**plus, "plus": True}, "1989-01-01")["dates"]
    assert asked(order, "2002-01-01")["dates"]
    with pytest.raises(named.AskedError):
        asked(order, "2001-12-31")


def test_an_extended_sentence_lacks_its_licence():
    told = {"id": "a", "sentenced": "2020-05-15", "length": {"years": 8}, "kind": "extended"}

    lacking = {"missing": "the licence that extends sentence a", "not_before": "2020-05-15"}
    assert asked(told, "1989-01-01") == lacking


def asked(sentence, born):
    return named.ask("release", {"born": born, "sentences": [sentence]}, date(2026, 11, 22), policies.load())


def test_a_chain_of_sentences_is_right():
    chain = told(ONE, ONE._replace(id="b", follows="a"), ONE._replace(id="c", follows="b"))

    assert not incoherent(chain)


def test_a_chain_that_bites_its_tail_is_right_for_what_follows_it():
    chain = told(
        ONE._replace(follows="b"), ONE._replace(id="b", follows="a"), ONE._replace(id="c", follows="a")
    )

    assert incoherent(chain) == "sentence a is consecutive to itself"


def test_whoever_asks_is_told_what_cannot_be_right():
    sentence = {"id": "a", "sentenced": "2020-01-15", "length": {"years": 2}, "offence": "2021-01-01"}

    with pytest.raises(named.AskedError, match="the offence of sentence a comes after the sentence"):
        named.ask("release", {"born": "1990-01-01", "sentences": [sentence]}, SENTENCED, policies.load())
