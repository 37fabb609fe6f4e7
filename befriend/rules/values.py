"""The plain values that rules take and give."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple, Self


class Coded(IntEnum):
    """A small integer in the database, a word (`code`) in files and JSON."""

    @property
    def code(self) -> str:
        """Return the word used in CSV and JSON, such as `very_high`."""
        return self.name.lower()

    @classmethod
    def from_code(cls, text: str) -> Self:
        """Return the member whose code is `text`, or raise ValueError listing what is allowed."""
        for member in cls:
            if member.code == text:
                return member
        allowed = ", ".join(member.code for member in cls)
        raise ValueError(f"{text!r} is not one of: {allowed}")


class Grade(Coded):
    """What a practitioner is employed as. Seniors and heads take nobody."""

    PSO = 1
    TRAINEE = 2
    NEWLY_QUALIFIED = 3
    OFFICER = 4
    SENIOR = 5
    HEAD = 6


class Place(Coded):
    """Where a person serves the sentence: the `location` of a policy table."""

    COMMUNITY = 0
    LICENCE = 1
    CUSTODY = 2


class Risk(Coded):
    """Risk of serious harm, as assessed. Unknown is not low."""

    UNKNOWN = 0
    LOW = 1
    MEDIUM = 2
    HIGH = 3
    VERY_HIGH = 4


class WaitingFor(Coded):
    """What a waiting person lacks."""

    OFFICER = 1
    COVER = 2


class Report(Coded):
    """A report a practitioner may have to write; its place in the table of report points."""

    STANDARD = 0
    FAST = 1
    ORAL = 2
    PAROLE = 3


class Tier(Coded):
    """The tier of a case, in the published order. S means not supervised (Probation Reset)."""

    UNTIERED = 0
    A3 = 1
    A2 = 2
    A1 = 3
    A0 = 4
    B3 = 5
    B2 = 6
    B1 = 7
    B0 = 8
    C3 = 9
    C2 = 10
    C1 = 11
    C0 = 12
    D3 = 13
    D2 = 14
    D1 = 15
    D0 = 16
    A3S = 17
    A2S = 18
    A1S = 19
    A0S = 20
    B3S = 21
    B2S = 22
    B1S = 23
    B0S = 24
    C3S = 25
    C2S = 26
    C1S = 27
    C0S = 28
    D3S = 29
    D2S = 30
    D1S = 31
    D0S = 32

    @property
    def code(self) -> str:
        """Return the tier as it is written: `A3`, `B2S`, `untiered`."""
        return "untiered" if self is Tier.UNTIERED else self.name

    @property
    def level(self) -> str | None:
        """Return the protect level, A to D, or None for a person without a tier."""
        return None if self is Tier.UNTIERED else self.name[0]

    @property
    def supervised(self) -> bool:
        """Return False for the S tiers."""
        return not self.name.endswith("S")


class AxisTier(Coded):
    """The tier on the single axis, rising from G to A. The other two say why there is none."""

    MISSING = 0
    G = 1
    F = 2
    E = 3
    D = 4
    C = 5
    B = 6
    A = 7
    NOT_SUPERVISED = 8

    @property
    def code(self) -> str:
        """Return the tier as it is written: `A`, `G`, `missing`, `not_supervised`."""
        return self.name if len(self.name) == 1 else self.name.lower()


class Work(NamedTuple):
    """One person's case, as far as a rule needs it. `points` include reports due."""

    tier: Tier
    place: Place
    points: int
    risk: Risk
    mappa: int  # 0 none, else the level 1 to 3
    safeguarding: bool
    sexual_offence: bool
    domestic_abuse: bool
    just_released: bool = False
    moved_before: bool = False


class Standing(NamedTuple):
    """What a practitioner has, and may have, in one week."""

    grade: Grade
    available_points: int
    limit_points: int
    limit_people: int
    points: int
    people: int
    programme_month: int  # 0 unless a trainee
    modules: frozenset[str]
    ordered_points: int = 0  # a live order to exceed raises the limit to this; 0 none
    returning_points: int = 0  # their own people, covered by others now, who come back to them
    returning_people: int = 0


class Reason(NamedTuple):
    """Why, as data: `wording.words` turns it into a sentence."""

    code: str
    values: tuple[tuple[str, int | str], ...] = ()


class Decision(NamedTuple):
    """A yes or no with its reasons; the first reason of a refusal is the binding limit."""

    allowed: bool
    reasons: tuple[Reason, ...]


class Missing(NamedTuple):
    """The answer of a rule that cannot answer: what it would have to be told."""

    what: str


def reason(code: str, **values: int | str) -> Reason:
    """Make a Reason from its code and named values."""
    return Reason(code, tuple(values.items()))
