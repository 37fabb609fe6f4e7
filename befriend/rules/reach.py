"""Whom a proposal reaches: who is excluded, and who began before it, keeps what is in force now."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from befriend.policies import PolicyError, Proposal
from befriend.policies.form import meant
from befriend.rules.values import Tier

# What may be excluded, by the words of the policies (`reset_and_impact.reset_keeps`, the grades), with the
# field of a rule that tells it and what that field holds then.
EXCLUSIONS: Mapping[str, tuple[str, Any]] = {
    "mappa": ("mappa", True),
    "child_protection": ("child_protection", True),
    "national_security_division": ("national_security_division", True),
    "intensive_supervision_court": ("intensive_supervision_court", True),
    "domestic_abuse": ("domestic_abuse", True),
    "very_high_risk": ("risk", "very_high"),
    "high_risk": ("risk", "high"),
    "medium_risk": ("risk", "medium"),
    "low_risk": ("risk", "low"),
    **{f"tier_{level.lower()}": ("level", level) for level in "ABCD"},
    "community_orders": ("under", "community_order"),
    "suspended_sentence_orders": ("under", "suspended_sentence_order"),
    "licences": ("under", "licence"),
    "supervision_after_sentence": ("under", "supervision_after_sentence"),
    "trainees": ("grade", "trainee"),
    "newly_qualified": ("grade", "newly_qualified"),
    "officers": ("grade", "officer"),
    "probation_services_officers": ("grade", "pso"),
}
UNKNOWN = (None, "unknown")
# The fields in which rules are told when what they are asked about began.
BEGINNINGS = ("begins", "made", "since", "started", "start", "sentenced")


class Reach(NamedTuple):
    """Who is left out by code, and the first day; None: it is retroactive, and reaches everybody."""

    exclusions: tuple[str, ...] = ()
    since: date | None = None


def of(proposal: Proposal) -> Reach:
    """Return whom a proposal reaches, or raise PolicyError for an exclusion that nothing tells."""
    for code in proposal.exclusions:
        if code not in EXCLUSIONS:
            raise PolicyError(f"exclusions: {code!r} is not known{meant(code, list(EXCLUSIONS))}")
    return Reach(proposal.exclusions, None if proposal.retroactive else first_day(proposal))


def first_day(proposal: Proposal) -> date | None:
    """Return the first day on which a change of policy would be in force, or None where it changes none."""
    return min((min(changed.values) for changed in proposal.changes.values()), default=None)


def reached(reach: Reach, given: Mapping[str, Any], began: date | None = None) -> bool | None:
    """Return whether a proposal reaches what a rule is told; None where a fact it hangs on is not told.

    `began` is the first day of what is asked about, where the rule itself is not told it.
    """
    answers = [*(kept_out(code, given) for code in reach.exclusions), earlier(reach.since, given, began)]
    if True in answers:
        return False
    return None if None in answers else True


def kept_out(code: str, given: Mapping[str, Any]) -> bool | None:
    """Return whether an exclusion holds, or None where it is not told."""
    field, holds = EXCLUSIONS[code]
    said = told_of(field, given)
    if said in UNKNOWN:
        return None
    # Of MAPPA some rules are told the level: any but none.
    return bool(said) if holds is True else bool(said == holds)


def told_of(field: str, given: Mapping[str, Any]) -> Any:
    """Return what is told of a field, by itself, among the marks of a case or by its tier; None: nothing."""
    if field in given:
        return given[field]
    marks, tier = given.get("marks"), str(given.get("tier", ""))
    if field == "domestic_abuse" and isinstance(marks, list | tuple):
        return field in marks
    return tier[0] if field == "level" and tier in Tier.__members__ else None


def earlier(since: date | None, given: Mapping[str, Any], began: date | None) -> bool | None:
    """Return whether all of it began before `since`, or None where no beginning is told."""
    if since is None:
        return False
    first = began or max(beginnings(given), default=None)
    return None if first is None else first < since


def beginnings(given: Mapping[str, Any]) -> Iterator[date]:
    """Return the day on which what a rule is told of began; of several sentences each."""
    for name in BEGINNINGS:
        if name in given:
            yield from as_day(given[name])
            return
    for each in given.get("sentences") or ():
        if isinstance(each, Mapping):
            yield from as_day(each.get("sentenced"))


def as_day(said: object) -> Iterator[date]:
    """Return a day that was told as a day or in words; nothing for what is none: the rule itself says so."""
    parse: Callable[[str], date] = date.fromisoformat
    try:
        yield said if isinstance(said, date) else parse(str(said))
    except ValueError:
        return
