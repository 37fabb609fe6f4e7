"""What came of one published case."""

from __future__ import annotations

from typing import Literal, NamedTuple


class UnreadError(ValueError):
    """A case that tells something in words not read here: which, so that it is told and not guessed."""


class Result(NamedTuple):
    """How one case went, and why where that is not plain (words, never a whole case)."""

    how: Literal["passed", "failed", "not_applicable"]
    why: str = ""


def passed() -> Result:
    """Say that every expected field was met."""
    return Result("passed")


def failed(why: str) -> Result:
    """Say which field differs: what was expected and what our rule answers."""
    return Result("failed", why)


def not_applicable(why: str) -> Result:
    """Say why the case cannot be put to our rule at all."""
    return Result("not_applicable", why)
