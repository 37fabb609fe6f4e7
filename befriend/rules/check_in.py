"""Who may report online instead of coming: exactly the rule as told, and whatever a proposal adds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from befriend.policies import Book
from befriend.rules.values import Reason, Risk, reason


class Person(NamedTuple):
    """What the rule asks; None, and unknown risk, are not known and never taken as no or low."""

    risk: Risk
    safeguarding: bool | None  # active
    mappa: bool | None  # at any level
    standalone: bool | None = None  # nothing but a standalone requirement
    both_agree: bool | None = None
    wants_to_be_seen: bool | None = None
    reviewed_on: date | None = None  # or the day it began


class Eligible(NamedTuple):
    """Whether somebody may report online, and every reason why not."""

    eligible: bool
    reasons: tuple[Reason, ...]


class Between(NamedTuple):
    """No answer: what is not known, on which it hangs."""

    missing: tuple[str, ...]
    between: tuple[bool, bool] = (False, True)


class Test(NamedTuple):
    """One thing asked: what it is called, whether it holds against it (None: not known), and the reason."""

    name: str
    against: bool | None
    reason: Reason


def eligible(person: Person, book: Book, day: date) -> Eligible | Between:
    """Return whether somebody may report online on `day`. It never stands for being seen, whoever may."""
    tests = tuple(asked(person, book, day))
    against = tuple(each.reason for each in tests if each.against)
    if against:
        return Eligible(eligible=False, reasons=against)
    missing = tuple(each.name for each in tests if each.against is None)
    if missing:
        return Between(missing)
    return Eligible(eligible=True, reasons=(reason("check_in_allowed"),))


def asked(person: Person, book: Book, day: date) -> Iterator[Test]:
    """Yield everything that the policies in force on `day` ask."""
    risks = book.on(day, "check_in.risks").value
    against = None if person.risk is Risk.UNKNOWN else person.risk.code not in risks
    yield Test("risk", against, reason("check_in_risk", risk=person.risk.code))
    if not book.on(day, "check_in.with_safeguarding").value:
        yield Test("safeguarding", person.safeguarding, reason("check_in_safeguarding"))
    if not book.on(day, "check_in.with_mappa").value:
        yield Test("mappa", person.mappa, reason("check_in_mappa"))
    if book.on(day, "check_in.only_standalone").value:
        yield Test("standalone", opposite(person.standalone), reason("check_in_not_standalone"))
    if book.on(day, "check_in.both_agree").value:
        yield Test("both_agree", opposite(person.both_agree), reason("check_in_not_agreed"))
    if book.on(day, "check_in.until_asked").value:
        yield Test("wants_to_be_seen", person.wants_to_be_seen, reason("check_in_wants_to_be_seen"))
    weeks = int(book.on(day, "check_in.reviewed_within").value)
    if weeks:
        over = None if person.reviewed_on is None else day >= person.reviewed_on + timedelta(weeks=weeks)
        yield Test("reviewed_on", over, reason("check_in_not_reviewed", weeks=weeks))


def opposite(holds: bool | None) -> bool | None:
    """Return the opposite of what is known."""
    return None if holds is None else not holds
