"""Reasons as kept in the database and given to programs: a code with its values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext

from befriend.rules import wording
from befriend.rules.values import Reason, reason


def as_data(reasons: Iterable[Reason]) -> list[dict[str, Any]]:
    """Return reasons as JSON."""
    return [{"code": one.code, "values": dict(one.values)} for one in reasons]


def from_data(kept: Iterable[Mapping[str, Any]]) -> list[Reason]:
    """Return reasons from JSON."""
    return [reason(one["code"], **one["values"]) for one in kept]


def in_words(kept: Mapping[str, Any]) -> str:
    """Return one kept reason as a sentence in the reader's language."""
    return wording.words(from_data([kept])[0], gettext) if kept.get("code") else ""
