"""Release dates as somebody asks for them: nothing is given while an input is missing or cannot be right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from befriend.policies import Book
from befriend.rules.release import calculation, coherence, doubting, recalling
from befriend.rules.release.days import Leaving, leaving
from befriend.rules.release.law import Law, law
from befriend.rules.release.length import on
from befriend.rules.release.values import DateKind, Dates, Found, Kind, Sentence, Situation
from befriend.rules.values import Missing, Reason, reason

RELEASES = (DateKind.CRD, DateKind.ARD, DateKind.PRRD, DateKind.MTD, DateKind.ETD, DateKind.LTD)
POLICIES = (
    "release_days.least_term",
    "release_days.brought_forward",
    "bank_holidays.england_and_wales",
    "release.share",
    "release.fixed_share",
    "release.parole_share",
    "release.new_style_offences",
    "release.new_style_sentences",
    "release.old_style_months",
    "release.licence_under_a_year",
    "release.supervision_months",
    "release.supervision_after_licence",
    "release.two_fifths_tranches",
    "release.added_exclusions",
    "release.one_third_tranches",
    "recall.running_moved",
    "release.curfew",
    "release.curfew_open",
    "release.removal",
    "release.removal_stops_the_clock",
    "release.detention_counts_remand",
    "release.detention_longest_months",
    "release.plus_months",
    "release.detention_under",
    "release.guilty_from",
    "release.breach_days",
    "release.kinds_passed",
    "release.detention_transfers",
    "release.large_fine",
    "release.civil_fines",
    "release.harm_orders",
)


def answer(told: Situation, book: Book, day: date) -> Mapping[str, Any]:
    """Return every date with its steps, or what is missing, or why none is given.

    Raises ValueError for a sentence that no court could pass, and for a day or one before the law held.
    """
    known = law(book, day)
    if day < known.new_style_offences:
        raise ValueError(f"the law of release is held from {known.new_style_offences}; ask about a day since")
    if wrong := next(coherence.unlawful(told, known, book), ""):
        raise ValueError(wrong)
    lacking = what_lacks(told)
    if lacking:
        return {"missing": lacking, **no_sooner(told)}
    if any(sentence.kind is Kind.INDETERMINATE for sentence in told.sentences):
        return {"dates": {}, "reasons": [reason("release_refused_indeterminate")]}
    if before := recalling.before_the_law(told, book):
        return {"missing": before}
    recalls = recalling.settled(told, known, book, day)
    if recalls.refused:
        return {"dates": {}, "reasons": list(recalls.refused)}
    unsure = [sentence.id for sentence in told.sentences if needs_offence(sentence)]
    missing = [f"the day of the offence of sentence {', '.join(unsure)}"] if unsure else []
    if recalls.missing:
        missing.append(f"what decides whether the recall was moved: {', '.join(recalls.missing)}")
    tried = [each for way in recalls.situations for each in (supposed(way, known) if unsure else (way,))]
    doubts = [way for each in tried for way in doubting.deciding(each, known)]
    missing += dict.fromkeys(way.what for way in doubts)
    tried += [way.situation for way in doubts]
    found = ranged(tried, missing, known)
    return shown(found, recalls.notes, book, day) if isinstance(found, Dates) else found


def no_sooner(told: Situation) -> Mapping[str, Any]:
    """Return the day before which no date lies; how long after it is not known without a length."""
    first = min((sentence.sentenced for sentence in told.sentences), default=None)
    return {} if first is None else {"not_before": first}


def shown(found: Dates, notes: tuple[Reason, ...], book: Book, day: date) -> Mapping[str, Any]:
    """Return dates as they are answered, with what was taken as told; none where they are refused.

    `leaves` holds the day before on which somebody leaves who is due on one when nothing is open.
    """
    if found.refused:
        return {"dates": {}, "reasons": list(found.refused)}
    left = {kind: leaving(each.day, book, day, days_served=(each.day - found.start).days + 1)
            for kind, each in found.found.items() if kind in RELEASES}  # fmt: skip
    unknown = [reason("release_leaves_unknown", kind=kind.code, what=each.what)
               for kind, each in left.items() if isinstance(each, Missing)]  # fmt: skip
    moved = {kind: each.day for kind, each in left.items()
             if isinstance(each, Leaving) and each.day != found.found[kind].day}  # fmt: skip
    return {
        "dates": {kind.code: each.day for kind, each in found.found.items()},
        "leaves": {kind.code: each for kind, each in moved.items()},
        "steps": {kind.code: steps(each, moved.get(kind)) for kind, each in found.found.items()},
        "tranches": found.tranches,
        "reasons": [*notes, *unknown],
    }


def steps(found: Found, leaves: date | None) -> list[Reason]:
    """Return how a date was found, and the working day that somebody leaves on instead."""
    moved = [reason("leaving_not_a_working_day", day=leaves.isoformat())] if leaves else []
    return [*found.steps, *moved]


def what_lacks(told: Situation) -> str:
    """Return an input without which nothing can be said, or nothing."""
    if not told.sentences:
        return "a sentence"
    for sentence in told.sentences:
        if not any(sentence.length) and sentence.kind is not Kind.INDETERMINATE:
            return f"the length of sentence {sentence.id}"
        if sentence.kind is Kind.EXTENDED and not any(sentence.extension):
            return f"the licence that extends sentence {sentence.id}"
        recall = sentence.recall
        if recall and recall.revoked is None:
            return f"the day of the recall on sentence {sentence.id}"
        if recall and recall.returned is None:
            return f"the day of return to custody after the recall on sentence {sentence.id}"
    return ""


def needs_offence(sentence: Sentence) -> bool:
    """Return whether the law of a sentence hangs on the day of its offence, and that is not told."""
    return sentence.kind is Kind.STANDARD and sentence.offence is None


def ranged(tried: list[Situation], missing: list[str], known: Law) -> Dates | Mapping[str, Any]:
    """Return the dates, or what is missing and between which days each lies whatever that turns out to be."""
    found = [calculation.under(each, known) for each in tried]
    answers = [each for each in found if isinstance(each, Dates)]
    if all(days_of(each) == days_of(answers[0]) for each in answers):
        return answers[0]
    kinds = {kind for each in answers for kind in each.found}
    between = {
        kind.code: [min(days), max(days)]
        for kind in sorted(kinds)
        if (days := [each.found[kind].day for each in answers if kind in each.found])
    }
    return {"missing": "; ".join(missing), "between": between}


def days_of(found: Dates) -> dict[DateKind, date]:
    """Return the days of dates."""
    return {kind: each.day for kind, each in found.found.items()}


def supposed(told: Situation, known: Law) -> Iterator[Situation]:
    """Return the situation with the missing days before each change of the law, and at the sentence."""
    for change in (known.new_style_offences, known.licence_under_a_year, date.max):
        last = on(change, -1)
        yield told._replace(sentences=tuple(supposing(sentence, last) for sentence in told.sentences))


def supposing(sentence: Sentence, last: date) -> Sentence:
    """Return a sentence with its offence on `last` at the latest, where the day is not told."""
    if not needs_offence(sentence):
        return sentence
    return sentence._replace(offence=min(sentence.sentenced, last))
