"""What never changes of a sentence in a calculation: single, a chain of consecutive ones, or one term."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property

from befriend.rules.release.law import Law
from befriend.rules.release.length import Length, age_on, days_of, end_of, months_on
from befriend.rules.release.values import Kind, RecallKind, Sentence

WITH_PAROLE = (Kind.EXTENDED, Kind.PARTICULAR_CONCERN)


class Shape(Enum):
    """How sentences stand together."""

    SINGLE = 1
    CHAIN = 2
    ONE_TERM = 3


@dataclass(eq=False)
class Whole:
    """A sentence of the calculation: its parts in order, and how they stand together."""

    parts: tuple[Sentence, ...]
    shape: Shape
    law: Law
    born: date
    registered: bool = False

    @cached_property
    def sentenced(self) -> date:
        """Return the day of the first sentence."""
        return min(part.sentenced for part in self.parts)

    @cached_property
    def offence(self) -> date | None:
        """Return the day of the earliest offence known."""
        return min((part.offence for part in self.parts if part.offence), default=None)

    @property
    def recall(self) -> RecallKind | None:
        """Return the kind of recall, or None."""
        return self.parts[0].recall.kind if self.parts[0].recall else None

    @property
    def recalled(self) -> bool:
        """Return whether somebody was recalled on this sentence."""
        return self.recall is not None

    @cached_property
    def detention(self) -> bool:
        """Return whether it is a detention and training order."""
        return all(part.kind is Kind.DETENTION_TRAINING for part in self.parts)

    @cached_property
    def supervision_breach(self) -> bool:
        """Return whether it is nothing but breaches of supervision."""
        return all(part.kind is Kind.SUPERVISION_BREACH for part in self.parts)

    @property
    def fine(self) -> bool:
        """Return whether it is a single term in default of a fine."""
        return self.shape is Shape.SINGLE and self.parts[0].kind is Kind.FINE_DEFAULT

    @cached_property
    def length(self) -> Length:
        """Return the whole length, the licence of an extended sentence included."""
        if self.shape is Shape.ONE_TERM:
            last = max(end_of(part.length, part.sentenced) for part in self.parts)
            return Length(0, 0, 0, (last - self.sentenced).days + 1)
        whole = Length()
        for part in self.parts:
            whole = whole.and_then(whole_length(part))
        return whole

    @cached_property
    def length_days(self) -> int:
        """Return the whole length in days."""
        days = days_of(self.length, self.sentenced)
        if self.detention and self.shape is Shape.CHAIN:
            return min(days, days_of(Length(0, self.law.detention_longest), self.sentenced))
        return days

    def shorter_than(self, months: int) -> bool:
        """Return whether it is shorter than so many months."""
        return self.length_days < (months_on(self.sentenced, months) - self.sentenced).days

    def at_most(self, months: int) -> bool:
        """Return whether it is no longer than so many months."""
        return self.length_days <= (months_on(self.sentenced, months) - self.sentenced).days

    @cached_property
    def old_style(self) -> bool:
        """Return whether it falls under the law before the Criminal Justice Act 2003."""
        return is_old(self.sentenced, self.offence, self.law)

    def age(self, day: date) -> int:
        """Return the person's age."""
        return age_on(self.born, day)


def whole_length(part: Sentence) -> Length:
    """Return the custodial term with the licence of an extended sentence."""
    return part.length.and_then(part.extension)


def is_old(sentenced: date, offence: date | None, law: Law) -> bool:
    """Return whether the law before the Criminal Justice Act 2003 holds."""
    return sentenced < law.new_style_sentences and offence is not None and offence < law.new_style_offences


def part_old(part: Sentence, law: Law) -> bool:
    """Return the same of one sentence."""
    return is_old(part.sentenced, part.offence, law)


def rehabilitated(part: Sentence, law: Law) -> bool:
    """Return whether the offence is of the Offender Rehabilitation Act: any length has a licence."""
    return part.kind is Kind.STANDARD and (part.offence is None or part.offence >= law.licence_under_a_year)


def has_parole(part: Sentence) -> bool:
    """Return whether the Parole Board may release before the end of the custodial term."""
    return part.kind is Kind.PARTICULAR_CONCERN or (part.kind is Kind.EXTENDED and not part.automatic)
