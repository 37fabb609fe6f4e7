"""The law of recall on one day, as figures, and the arithmetic on them: numba compiles it unchanged."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from befriend.policies import Book
from befriend.rules.values import Coded

# What a recall may be: the answer of `choice`.
STANDARD, FIXED, EITHER = 0, 1, 2
NEVER, BY_LENGTH, ALWAYS = 0, 1, 2
AUTOMATIC = {"never": NEVER, "by_length": BY_LENGTH, "always": ALWAYS}


class Fact(Coded):
    """What the law of recall asks about somebody; each is one bit, so that a person's are one number."""

    EXTENDED = 1
    INDETERMINATE = 2
    SERIOUS_TERRORISM = 4
    REFERRED_244ZB = 8
    TERRORIST = 16
    FOREIGN_POWER_THREAT = 32
    MAPPA_CATEGORY_4 = 64
    MAPPA_2_OR_3 = 128
    PARTICULAR_CONCERN = 256
    DISCRETIONARY_CONDITIONAL_RELEASE = 512
    REPATRIATED_FOR_MURDER = 1024
    CHARGED = 2048
    CHARGED_SERIOUS = 4096
    LISTED_OFFENCE = 8192


class Law(NamedTuple):
    """The law of recall of adults, or of the young, on one day: whole numbers only."""

    short_months: int  # a sentence of fewer months is a short one
    short_days: int
    long_days: int
    automatic: int  # NEVER, BY_LENGTH or ALWAYS
    automatic_below: int  # months; read where the length decides
    never: int  # facts with which no recall is fixed-term
    bars: int  # facts with which none follows by itself
    judged: int  # 1: what does not follow by itself is a matter of judgement; 0: it is standard


def law(book: Book, day: date, *, young: bool) -> Law:
    """Return the law on `day`, or raise PolicyError for a day before all that is held."""
    who = "young" if young else "adult"
    days = book.on(day, "recall.fixed_days").value[who]
    automatic = AUTOMATIC[book.on(day, "recall.automatic").value[who]]
    below = book.on(day, "recall.automatic_below").value[who] if automatic == BY_LENGTH else 0
    return Law(
        short_months=book.on(day, "recall.short_sentence_months").value,
        short_days=days["short"],
        long_days=days["long"],
        automatic=automatic,
        automatic_below=below,
        never=together(book.on(day, "recall.never_fixed").value[who]),
        bars=together(book.on(day, "recall.not_automatic").value[who]),
        judged=int(book.on(day, "recall.otherwise").value[who] == "by_judgement"),
    )


def together(codes: Iterable[str]) -> int:
    """Return facts as one number, a bit each."""
    facts = 0
    for code in codes:
        facts |= Fact.from_code(code)
    return facts


def term(law: Law, months: int) -> int:
    """Return how many days a fixed-term recall of a sentence of so many months lasts."""
    return law.short_days if months < law.short_months else law.long_days


def follows(law: Law, months: int, facts: int) -> bool:
    """Return whether a fixed-term recall follows by itself, so that no other is lawful."""
    if law.automatic == NEVER or facts & law.bars:
        return False
    return law.automatic == ALWAYS or months < law.automatic_below


def choice(law: Law, months: int, facts: int) -> int:
    """Return which recall is lawful: STANDARD, FIXED, or EITHER by judgement."""
    if facts & law.never:
        return STANDARD
    if follows(law, months, facts):
        return FIXED
    return EITHER if law.judged else STANDARD


def at_large(revoked: int, returned: int) -> int:
    """Return the days between the day of recall and the return to custody, which do not count as served."""
    return max(0, returned - revoked - 1)


def last_day(returned: int, days: int, expires: int, not_before: int) -> int:
    """Return the day on which a recall of `days` ends (0 a standard one): never after `expires`.

    Days are ordinals; `not_before` is 0 where nothing holds somebody longer than the term.
    """
    if days == 0:
        return expires
    return min(expires, max(returned + days - 1, not_before))


def moved_to(limits: tuple[int, ...], days: tuple[int, ...], length: int) -> int:
    """Return the day (ordinal) of a tranche: `days` has one entry more than the `limits` of length."""
    for i in range(len(limits)):
        if length <= limits[i]:
            return days[i]
    return days[len(days) - 1]
