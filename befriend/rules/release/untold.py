"""What was not told of a sentence and is taken as not so: where that decides a date, between which days."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from befriend.policies import Book
from befriend.rules.release import asking
from befriend.rules.release.law import law
from befriend.rules.release.values import Exclusion, Kind, Sentence, Situation

# The kinds of exclusion that tell the changes of the law apart; each other has the effect of one of them.
EXCLUDING = (
    frozenset({Exclusion.SEXUAL}),
    frozenset({Exclusion.SEXUAL_ADDED}),
    frozenset({Exclusion.SCHEDULE_13, Exclusion.SCHEDULE_2026}),
    frozenset({Exclusion.SEXUAL, Exclusion.SCHEDULE_13, Exclusion.SCHEDULE_2026}),
)
WORDS = {
    "plus": "whether sentence {id} let out at two thirds by the law of its day (SDS+)",
    "plus_today": "whether today's law would let sentence {id} out at two thirds (SDS+)",
    "exclusions": "whether the offence of sentence {id} is kept out of earlier release",
    "automatic": "whether sentence {id} lets out by itself at two thirds (automatic)",
}
Untold = Mapping[str, Collection[str]]  # by the id of the sentence, the fields


class Way(NamedTuple):
    """One thing not told, and what is answered where it is so."""

    field: str
    what: str
    answer: Mapping[str, Any]


def answer(told: Situation, untold: Untold, book: Book, day: date) -> Mapping[str, Any]:
    """Return what `asking` answers with what was not told taken as not so.

    Where a date hangs on it, `missing` says on what and `between` in which days each date lies. No date is
    given beside that where release by itself is what is not told. Raises ValueError as `asking` does.
    """
    found = asking.answer(told, book, day)
    if not found.get("dates"):
        return found
    ways = [way for way in every_way(told, untold, book, day) if way.answer["dates"] != found["dates"]]
    if not ways:
        return found
    answers = [found["dates"], *(way.answer["dates"] for way in ways)]
    lacks = {"missing": "; ".join(dict.fromkeys(way.what for way in ways)), "between": between(answers)}
    return lacks if any(way.field == "automatic" for way in ways) else {**found, **lacks}


def between(answers: list[Mapping[str, date]]) -> dict[str, list[date]]:
    """Return the first and the last day of each date that any answer has."""
    codes = dict.fromkeys(code for each in answers for code in each)
    every = {code: [each[code] for each in answers if code in each] for code in codes}
    return {code: [min(days), max(days)] for code, days in every.items()}


def every_way(told: Situation, untold: Untold, book: Book, day: date) -> Iterator[Way]:
    """Yield every way in which one thing not told may be so; none that the law of its day did not know."""
    one_law_since = law(book, day).plus_since
    for sentence in told.sentences:
        for field in untold.get(sentence.id, ()):
            if field == "plus_today" and sentence.sentenced >= one_law_since:
                continue  # the law of its day is today's
            for other in supposed(sentence, field, excluded="exclusions" in untold[sentence.id]):
                others = tuple(other if each.id == sentence.id else each for each in told.sentences)
                try:
                    answered = asking.answer(told._replace(sentences=others), book, day)
                except ValueError:
                    continue
                if answered.get("dates"):
                    yield Way(field, WORDS[field].format(id=sentence.id), answered)


def supposed(sentence: Sentence, field: str, *, excluded: bool) -> Iterator[Sentence]:
    """Yield a sentence with the field so, and `excluded` too where that is not told either.

    Nothing for a kind of sentence that the field is not about.
    """
    if field == "automatic":
        if sentence.kind is Kind.EXTENDED:
            yield sentence._replace(automatic=True)
    elif sentence.kind is not Kind.STANDARD:
        return
    elif field == "exclusions":
        yield from (sentence._replace(exclusions=each) for each in EXCLUDING)
    elif field == "plus":
        yield sentence._replace(plus=True)
        both = sentence._replace(plus=True, plus_today=True)
        yield both
        yield from (both._replace(exclusions=each) for each in EXCLUDING if excluded)
    elif not sentence.plus:
        yield sentence._replace(plus_today=True)
