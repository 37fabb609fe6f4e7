"""The needs of an assessment: how severe each is by its answers, and what makes a mandate for change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from befriend.policies import Book
from befriend.rules.tier.points import Ten
from befriend.rules.values import Coded, Missing

KEY = "tier_protect_and_change"


class Need(Coded):
    """The sections of an assessment, in the order of the published weights."""

    ACCOMMODATION = 0
    EDUCATION_AND_WORK = 1
    RELATIONSHIPS = 2
    LIFESTYLE = 3
    DRUGS = 4
    ALCOHOL = 5
    THINKING = 6
    ATTITUDES = 7
    FINANCE = 8
    EMOTIONAL = 9


class Severity(Coded):
    """How severe a need is, and what its weight is multiplied with."""

    NO_NEED = 0
    STANDARD = 1
    SEVERE = 2


class Said(Coded):
    """An answer to a question of an assessment, of whichever kind the question is."""

    NO_PROBLEM = 0
    SOME_PROBLEMS = 1
    SIGNIFICANT_PROBLEMS = 2
    MISSING = 3
    NO = 4
    YES = 5
    UNKNOWN = 6
    NEVER = 7
    PREVIOUSLY = 8
    CURRENTLY = 9
    FREQUENCY_UNKNOWN = 10


SCORE: Mapping[Said, int] = {
    Said.SOME_PROBLEMS: 1,
    Said.SIGNIFICANT_PROBLEMS: 2,
    Said.YES: 2,
    Said.PREVIOUSLY: 1,
    Said.CURRENTLY: 2,
}
# A frequency that is not known counts as an answered 0 in the published form; noted as doubtful.
NOT_ANSWERED = frozenset({Said.MISSING, Said.UNKNOWN})


class Requirement(NamedTuple):
    """A requirement of an order: what kind, and whether it restricts the person."""

    kind: str
    restrictive: bool


class Sentence(NamedTuple):
    """What the mandate for change looks at in a sentence."""

    custodial: bool
    ended: bool = False
    requirements: tuple[Requirement, ...] = ()


class Scored(NamedTuple):
    """The score of a section, its severity, and the limits it was held against."""

    score: int
    severity: Severity
    standard: int
    severe: int


def severity(need: Need, answers: Sequence[Said], form: str, book: Book, day: date) -> Scored | Missing:
    """Return how severe a need is by its answers; `form` is `oasys` or `new_form`.

    Missing where nothing is answered, and for finance and emotional well-being, which no limits are
    published for.
    """
    limits = book.on(day, f"{KEY}.need_limits").value[form]
    if need.code not in limits:
        return Missing("published limits for this section")
    if all(answer in NOT_ANSWERED for answer in answers):
        return Missing("an answer to at least one question")
    score = sum(SCORE.get(answer, 0) for answer in answers)
    standard, severe = limits[need.code]["standard"], limits[need.code]["severe"]
    reached = Severity.SEVERE if score >= severe else Severity(int(score >= standard))
    return Scored(score, reached, standard, severe)


def in_order(needs: Mapping[Need, Severity]) -> Ten:
    """Return the severity of every need; one that is not assessed counts as none, as published."""
    a, b, c, d, e, f, g, h, i, j = (int(needs.get(need, Severity.NO_NEED)) for need in Need)
    return (a, b, c, d, e, f, g, h, i, j)


def first(count: int, severity: int) -> Ten:
    """Return the first `count` needs with one severity, and no other need."""
    a, b, c, d, e, f, g, h, i, j = (severity if need < count else 0 for need in Need)
    return (a, b, c, d, e, f, g, h, i, j)


def mandate(sentences: Sequence[Sentence], book: Book, day: date) -> bool:
    """Return whether a sentence gives a mandate for change: custody, or something to work on.

    A requirement gives one unless it restricts, or is of a kind that is left out on `day`.
    """
    left_out = book.on(day, f"{KEY}.mandate_excludes").value
    return any(
        sentence.custodial
        or any(not each.restrictive and each.kind not in left_out for each in sentence.requirements)
        for sentence in sentences
        if not sentence.ended
    )


def in_time(completed: date | None, book: Book, day: date) -> bool | None:
    """Return whether an assessment is recent enough to count; None where its day is not known and matters."""
    if book.on(day, f"{KEY}.old_assessments_count").value:
        return True
    weeks = book.on(day, f"{KEY}.assessment_weeks").value
    return None if completed is None else completed >= day - timedelta(weeks=weeks)
