"""What the rules of release are told, and what they answer."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from befriend.rules.recall.law import Fact
from befriend.rules.release.length import Length
from befriend.rules.values import Coded, Reason


class Kind(Coded):
    """What kind of custodial sentence it is."""

    STANDARD = 1
    EXTENDED = 2
    PARTICULAR_CONCERN = 3
    DETENTION_TRAINING = 4
    FINE_DEFAULT = 5
    SUPERVISION_BREACH = 6
    INDETERMINATE = 7  # life, or imprisonment for public protection: no automatic end


class RecallKind(Coded):
    """For how long somebody is recalled; the number is the days, 0 until the sentence ends."""

    STANDARD = 0
    FIXED_14 = 14
    FIXED_28 = 28
    FIXED_56 = 56


class Exclusion(Coded):
    """Why an offence is kept out of an earlier release."""

    SEXUAL = 1
    VIOLENT = 2
    DOMESTIC_ABUSE = 3
    NATIONAL_SECURITY = 4
    TERRORISM = 5
    SEXUAL_ADDED = 6  # added by the amendment of 16 December 2024, as are the next two
    DOMESTIC_ABUSE_ADDED = 7
    MURDER_ADDED = 8
    SCHEDULE_13 = 9
    SCHEDULE_2026 = 10


ADDED_LATER = frozenset({Exclusion.SEXUAL_ADDED, Exclusion.DOMESTIC_ABUSE_ADDED, Exclusion.MURDER_ADDED})
NOT_AT_TWO_FIFTHS = frozenset(
    {
        Exclusion.SEXUAL,
        Exclusion.VIOLENT,
        Exclusion.DOMESTIC_ABUSE,
        Exclusion.NATIONAL_SECURITY,
        Exclusion.TERRORISM,
    }
)


class Adjusted(Coded):
    """What days are taken off or put on for."""

    REMAND = 1
    TAGGED_BAIL = 2
    RECALL_REMAND = 3
    RECALL_TAGGED_BAIL = 4
    ADDED = 5
    RESTORED = 6
    AT_LARGE = 7


class Recall(NamedTuple):
    """A recall: its kind, the day the licence was revoked, and the day of return to custody.

    `young` is None where it is not known; of `facts` only those known are told.
    """

    kind: RecallKind
    revoked: date | None = None
    returned: date | None = None
    young: bool | None = None
    facts: tuple[tuple[Fact, bool], ...] = ()


class Doubt(Coded):
    """What is not known of a sentence, so that it is answered either way."""

    PLUS_TODAY = 1
    SCHEDULE = 2  # whether the offence is in Schedule 13 Part 3, or in the Schedule of 2026


class Sentence(NamedTuple):
    """One sentence as the court passed it. `custodial` and `extension` belong to kinds with both.

    `follows` is the id of the sentence it is consecutive to; `plus` says that the law of its day
    releases at two thirds, `plus_today` that today's law would.
    """

    id: str
    kind: Kind
    sentenced: date
    offence: date | None
    length: Length
    extension: Length = Length()
    follows: str = ""
    recall: Recall | None = None
    plus: bool = False
    plus_today: bool = False
    youth: bool = False  # section 250 of the Sentencing Code
    automatic: bool = False  # an extended sentence with automatic release
    two_thirds_parole: bool = False  # particular concern, under 18 when convicted
    exclusions: frozenset[Exclusion] = frozenset()
    offence_code: str = ""
    fine: int = 0  # whole pounds
    supervision_until: date | None = None  # the supervision that was breached
    not_known: frozenset[Doubt] = frozenset()


class Adjustment(NamedTuple):
    """Days off or on: `applies` is the day from which they count."""

    kind: Adjusted
    days: int
    applies: date
    first: date | None = None
    last: date | None = None


class Movement(NamedTuple):
    """Out of custody (`out`) or back, and why (`curfew`, `removal`, `end_of_custody`, ...)."""

    day: date
    out: bool
    why: str = ""


class Situation(NamedTuple):
    """Everything one calculation is told about one person."""

    born: date
    sentences: tuple[Sentence, ...]
    adjustments: tuple[Adjustment, ...] = ()
    movements: tuple[Movement, ...] = ()
    returned: date | None = None  # to custody, after the recall
    removable: bool = False  # liable to removal from the United Kingdom
    registered: bool = False  # subject to notification as a sexual offence requires
    recall_days: int = 0  # the fixed term somebody chose, where one did
    recall_from: date | None = None  # and the return to custody they chose it for


class DateKind(Coded):
    """The dates, by the letters everybody in the field knows them by."""

    SLED = 1
    SED = 2
    LED = 3
    CRD = 4
    ARD = 5
    PED = 6
    HDCED = 7
    ERSED = 8
    PRRD = 9
    TUSED = 10
    MTD = 11
    ETD = 12
    LTD = 13
    ESED = 14

    @property
    def code(self) -> str:
        """Return the letters, as `CRD`."""
        return self.name


class Found(NamedTuple):
    """One date: the day, the steps that made it, and the added days that are part of it."""

    day: date
    steps: tuple[Reason, ...]
    added: int = 0
    settled: str = ""  # what a merging of two laws did: "tranche", "standard" or nothing


class Dates(NamedTuple):
    """The answer: every date with its steps, the length from first to last, and the tranches."""

    found: dict[DateKind, Found]
    start: date
    end: date
    tranches: dict[str, int]
    affected: frozenset[str] = frozenset()  # the changes of the law that made a difference
    refused: tuple[Reason, ...] = ()
