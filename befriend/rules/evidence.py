"""What words may say about something alleged or charged: never more than is known."""

from __future__ import annotations

import re

ALLEGATION, CHARGE, CONVICTION, ACQUITTAL, SELF_REPORT = (
    "allegation", "charge", "conviction", "acquittal", "self_report",
)  # fmt: skip
# What is not decided against somebody, or decided for them.
NOT_FOUND = (ALLEGATION, CHARGE, ACQUITTAL)
# Words that a finding of a court alone allows; English, and Welsh as a draft.
FOUND = re.compile(
    r"\b(?:convic(?:ted|tions?)|found\s+guilty|pleaded\s+guilty|guilty\s+of|re-?offend(?:ed|ing)|offended"
    r"|committed|euogfarn\w*|yn\s+euog)\b",
    re.IGNORECASE,
)
# The same words where they say that it was not so.
DENIED = re.compile(
    r"\b(?:not|never|was\s+not|nor|without|no|un)\s*(?:\w+\s+){0,2}?(?=convic|found|guilty|offend|committed)",
    re.IGNORECASE,
)


def says_more(words: str, evidence: str) -> bool:
    """Return whether `words` say of something not found by a court that it was.

    `evidence` is what a statement is worth (allegation, charge, conviction, acquittal, self_report, or
    nothing). Words can be turned in more ways than a list knows: this refuses the plain ones, and whoever
    makes a paper reads the rest in its preview.
    """
    if evidence not in NOT_FOUND:
        return False
    return any(not denied(words, found.start()) for found in FOUND.finditer(words))


def denied(words: str, at: int) -> bool:
    """Return whether the word that begins at `at` stands behind a "not" or "never"."""
    return any(one.end() == at for one in DENIED.finditer(words))
