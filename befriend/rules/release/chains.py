"""Sentences consecutive to others: the last day on which one can still follow another."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from befriend.rules.release.length import Length, end_of


class Link(NamedTuple):
    """One sentence of a chain as far as it is known; `follows` is the name of the one before, or nothing."""

    sentenced: date | None
    length: Length | None
    follows: str = ""


def last_day(name: str, links: Mapping[str, Link]) -> date | None:
    """Return the last day a sentence can have, with those it follows and with nothing taken off or put on.

    None where a day or a length is not known. Whoever asks has seen that no chain leads back to itself.
    """
    link = links[name]
    if link.sentenced is None or link.length is None or not any(link.length):
        return None
    if link.follows not in links:
        return end_of(link.length, link.sentenced)
    before = last_day(link.follows, links)
    # One day too many is never one too few: only what has certainly ended is refused.
    return max(end_of(link.length, before), end_of(link.length, link.sentenced)) if before else None


def ended_before(name: str, links: Mapping[str, Link], away: int = 0) -> date | None:
    """Return the day by which the sentence that one follows had ended before this one was passed, or None.

    `away` are days at large, which put off every end.
    """
    link = links[name]
    if link.follows not in links or link.sentenced is None:
        return None
    ends = last_day(link.follows, links)
    if ends is None or date.fromordinal(ends.toordinal() + away) >= link.sentenced:
        return None
    return ends
