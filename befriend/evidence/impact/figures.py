"""Figures of a statement, as they are told."""

from __future__ import annotations

PLACES = 4  # digits after the point


def rounded(number: float) -> float:
    """Return a number as it is told; never minus nothing."""
    return round(number, PLACES) + 0.0


def number(value: float) -> str:
    """Return a number with as many digits as it deserves."""
    size = abs(value)
    return f"{value:,.0f}" if size >= 100 else f"{value:,.1f}" if size >= 1 else f"{value:,.2g}"


def signed(value: float) -> str:
    """Return a number with its sign."""
    return f"+{number(value)}" if value > 0 else number(value)
