"""Whether a charge brings about a review of a serious further offence."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from befriend.policies import Book
from befriend.rules.values import Missing, Reason, reason


class Charge(NamedTuple):
    """A charge, and the supervision it may fall in. `qualifying` is None while nobody has looked.

    `ended` is the last day of supervision, None while it lasts; `committed` the day the offence is
    alleged for, where that is known.
    """

    charged: date
    started: date
    ended: date | None
    qualifying: bool | None
    committed: date | None = None


class Review(NamedTuple):
    """Whether there is a review, how many days after supervision, the last day for one, and why."""

    eligible: bool
    days_after: int
    last_day: date | None
    reasons: tuple[Reason, ...]


def review(charge: Charge, book: Book, day: date) -> Review | Missing:
    """Return whether a charge brings about a review under the policy of `day`.

    Missing only where whether the offence is one of those on the list would decide it.
    """
    most = int(book.on(day, "further_offence.days_after").value)
    last_day = None if charge.ended is None else charge.ended + timedelta(days=most)
    after = 0 if charge.ended is None else max(0, (charge.charged - charge.ended).days)
    if not within(charge.charged, charge.started, last_day):
        why = outside(charge, after, most)
        return Review(eligible=False, days_after=after, last_day=last_day, reasons=(why,))
    if charge.qualifying is None:
        return Missing("whether the offence charged is on the list of serious further offences")
    if not charge.qualifying:
        why = reason("further_offence_not_listed")
        return Review(eligible=False, days_after=after, last_day=last_day, reasons=(why,))
    why = reason("further_offence_during")
    if after:
        why = reason("further_offence_after", days=after, most=most)
    reasons = (why, *in_doubt(charge, last_day))
    return Review(eligible=True, days_after=after, last_day=last_day, reasons=reasons)


def within(day: date, started: date, last_day: date | None) -> bool:
    """Return whether a day lies in supervision or in the days after it that count."""
    return started <= day and (last_day is None or day <= last_day)


def outside(charge: Charge, after: int, most: int) -> Reason:
    """Return why a charge lies outside the days that count."""
    if charge.charged < charge.started:
        return reason("further_offence_before")
    return reason("further_offence_too_late", days=after, most=most)


def in_doubt(charge: Charge, last_day: date | None) -> tuple[Reason, ...]:
    """Return that the other way of telling the rule, by the day of the offence, would say otherwise."""
    if charge.committed is None or within(charge.committed, charge.started, last_day):
        return ()
    return (reason("further_offence_by_offence", since=str(charge.committed)),)
