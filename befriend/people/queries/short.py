"""The short reference under which a statement stands on paper: the same on every sheet, copied by hand."""

from __future__ import annotations

import re
from uuid import UUID

from befriend.people.models import Statement

# As printed, or without its hyphen; nobody who copies one tells 0 from O, or 1 from I and L.
SHORT = re.compile(r"([0-9A-F]{4})[\s-]*([0-9A-F]{4})")
LOOK_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1"})
REST = 24  # of the 32 digits of a reference, those that are not printed


def short_of(statement: Statement) -> str:
    """Return the beginning of a statement's reference, as in A1B2-C3D4: enough among those of one person."""
    plain = statement.ref.hex[:8].upper()
    return f"{plain[:4]}-{plain[4:]}"


def by_short(words: str) -> list[Statement]:
    """Return the statements whose short reference `words` are, of those that whoever asks may see.

    None where they are none. Also of what stands no longer: a sheet may be old. At most one query.
    """
    found = SHORT.fullmatch(words.strip().upper().translate(LOOK_ALIKE))
    if found is None:
        return []
    digits = "".join(found.groups())
    meant = Statement.objects.filter(ref__gte=UUID(digits + "0" * REST), ref__lte=UUID(digits + "f" * REST))
    return list(meant.select_related("person").order_by("ref"))
