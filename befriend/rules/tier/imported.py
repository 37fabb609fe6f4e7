"""A tier that another service gave: shown as that, until the facts to reckon it from are on the record."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from befriend.rules.values import Reason, Tier, reason

# What protect and change is reckoned from for anybody; the rest is for some, or is a fact by its absence.
FACTS = ("rsr", "risk", "assessment", "ogrs")


class Brought(NamedTuple):
    """A tier as it stands on the record, since when, and which facts it lacks to be reckoned here."""

    tier: Tier
    since: date
    lacking: tuple[str, ...]

    @property
    def imported(self) -> bool:
        """Return whether the tier was brought in and cannot be reckoned here."""
        return bool(self.lacking)

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Return that it was brought in, and each fact that is not known."""
        if not self.imported:
            return ()
        whence = reason("tier_imported", since=self.since.isoformat())
        return (whence, *(reason("tier_input_missing", input=fact) for fact in self.lacking))


def brought(tier: Tier, since: date, held: Collection[str]) -> Brought | None:
    """Return how a tier on the record is to be shown, where `held` names the facts known here.

    None without a tier. Raises ValueError for a fact the tier is not reckoned from.
    """
    unheard = set(held) - set(FACTS)
    if unheard:
        raise ValueError(f"{', '.join(sorted(unheard))} is no fact of a tier; known: {', '.join(FACTS)}")
    if tier is Tier.UNTIERED:
        return None
    return Brought(tier, since, tuple(fact for fact in FACTS if fact not in held))
