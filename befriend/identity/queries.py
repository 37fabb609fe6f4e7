"""Questions about accounts, tokens and the kind of database; nothing here changes anything."""

from __future__ import annotations

import hashlib
import hmac
from datetime import date
from typing import Any
from weakref import WeakKeyDictionary

from django.db import connection

from .models import ApiToken, Nature, User

# What every token begins with, so that one left lying about is known for what it is.
BEGINNING = "befriend_"
LONGEST_TOKEN = 100

# What each connection to the database said it is for: for good, so it is asked once. Nothing outlives a
# connection, and none lives on while another database is put in the place of the one it leads to.
_said: WeakKeyDictionary[Any, str] = WeakKeyDictionary()


def is_invented() -> bool:
    """Return whether this database was made for invented people. One query, once a connection."""
    return nature() == Nature.Kind.INVENTED


def is_real() -> bool:
    """Return whether this database was made for real people. One query, once a connection."""
    return nature() == Nature.Kind.REAL


def nature() -> str | None:
    """Return whether this database holds invented or real people; None while nobody has said."""
    known = _said.get(connection.connection) if connection.connection else None
    if known is None:
        known = Nature.objects.values_list("kind", flat=True).first()
        if known is not None:
            _said[connection.connection] = known
    return known


def digest(token: str) -> str:
    """Return what is kept of a token: its SHA-256, in hexadecimal."""
    return hashlib.sha256(token.encode()).hexdigest()


def user_of_token(token: str, day: date) -> User | None:
    """Return whom a program acts as, or None for a token that is unknown or has expired."""
    if len(token) > LONGEST_TOKEN:
        return None
    given = digest(token)
    kept = ApiToken.objects.filter(digest=given, expires_on__gt=day).select_related("user").first()
    if kept is None or not hmac.compare_digest(kept.digest, given):
        return None
    return kept.user if kept.user.is_active else None
