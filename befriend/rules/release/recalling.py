"""The recalls of a situation held to the law of recall: lawful, and moved where they were running."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from befriend.policies import Book
from befriend.rules.recall.ending import is_moved
from befriend.rules.recall.law import Fact, at_large
from befriend.rules.recall.lawful import Answer, Between, Person, lawful
from befriend.rules.release.joining import joined
from befriend.rules.release.law import Law
from befriend.rules.release.length import age_on
from befriend.rules.release.values import (
    Adjusted,
    Adjustment,
    Exclusion,
    Kind,
    Recall,
    RecallKind,
    Sentence,
    Situation,
)
from befriend.rules.release.whole import Whole
from befriend.rules.values import Reason, reason

UNLICENSED = (Kind.FINE_DEFAULT, Kind.SUPERVISION_BREACH, Kind.DETENTION_TRAINING)
TERRORIST = frozenset({Exclusion.TERRORISM, Exclusion.NATIONAL_SECURITY})
CHOSEN = (RecallKind.FIXED_14, RecallKind.FIXED_28)
YEAR = 12  # months: the law of recall tells sentences below it from others


class Recalled(NamedTuple):
    """One recall with the sentence, or the consecutive ones together, that it is on."""

    whole: Whole
    recall: Recall
    revoked: date
    person: Person

    @property
    def kind(self) -> str:
        """Return the kind of recall, as the rule of recall names it."""
        return self.recall.kind.code

    @property
    def names(self) -> tuple[str, ...]:
        """Return the ids of its sentences."""
        return tuple(part.id for part in self.whole.parts)


class Settled(NamedTuple):
    """What the recalls come to: why none is lawful, or the situations they leave and what decides."""

    situations: tuple[Situation, ...]
    missing: tuple[str, ...] = ()
    refused: tuple[Reason, ...] = ()
    notes: tuple[Reason, ...] = ()


def settled(told: Situation, law: Law, book: Book, day: date) -> Settled:
    """Return a situation with its recalls as the law has them on `day`.

    A recall that was lawful for nobody of whom this may be true is refused; one that may have been lawful is
    taken as told. Days at large between recall and return are put on. Where a standard recall was running
    when terms of 56 days began, it is one of them: there are two situations where that is not known.
    """
    found = list(recalled(told, law))
    if not found:
        return Settled((told,))
    refused, notes = judged(found, book)
    if refused:
        return Settled((), refused=tuple(dict.fromkeys(refused)))
    told = with_term_chosen(with_returns(told, found), found)
    running = [(each, is_moved(each.revoked, each.person, book, day)) for each in found
               if each.recall.kind is RecallKind.STANDARD]  # fmt: skip
    moved = {name for each, was in running if was is True for name in each.names}
    unsure = {name for each, was in running if isinstance(was, Between) for name in each.names}
    missing = sorted({name for _, was in running if isinstance(was, Between) for name in was.missing})
    ways = [moved, moved | unsure] if unsure else [moved]
    return Settled(tuple(with_terms(told, way) for way in ways), tuple(missing), notes=tuple(notes))


def before_the_law(told: Situation, book: Book) -> str:
    """Return that the law of a recall is not held, or nothing."""
    first = book.entry("recall.fixed_days").values[0].since
    days = [each.recall.revoked for each in told.sentences if each.recall and each.recall.revoked]
    early = min(days, default=first)
    return f"the law of recall on {early}: it is held from {first}" if early < first else ""


def recalled(told: Situation, law: Law) -> Iterator[Recalled]:
    """Return each recall of which the day is known, with its sentences."""
    for shape, parts in joined(told.sentences, law):
        recall = parts[0].recall
        if recall is not None and recall.revoked is not None:
            whole = Whole(parts, shape, law, told.born)
            yield Recalled(whole, recall, recall.revoked, person_of(whole, recall, recall.revoked))


def person_of(whole: Whole, recall: Recall, revoked: date) -> Person:
    """Return what the law of recall asks about somebody, as far as the sentences and the recall tell it."""
    parts = whole.parts
    facts: dict[Fact, bool | None] = dict.fromkeys(Fact)
    facts |= dict(recall.facts)
    facts[Fact.EXTENDED] = any(part.kind is Kind.EXTENDED for part in parts)
    facts[Fact.PARTICULAR_CONCERN] = any(part.kind is Kind.PARTICULAR_CONCERN for part in parts)
    facts[Fact.INDETERMINATE] = False
    if any(part.exclusions & TERRORIST for part in parts):
        facts[Fact.TERRORIST] = True
    young = recall.young if recall.young is not None else all(part.youth for part in parts)
    return Person(months_of(whole), age_on(whole.born, revoked) < 18, young, facts)


def months_of(whole: Whole) -> int:
    """Return the whole months of a sentence: twelve less a day are eleven."""
    months = whole.length_days // 31
    while not whole.shorter_than(months + 1):
        months += 1
    return months


def judged(found: list[Recalled], book: Book) -> tuple[list[Reason], list[Reason]]:
    """Return why recalls are refused, and of those that may have been lawful on what that hangs.

    Sentences over and under a year recalled together have one term, which is that of either.
    """
    refused: list[Reason] = []
    notes: list[Reason] = []
    answers = [lawful(each.person, book, each.revoked) for each in found]
    together = of_both_lengths(found)
    everything = [kinds for answer in answers for kinds in sets_of(answer)]
    for each, answer in zip(found, answers, strict=True):
        sets = everything if together else list(sets_of(answer))
        name, on = each.whole.parts[0].id, each.revoked.isoformat()
        if any(part.kind in UNLICENSED for part in each.whole.parts[:1]):
            refused.append(reason("release_refused_recall_no_licence", sentence=name))
        elif not any(each.kind in kinds for kinds in sets):
            kinds = sorted({kind for kinds in sets for kind in kinds if kind != "none"})
            refused.append(reason("release_refused_recall", kind=each.kind, day=on, lawful=", ".join(kinds)))
        elif isinstance(answer, Between) and not all(each.kind in kinds for kinds in sets):
            notes.append(reason("release_recall_as_told", kind=each.kind, day=on,
                                facts=", ".join(answer.missing)))  # fmt: skip
    return refused, list(dict.fromkeys(notes))


def sets_of(answer: Answer | Between) -> tuple[tuple[str, ...], ...]:
    """Return every set of kinds that may be lawful."""
    return answer.between if isinstance(answer, Between) else (answer.lawful,)


def with_returns(told: Situation, found: list[Recalled]) -> Situation:
    """Return a situation with its return to custody, and days at large from recall to return."""
    adjustments = list(told.adjustments)
    for each in {each.recall: each for each in found}.values():
        returned = each.recall.returned
        days = at_large(each.revoked.toordinal(), returned.toordinal()) if returned else 0
        if returned and days and not any(says_at_large(one, each.revoked, returned) for one in adjustments):
            first, last = each.revoked + timedelta(1), returned - timedelta(1)
            adjustments.append(Adjustment(Adjusted.AT_LARGE, days, first, first, last))
    latest = max((each.recall.returned for each in found if each.recall.returned), default=None)
    return told._replace(adjustments=tuple(adjustments), returned=told.returned or latest)


def with_term_chosen(told: Situation, found: list[Recalled]) -> Situation:
    """Return a situation that says which term was chosen, where that of a short or a long one may hold."""
    terms = {each.recall.kind.value for each in found if each.recall.kind in CHOSEN}
    if not terms or not of_both_lengths(found):
        return told
    return told._replace(recall_days=max(terms), recall_from=told.returned)


def of_both_lengths(found: list[Recalled]) -> bool:
    """Return whether sentences over and under a year are recalled together."""
    return len({each.person.months >= YEAR for each in found if each.person.months is not None}) > 1


def says_at_large(told: Adjustment, revoked: date, returned: date) -> bool:
    """Return whether days at large between recall and return are told already."""
    if told.kind is not Adjusted.AT_LARGE:
        return False
    first, last = told.first or told.applies, told.last or told.first or told.applies
    return first < returned and last > revoked


def with_terms(told: Situation, moved: set[str]) -> Situation:
    """Return a situation in which the recalls on some sentences are of 56 days."""
    return told._replace(sentences=tuple(with_term(each, moved) for each in told.sentences))


def with_term(sentence: Sentence, moved: set[str]) -> Sentence:
    """Return a sentence whose recall is of 56 days, where it is one of those moved."""
    if sentence.recall is None or sentence.id not in moved:
        return sentence
    return sentence._replace(recall=sentence.recall._replace(kind=RecallKind.FIXED_56))
