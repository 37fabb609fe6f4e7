"""One sentence at work: what is taken off and put on as the days go by, and the dates that follow."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from befriend.rules.recall.law import last_day
from befriend.rules.release.kinds import kinds_of
from befriend.rules.release.law import Change
from befriend.rules.release.length import on
from befriend.rules.release.reckoning import Reckoned, reckon
from befriend.rules.release.values import DateKind, Found, RecallKind
from befriend.rules.release.whole import Whole


class Days(NamedTuple):
    """Days off and on of one sentence, as known so far."""

    remand: int = 0
    bail: int = 0
    recall_remand: int = 0
    recall_bail: int = 0
    added: int = 0
    at_large: int = 0
    added_after: int = 0  # after the first release
    at_large_after: int = 0
    at_large_in_recall: int = 0  # part of `at_large_after`
    served: int = 0  # added days already served
    unused: int = 0  # added days that would run past the end
    unused_licence: int = 0

    def plus(self, other: Days) -> Days:
        """Return both together."""
        return Days(*(one + two for one, two in zip(self, other, strict=True)))

    @property
    def off(self) -> int:
        """Return the days taken off."""
        return self.remand + self.bail + self.recall_remand + self.recall_bail

    @property
    def to_release_without_added(self) -> int:
        """Return the days on (off where negative) up to the first release."""
        return self.at_large - self.off

    @property
    def to_release(self) -> int:
        """Return the same with added days."""
        return self.to_release_without_added + self.added - self.served

    @property
    def to_expiry(self) -> int:
        """Return the days on or off up to the end of the sentence."""
        return self.at_large + self.at_large_after - self.off

    @property
    def to_recall_release(self) -> int:
        """Return the days on within a fixed-term recall."""
        return self.at_large_in_recall + self.added_after

    @property
    def awarded(self) -> int:
        """Return the added days that are still part of the release."""
        return self.added - self.unused - self.served


class Applied(NamedTuple):
    """A change of the law that holds for a sentence, and from which day for somebody in a tranche."""

    change: Change
    start: date  # of the change
    tranche_day: date | None = None


@dataclass(eq=False)
class Running(Whole):
    """A sentence in the calculation. `shares` (by id) are common to all: the law changes them."""

    shares: dict[str, Fraction] = field(default_factory=dict)
    served_under: dict[str, Change] = field(default_factory=dict)
    removable: bool = False
    days: Days = field(default_factory=Days)
    started: bool = False
    applied: Applied | None = None
    fixed_56: bool = False
    recall_tranche: date | None = None
    last_at_large: date | None = None
    earlier_removal: tuple[Found, int, date] | None = None  # before the latest sentence was added
    licence_added: bool = False  # the law gave a licence to a sentence that had none
    curfew: Found | None = None
    removal: Found | None = None
    supervision: Found | None = None
    licence_end: Found | None = None

    # What it comes to.

    @cached_property
    def reckoned(self) -> Reckoned:
        """Return the days to release, parole and end; `forget` after a share has changed."""
        return reckon(self, self.shares)

    def forget(self) -> None:
        """Reckon again when next asked: the law changed a share."""
        self.__dict__.pop("reckoned", None)

    @property
    def unadjusted_end(self) -> date:
        """Return the last day before anything is taken off or put on."""
        return on(self.sentenced, self.reckoned.days - 1)

    @property
    def unadjusted_release(self) -> date:
        """Return the day of release before anything is taken off or put on."""
        return on(self.sentenced, self.reckoned.to_release - 1)

    @property
    def release_without_added(self) -> date:
        """Return the day of release without added days, which may lie before the sentence."""
        return on(self.unadjusted_release, self.days.to_release_without_added)

    @property
    def uncapped_release(self) -> date:
        """Return the day of release with added days, however early."""
        return on(self.release_without_added, self.days.added - self.days.served)

    @property
    def first_release(self) -> date:
        """Return the day of the first release, never before the sentence."""
        return max(on(self.uncapped_release, -self.days.unused), self.sentenced)

    @property
    def adjusted_end(self) -> date:
        """Return the last day with all that is taken off and put on."""
        return on(self.unadjusted_end, self.days.to_expiry)

    @property
    def end(self) -> date:
        """Return the last day, never before the sentence or the end of being at large."""
        latest = max(self.adjusted_end, self.sentenced)
        return max(latest, on(self.last_at_large, 1)) if self.last_at_large else latest

    @property
    def recall_release(self) -> date | None:
        """Return the day of release from the recall, or None without one."""
        if self.recall is None:
            return None
        returned = self.parts[0].recall.returned if self.parts[0].recall else None
        if self.recall is RecallKind.STANDARD or (self.recall is RecallKind.FIXED_56 and not self.fixed_56):
            return self.end
        if returned is None:
            raise NoReturnError
        days = self.recall.value + self.days.to_recall_release
        tranche = on(self.recall_tranche, self.days.added_after).toordinal() if self.recall_tranche else 0
        return date.fromordinal(last_day(returned.toordinal(), days, self.end.toordinal(), tranche))

    @property
    def release(self) -> date:
        """Return the day of the next release: from the recall where there is one."""
        return self.recall_release or self.first_release

    @property
    def parole(self) -> date | None:
        """Return the day from which the Parole Board may release, or None."""
        if self.reckoned.to_parole is None:
            return None
        return max(self.sentenced, on(self.sentenced, self.reckoned.to_parole - 1 + self.days.to_release))

    @property
    def at_once(self) -> bool:
        """Return whether release falls on the day of sentence."""
        return self.first_release == self.sentenced

    @property
    def exactly_at_once(self) -> bool:
        """Return whether the days taken off are exactly those to serve."""
        return self.at_once and 1 - self.days.to_release == self.reckoned.to_release

    @property
    def licence_until(self) -> date | None:
        """Return the last day of licence, or None without one."""
        if DateKind.SLED in self.kinds:
            return self.end
        return self.licence_end.day if self.licence_end else None

    @property
    def licence_at_first_release(self) -> date | None:
        """Return the last day of licence as it was at first release, before a recall used more remand."""
        until, net = self.licence_until, self.days.to_release
        if until and net < 0 and -net > self.reckoned.to_release:
            return on(until, -net - self.reckoned.to_release)
        return until

    @property
    def over_deducted(self) -> int:
        """Return how many days were taken off beyond those to serve."""
        return 0 if self.recalled else max(0, self.days.off - self.reckoned.to_release)

    # Which dates it has.

    @cached_property
    def first_kinds(self) -> frozenset[DateKind]:
        """Return the dates that its kind and length give, whatever the age at release."""
        kinds = frozenset(kinds_of(self))
        if self.recalled:
            kinds = kinds - {DateKind.HDCED} | {DateKind.PRRD}
        return kinds

    @property
    def kinds(self) -> frozenset[DateKind]:
        """Return the dates it has: under 18 at release and under a year, there is no licence."""
        kinds = self.first_kinds
        if self.licence_added:
            kinds = kinds - {DateKind.SED, DateKind.ARD} | {DateKind.SLED, DateKind.CRD}
        if self.started and not self.detention and self.shorter_than(12) and self.age(self.release) < 18:
            return kinds - {DateKind.SLED, DateKind.CRD} | {DateKind.SED, DateKind.ARD}
        return kinds

    @property
    def conditional(self) -> bool:
        """Return whether release is on conditions."""
        return DateKind.CRD in self.kinds and DateKind.ARD not in self.kinds


class NoReturnError(ValueError):
    """A fixed-term recall without the day of return to custody."""
