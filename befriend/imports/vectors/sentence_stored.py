"""Dates that a case of an error of what was stored gives: what among them could never have been stored."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

# Answered where dates stored before differ; the dates beside it are those that were stored.
OF_STORED = "BreakdownChangedSinceLastCalculation"
RELEASES, ENDS = {"CRD", "ARD"}, {"SLED", "SED"}


def impossible(
    stored: Mapping[str, date | None], ours: Mapping[str, date | None], passed_on: date
) -> Iterator[str]:
    """Yield why dates cannot be those stored before of a person first sentenced on `passed_on`.

    What was stored is not of the sentences the case tells, so that no date can be compared with ours. But it
    has to differ from ours, hold no kind of date that is not ours, and lie in an order that can be.
    """
    days = {kind: found for kind, found in stored.items() if found}
    if days and days == ours:
        yield f"error: {OF_STORED} expected, and the dates beside it are ours"
    last = max((found for kind, found in days.items() if kind in ENDS), default=date.max)
    for kind, found in sorted(days.items()):
        if kind not in ours:
            yield f"{kind}: {found} expected, none answered"
        if found < passed_on:
            yield f"{kind}: {found} expected, before the first sentence was passed ({passed_on})"
        if kind in RELEASES and found > last:
            yield f"{kind}: {found} expected, after the end of the sentence ({last})"
