"""How what is known stands in a paper: an allegation as an allegation, a charge never as a conviction."""

from __future__ import annotations

from django.utils.translation import gettext as _

from befriend.rules import evidence as worth


def evidenced(words: str, evidence: str) -> str:
    """Return `words` such that a reader sees at once what they are worth as evidence."""
    said = {
        worth.ALLEGATION: _("Alleged, and not found by any court: %(words)s"),
        worth.CHARGE: _("Charged, and not tried: %(words)s"),
        worth.CONVICTION: _("Convicted: %(words)s"),
        worth.ACQUITTAL: _("Found not guilty: %(words)s"),
        worth.SELF_REPORT: _("In their own account: %(words)s"),
    }.get(evidence)
    return said % {"words": words} if said else words


def how_known(code: str) -> str:
    """Return how something is known, as a reader of a paper wants it."""
    return {
        "told": _("told by the person"),
        "seen": _("seen"),
        "document": _("from a document"),
        "agency": _("from another agency"),
        "carried": _("carried over from an earlier record, not asked again"),
        "unknown": _("not recorded how it is known"),
    }.get(code, "")


def withheld() -> str:
    """Return what stands in the place of words that a recipient may not have."""
    return _("Withheld from this copy")


def missing() -> str:
    """Return what stands where nothing is known."""
    return _("Not known")
