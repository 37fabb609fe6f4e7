"""The law a published case of release dates runs under: its profile, and what it switches on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from befriend import policies
from befriend.imports.vectors.result import UnreadError
from befriend.rules.release.law import Law, law

TODAY = date(2026, 8, 20)  # the day the published cases are of
HALF, TWO_FIFTHS, ONE_THIRD = "half", "two_fifths", "one_third"
NAMED = {
    "sds-50": HALF,
    "calculation-params": TWO_FIFTHS,
    "sds-progression-model-october": ONE_THIRD,
}
# How `meta.profiles` tells of each law, the latest first: it tells of those before it too.
SAID = (
    (re.compile(r"progression model|SDS 1/3|one[- ]third", re.IGNORECASE), ONE_THIRD),
    (re.compile(r"pre-SDS ?40|pushed to 2054", re.IGNORECASE), HALF),
    (re.compile(r"SDS ?40|SDS 2/5|two[- ]fifths", re.IGNORECASE), TWO_FIFTHS),
    (re.compile(r"SDS ?50|SDS 1/2|\bhalf\b", re.IGNORECASE), HALF),
)
# The days on which those laws begin; a profile with others is of a law that is not held.
DAYS = frozenset({
    "2024-09-10", "2024-10-22", "2024-12-16", "2025-06-03", "2025-09-23", "2026-03-31", "2026-10-01",
    "2027-06-08",
})  # fmt: skip


def law_of(case: Mapping[str, Any], meta: Mapping[str, Any]) -> Law:
    """Return the law a case is decided under: by its profile and what it switches on."""
    told = base(which(case.get("profile"), meta.get("profiles")))
    on_or_off = case.get("toggles") or {}
    told = told._replace(supervision=not on_or_off.get("applyPostRecallRepealRules", False))
    suspended = on_or_off.get("adultHdcSuspended", False)
    told = told._replace(
        schedule_2026=on_or_off.get("progressionModelScheduleExclusionEnabled", False),
        used_up_by_hand=on_or_off.get("routePreProgressionExtinguishedSentenceToManual", False),
        first_tranche_by_hand=on_or_off.get("progressionTrancheOneManualJourney", False),
        schedule_by_hand=on_or_off.get("routeProgressionModelScheduleExclusionToManual", False),
        curfew_suspended=suspended,
    )
    ends = suspended or on_or_off.get("applyPostHdcedRepealRules", False)
    return told if ends else told._replace(curfew_ends=None)


def which(profile: Any, described: Any) -> str:
    """Return the law that a file describes a profile as, else that its name stands for; or UnreadError."""
    name = profile if isinstance(profile, str) else ""
    told = described.get(name) if isinstance(described, Mapping) else None
    if told is None and name in NAMED:
        return NAMED[name]
    # What the file says of a profile counts for more than what it is called.
    if not isinstance(told, str):
        raise UnreadError(f"the law it runs under is not known: profile {str(profile)[:60]!r} is none of "
                          f"{', '.join(NAMED)}, and `meta.profiles` has no words for it")  # fmt: skip
    unheard = set(re.findall(r"\d{4}-\d\d-\d\d", told)) - DAYS
    found = next((law for said, law in SAID if said.search(told)), None)
    if found is None or unheard:
        why = f"begins on {min(unheard)}" if unheard else "is not one held here"
        raise UnreadError(f"the law of profile {name[:60]!r} as `meta.profiles` describes it {why}")
    return found


@cache
def base(name: str) -> Law:
    """Return one of the laws that profiles name.

    The cases were run where no bank holiday is known: one that lets out on such a day shows it.
    """
    today = law(policies.load(), TODAY)._replace(holidays=frozenset())
    before, latest = today.curfews[-2:]  # published: 180 days on every day before 365
    today = today._replace(curfews=(before._replace(since=date.min), latest))
    if name == HALF:
        return today._replace(two_fifths=None, added_exclusions=None, one_third=None)
    return today if name == ONE_THIRD else today._replace(one_third=None)
