"""Questions about accounts and about what kind of database this is."""

from __future__ import annotations

from .models import Nature


def is_invented() -> bool:
    """Return whether this database was made for invented people. One query."""
    return Nature.objects.filter(kind=Nature.Kind.INVENTED).exists()
