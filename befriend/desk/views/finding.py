"""Finding what an address is about, before anything else happens."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404

from befriend.workforce.models import Unit


def unit_of(ref: str, **_: Any) -> Unit:
    """Return the unit of the address, or answer 404."""
    return get_object_or_404(Unit, ref=ref)
