"""The policies in force, with an operator's overlay."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from befriend import policies


def in_force() -> policies.Book:
    """Return the policies, with the operator's overlay laid over them if there is one."""
    overlay = settings.BEFRIEND_POLICIES
    return policies.load(Path(overlay) if overlay else None)
