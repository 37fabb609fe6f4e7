"""Scores in percent as whole numbers, so that a limit is met exactly and never nearly."""

from __future__ import annotations

from decimal import Decimal

from befriend.policies import Value

UNIT = 1_000_000  # a score is held in millionths of a percent
NO_SCORE = -1
MOST = 10**6  # percent; far beyond any score, and well within 64 bits
WHOLE = 100  # percent: no score is higher, whatever is told

Row = tuple[int, ...]


def units(score: Decimal | int | str) -> int:
    """Return a score in millionths of a percent, rounded down; raise ValueError for what is no score.

    Rounding down changes no comparison with a limit of whole millionths.
    """
    exact = Decimal(score)
    if not exact.is_finite() or not 0 <= exact < MOST:
        raise ValueError(f"{score} is no score; a score is a percentage from 0 up")
    return int(exact * UNIT)


def units_or_none(score: Decimal | None) -> int:
    """Return a score in millionths of a percent, or NO_SCORE."""
    return NO_SCORE if score is None else units(score)


def words(score: int) -> str:
    """Return a score as a person writes it: 6.995."""
    return f"{Decimal(score) / UNIT:f}".rstrip("0").rstrip(".") if score % UNIT else f"{score // UNIT}"


def points_by_band(value: Value) -> tuple[tuple[int, int, int], ...]:
    """Return the rows `from`, `below`, `points` of a policy, with limits in millionths of a percent."""
    return tuple((units(row["from"]), units(row["below"]), row["points"]) for row in value.value)
