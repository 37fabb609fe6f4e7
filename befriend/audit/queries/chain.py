"""Where the chain of the audit ends, and what is not in it yet."""

from __future__ import annotations

import re
from typing import NamedTuple

from django.db import connection

from befriend.audit.models import Link
from befriend.errors import BefriendError

# What does not end in a minute is late: somebody should link it every second or two.
UNLINKED = """
SELECT count(*) FROM (
    SELECT FROM audit_line r WHERE at < now() - interval '1 minute'
       AND NOT EXISTS (SELECT FROM audit_link k WHERE k.kind = 'line' AND k."row" = r.id)
    UNION ALL
    SELECT FROM audit_change r WHERE at < now() - interval '1 minute'
       AND NOT EXISTS (SELECT FROM audit_link k WHERE k.kind = 'change' AND k."row" = r.id)
) late
"""


class Head(NamedTuple):
    """The last link: its number, and the digest over it and all before it."""

    seq: int
    digest: str

    def __str__(self) -> str:
        return f"{self.seq}:{self.digest}"

    @classmethod
    def read(cls, written: str) -> Head:
        """Return a head as it was written down, or raise BefriendError."""
        found = re.fullmatch(r"(\d{1,18}):([0-9a-f]{64})", written.strip().lower())
        if found is None:
            raise BefriendError("A head is a number, a colon and 64 signs of 0-9 and a-f. Copy it whole.")
        return cls(int(found[1]), found[2])


def head() -> Head:
    """Return where the chain ends now; 0 and nothing before the first link."""
    last = Link.objects.order_by("-seq").first()
    return Head(last.seq, bytes(last.digest).hex()) if last else Head(0, "")


def unlinked() -> int:
    """Return how many rows older than a minute are in no link."""
    with connection.cursor() as cursor:
        cursor.execute(UNLINKED)
        return int(cursor.fetchone()[0])
