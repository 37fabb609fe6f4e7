"""What reading one sentence and reading several have in common."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from befriend.rules.release.curfew import adjusting_steps, ending_steps
from befriend.rules.release.law import Change, Transfer
from befriend.rules.release.length import months_on
from befriend.rules.release.reckoning import share
from befriend.rules.release.sentence import Running
from befriend.rules.release.values import DateKind, Found, Kind
from befriend.rules.values import Reason, reason


@dataclass
class Read:
    """Dates being read off."""

    found: dict[DateKind, Found]

    def put(self, kind: DateKind, found: Found | None) -> None:
        """Keep a date, if there is one."""
        if found is not None:
            self.found[kind] = found

    def day(self, kind: DateKind) -> date | None:
        """Return the day of a date, or None."""
        return self.found[kind].day if kind in self.found else None


def release_found(running: Running) -> Found:
    """Return the release of a sentence with its steps: from a recall, or the first."""
    if running.recall_release is not None:
        return Found(running.recall_release, recall_steps(running))
    steps = [reason("release_served", days=running.reckoned.to_release, of=running.reckoned.days,
                    shares=shares_of(running))]  # fmt: skip
    if running.at_once:
        steps.append(reason("release_at_once"))
    return Found(running.first_release, (*steps, *adjusting_steps(running)), running.days.awarded)


def recall_steps(running: Running) -> tuple[Reason, ...]:
    """Return how the release from a recall was found."""
    if running.recall is None or running.recall_release == running.end:
        return (reason("release_recall_to_the_end"),)
    longer = running.days.to_recall_release
    more = (reason("release_recall_longer", days=longer),) if longer else ()
    return (reason("release_recall_fixed", days=running.recall.value), *more)


def end_found(running: Running) -> Found:
    """Return the end of a sentence with its steps."""
    steps = (reason("release_length", days=running.reckoned.days), *ending_steps(running))
    return Found(running.end, steps)


def shares_of(running: Running) -> str:
    """Return the shares of the parts of a sentence, as `1/2` or `2/5, 2/3`."""
    found = dict.fromkeys(written(share(part, running.law, running.shares)) for part in running.parts
                          if part.kind is not Kind.STANDARD or part.id in running.shares)  # fmt: skip
    return ", ".join(found)


def written(portion: Fraction) -> str:
    """Return a share as people write it."""
    return "all" if portion == 1 else f"{portion.numerator}/{portion.denominator}"


def served_under(change: Change, running: Running) -> bool:
    """Return whether any part is served by the shares of a change."""
    return any(running.served_under.get(part.id) is change for part in running.parts)


def short_enough(running: Running, row: Transfer) -> bool:
    """Return whether a sentence is below a length, or at most one."""
    if row.below_months:
        return running.shorter_than(row.below_months)
    return running.at_most(row.up_to_months)


def transfers(read: Read, running: Running, middle: date) -> None:
    """Put the early and late transfer of a detention and training order, by its length."""
    for row in running.law.transfers:
        if not running.shorter_than(row.from_months) and short_enough(running, row):
            step = (reason("release_transfer", months=row.by),)
            read.put(DateKind.ETD, Found(months_on(middle, -row.by), step))
            read.put(DateKind.LTD, Found(months_on(middle, row.by), step))
            return
