"""Contact withdrawn by a policy: from when, by whom, and what stays. Never by the practitioner."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from befriend.policies import Book
from befriend.rules.values import Coded, Reason, Risk, reason


class Under(Coded):
    """What somebody is supervised under."""

    LICENCE = 1
    COMMUNITY_ORDER = 2
    SUSPENDED_SENTENCE_ORDER = 3
    SUPERVISION_AFTER_SENTENCE = 4


ORDERS = frozenset({Under.COMMUNITY_ORDER, Under.SUSPENDED_SENTENCE_ORDER})


class Person(NamedTuple):
    """What the policies ask; None is not known."""

    under: Under
    begins: date
    ends: date  # the last day
    risk: Risk
    keeps: Mapping[str, bool | None]  # mappa, child_protection, national_security_division, ...
    activity: bool | None = None  # of an order: a rehabilitation activity requirement
    impact_since: date | None = None  # recorded as under Probation Impact


class Withdrawn(NamedTuple):
    """Whether a policy withdraws contact, from when, whose policy it is, and what stays."""

    withdrawn: bool
    reasons: tuple[Reason, ...]
    since: date | None = None  # the day contact ends; may be to come
    policy: str | None = None
    author: str | None = None
    in_force_since: date | None = None
    follow_up: date | None = None
    stays: tuple[str, ...] = ()


class Between(NamedTuple):
    """No answer: what is not known, and the first day without contact if it turns out so."""

    missing: tuple[str, ...]
    since: date
    policy: str


def withdrawn(person: Person, book: Book, day: date) -> Withdrawn | Between:
    """Return whether contact is withdrawn as of `day` or will be, and by whom; or what is missing."""
    reset = date.fromordinal(point(person, book, day))
    begins = max(reset, book.entry("reset_and_impact.reset_begins").values[0].since)
    if person.impact_since is not None and person.impact_since <= min(begins, day):
        return told("impact", person.impact_since, None, book, day)
    kept, unknown = keeping(person, book, day)
    if kept:
        return Withdrawn(withdrawn=False, reasons=kept)
    if unknown:
        return Between(unknown, begins, "reset")
    return told("reset", begins, follow_up(person, begins, book, day), book, day)


def keeping(person: Person, book: Book, day: date) -> tuple[tuple[Reason, ...], tuple[str, ...]]:
    """Return why somebody keeps their contact, and what is not known of that."""
    codes = book.on(day, "reset_and_impact.reset_keeps").value
    very_high = None if person.risk is Risk.UNKNOWN else person.risk is Risk.VERY_HIGH
    holds = {**{code: person.keeps.get(code) for code in codes}, "very_high_risk": very_high}
    kept = [reason("contact_is_kept", kept=code) for code in codes if holds[code]]
    unknown = [code for code in codes if holds[code] is None]
    if person.under in ORDERS and person.activity is not True:
        if person.activity is None:
            unknown.append("activity")
        else:
            kept.append(reason("contact_not_of_reset"))
    return tuple(kept), tuple(unknown)


def point(person: Person, book: Book, day: date) -> int:
    """Return the first day (ordinal) after the part of the order that Reset leaves with contact."""
    parts = book.on(day, "reset_and_impact.reset_begins").value[person.under.code]
    return after_part(person.begins.toordinal(), person.ends.toordinal(), parts["served"], parts["of"])


def after_part(begins: int, ends: int, served: int, of: int) -> int:
    """Return the first day after `served` parts of `of` of the days from `begins` to `ends`, rounded up."""
    days = ends - begins + 1
    return begins + -(-days * served // of)


def follow_up(person: Person, begins: date, book: Book, day: date) -> date | None:
    """Return the day of the one appointment left, midway through what remains."""
    if not book.on(day, "reset_and_impact.reset_follow_ups").value[person.under.code]:
        return None
    return date.fromordinal((begins.toordinal() + person.ends.toordinal()) // 2)


def told(policy: str, since: date, seen: date | None, book: Book, day: date) -> Withdrawn:
    """Return a withdrawal with whose it is: the policy's, never the practitioner's."""
    value = book.on(day, "reset_and_impact.withdrawn_by")
    why = reason("withdrawn_by_policy", withdrawal=policy, author=value.value[policy], since=str(since))
    whys = [why] if since <= day else [reason("withdrawn_later", withdrawal=policy, since=str(since))]
    if seen is not None:
        whys.append(reason("withdrawn_follow_up", since=str(seen)))
    return Withdrawn(
        withdrawn=since <= day,
        since=since,
        policy=policy,
        author=value.value[policy],
        in_force_since=value.since if policy == "reset" else None,
        follow_up=seen,
        stays=tuple(book.on(day, "reset_and_impact.stays").value),
        reasons=tuple(whys),
    )


def held_without_contact(since: int, ends: int, day: int) -> int:
    """Return on how many days until `day` (ordinals) somebody was held with no contact planned."""
    return max(0, min(ends, day) - since + 1)
