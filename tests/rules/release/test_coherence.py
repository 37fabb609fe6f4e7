"""What is refused before anything is worked out."""

from datetime import date

import pytest

from befriend import policies
from befriend.rules import named
from befriend.rules.release.coherence import incoherent
from befriend.rules.release.length import Length
from befriend.rules.release.values import Adjusted, Adjustment, Kind, Sentence, Situation

BORN = date(1990, 1, 1)
SENTENCED = date(2020, 1, 15)
ONE = Sentence("a", Kind.STANDARD, SENTENCED, date(2019, 1, 1), Length(2))


def told(*sentences, days=()):
    return Situation(BORN, sentences, tuple(days))


def remand(number, first=None, last=None):
    return Adjustment(Adjusted.REMAND, number, SENTENCED, first, last)


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
