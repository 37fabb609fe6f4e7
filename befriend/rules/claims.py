"""The arithmetic of public claims: how many a day, of what, and how much of an award is new money."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from befriend.policies import Book
from befriend.rules.values import Reason, reason

HUNDRED = 100


class Daily(NamedTuple):
    """So many counted from a first day to a last one, both counted, and what is claimed of a day."""

    number: int
    counted: str  # assessments, people ...
    first: date
    last: date
    claimed_a_day: int
    claimed_of: str


class DailyFound(NamedTuple):
    """Days of the period, whole ones a day, the longest period the claim holds for, and what is wrong."""

    days: int
    a_day: int
    holds: bool
    holds_up_to_days: int
    reasons: tuple[Reason, ...]


def daily(claim: Daily, book: Book, day: date) -> DailyFound:
    """Return whether there were as many a day as claimed, and of what.

    The claim holds when the whole count reaches it on every day of the period together; nothing is
    rounded up. Raises ValueError for a period that ends before it begins and a claim of nobody.
    """
    days = (claim.last - claim.first).days + 1
    if days < 1 or claim.claimed_a_day < 1:
        raise ValueError(
            "the last day lies before the first one, or nobody is claimed; write both days again"
        )
    holds = claim.number >= claim.claimed_a_day * days
    not_people = book.on(day, "claims.not_people").value
    found = [
        reason("claim_a_day", count=claim.number, counted=claim.counted, days=days, each=claim.number // days)
    ]
    if not holds:
        found.append(reason("claim_a_day_short", claimed=claim.claimed_a_day))
    if claim.counted != claim.claimed_of:
        holds = False
        if claim.claimed_of == "people" and claim.counted in not_people:
            found.append(reason("claim_not_people", counted=claim.counted))
        else:
            told = {"counted": claim.counted, "claimed_of": claim.claimed_of}
            found.append(reason("claim_of_another", **told))
    return DailyFound(days, claim.number // days, holds, claim.number // claim.claimed_a_day, tuple(found))


class Award(NamedTuple):
    """A pay award, all in hundredths of a percent of the pay bill; `total` is what is claimed for both."""

    award: int
    progression: int
    total: int


class AwardFound(NamedTuple):
    """What is new money, what both would be for everybody, and the share of pay that moves up at all."""

    new_money: int
    both: int
    moving_up_percent: int
    holds: bool
    reasons: tuple[Reason, ...]


def new_money(award: Award) -> AwardFound:
    """Return how much of a claimed total is new.

    Moving up the scale was owed without any award, so only the award is new. The total claimed is
    less than award and progression together, since not everybody moves up: the share that does
    follows. Raises ValueError for a total that cannot be made of the two.
    """
    both = award.award + award.progression
    if award.progression < 1 or not award.award <= award.total <= both:
        raise ValueError("the total should lie between the award, and the award and the progression together")
    moving_up = (award.total - award.award) * HUNDRED // award.progression
    holds = award.total == award.award
    found = [reason("pay_new_money", award=percent(award.award))]
    if not holds:
        told: dict[str, int | str] = {
            "total": percent(award.total),
            "both": percent(both),
            "moving_up": moving_up,
        }
        found.append(reason("pay_total_is_not_new", **told))
    return AwardFound(award.award, both, moving_up, holds, tuple(found))


def percent(hundredths: int) -> str:
    """Return hundredths of a percent as people write them: 344 as 3.44, 400 as 4."""
    whole, part = divmod(hundredths, HUNDRED)
    return f"{whole}.{part:02}".rstrip("0").rstrip(".")


def salary(amount: int, award: int) -> int:
    """Return the pay of which `amount` is an award of so many hundredths of a percent, rounded down."""
    if award < 1:
        raise ValueError("the award is nothing, so no pay follows from it; write the award")
    return amount * HUNDRED * HUNDRED // award
